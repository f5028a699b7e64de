"""The dossier: views in order, each with its title and comment; a small file, validated before it is opened."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from pages.views.view import KINDS, View

FORMAT, VERSION = "terril-dossier", 1
MOST_SLIDES = 60
MOST_BYTES = 1_000_000
# Beyond this, mail readers and proxies begin to cut addresses.
MOST_IN_ADDRESS = 1800

# Control characters, marks that turn the reading order round, byte order marks: no file and no page can write them.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def clean_lines(words: str) -> str:
    """Words as every file can write them, their lines ended alike."""
    return UNWRITABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_line(words: str) -> str:
    """Words on one line, as every file can write them."""
    return " ".join(clean_lines(words).split("\n"))


Short = Annotated[str, StringConstraints(max_length=160, strip_whitespace=True), AfterValidator(clean_line)]
Long = Annotated[str, StringConstraints(max_length=4000, strip_whitespace=True), AfterValidator(clean_lines)]


class DossierError(ValueError):
    """A file that is no dossier of Terril, or a broken one: the message says in French what and where."""


class Slide(BaseModel):
    """One view in a dossier. An empty `title` stands for the view's own; `notes` are for the speaker alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    view: View
    title: Short = ""
    comment: Long = ""
    notes: Long = ""
    section: Short = ""


class Dossier(BaseModel):
    """Slides in order, under a title."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["terril-dossier"] = "terril-dossier"
    version: Literal[1] = 1
    title: Short = "Dossier"
    subtitle: Short = ""
    slides: Annotated[tuple[Slide, ...], Field(max_length=MOST_SLIDES)] = ()

    @property
    def territories(self) -> tuple[str, ...]:
        """Those chosen in any of the views, in the order met."""
        return tuple(dict.fromkeys(code for slide in self.slides for code in slide.view.territories))


def write_dossier(dossier: Dossier) -> bytes:
    """The file of a dossier: JSON in UTF-8, defaults left out."""
    body = {"format": FORMAT, "version": VERSION} | dossier.model_dump(mode="json", exclude_defaults=True)
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def parse_dossier(body: bytes) -> Dossier:
    """Read the file of a dossier. Raises DossierError with what was expected and what was found."""
    if len(body) > MOST_BYTES:
        size, most = len(body) // 1000, MOST_BYTES // 1000
        raise DossierError(f"Ce fichier fait {size} ko ; un dossier en fait {most} au plus. Rien n’a été changé.")
    try:
        raw = json.loads(body.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DossierError(
            "Ce fichier n’est pas un dossier de Terril : du JSON est attendu. Rien n’a été changé."
        ) from error
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise DossierError(
            f"Ce fichier n’est pas un dossier de Terril : « format » : « {FORMAT} » est attendu. Rien n’a été changé."
        )
    if raw.get("version") != VERSION:
        found = str(raw.get("version"))[:20]
        raise DossierError(
            f"Ce dossier est de la version {found} ; celle-ci lit la version {VERSION}. Rien n’a été changé."
        )
    try:
        return Dossier.model_validate(raw)
    except ValidationError as error:
        raise DossierError(f"Ce dossier est abîmé : {_describe(error)} Rien n’a été changé.") from error


def _describe(error: ValidationError) -> str:
    """The first fault in words: where, what was found."""
    fault: Any = error.errors()[0]
    place = [part for part in fault["loc"] if part != "slides"]
    number = next((part + 1 for part in place if isinstance(part, int)), None)
    names = [str(part) for part in place if isinstance(part, str)]
    where = f"vue {number}, " if number else ""
    field = f"« {names[-1]} »" if names else "contenu"
    context = fault.get("ctx", {})
    if isinstance(context.get("error"), ValueError):
        return f"{where}{context['error']}."
    if fault["type"] == "extra_forbidden" and len(names) > 1 and names[-2] in KINDS:
        return f"{where}{KINDS[names[-2]].LABEL.lower()} : {names[-1]} n’y a pas de sens."
    found = repr(fault["input"])[:80]
    if fault["type"] == "union_tag_invalid":
        field, found = "« kind »", repr(context["tag"])[:80]
    more = len(error.errors()) - 1
    others = f" ({more} autre{'s' if more > 1 else ''} faute{'s' if more > 1 else ''})" if more else ""
    return f"{where}{field} : valeur inattendue, {found} trouvé{others}."


def pack_dossier(dossier: Dossier) -> str:
    """The dossier as one word of letters that no address and no storage has to escape."""
    return base64.urlsafe_b64encode(zlib.compress(write_dossier(dossier), 9)).decode().rstrip("=")


def unpack_dossier(word: str, *, cut: str) -> Dossier:
    """The dossier that a word holds. Raises DossierError, which says `cut` where the word is not whole."""
    try:
        packed = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        opener = zlib.decompressobj()
        body = opener.decompress(packed, MOST_BYTES)
    except (ValueError, zlib.error) as error:
        raise DossierError(cut) from error
    if opener.unconsumed_tail or not opener.eof:
        raise DossierError(cut)
    return parse_dossier(body)


def write_address(dossier: Dossier) -> str:
    """The dossier as a word for an address; "" where it would be too long."""
    word = pack_dossier(dossier)
    return word if len(word) <= MOST_IN_ADDRESS else ""


def parse_address(word: str) -> Dossier:
    """The dossier that an address holds. Raises DossierError."""
    return unpack_dossier(word, cut="L’adresse ne contient pas un dossier entier : elle a pu être coupée.")
