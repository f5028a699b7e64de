"""All the data of a dossier in one ZIP: a CSV per view, the contours of its maps, a readme and a data package."""

from __future__ import annotations

import io
import json
import logging
import re
import zipfile
from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

from loaders.catalog import load_catalog
from pages.files.csv import write_tidy_csv
from pages.files.geodata import write_geojson
from pages.files.progress import Progress, keep_going
from pages.views.content import Content
from pages.views.dossier import Dossier, write_dossier
from pages.views.prepared import Prepared, prepare
from pages.views.slots import share_slots
from pages.views.stamp import make_stamp
from pages.words.file_names import plain_name
from pages.words.version import MADE_BY

log = logging.getLogger(__name__)

README = """{title}
{rule}

Données d’un dossier, faites par {made_by}. Un fichier CSV par vue (UTF-8, virgule, point décimal, codes en texte) ;
les cartes ont aussi leurs contours en GeoJSON. La colonne « status » dit ce qu’est chaque valeur : normal (publiée),
provisional (provisoire), estimated (estimée), partial (somme d’une partie des membres), objective (objectif), planned
(prévue), threshold (seuil), offer (offre), missing (sans donnée), confidential (confidentielle), not_applicable (sans
objet), not_comparable (non calculée). Une valeur absente est une case vide, jamais un zéro.
datapackage.json décrit chaque fichier ; dossier.json rouvre le dossier dans Terril.
"""


def write_bundle(dossier: Dossier, *, base: str = "", progress: Progress = keep_going) -> tuple[bytes, list[str]]:
    """The ZIP, and what could not be put into it, each with its reason."""
    with share_slots(dossier.territories):
        return _write(dossier, base, progress)


def _write(dossier: Dossier, base: str, progress: Progress) -> tuple[bytes, list[str]]:
    files: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    said, faults = [README.format(title=dossier.title, rule="=" * len(dossier.title), made_by=MADE_BY)], []
    sources: dict[str, None] = {}
    for found in prepare(dossier):
        progress(found.number - 1, len(dossier.slides), found.title)
        if found.content is None:
            faults.append(f"Vue {found.number} ({found.title}) : {found.fault}")
            continue
        try:
            own, resource, stamp = _write_view(found, found.content, base)
        except Exception as error:
            log.exception("view %s of a dossier could not be written", found.number)
            faults.append(
                f"Vue {found.number} ({found.title}) : la vue n’a pas pu être écrite ({type(error).__name__})."
            )
            continue
        files |= own
        resources.append(resource)
        said.append(stamp)
        sources |= dict.fromkeys(k for joined in found.content.rows["source"].astype(str) for k in joined.split(";"))
    if faults:
        said.append("\nVues laissées de côté :\n" + "\n".join(f"- {fault}" for fault in faults) + "\n")
    package = {
        "profile": "tabular-data-package",
        "name": plain_name(dossier.title, "dossier"),
        "title": dossier.title,
        "contributors": [{"title": MADE_BY, "role": "wrangler"}],
        "licenses": [{"name": "etalab-2.0", "title": "Licence Ouverte 2.0, ou celle de chaque source"}],
        "sources": _list_sources(tuple(sources)),
        "resources": resources,
    }
    files["README.txt"] = "".join(said).encode()
    files["dossier.json"] = write_dossier(dossier)
    if resources:
        files["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=1).encode()
    progress(len(dossier.slides), len(dossier.slides), "fini")
    return _zip(files), faults


def _write_view(found: Prepared, content: Content, base: str) -> tuple[dict[str, bytes], dict[str, Any], str]:
    """The files of a view, its resource in the data package, its part of the readme."""
    name = f"{found.number:02d}-{plain_name(found.title)}"
    rows = tidy_rows(content)
    files = {f"data/{name}.csv": write_tidy_csv(rows)}
    if content.form == "maps":
        files[f"data/{name}.geojson"] = write_geojson(content, base=base)
    lines = "\n".join(f"  {label} : {text}" for label, text in make_stamp(content, base=base).items() if text)
    return files, _describe(f"data/{name}.csv", name, found, rows), f"\n{name}.csv : {found.title}\n{lines}\n"


def tidy_rows(content: Content) -> pd.DataFrame:
    """The rows of a view in codes, each column of one type."""
    rows = content.rows.copy()
    for column in rows.columns:
        if not is_numeric_dtype(rows[column].dtype) or is_bool_dtype(rows[column].dtype):
            rows[column] = rows[column].astype("object").where(rows[column].notna(), "").astype(str)
    return rows


def _describe(path: str, name: str, found: Prepared, rows: pd.DataFrame) -> dict[str, Any]:
    """A resource of the data package with its schema: what a column holds, and that an empty cell is no value."""
    fields = [{"name": str(c), "type": _type_of(rows[c])} for c in rows.columns]
    return {
        "name": re.sub(r"[^a-z0-9._-]", "-", name),
        "path": path,
        "title": found.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _type_of(column: pd.Series) -> str:
    if not is_numeric_dtype(column.dtype):
        return "string"
    return "integer" if is_integer_dtype(column.dtype) else "number"


def _list_sources(keys: tuple[str, ...]) -> list[dict[str, str]]:
    catalog = load_catalog()
    known = [catalog.sources[key] for key in keys if key in catalog.sources]
    return [{"title": f"{s.publisher}, {s.title}"} | ({"path": s.url} if s.url else {}) for s in known]


def _zip(files: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(name, files[name])
    return body.getvalue()
