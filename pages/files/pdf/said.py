"""What is said of the figures of a portrait, on paper: nothing opens there on a remark."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.catalog import load_catalog
from loaders.pipeline.remarks import LEAD, split_note
from loaders.reading.portraits import Portrait
from pages.views.data.remarked import MOST
from pages.words.french import format_count


def list_said(found: Portrait) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The title and the words of the part that says it, as many as are read; nothing where nothing is said.

    « Déchets collectés (2021) * Remarque de Anne, le 3 mars 2026 : … ».
    """
    lines = [line for one in found.sections for line in (*one.whole, *one.parts, *one.targets)]
    named = [(load_catalog().indicators[line.indicator].short, line.latest.period, line.latest.note) for line in lines]
    grants = found.grants.to_dict("records")
    named += [(str(row["projet"] or row["objet"]), str(row["period"]), str(row["note"])) for row in grants]
    told = dict.fromkeys(f"{name} ({when}) {split_note(note)[1]}" for name, when, note in named if LEAD in note)
    more = len(told) - MOST
    left = f"{format_count(more, 'autre remarque', 'autres remarques')} dans les panneaux des chiffres."
    if told:
        yield "Remarques", (*list(told)[:MOST], *([left] if more > 0 else []))
