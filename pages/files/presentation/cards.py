"""Cards: the latest figure of each territory, one card per indicator, in a type that a room can read."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd

from loaders.reading.series import Series
from pages.views.content import Content
from pages.words.french import STATUS_LABELS, format_value
from pages.words.markup import remark_sign, status_badge, tag, text

FEW_LINES = 5
LOST = ("confidential", "not_applicable")


def write_cards(content: Content, codes: list[str], base: str) -> list[str]:
    """One card per indicator: the latest figure of each territory, which leads to its origin, or why there is none."""
    rows = content.rows[content.rows["value"].notna()]
    cards = []
    for (indicator, scope), panel in zip(content.headlines, content.panels, strict=True):
        own = rows[rows["indicator"].astype(str).isin({indicator, panel.indicator}) & (rows["scope"] == scope)]
        lines = [_write_line(content, panel, own, code, base) for code in codes]
        cards.append(tag("article", text("h3", f"{panel.name}, en {panel.unit_label}") + "".join(lines), class_="card"))
    return cards


def gather_cards(cards: list[str], territories: int) -> str:
    """The cards of one screen."""
    size = "one" if territories == 1 else "few" if len(cards) <= 2 and territories <= FEW_LINES else "many"
    return tag("div", "".join(cards), class_=f"cards n{len(cards)} {size}")


def _write_line(content: Content, panel: Series, own: pd.DataFrame, code: str, base: str) -> str:
    """One territory of a card: its name, its figure, its year."""
    who = text("span", content.selection.name(code), class_="who")
    found = own[own["territory"].astype(str) == code]
    if found.empty:
        unknown = panel.frame[panel.frame["territory"].astype(str) == code].sort_values("year")
        status = str(unknown["status"].iloc[-1]) if len(unknown) else "missing"
        said = STATUS_LABELS[status if status in LOST else "missing"]
        return tag("p", who + text("span", said, class_="said none"))
    row = found.iloc[-1]
    value = format_value(float(row["value"]), panel.unit, panel.decimals, published=str(row["published"]))
    origin = f"{base}{content.address}#chiffre-{quote(str(row['id']), safe='~')}"
    link = text("a", value, href=origin, class_="t-figure", target="_blank", rel="noopener")
    when = text("span", str(row["period"] or row["year"]), class_="when")
    marks = status_badge(str(row["status"])) + remark_sign(str(row["note"]))
    said = tag("span", link + marks, class_="value") + when
    return tag("p", who + tag("span", said, class_="said"))
