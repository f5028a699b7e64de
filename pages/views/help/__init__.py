"""The page Aide, from data/catalog/help.yaml: answers, what marks and words mean, what Terril does not know."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

from geo.kept import TABLES, keep
from loaders.catalog import CATALOG
from loaders.entries import Entry, Text, validate_file
from loaders.own.password import may_write
from loaders.yaml_files import CatalogError
from pages.views.theme_pages import read_pages
from pages.words.paths import FOOT, TITLES, WRITING, place

FILE = "help.yaml"
Page = Annotated[str, AfterValidator(place)]
Picture = Literal["origin", "lines", "map", "ranking", "aims"]


class Answer(Entry):
    """A short answer: paragraphs, maybe a picture, what else the search finds it by, and the pages where it goes on.

    `for_officers` is one that is given only where the installation lets somebody write.
    """

    question: Text
    said: tuple[Text, ...]
    picture: Picture | None = None
    words: tuple[Text, ...] = ()
    leads_to: tuple[Page, ...] = ()
    for_officers: bool = False


class Help(Entry):
    """`pages` is what else each page of the menu is called; `marks` what a mark or a word means."""

    pages: dict[Page, tuple[Text, ...]]
    answers: dict[str, Answer]
    marks: dict[str, Text]
    unknown: tuple[Text, ...]


def list_menu() -> Mapping[str, str]:
    """The pages of the menu and of the foot by address, with their titles."""
    return _list_pages(may_write())


def _list_pages(with_writing: bool) -> Mapping[str, str]:
    pages = {path: page.title for path, page in read_pages().items()}
    return {**pages, **TITLES, **(WRITING if with_writing else {}), **FOOT}


def read_help(folder: Path = CATALOG) -> Help:
    """The page Aide, as this installation gives it. Raises CatalogError with every fault found, one a line."""
    return _read_help(folder, may_write())


@keep(TABLES)
def _read_help(folder: Path, with_writing: bool) -> Help:
    found = validate_file(folder / FILE, Help)
    menu = _list_pages(True)
    named = [("pages", path) for path in found.pages]
    named += [(f"answers.{key}", path) for key, answer in found.answers.items() for path in answer.leads_to]
    faults = [f"{FILE}, {where} : la page « {path} » n'existe pas." for where, path in named if path not in menu]
    faults += [f"{FILE} : la page « {path} » manque dans pages." for path in menu if path not in found.pages]
    if faults:
        raise CatalogError("\n".join(faults))
    if with_writing:
        return found
    given = {key: answer for key, answer in found.answers.items() if not answer.for_officers}
    pages = {path: words for path, words in found.pages.items() if path not in WRITING}
    return found.model_copy(update={"pages": pages, "answers": given})
