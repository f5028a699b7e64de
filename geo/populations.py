"""Populations of the two vintages: one census, so that land that did not change has one population in both."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from geo.packages import Package


@dataclass(frozen=True)
class Erratum:
    """A known error of the releases: what they print, what is right and how we know."""

    code: str
    printed: int
    correct: int
    reason: str


ERRATA = (
    Erratum(
        "85084",
        8931,
        6471,
        "l'Oie (1201) et Sainte-Florence (1259), rétablies en 2024, y sont encore comptées ; "
        "6471 = 5511 (les Essarts) + 960 (Boulogne), ses deux communes déléguées",
    ),
)


def correct_populations(
    old: Package, new: Package, unchanged: Iterable[str], errata: tuple[Erratum, ...] = ERRATA
) -> tuple[pd.Series, pd.Series, list[str]]:
    """Return the populations of both vintages by commune, and a sentence for each one that was corrected.

    In turn: declared errata; the sum of the delegated parts of an `unchanged` commune (same land in both vintages) that
    has no population in `new`; the population of `new` where `old` has none, or that of the commune before an earlier
    change. Raises ValueError when a release no longer prints the error that an erratum corrects.
    """
    before, after = count_inhabitants(old.communes), count_inhabitants(new.communes)
    delegated, parents = count_inhabitants(new.delegated), new.delegated["parent"].to_dict()
    notes: list[str] = []
    for erratum in errata:
        for counts in (before, after):
            if counts[erratum.code] != erratum.printed:
                raise ValueError(
                    f"{erratum.code} : {erratum.printed} habitants attendus dans les deux versions, "
                    f"{counts[erratum.code]} trouvés. La source a été corrigée : retirez l'erratum."
                )
            counts[erratum.code] = erratum.correct
        notes.append(f"{erratum.code} : {erratum.correct} au lieu de {erratum.printed} ({erratum.reason})")
    for code in sorted(unchanged):
        parts = [delegated[part] for part, parent in parents.items() if parent == code] if after[code] is None else []
        if parts and None not in parts:
            after[code] = sum(filter(None, parts))
            notes.append(f"{code} : {after[code]}, somme de ses communes déléguées (source : sans valeur)")
        if after[code] is not None and before[code] != after[code]:
            printed = "sans valeur" if before[code] is None else before[code]
            notes.append(f"{code} en 2024 : {after[code]}, comme en 2025 sur le même territoire (source : {printed})")
            before[code] = after[code]
    return pd.Series(before, dtype="Int32"), pd.Series(after, dtype="Int32"), notes


def count_inhabitants(places: pd.DataFrame) -> dict[str, int | None]:
    """Population of each place by code, None where the release has none."""
    return {
        str(code): None if count is pd.NA else int(count)
        for code, count in zip(places.index, places["population"], strict=True)
    }
