"""Insee, COG: what became of each commune code since 2010 (v_mvtcommune_AAAA.csv).

Traps: each merger is listed twice, for the commune and for its delegated part (TYPECOM COM and COMD): only from COM to
COM is kept; a change of name and a lost delegated part keep the code; a code may come back, or go to another commune.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.sources.shape import ask_nobody as fetch
from loaders.tabular.faults import Reading
from loaders.tabular.reader import Form, read_table
from loaders.territories.cog import MOVEMENTS

__all__ = ["CELL", "SORTED_BY", "TABLE", "fetch", "read"]

TABLE = MOVEMENTS.name
# A delivery replaces what is known of a commune on a day, and leaves the rest as it is.
CELL = ("date", "before")
SORTED_BY = ("date", "before", "after")
SINCE = "2010-01-01"
KINDS = {
    "10": "renamed",
    "20": "created",
    "21": "split",
    "32": "merged",
    "33": "merged",
    "41": "recoded",
    "50": "recoded",
}
COLUMNS = {
    "MOD": "kind",
    "DATE_EFF": "date",
    "COM_AV": "before",
    "LIBELLE_AV": "name_before",
    "COM_AP": "after",
    "LIBELLE_AP": "name_after",
}
ORDER = ["date", "kind", "before", "after", "name_before", "name_after"]
ONLY_DELEGATED = ("30", "31", "34", "35", "70", "71")


FORM = Form([*COLUMNS, "TYPECOM_AV", "TYPECOM_AP"])


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per commune before and after a movement: date, kind, before, after, name_before, name_after."""
    table = read_table(path, FORM, reading)
    frame = table.frame
    for row in frame.index[~frame["DATE_EFF"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")]:
        table.fault("DATE_EFF", row, f"« {frame['DATE_EFF'][row]} » n’est pas une date AAAA-MM-JJ")
    whole = frame["TYPECOM_AV"].eq("COM") & frame["TYPECOM_AP"].eq("COM") & frame["DATE_EFF"].ge(SINCE)
    table = table.keep(whole & ~frame["MOD"].isin(ONLY_DELEGATED))
    moves = table.frame[list(COLUMNS)].rename(columns=COLUMNS)
    for row in moves.index[~moves["kind"].isin(list(KINDS))]:
        said = f"« {moves['kind'][row]} » n’est pas un type de mouvement connu, {', '.join(KINDS)} attendus"
        table.fault("MOD", row, said, advice="Lisez la documentation du COG de l’année et ajoutez-le.")
    moves["before"], moves["after"] = table.read_communes("COM_AV"), table.read_communes("COM_AP")
    table.stop_on_faults()
    moves["kind"] = moves["kind"].map(KINDS)
    return moves.sort_values(list(SORTED_BY), ignore_index=True)[ORDER]
