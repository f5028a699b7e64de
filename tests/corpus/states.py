"""Views of synthetic data, for the states that the committed figures do not hold."""

from __future__ import annotations

from loaders.reading.series import Series
from pages.views.content import Content
from pages.views.selection import make_selection
from pages.views.view import KINDS
from tests.corpus.reach import BETHUNE, HENIN, LENS, Opened, parse_view
from tests.synthetic import make_series

# The kinds that are drawn as charts.
CHARTED = (
    "trend", "ranking", "streams", "neighbours", "multiples", "movement", "scatter", "dots", "slope", "before_after",
)  # fmt: skip
PARTS = {"streams": ("Flux", "Destination"), "neighbours": ("Département", "Flux")}
# The kinds that show one year.
YEARLY = ("map", "ranking", "dots", "scatter", "crossed", "cards", "streams", "neighbours")


def make_state(kind: str, status: str) -> Opened:
    """A view of synthetic data: one value of three territories in two years has a status; « zero » is a value of zero.

    The codes are those of the real map.
    """
    known = {"zero": 0.0, "missing": None, "confidential": None, "not_applicable": None}.get(status, 12.0)
    rows: list[dict[str, object]] = [
        {"territory": code, "year": year, "value": 10.0 + n, "id": f"{n}-{year}"}
        for n, code in enumerate((HENIN, LENS, BETHUNE))
        for year in (2020, 2021)
    ]
    plain = make_series([dict(row) for row in rows])
    rows[3] |= {"value": known, "status": "normal" if status == "zero" else status}
    return make_content(kind, plain, make_series(rows))


def make_content(kind: str, plain: Series, series: Series) -> Content:
    """The content of a view of a series of 2020 and 2021; of two indicators, `plain` is the first."""
    names = ["waste.collected", "housing.authorised"][: 1 + (kind in ("scatter", "crossed"))]
    fields = {"kind": kind, "indicators": names, "territories": [LENS, HENIN], "years": [2020, 2021], "year": 2021}
    view = parse_view(fields | ({"shown": [2020, 2021]} if kind == "maps" else {}))
    shown = series.frame.assign(unit="t")
    if kind in YEARLY:
        shown = shown[shown["year"] == 2021]
    if kind in PARTS:
        shown = shown.assign(bar="Nord", part=shown["territory"])
    panels = (plain, series) if len(names) > 1 else (series,)
    year = None if kind in ("maps", "change") else 2021
    return Content(
        view,
        make_selection(view.territories, (2020, 2021)),
        "Données synthétiques",
        "Lens et Hénin",
        panels,
        shown.reset_index(drop=True),
        (),
        ("Terril",),
        "",
        "/",
        year,
        "epci" if "level" in KINDS[kind].model_fields else None,
        parts=PARTS.get(kind),
    )
