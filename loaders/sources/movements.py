"""Insee, COG: what became of each commune code since 2010 (v_mvtcommune_AAAA.csv).

Traps: each merger is listed twice, for the commune and for its delegated part (TYPECOM COM and COMD): only from COM to
COM is kept; a change of name and a lost delegated part keep the code; a code may come back, or go to another commune.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.csv_files import write_csv
from loaders.sources.publisher_files import SourceFormatError, read_delimited
from loaders.territories.cog import MOVEMENTS

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


def read(path: Path) -> pd.DataFrame:
    """One row per commune before and after a movement: date, kind, before, after, name_before, name_after."""
    frame = read_delimited(path, [*COLUMNS, "TYPECOM_AV", "TYPECOM_AP"], separator=",")
    whole = frame["TYPECOM_AV"].eq("COM") & frame["TYPECOM_AP"].eq("COM") & frame["DATE_EFF"].ge(SINCE)
    moves = frame.loc[whole & ~frame["MOD"].isin(ONLY_DELEGATED), list(COLUMNS)].rename(columns=COLUMNS)
    unknown = sorted(set(moves["kind"]) - set(KINDS))
    if unknown:
        raise SourceFormatError(
            f"{path.name} : types de mouvement {', '.join(unknown)} inconnus, {', '.join(KINDS)} attendus. "
            "Lisez la documentation du COG de l'année et ajoutez-les."
        )
    moves["kind"] = moves["kind"].map(KINDS)
    return moves.sort_values(["date", "before", "after"], ignore_index=True)[ORDER]


def write(moves: pd.DataFrame, path: Path = MOVEMENTS) -> Path:
    """Write the movements to the catalogue; the path written."""
    write_csv(moves, path)
    return path
