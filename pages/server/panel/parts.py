"""What a sum is made of: a table in the panel of its figure, the largest first, and the whole list as a CSV."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any
from urllib.parse import quote

import pandas as pd

from loaders import store
from loaders.catalog import load_catalog
from loaders.reading.provenance import Provenance
from pages.files.csv import write_french_csv
from pages.words.file_names import plain_name
from pages.words.french import NBSP, format_count, format_number, inflect
from pages.words.markup import figure_link, format_source, tag, text
from pages.words.paths import DETAIL

MOST_ROWS = 100
NONE = "Aucun : la liste de la source, complète, n’en a pas pour ce territoire."
LABELS = {"who": "Bénéficiaire", "object": "Objet", "place": "Territoire", "code": "Code", "locator": "Dans la source"}
WORDS = ["who", "object", "place", "code", "locator"]


def name_parts(parts: pd.DataFrame) -> pd.DataFrame:
    """The parts in words: `who`, `object`, the `place` with its `code`, `locator`, `value`, `id`."""
    catalog = load_catalog()
    codes = parts["commune"].where(parts["territory"].eq(""), parts["territory"])
    names = store.load_territories(codes=sorted(set(codes))).set_index("code")["name"]
    told = parts["object"].where(parts["id"].eq(""), parts["object"].map(catalog.scope_label))
    return parts.assign(object=told, place=codes.map(names).fillna(codes), code=codes)


def describe_parts(found: Provenance, parts: pd.DataFrame) -> str:
    """« 38 projets, 4 368 267,56 € au total »."""
    if parts["who"].ne("").any():
        singular = "projet"
    elif parts["object"].ne("").any():
        singular = "ligne"
    else:
        singular = "département" if parts["territory"].str.startswith("D").any() else "commune"
    return f"{format_count(len(parts), singular)}, {_write(found, float(parts['value'].sum()))} au total"


def _write(found: Provenance, value: float) -> str:
    """A value and its unit, none of its cents lost."""
    return f"{_write_number(found, value)}{NBSP}{inflect(found.unit, value)}".rstrip(NBSP)


def _write_number(found: Provenance, value: float) -> str:
    is_whole = round(value, found.decimals) == round(value, 2)
    return format_number(value, found.decimals if is_whole else 2)


def parts_markup(found: Provenance) -> str:
    """The parts of a sum with their total, in a region that scrolls, and the way to all of them; "" where none."""
    if found.parts is None:
        return ""
    if found.parts.empty:
        return text("p", NONE)
    shown = name_parts(found.parts.head(MOST_ROWS))
    used = [name for name in WORDS if name != "code" and shown[name].ne("").any()]
    head = "".join(text("th", LABELS[name], scope="col") for name in used) + text(
        "th", _label_value(found), scope="col", class_="num"
    )
    body = "".join(tag("tr", _write_cells(found, row, used)) for row in shown.to_dict("records"))
    total = text("th", "Total", scope="row", colspan=str(len(used)))
    total += text("td", _write_number(found, float(found.parts["value"].sum())), class_="num")
    said = describe_parts(found, found.parts)
    if len(found.parts) > MOST_ROWS:
        said += f" ; les {MOST_ROWS} plus grandes valeurs sont ici, toutes dans le fichier"
    table = tag(
        "table",
        text("caption", f"Somme de {said}")
        + tag("thead", tag("tr", head))
        + tag("tbody", body)
        + tag("tfoot", tag("tr", total, class_="total")),
    )
    region = tag("div", table, class_="t-table t-parts", tabindex="0", role="region", aria_label="Détail de la somme")
    address = f"{DETAIL}/{quote(str(found.row['id']), safe='~=;')}.csv"
    return region + tag("p", text("a", "Tout le détail en CSV", href=address, download=""))


def _label_value(found: Provenance) -> str:
    return f"Valeur ({found.unit})" if found.unit else "Valeur"


def _write_cells(found: Provenance, row: dict[Hashable, Any], used: list[str]) -> str:
    """The cells of a part: the first is the head of its row, the last its value, which leads to its own origin."""
    first, *others = (str(row[name]) for name in used)
    value = figure_link(_write_number(found, float(row["value"])), str(row["id"]))
    words = text("th", first, scope="row") + "".join(text("td", other) for other in others)
    return words + tag("td", value, class_="num")


def write_parts_csv(found: Provenance) -> tuple[str, bytes] | None:
    """The name and the bytes of the CSV of all the parts of a sum; None where they are not known."""
    if found.parts is None:
        return None
    catalog, row = load_catalog(), found.row
    source = catalog.sources[str(row["source"])]
    shown = name_parts(found.parts)
    used = [name for name in WORDS if shown[name].ne("").any()]
    places = store.load_territories(codes=[str(row["territory"])])
    who, period = str(places["name"].iloc[0]), str(row["period"] or row["year"])
    header = {
        "Détail de": found.label,
        "Territoire": who,
        "Période": period,
        "Restreint à": catalog.scope_label(str(row["scope"])) if row["scope"] else "",
        "Valeur": _write(found, float(row["value"])),
        "Somme de": describe_parts(found, shown) if len(shown) else "",
        "Réserve": str(row["note"]),
        "Source": format_source(source),
        "Licence": source.licence,
    }
    table = shown[[*used, "value"]].rename(columns={**LABELS, "value": _label_value(found)})
    name = plain_name(f"{found.label} {who} {period}", "chiffre")
    return f"terril-detail-{name}.csv", write_french_csv(table, {key: said for key, said in header.items() if said})
