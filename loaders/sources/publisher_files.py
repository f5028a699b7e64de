"""Reading a publisher's text file: its encoding, its header, its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

ENCODINGS = ("utf-8-sig", "cp1252")
BLANKS = frozenset({"", ".", "NULL", "NC"})


class SourceFormatError(ValueError):
    """A publisher's file is not in the form expected: the message says where, what was expected, what was found."""


def require_columns(found: Sequence[str], expected: Sequence[str], file: str) -> None:
    """Raise SourceFormatError where a column that the loader reads is absent."""
    absent = [column for column in expected if column not in found]
    if absent:
        raise SourceFormatError(
            f"{file} : colonnes attendues {', '.join(absent)} ; trouvées {', '.join(map(str, found))}. "
            "Vérifiez que le fichier est bien celui de ce producteur, ou que ses colonnes n'ont pas été renommées."
        )


def read_delimited(path: Path, expected: Sequence[str], *, separator: str) -> pd.DataFrame:
    """A delimited file as strings, in UTF-8 with or without BOM, else in cp1252; blank lines left out."""
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        frame = pd.read_csv(path, sep=separator, encoding=encoding, dtype=str, keep_default_na=False)
        require_columns(list(frame.columns), expected, path.name)
        return frame[frame.ne("").any(axis=1)].reset_index(drop=True)
    raise SourceFormatError(
        f"{path.name} : encodage attendu {' ou '.join(ENCODINGS)}. Enregistrez le fichier en UTF-8."
    )


def parse_numbers(texts: pd.Series, file: str) -> pd.Series:
    """French or English numbers as floats: '98575,13', '15 156', '350.5'; NaN where the publisher left a blank."""
    plain = texts.astype(str).str.replace(r"\s", "", regex=True).str.replace(",", ".", regex=False)
    numbers = pd.to_numeric(plain.mask(plain.isin(BLANKS)), errors="coerce").astype("float64")
    unreadable = texts[numbers.isna() & ~plain.isin(BLANKS)]
    if len(unreadable):
        raise SourceFormatError(
            f"{file}, colonne « {texts.name} », ligne {int(unreadable.index[0]) + 2} : nombre attendu, "
            f"« {unreadable.iloc[0]} » trouvé. Corrigez la cellule et relancez l'import."
        )
    return numbers
