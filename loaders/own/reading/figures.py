"""Records as figures of the house, all text: none twice, in the commune codes of today."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from loaders.own.reading import messages
from loaders.own.reading.coded import MOST_OF_A_KIND, Report
from loaders.own.reading.header_words import Words
from loaders.own.reading.layout import name_column
from loaders.own.reading.messages import Told
from loaders.own.reading.records import TEXTS, Records
from loaders.own.reading.resolving import Resolved
from loaders.own.reading.understood import FIGURE_COLUMNS, no_figures
from loaders.own.reading.values import Values
from loaders.pipeline.figures import FiguresError
from loaders.pipeline.figures_csv import UNIQUE_BY, format_number
from loaders.pipeline.former_codes import carry_figures
from loaders.statuses import BESIDE, VALUELESS

MOST_VALUES_SAID = 4
DECIMALS = 6
# Whole numbers beyond these have lost their last digits.
WHOLE = 1e15


def make_figures(
    records: Records, resolved: Resolved, values: Values, words: Words, report: Report, *, section: str
) -> pd.DataFrame:
    """The figures of the records that are right, `section` the sheet they are of; those that contradict are said."""
    figures = _fill(records, resolved, values, words, section)
    is_left = _find_twice(figures, records, words, report)
    return _carry(figures[~is_left] if is_left.any() else figures, records, words, report)


def _fill(records: Records, resolved: Resolved, values: Values, words: Words, section: str) -> pd.DataFrame:
    """The figures of the records kept, with the row and column of each."""
    own = np.flatnonzero(values.is_kept)
    if not len(own):
        return no_figures().assign(row=0, column=0)
    rows, columns, indicator = records.rows[own], records.columns[own], resolved.indicator[own]
    units = {key: entry.unit for key, entry in words.catalog.indicators.items()}
    lines = pd.Series(rows).astype("str")
    if len(unlike := np.unique(records.columns)) > 1:
        lines = lines + ", colonne " + pd.Series(columns).map({int(n): name_column(int(n)) for n in unlike})
    texts = {name: records.words[name].texts[own] for name in TEXTS if name in records.words}
    filled = pd.DataFrame({
        "lines": lines,
        "section": section,
        "indicator": indicator,
        "territory": resolved.territory[own],
        "year": pd.Series(resolved.year[own]).astype("str"),
        "period": resolved.period[own],
        "published": records.texts.iloc[own].array,
        "value": _write_values(values.value[own]),
        "unit": pd.Series(indicator).map(units),
        "status": values.status[own],
        "scope": resolved.scope[own],
        **texts,
        "row": rows,
        "column": columns,
    })  # fmt: skip
    whole = filled.reindex(columns=[*FIGURE_COLUMNS, "row", "column"], fill_value="")
    return whole.astype(dict.fromkeys(FIGURE_COLUMNS, "str"))


def _write_values(values: np.ndarray) -> pd.Series:
    """Values as figures files write them: at most six decimals, no .0, no exponent, "" for none."""
    is_whole = np.isfinite(values) & (np.abs(values) < WHOLE) & (np.rint(values) == values)
    is_other = np.isfinite(values) & ~is_whole
    whole = pa.array(np.where(is_whole, values, 0).astype("int64")).cast(pa.string())
    other = pa.array(np.round(np.where(is_other, values, 0), DECIMALS)).cast(pa.string())
    texts = pc.if_else(pa.array(is_whole), whole, pc.if_else(pa.array(is_other), other, "")).to_pandas()
    is_power = is_other & texts.str.contains("e", regex=False).to_numpy(dtype=bool)
    texts[is_power] = [format_number(value) for value in values[is_power].tolist()]
    return pd.Series(texts)


def _find_twice(figures: pd.DataFrame, records: Records, words: Words, report: Report) -> np.ndarray:
    """The figures left out, that have the key of another: one is kept where they agree, none where they differ."""
    keyed = figures.assign(is_beside=figures["status"].isin(BESIDE))
    is_twice = keyed.duplicated(UNIQUE_BY, keep=False)
    left = np.zeros(len(figures), dtype=bool)
    if not is_twice.any():
        return left
    own = keyed[is_twice]
    groups = own.groupby(UNIQUE_BY, sort=False)
    differs = groups["value"].transform("nunique").gt(1) | groups["status"].transform("nunique").gt(1)
    again = own.duplicated(UNIQUE_BY) & ~differs
    left[np.flatnonzero(is_twice)] = (differs | again).to_numpy()
    _say_conflicts(own[differs], records, words, report)
    if again.any():
        first = int(own.loc[again, "row"].iloc[0])
        report.say("duplicate", f"{int(again.sum())} valeurs déjà données le sont de nouveau, lues une fois", row=first)
    return left


def _say_conflicts(figures: pd.DataFrame, records: Records, words: Words, report: Report) -> None:
    """A finding for each thing that has several values, of the rows that give them."""
    if figures.empty:
        return
    numbers = figures.groupby(UNIQUE_BY, sort=False).ngroup()
    for _, rows in figures[numbers.lt(MOST_OF_A_KIND)].groupby(numbers):
        first = rows.iloc[0]
        label = words.catalog.indicators[first["indicator"]].label
        name = words.places.labels.get(first["territory"], first["territory"])
        said = ", ".join(filter(None, (label, name, first["period"], first["scope"])))
        given = " puis ".join(list(dict.fromkeys(rows["published"]))[:MOST_VALUES_SAID])
        report.say_rows("conflict", rows, records.headers, messages.CONFLICT, found=f"{said} : {given}")
    if len(rest := figures[numbers.ge(MOST_OF_A_KIND)]):
        report.rows_in_error.update(rest["row"].tolist())
        report.say_rest("conflict", numbers.max() + 1 - MOST_OF_A_KIND, rest["row"].nunique(), is_error=True)


def _carry(figures: pd.DataFrame, records: Records, words: Words, report: Report) -> pd.DataFrame:
    """Figures in the commune codes of the contours; those of former codes pass, or are said why they cannot."""
    places = words.places
    former = figures[figures["territory"].isin(places.former)]
    if former.empty:
        return figures[FIGURE_COLUMNS].reset_index(drop=True)
    once = former.drop_duplicates("territory")
    notes = {
        code: places.cog.trace(code, int(year)).note for code, year in zip(once["territory"], once["year"], strict=True)
    }
    report.say_cells(
        "territory_former",
        np.ones(len(former), dtype=bool),
        former["row"].to_numpy(),
        np.full(len(former), records.sources.get("territory", -1)),
        records.headers,
        lambda word: Told(
            f"code d’une ancienne commune ({notes.get(word) or 'réunie à une autre'}), sa valeur y est portée"
        ),
        former["territory"].to_numpy(dtype=object),
        is_error=False,
    )
    # Only what may change its code is handed over: a list of all France has a million rows, these are a tenth.
    is_moving = figures["territory"].isin({*places.cog.moves, *places.cog.sources})
    given = figures[is_moving].assign(file="", line=figures["row"].astype("str"), id="")
    try:
        carried = carry_figures(given, words.catalog, places.cog)
    except FiguresError as error:
        for fault in error.faults:
            report.say(
                "territory_former", f"{fault.expected} est attendu", fault.found, advice=messages.TODAY, is_error=True,
                row=fault.line,
            )  # fmt: skip
        rest = figures[~figures["row"].isin({fault.line for fault in error.faults})]
        return _carry(rest, records, words, Report(report.sheet))
    lost = int(carried["status"].isin(VALUELESS).sum() - given["status"].isin(VALUELESS).sum())
    if lost > 0:
        found = f"{lost} valeur{'s' if lost > 1 else ''} sans toutes ses parties"
        report.say("territory_incomplete", messages.INCOMPLETE, found, advice=messages.ALL_PARTS)
    whole = pd.concat([figures[~is_moving][FIGURE_COLUMNS], carried[FIGURE_COLUMNS].astype("str")])
    return whole.reset_index(drop=True)
