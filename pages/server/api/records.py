"""One thing at a time: a figure with its origin, a view with its record and rows, a dossier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import pandas as pd

from geo.kept import TABLES, keep
from loaders.reading import provenance
from pages.files.links import FORMS, view_address
from pages.server.api.answers import Answer
from pages.server.api.problems import ProblemError, find_nothing, require_found
from pages.server.api.queries import Query
from pages.server.api.reading import dress
from pages.server.api.rows import Observation
from pages.views.contents import read_content
from pages.views.dossier import Dossier, parse_dossier
from pages.views.ready import list_ready
from pages.views.record import ViewError
from pages.views.view import parse_word
from pages.words.file_names import plain_name
from pages.words.paths import API_V1, DETAIL, PANEL


def read_figure(figure: str, asked: Query) -> Answer:
    """One figure, printed or computed: its line, its formula and terms, what else is published of it."""
    try:
        found = provenance.trace(unquote(figure)[:200])
    except provenance.UnknownFigureError:
        raise find_nothing("figures", figure, f"{API_V1}/observations") from None
    told = {
        "label": found.label,
        "unit": found.unit,
        "formula": found.formula,
        "parts": f"{DETAIL}/{found.row['id']}.csv" if found.parts is not None else "",
        "page": f"{PANEL}/{found.row['id']}",
        **{name: _list(getattr(found, name)) for name in ("terms", "others", "years", "revisions")},
    }
    rows = pd.DataFrame([found.row]).assign(label=found.label, unit=found.unit)
    return Answer(dress(_fill(rows))[list(Observation.model_fields)], 1, told)


def _fill(rows: pd.DataFrame) -> pd.DataFrame:
    """A figure with the columns that one computed may lack."""
    numbers = {"variant": 0, "revision": 1}
    lacking = [name for name in Observation.model_fields if name not in rows]
    return rows.assign(**{name: numbers.get(name, "") for name in lacking})


def _list(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Figures beside another one, in short."""
    kept = [
        "id",
        "indicator",
        "territory",
        "scope",
        "year",
        "period",
        "value",
        "status",
        "source",
        "locator",
        "published",
    ]
    plain = rows[[name for name in kept if name in rows]].astype(object)
    return [{str(k): v for k, v in row.items()} for row in plain.where(plain.notna(), None).to_dict("records")]


def read_view(word: str, asked: Query) -> Answer:
    """A view by the word of its address: its record, its words, its very rows, its files."""
    try:
        view = parse_word(word)
        content = read_content(view)
    except ViewError as error:
        raise ProblemError("unknown", str(error), "The address holds no view, or one that is not known here.") from None
    heading = content.heading
    whole = {
        "record": view.model_dump(mode="json"),
        "title": heading[0],
        "subtitle": heading[1],
        "notes": list(content.notes),
        "sources": list(content.sources),
        "filters": content.filters,
        "year": content.year,
        "address": content.address,
        "files": {
            form: view_address(view, form)
            for form, kind in FORMS.items()
            if content.form == "maps" or not kind.is_of_maps
        },
        "rows": json.loads(content.rows.to_json(orient="records", double_precision=8, force_ascii=False)),
    }
    return Answer(whole=whole)


@keep(TABLES)
def list_dossiers() -> Mapping[str, Dossier]:
    """The dossiers that come with Terril, by a short name."""
    return {plain_name(title): parse_dossier(body) for title, body in list_ready().items()}


def read_dossiers(asked: Query) -> Answer:
    """The dossiers that come with Terril."""
    return Answer(
        whole=[
            {"id": key, "title": one.title, "slides": len(one.slides), "address": f"{API_V1}/dossiers/{key}"}
            for key, one in list_dossiers().items()
        ]
    )


def read_dossier(key: str, asked: Query) -> Answer:
    """The record of one of them: what the Dossier page opens again."""
    require_found(key, list_dossiers(), f"{API_V1}/dossiers")
    return Answer(whole=list_dossiers()[key].model_dump(mode="json"))
