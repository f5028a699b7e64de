"""The grid of the RGAA, from data/catalog/rgaa.yaml: what each criterion is found to be, and the rate of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from geo.kept import TABLES, keep
from loaders.catalog import CATALOG
from loaders.entries import Entry, Text, validate_file
from loaders.yaml_files import CatalogError

FILE = "rgaa.yaml"
# The criteria of each of the thirteen topics of the RGAA 4.1, in order, 106 in all.
TOPICS: Mapping[str, int] = {
    "Images": 9,
    "Cadres": 2,
    "Couleurs": 3,
    "Multimédia": 13,
    "Tableaux": 8,
    "Liens": 2,
    "Scripts": 5,
    "Éléments obligatoires": 10,
    "Structuration de l’information": 4,
    "Présentation de l’information": 14,
    "Formulaires": 13,
    "Navigation": 11,
    "Consultation": 12,
}
State = Literal["conform", "not_conform", "not_applicable"]
Words = tuple[Text, ...]


class Check(Entry):
    """A way to check a criterion: what is looked at, and the files of tests that look, none where an eye does."""

    said: Text
    tests: tuple[Text, ...]


class Criterion(Entry):
    """A criterion in short words: `why` it does not apply or fails, and what a reader has `instead` meanwhile."""

    about: Text
    state: State
    checked: Words = ()
    why: str = ""
    instead: str = ""
    owner: Literal["Terril", "Streamlit"] = "Terril"

    @model_validator(mode="after")
    def _is_whole(self) -> Criterion:
        if self.state == "conform" and not self.checked:
            raise ValueError("un critère conforme dit comment il a été vérifié")
        if self.state != "conform" and not self.why:
            raise ValueError("un critère non conforme ou sans objet dit pourquoi")
        if self.state == "not_conform" and not self.instead:
            raise ValueError("un critère non conforme dit ce qu’un lecteur a à la place")
        return self


class Grid(Entry):
    """What was checked, when, by whom, with what; and the 106 criteria by their number."""

    version: Text
    date: Annotated[str, Field(pattern=r"^\d{2}/\d{2}/\d{4}$")]
    made_by: Text
    technologies: Words
    environment: Words
    tools: Words
    pages: Words
    checks: dict[str, Check]
    criteria: dict[Annotated[str, Field(pattern=r"^\d+\.\d+$")], Criterion]

    def list_of(self, state: State) -> dict[str, Criterion]:
        """The criteria in a state, by number."""
        return {number: one for number, one in self.criteria.items() if one.state == state}

    @property
    def rate(self) -> int:
        """The percentage of the applicable criteria that are met, rounded down: one that fails never makes 100."""
        conform, failing = len(self.list_of("conform")), len(self.list_of("not_conform"))
        return 100 * conform // (conform + failing)

    @property
    def said(self) -> str:
        """« partiellement conforme », in the words of the decree 2019-768: from half of the criteria on, then all."""
        if self.rate == 100:
            return "totalement conforme"
        return "partiellement conforme" if self.rate >= 50 else "non conforme"


def list_numbers() -> list[str]:
    """The numbers of all criteria, in order: « 1.1 » to « 13.12 »."""
    return [f"{topic}.{n}" for topic, count in enumerate(TOPICS.values(), 1) for n in range(1, count + 1)]


@keep(TABLES)
def read_grid(folder: Path = CATALOG) -> Grid:
    """The grid. Raises CatalogError where an entry is at fault, or a criterion is missing or names an unknown check."""
    grid = validate_file(folder / FILE, Grid)
    faults = [f"{FILE} : le critère {number} manque." for number in list_numbers() if number not in grid.criteria]
    faults += [
        f"{FILE} : le critère {number} n'existe pas." for number in grid.criteria if number not in list_numbers()
    ]
    faults += [
        f"{FILE}, {number} : la vérification « {key} » n'est pas déclarée."
        for number, one in grid.criteria.items()
        for key in one.checked
        if key not in grid.checks
    ]
    if faults:
        raise CatalogError("\n".join(faults))
    return grid
