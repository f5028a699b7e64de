"""Bars as a table: a label, a bar drawn in its cell and the value in full, whatever the width of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from pages.words.french import format_value
from pages.words.markup import figure_link, remark_sign, status_badge, table, tag, text

# A bar says nothing that its value does not: its column is not read aloud, neither its cells nor their head.
HIDDEN = {"bar": {"aria_hidden": "true"}}


@dataclass(frozen=True)
class Bar:
    """One line: `rank` is written before the label where there is one, `tone` sets it apart, in its colour.

    `figure` is the id of the value, whose origin it opens, and `note` that of the figure, where a remark may stand.
    """

    label: str
    value: float
    status: str = "normal"
    rank: str = ""
    tone: str = ""
    figure: str = ""
    note: str = ""


def bars_markup(
    bars: Iterable[Bar], *, title: str, unit: str, decimals: int, label: str, value_label: str, largest: float
) -> str:
    """The table under its `title`: columns `label` and `value_label`, and a rank where the bars have one.

    A full bar is `largest`.
    """
    lines = list(bars)
    ranked = any(bar.rank for bar in lines)
    columns = {**({"Rang": "num"} if ranked else {}), label: "", "Part du plus grand": "bar", value_label: "num"}
    head = "".join(text("th", name, scope="col", class_=kind, **HIDDEN.get(kind, {})) for name, kind in columns.items())
    body = [_line(bar, unit, decimals, largest or 1.0, ranked=ranked) for bar in lines]
    return table(head, body, label=title, class_="t-ranking")


def _line(bar: Bar, unit: str, decimals: int, largest: float, *, ranked: bool) -> str:
    value = (
        tag("span", figure_link(format_value(bar.value, unit, decimals), bar.figure))
        + status_badge(bar.status)
        + remark_sign(bar.note)
    )
    cells = [
        text("td", bar.rank, class_="num") if ranked else "",
        tag("th", (text("span", "▸ ", class_="mark") if bar.tone else "") + escape(bar.label), scope="row"),
        tag("td", tag("i", style=f"width:{100 * max(bar.value, 0) / largest:.1f}%"), class_="bar", **HIDDEN["bar"]),
        tag("td", value, class_="num"),
    ]
    chosen = {"class_": "chosen", "style": f"--tone:var(--t-{bar.tone})"} if bar.tone else {}
    return tag("tr", "".join(cells), **chosen)
