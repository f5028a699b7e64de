"""The levels of territories and the legal forms of EPCIs, and how each is named: « communes », « Ancien EPCI »."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["commune", "epci", "departement", "region", "grouping", "site", "country"]
# Those that have contours: a map draws them, and all the fellows of each are known.
OutlinedLevel = Literal["commune", "epci", "departement"]
OUTLINED: tuple[OutlinedLevel, ...] = get_args(OutlinedLevel)


@dataclass(frozen=True)
class LevelName:
    """A level in words: « commune », « communes »."""

    singular: str
    plural: str
    is_feminine: bool = False

    @property
    def title(self) -> str:
        """One of them at the head of a line: « Commune »."""
        return self.singular[:1].upper() + self.singular[1:]

    @property
    def heading(self) -> str:
        """All of them at the head of a column or a list: « Communes »."""
        return self.plural[:1].upper() + self.plural[1:]

    @property
    def former(self) -> str:
        """One that is no more: « Ancienne commune »."""
        return f"Ancien{'ne' if self.is_feminine else ''} {self.singular}"

    @property
    def known(self) -> str:
        """Those that have a value: « communes connues »."""
        return f"{self.plural} connu{'e' if self.is_feminine else ''}s"


NAMES: dict[str, LevelName] = {
    "country": LevelName("pays", "pays"),
    "region": LevelName("région", "régions", is_feminine=True),
    "departement": LevelName("département", "départements"),
    "grouping": LevelName("groupement", "groupements"),
    "epci": LevelName("EPCI", "EPCI"),
    "commune": LevelName("commune", "communes", is_feminine=True),
    "site": LevelName("site", "sites"),
}
FORMS = {
    "CA": "Communauté d’agglomération",
    "CC": "Communauté de communes",
    "CU": "Communauté urbaine",
    "ME": "Métropole",
}
