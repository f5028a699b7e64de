"""The ranking of territories: a table whose bars are drawn in its cells, the chosen ones in their colours."""

from __future__ import annotations

import pandas as pd

from loaders.reading.series import Series
from pages.draw.markup.bars import Bar, bars_markup
from pages.views.selection import Selection
from pages.views.slots import choose_tones


def ranking_markup(ranked: pd.DataFrame, series: Series, selection: Selection, most: int) -> str:
    """The first `most` rows, and those of the chosen territories wherever they stand."""
    tones = choose_tones(selection.territories)
    shown = ranked[(ranked.index < most) | ranked["territory"].isin(tones)]
    columns = (shown[name].astype(str) for name in ("territory", "status", "rank", "id", "note"))
    bars = [
        Bar(selection.name(code), value, status, rank, tones.get(code, ""), figure, note)
        for code, status, rank, figure, note, value in zip(*columns, shown["value"], strict=True)
    ]
    return bars_markup(
        bars,
        title=f"{series.name} : classement",
        unit=series.unit,
        decimals=series.decimals,
        label="Territoire",
        value_label=series.unit_label.capitalize(),
        largest=float(ranked["value"].max()),
    )
