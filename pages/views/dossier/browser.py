"""The dossier that a reader's browser keeps: what it is given, and what becomes of what it gives back.

A session dies with the server, and some minutes after the last word from its reader; the browser keeps the dossier
through both. Several tabs share what it keeps. What it gives back may have been written by anyone: it is read as a file
is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pages.views.dossier import MOST_SLIDES, Dossier, DossierError, Slide, pack_dossier, unpack_dossier
from pages.views.dossier.editing import Kept
from pages.words.french import format_count

# A word of the largest dossier is far shorter.
LONGEST = 2_000_000
Act = Literal["undo", "clear", "back"]
CUT = "il n’est plus entier."
CLEARED = "effacement"
ELSEWHERE = "changement fait dans un autre onglet"
JOINED = "réunion avec le dossier gardé"


@dataclass(frozen=True)
class Said:
    """A sentence for the reader, with what a button beside it does; `is_lasting` until the reader has read it."""

    text: str
    act: Act | None = None
    label: str = ""
    is_lasting: bool = False


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:16] if word else ""


@dataclass(frozen=True)
class Copy:
    """What a browser keeps: the words of a dossier and of the earlier one, "" for one without anything in it."""

    word: str = ""
    earlier: str = ""

    @property
    def stamp(self) -> str:
        """What tells this copy from all others: « 5f2c….9ab0… », each half empty where its word is."""
        return ".".join(
            hashlib.sha256(word.encode()).hexdigest()[:16] if word else "" for word in (self.word, self.earlier)
        )


@dataclass(frozen=True)
class Given:
    """What a browser gives back; `base` is the stamp of what its tab and the session last agreed upon, if anything."""

    dossier: Dossier
    earlier: Dossier
    base: str


def write_word(dossier: Dossier) -> str:
    """The word of a dossier, "" where there is nothing in it."""
    return pack_dossier(dossier) if dossier != Dossier() else ""


def _read_text(given: object, name: str) -> str | None:
    """One of the texts that a browser gives back; None where it is none, or is too long for anything of ours."""
    found = given.get(name) if isinstance(given, Mapping) else None
    return found if isinstance(found, str) and len(found) <= LONGEST else None


def read_number(given: object) -> int:
    """The number of what a browser gives back, whatever else it is; 0 where it has none."""
    found = given.get("number") if isinstance(given, Mapping) else None
    return found if isinstance(found, int) else 0


def _read_dossier(word: str | None) -> Dossier:
    if word is None:
        raise DossierError(CUT)
    return unpack_dossier(word, cut=CUT) if word else Dossier()


def read_given(given: object) -> Given:
    """What a browser gives back, as it was asked for by its script. Raises DossierError for a dossier that is none."""
    dossier = _read_dossier(_read_text(given, "word"))
    try:
        earlier = _read_dossier(_read_text(given, "earlier"))
    except DossierError:
        earlier = Dossier()
    return Given(dossier, earlier, _read_text(given, "base") or "")


def _find_base(kept: Kept, stamp: str) -> Dossier | None:
    """The dossier that a stamp names, among those that the session has known; None where it has known none such."""
    known = [kept.dossier, *(one for _, one in reversed(kept.past)), *(one for _, one in kept.future), Dossier()]
    wanted = stamp.partition(".")[0]
    return next((one for one in known if Copy(write_word(one)).stamp.partition(".")[0] == wanted), None)


def _list_added(base: Dossier, dossier: Dossier) -> tuple[Slide, ...] | None:
    """The views that came to the end of a dossier since another; None where anything else has changed."""
    count = len(base.slides)
    is_grown = dossier.model_copy(update={"slides": base.slides}) == base and dossier.slides[:count] == base.slides
    return dossier.slides[count:] if is_grown else None


def describe_dossier(dossier: Dossier) -> str:
    """« Bureau du 12 mars » (6 vues), in a sentence; the number of views alone where nobody gave it a title."""
    title = f"«\u202f{dossier.title}\u202f» " if dossier.title != Dossier().title else ""
    return f"{title}({format_count(len(dossier.slides), 'vue')})"


def receive(kept: Kept, given: Given) -> tuple[Kept, Said | None]:
    """What the session keeps from now on, and what is said of it, once a browser has given back what it kept.

    A session that begins with nothing takes it. Changes made since both were the same are kept too where they only add
    views; otherwise those of this session win, being the last, and what the browser kept becomes the earlier dossier.
    """
    dossier = given.dossier
    if not kept.has_earlier:
        kept = replace(kept, earlier=given.earlier)
    if dossier == kept.dossier:
        return kept, None
    if not given.base and kept.dossier == Dossier():
        said = Said(
            f"Votre dossier {describe_dossier(dossier)} est revenu\u202f: ce navigateur le gardait.", "clear", "Effacer"
        )
        return replace(kept, dossier=dossier, version=kept.version + 1), said
    base = _find_base(kept, given.base)
    if base == kept.dossier:
        count = format_count(len(dossier.slides), "vue")
        said = Said(
            f"Le dossier a changé dans un autre onglet\u202f: {count} maintenant.", "undo", "Annuler", is_lasting=True
        )
        return kept.change(dossier, ELSEWHERE), said
    added = _list_added(base, kept.dossier) if base is not None else None
    if added and len(dossier.slides) + len(added) <= MOST_SLIDES:
        joined = dossier.model_copy(update={"slides": (*dossier.slides, *added)})
        count = format_count(len(joined.slides), "vue")
        return kept.change(joined, JOINED), Said(f"Ce navigateur gardait un dossier\u202f: vos ajouts y sont, {count}.")
    if not dossier.slides:
        return kept, None
    other = (
        f"Ce navigateur gardait un autre dossier {describe_dossier(dossier)}\u202f; celui qui est ouvert le remplace."
    )
    return replace(kept, earlier=dossier), Said(other, "back", "Reprendre l’autre", is_lasting=True)


def clear(kept: Kept) -> tuple[Kept, Said]:
    """Nothing kept any more, in the browser either; the session alone can take that back."""
    said = Said("Le dossier est effacé, de ce navigateur aussi.", "undo", "Annuler")
    return replace(kept.change(Dossier(), CLEARED), earlier=Dossier()), said


def explain_fault(error: DossierError) -> Said:
    """Why what a browser kept is no dossier."""
    return Said(f"Le dossier gardé dans ce navigateur n’a pas pu être rouvert\u202f: {error}", is_lasting=True)
