"""Errors as RFC 9457 has them: what, where, what was expected and found, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import ValidationError

from loaders.reading.composed.code import PATTERN
from pages.words.paths import API

Kind = Literal["parameter", "unknown", "form", "method", "cursor", "rate", "refused", "failed"]
# A link of each kind of problem to its paragraph of the documentation, its status, its title in both languages.
KINDS: dict[Kind, tuple[int, str, str]] = {
    "parameter": (400, "Un paramètre n’est pas celui attendu", "A parameter is not what is expected"),
    "unknown": (404, "Rien n’est à cette adresse", "Nothing is at this address"),
    "form": (406, "Cette forme n’est pas donnée ici", "This form is not given here"),
    "method": (405, "L’interface se lit, elle ne s’écrit pas", "The interface is read-only"),
    "cursor": (410, "Les données ont changé depuis la première page", "The data have changed since the first page"),
    "rate": (429, "Trop de demandes", "Too many requests"),
    "refused": (422, "Cette lecture n’a pas de sens ici", "This reading has no meaning here"),
    "failed": (500, "La réponse n’a pas pu être faite", "The answer could not be made"),
}
LONGEST = 80
# The spelling of parameters, in words: each is written once, and here said.
ID, CODE, WORD = r"^[a-z_]+\.[a-z0-9_]+$", r"^[A-Za-z0-9_]{2,12}$", r"^-?[a-zA-Z0-9_.-]{1,80}$"
# Of a territory of France or of the catalogue, or of one that a reader composed.
PLACE = rf"^([A-Za-z0-9_]{{2,12}}|{PATTERN})$"
SPAN, DEPARTEMENT, CURSOR = r"^\d{4}(-\d{4})?$", r"^D\w{2,3}$", r"^[\w-]{1,200}$"
FORMS = {
    ID: ("un identifiant tel que « waste.collected »", "an id such as “waste.collected”"),
    CODE: ("un code de 2 à 12 lettres et chiffres", "a code of 2 to 12 letters and digits"),
    PLACE: (
        "un code de 2 à 12 lettres et chiffres, ou « compose. » et des codes de communes et d’EPCI",
        "a code of 2 to 12 letters and digits, or “compose.” and codes of communes and EPCIs",
    ),
    WORD: ("un mot de lettres et chiffres", "a word of letters and digits"),
    SPAN: ("une année, « 2021 », ou une période, « 2015-2021 »", "a year, “2021”, or a span, “2015-2021”"),
    DEPARTEMENT: ("« D » et le numéro d’un département", "“D” and the number of a département"),
    CURSOR: ("le mot donné dans « next »", "the word given in “next”"),
}


@dataclass(frozen=True)
class Fault:
    """One fault: the parameter or the part of the address (`where`), what is expected there and what was found."""

    where: str
    expected: str
    expected_en: str
    found: str = ""
    nearest: str = ""


@dataclass
class ProblemError(Exception):
    """Why there is no answer; `detail` and `detail_en` say it whole, `faults` one by one."""

    kind: Kind
    detail: str
    detail_en: str
    faults: tuple[Fault, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return KINDS[self.kind][0]

    def describe(self, instance: str) -> dict[str, Any]:
        """The members of problem+json; `instance` is the address asked for."""
        status, title, title_en = KINDS[self.kind]
        return {
            "type": f"{API}#probleme-{self.kind}",
            "title": title,
            "status": status,
            "detail": self.detail,
            "instance": instance,
            "errors": [
                {"where": one.where, "expected": one.expected, "expected_en": one.expected_en, "found": one.found}
                | ({"nearest": one.nearest} if one.nearest else {})
                for one in self.faults
            ],
            "en": {"title": title_en, "detail": self.detail_en},
        }


def shorten(found: object) -> str:
    """What was found, as short as it takes to know it again."""
    text = str(found)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def require_known(where: str, asked: tuple[str, ...], known: Mapping[str, Any] | set[str], listed: str) -> None:
    """Raise ProblemError for a word that is none of those known; `listed` is the address of their list."""
    missing = [word for word in asked if word not in known]
    if missing:
        near = get_close_matches(missing[0], list(known)[:5000], n=1)
        found = shorten(", ".join(missing))
        raise describe_faults((Fault(where, f"un identifiant de {listed}", f"an id of {listed}", found, *near),))


def require_found(key: str, known: Mapping[str, Any], listed: str) -> None:
    """Raise ProblemError where an address names nothing; `listed` is the address of what there is."""
    if key not in known:
        raise find_nothing(listed.rpartition("/")[2], key, listed)


def find_nothing(where: str, key: str, listed: str) -> ProblemError:
    """The problem of an address that names nothing."""
    fault = Fault(where, f"un identifiant de {listed}", f"an id of {listed}", shorten(key))
    said = describe_faults((fault,))
    return ProblemError("unknown", said.detail, said.detail_en, (fault,))


def describe_faults(faults: tuple[Fault, ...]) -> ProblemError:
    """The problem that some faults of parameters make."""
    detail = " ".join(
        f"{one.where} : {one.expected} attendu, « {one.found} » trouvé"
        + (f" ; le plus proche : {one.nearest}." if one.nearest else ".")
        for one in faults
    )
    english = " ".join(
        f"{one.where}: expected {one.expected_en}, found “{one.found}”"
        + (f"; nearest: {one.nearest}." if one.nearest else ".")
        for one in faults
    )
    return ProblemError("parameter", detail, english, faults)


def read_validation(error: ValidationError, known: list[str]) -> ProblemError:
    """The problem of parameters that a model refuses; `known` are those that it takes."""
    return describe_faults(tuple(_read_fault(one, known) for one in error.errors()[:10]))


def _read_fault(error: Any, known: list[str]) -> Fault:
    """One fault of pydantic, in both languages."""
    where, context = shorten(".".join(str(part) for part in error["loc"][:1]) or "?"), error.get("ctx", {})
    found, kind = shorten(error["input"]), error["type"]
    limit = next((context[name] for name in ("ge", "le", "max_length", "min_length", "pattern") if name in context), "")
    words: dict[str, tuple[str, str]] = {
        "extra_forbidden": (f"l’un des paramètres {', '.join(known)}", f"one of the parameters {', '.join(known)}"),
        "missing": ("une valeur", "a value"),
        "int_parsing": ("un nombre entier", "a whole number"),
        "bool_parsing": ("true ou false", "true or false"),
        "greater_than_equal": (f"{limit} ou plus", f"{limit} or more"),
        "less_than_equal": (f"{limit} ou moins", f"{limit} or less"),
        "too_long": (f"{limit} valeurs au plus", f"at most {limit} values"),
        "too_short": (f"{limit} valeur au moins", f"at least {limit} value"),
        "string_too_long": (f"{limit} caractères au plus", f"at most {limit} characters"),
        "string_pattern_mismatch": FORMS.get(str(limit), ("une autre écriture", "another spelling")),
    }
    if kind == "literal_error":
        listed = str(context["expected"]).replace("'", "")
        said = (f"l’un de {listed.replace(' or ', ' ou ')}", f"one of {listed}")
    else:
        said = words.get(kind, ("une autre valeur", "another value"))
    if kind == "extra_forbidden":
        return Fault(where, *said, found=where)
    return Fault(where, *said, found="" if kind == "missing" else found)
