"""What changed in the perimeter of an EPCI since the first one known: communes that came and went, a new SIREN."""

from __future__ import annotations

import pandas as pd

from loaders.reading.surroundings import read_territories
from loaders.territories.succession import Succession, read_succession
from pages.words.french import NBSP, format_count
from pages.words.markup import territory_link, text


def perimeter_markup(row: pd.Series) -> str:
    """« 23 communes en 2025, 27 communes en 2019 ; sorties : Bouquehault… », "" where nothing changed or is known."""
    if row["level"] != "epci" or row["successor"]:
        return ""
    found = read_succession(str(row["code"]))
    if not found.predecessors or (found.is_same_perimeter and found.predecessors[0].epci == found.epci):
        return ""
    parts = []
    if found.predecessors[0].epci != found.epci:
        parts.append(text("span", "succède à ") + _link(found.predecessors[0].epci))
    if not found.is_same_perimeter:
        counts = (
            f"{format_count(found.communes_after, 'commune')} en {found.after}, "
            f"{format_count(found.communes_before, 'commune')} en {found.before}"
        )
        parts.append(text("span", counts))
    parts += _list_moves(found)
    return " ; ".join(parts) + text(
        "span", "." if found.is_same_perimeter else ". La population n’est pas comparée de part et d’autre."
    )


def _list_moves(found: Succession) -> list[str]:
    moves = {"entrées": found.gained, "sorties": found.lost}
    return [
        text("span", f"{word}{NBSP}: ") + ", ".join(_link(code) for code in codes)
        for word, codes in moves.items()
        if codes
    ]


def _link(code: str) -> str:
    table = read_territories()
    return territory_link(str(table.at[code, "short"]), code) if code in table.index else text("span", code)
