"""Every row of a view under French headings, and the CSV of them."""

from __future__ import annotations

import pandas as pd

from pages.files.csv import write_french_csv
from pages.views.content import Content
from pages.views.data.granted import LABELS as LABELS_OF_GRANTS
from pages.views.stamp import make_stamp
from pages.views.tables import LABELS
from pages.words.french import STAGES
from pages.words.sources import source_texts

GRANTS = LABELS_OF_GRANTS | {"locator": "Lignes ou adresse"}


def list_rows(content: Content) -> pd.DataFrame:
    """Every row of a view under French headings, numbers as numbers; where there is none, the status says why."""
    if content.is_of_grants:
        rows = content.rows[[c for c in GRANTS if c in content.rows]].copy()
        rows["stage"] = rows["stage"].astype(str).map(STAGES)
        rows["source"] = [" ; ".join(source_texts([s])) for s in rows["source"].astype(str)]
        return rows.rename(columns=GRANTS)
    described = content.describe()
    parts = [c for c in ("bar", "part") if c in described]
    listed = [*parts, *(c for c in LABELS if c in described)]
    return described[listed].rename(columns=LABELS | {"bar": "Barre", "part": "Part"})


def write_content_csv(content: Content, *, base: str = "") -> bytes:
    """The CSV of a view as a French office opens it, its stamp above its rows."""
    header = {label: said for label, said in make_stamp(content, base=base).items() if said}
    return write_french_csv(list_rows(content), header)
