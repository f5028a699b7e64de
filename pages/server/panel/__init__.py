"""The panel of a figure: where it was printed, by whom, its status and why, what else is said of the same thing."""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.kept import PANELS, keep
from loaders import store
from loaders.catalog import load_catalog
from loaders.pipeline.remarks import split_note
from loaders.preference import OFFICE
from loaders.reading import provenance
from loaders.reading.alerts import find_overdue
from loaders.reading.composed.code import MOST_LETTERS
from loaders.reading.composed.resolving import find_row
from loaders.reading.findings import index_contradictions
from loaders.reading.series import COMPUTED
from loaders.statuses import split_warnings
from pages.draw.markup.alerts import write_publication
from pages.server.panel.grant import grant_markup
from pages.server.panel.history import history_markup
from pages.server.panel.parts import parts_markup, write_parts_csv
from pages.server.panel.said import said_markup
from pages.words.french import STATUS_LABELS, format_value, label_status
from pages.words.markup import (
    figure_link,
    indicator_link,
    list_terms,
    locate_in_file,
    locate_transcribed,
    source_link,
    status_badge,
    tag,
    territory_link,
    text,
)
from pages.words.paths import CHECKS, DETAIL, PANEL
from pages.words.sources import obtain_markup

MOST_YEARS = 30
# The longest id: that of a figure of a territory that a reader composed.
MOST_ID = MOST_LETTERS + 200
UNKNOWN = (
    "Aucun chiffre ne porte cet identifiant : il a pu être corrigé ou retiré depuis. "
    "Fermez ce panneau et cherchez l’indicateur ou le territoire."
)

CALCULATED = "calculé à partir de chiffres publiés"
NO_PARTS = "Ce chiffre n’est pas une somme dont Terril connaît les lignes : son origine dit d’où il vient."


def _name(code: str) -> str:
    row = find_row(code)
    return code if row is None else str(row["name"])


def _write_value(row: pd.Series | dict[str, object], unit: str, decimals: int) -> str:
    """The value of a row with its unit, or its status in words where it has none."""
    value = row["value"]
    if pd.isna(value):
        return STATUS_LABELS[str(row["status"])]
    return format_value(float(value), unit, decimals, published=str(row["published"]))  # type: ignore[arg-type]


def _list(rows: pd.DataFrame, unit: str, decimals: int, *, with_name: bool = False, source: str = "") -> str:
    """Figures as a list of links, each with its year, its name where several differ, and its source if not `source`."""
    catalog = load_catalog()
    items = []
    for row in rows.head(MOST_YEARS).to_dict("records"):
        indicator = catalog.indicators[str(row["indicator"])]
        symbol, places = (catalog.units[indicator.unit].symbol, indicator.decimals) if with_name else (unit, decimals)
        who = f"{indicator.short}, {_name(str(row['territory']))}, " if with_name else ""
        names = [catalog.sources[key].title for key in str(row["source"]).split(";") if key in catalog.sources]
        origin = "" if row["source"] == source else f" {' ; '.join(names)}, {row['locator']}"
        items.append(
            tag(
                "li",
                text("span", f"{who}{row['period'] or row['year']} : ")
                + figure_link(_write_value(row, symbol, places), str(row["id"]))
                + status_badge(str(row["status"]), str(row.get("warning") or ""))
                + text("small", " calculé" if "~" in str(row["id"]) else origin),
            )
        )
    more = len(rows) - MOST_YEARS
    if more > 0:
        items.append(text("li", f"et {more} autres, sur la page de l’indicateur"))
    return tag("ul", "".join(items)) if items else ""


def _list_contradictions(figure: str) -> str:
    """The contradictions that the figure has a part in, with the way to all of them."""
    found = index_contradictions().get(figure, ())
    said = [
        text("p", f"{entry.sentence}{f' Expliqué : {entry.explained}' if entry.explained else ''}") for entry in found
    ]
    return "".join(said) + (text("a", "Tous les contrôles", href=CHECKS, target="_self") if said else "")


def _write_newer(found: provenance.Provenance, today: dt.date) -> str:
    """What should have been published since, where the figure is the last known of its kind."""
    years = found.years.loc[found.years["value"].notna(), "year"]
    if len(years) and years.max() > found.row["year"]:
        return ""
    publication = find_overdue(str(found.row["source"]), today)
    return tag("p", write_publication(publication)) if publication else ""


def panel_markup(found: provenance.Provenance, today: dt.date) -> str:
    """All that is known of a figure."""
    catalog, row = load_catalog(), found.row
    indicator, territory = str(row["indicator"]), str(row["territory"])
    sources = [key for key in str(row["source"]).split(";") if key in catalog.sources and key != COMPUTED]
    first = catalog.sources[sources[0]] if sources else None
    entry = catalog.indicators[indicator]
    warning = str(row.get("warning") or "")
    names = dict.fromkeys([*entry.warnings, *split_warnings(warning)])
    caveats = [*(catalog.warnings[name] for name in names), split_note(str(row["note"] or ""))[0]]
    who = territory_link(_name(territory), territory) + (text("span", f", {row['place']}") if row["place"] else "")
    head = text("h2", found.label) + tag(
        "p",
        text("b", _write_value(row, found.unit, found.decimals)) + status_badge(str(row["status"]), warning),
        class_="value",
    )
    place = locate_in_file if first is not None and first.nature == OFFICE else locate_transcribed
    status = CALCULATED if found.formula and row["status"] == "normal" else label_status(str(row["status"]), warning)
    years = found.years.sort_values("year", ascending=False)
    rows = [
        ("Territoire", who),
        ("Période", text("span", str(row["period"] or row["year"]))),
        ("Restreint à", text("span", catalog.scope_label(str(row["scope"]))) if row["scope"] else ""),
        ("Imprimé", text("q", str(row["published"])) if row["published"] else ""),
        ("Calcul", text("span", found.formula) if found.formula else ""),
        ("Termes", _list(found.terms, found.unit, found.decimals, with_name=True)),
        ("Document", " ; ".join(source_link(catalog.sources[key].title, key) for key in sources)),
        ("Éditeur", text("span", " ; ".join(dict.fromkeys(catalog.sources[key].publisher for key in sources)))),
        ("Date", text("span", str(first.date)) if first else ""),
        ("Section", text("span", str(row["section"])) if row["section"] else ""),
        ("Où", place(str(row["locator"])) if row["locator"] else ""),
        ("L’obtenir", obtain_markup(sources)),
        ("Licence", text("span", first.licence) if first else ""),
        ("Statut", text("span", status)),
        ("Réserves", "".join(text("p", caveat) for caveat in caveats if caveat)),
        ("Contrôles", _list_contradictions(str(row["id"]))),
        ("Suite", _write_newer(found, today)),
        ("Autres valeurs publiées", _list(found.others, found.unit, found.decimals)),
        ("Autres années", _list(years, found.unit, found.decimals, source=str(row["source"]))),
        ("Définition", text("span", entry.definition + " ") + indicator_link("Tous les chiffres", indicator)),
    ]
    return head + parts_markup(found) + list_terms(rows)


@keep(PANELS)
def write_panel(figure: str, today: dt.date | None = None) -> str | None:
    """The panel of the figure of an id on the day `today`; None where there is no such figure."""
    if figure.startswith("g"):
        grants = store.load_grant(figure)
        if grants.empty:
            return None
        found = _list_contradictions(figure)
        return grant_markup(grants.iloc[0]) + (list_terms([("Contrôles", found)]) if found else "")
    try:
        return panel_markup(provenance.trace(figure), today or dt.date.today())
    except provenance.UnknownFigureError:
        return None


def serve_panel(request: Request) -> Response:
    """The panel of one figure, as a piece of HTML; a sentence and 404 for an unknown one."""
    figure = unquote(request.path_params["figure"])[:MOST_ID]
    panel = write_panel(figure, dt.date.today())
    # What people say and do of it changes while the tables stay.
    body = (
        panel + said_markup(figure) + history_markup(figure)
        if panel
        else text("h2", "Chiffre inconnu") + text("p", UNKNOWN)
    )
    return Response(body, media_type="text/html", status_code=200 if panel else 404)


def serve_parts(request: Request) -> Response:
    """All that a sum is made of, as a CSV; a sentence and 404 for a figure that is no such sum."""
    try:
        written = write_parts_csv(provenance.trace(unquote(request.path_params["figure"])[:MOST_ID]))
    except provenance.UnknownFigureError:
        written = None
    if written is None:
        return Response(text("p", NO_PARTS), media_type="text/html", status_code=404)
    name, body = written
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


routes = [Route(PANEL + "/{figure:path}", serve_panel), Route(DETAIL + "/{figure}.csv", serve_parts)]
