"""Values held against the rules of the house: numbers, units, statuses, signs, years; what is wrong said by cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.catalog import Catalog
from loaders.own.reading import messages
from loaders.own.reading.amounts import BLANK, GROUPED, Amounts, are_grouped_otherwise
from loaders.own.reading.coded import Report
from loaders.own.reading.messages import Told
from loaders.own.reading.records import Records
from loaders.own.reading.resolving import Resolved
from loaders.own.reading.units import find_units
from loaders.own.reading.years import has_begun
from loaders.pipeline.figures import may_be_negative
from loaders.pipeline.linked import POPULATION
from loaders.statuses import BESIDE, VALUELESS
from loaders.tabular.cells import CONFIDENTIAL, NOT_GIVEN


@dataclass
class Values:
    """By record: its `value` in the unit of its indicator, its `status`, and whether it `is_kept`: given and right."""

    value: np.ndarray
    status: np.ndarray
    is_kept: np.ndarray


class ValueChecker:
    """Reads the values of records that are resolved; what is wrong goes into a report."""

    def __init__(
        self, records: Records, amounts: Amounts, resolved: Resolved, catalog: Catalog, report: Report
    ) -> None:
        self.records, self.amounts, self.resolved, self.report = records, amounts, resolved, report
        self.catalog = catalog
        self.is_wrong = resolved.is_wrong.copy()
        self.is_blank = (amounts.status == BLANK) & ~np.isin(resolved.status, VALUELESS)

    def check(self, today: dt.date) -> Values:
        """The values of the records, and a finding for each that is wrong."""
        self._check_numbers()
        value = self.amounts.value * self._find_factors()
        status = self._find_statuses()
        self._check_signs(value)
        self._check_years(status, today)
        is_secret = (self.resolved.indicator == POPULATION) & (status == CONFIDENTIAL)
        self._say("status", is_secret, messages.POPULATION_SECRET)
        return Values(value, status, ~self.is_blank & ~self.is_wrong)

    def _say(self, kind: str, mask: np.ndarray, told: Told) -> None:
        mask = mask & ~self.is_wrong
        records = self.records
        if mask.any():
            texts = records.texts.to_numpy(dtype=object)
            self.report.say_cells(kind, mask, records.rows, records.columns, records.headers, told, texts)
            self.is_wrong |= mask

    def _check_numbers(self) -> None:
        wrong, columns, texts = self.amounts.wrong, self.records.columns, self.records.texts
        self._say("formula", wrong == "formula", messages.FORMULA)
        self._say("number", wrong == "number", messages.NUMBER)
        for column in np.unique(columns):
            own = columns == column
            if are_grouped_otherwise(texts[own]):
                self._say("ambiguous", own & texts.str.fullmatch(GROUPED).to_numpy(dtype=bool), messages.AMBIGUOUS)

    def _find_factors(self) -> np.ndarray:
        """What each value is multiplied by; a unit that is not its indicator's is a fault."""
        own = np.where(self.amounts.unit == "", self.resolved.unit, self.amounts.unit)
        (indicators, ids), (units, written) = pd.factorize(self.resolved.indicator), pd.factorize(own)
        pairs, codes = np.unique(indicators * len(written) + units, return_inverse=True)
        unlike = [(str(ids[pair // len(written)]), str(written[pair % len(written)])) for pair in pairs.tolist()]
        factors, wrong = np.ones(len(unlike)), np.zeros(len(unlike), dtype=bool)
        expected: dict[str, str] = {}
        for place, (indicator, unit) in enumerate(unlike):
            entry = self.catalog.indicators.get(indicator)
            if not unit or entry is None:
                continue
            measured = find_units(unit, self.catalog)
            wrong[place] = entry.unit not in measured
            factors[place] = measured.get(entry.unit, 1.0)
            expected[unit] = f"l’unité de « {entry.label} » est attendue, {self.catalog.units[entry.unit].label}"
        is_wrong = wrong[codes] & ~self.is_wrong & np.isfinite(self.amounts.value)
        records = self.records
        where = np.where(self.amounts.unit == "", records.place_of("unit"), records.columns)
        self.report.say_cells(
            "unit", is_wrong, records.rows, where, records.headers,
            lambda word: Told(expected[word], messages.CONVERT), own,
        )  # fmt: skip
        self.is_wrong |= is_wrong
        return np.asarray(factors[codes])

    def _find_statuses(self) -> np.ndarray:
        """The status of each record: that of its cell where it has no number, else the one written, else normal."""
        written, has_value = self.resolved.status, np.isfinite(self.amounts.value)
        self._say("status_value", has_value & np.isin(written, VALUELESS), messages.STATUS_VALUE)
        found = np.where(written == "", "normal", written).astype(object)
        is_bare = ~has_value & ~self.is_blank
        is_secret = self.amounts.status == CONFIDENTIAL
        found[is_bare & is_secret] = CONFIDENTIAL
        found[is_bare & ~is_secret & ~np.isin(found, VALUELESS)] = NOT_GIVEN
        return np.asarray(found)

    def _check_signs(self, value: np.ndarray) -> None:
        codes, unlike = pd.factorize(self.resolved.indicator)
        kinds = {key: may_be_negative(entry) for key, entry in self.catalog.indicators.items()}
        may_be = np.array([kinds.get(str(key), True) for key in unlike], dtype=bool)[codes]
        with np.errstate(invalid="ignore"):
            self._say("negative", (value < 0) & ~may_be & ~self.is_blank, messages.NEGATIVE)

    def _check_years(self, status: np.ndarray, today: dt.date) -> None:
        """A year that has not begun has no result; an objective, a plan may be of it."""
        years, periods = self.resolved.year, self.resolved.period
        is_late = (years > today.year) & ~np.isin(status, BESIDE) & ~self.is_blank & ~self.is_wrong
        places = np.flatnonzero(is_late)
        is_late[places] = [not has_begun(str(periods[at]), int(years[at]), today) for at in places]
        told = Told(f"une année commencée est attendue, au plus {today.year}", messages.FUTURE)
        records = self.records
        self.report.say_cells(
            "year_future", is_late, records.rows, records.place_of("year"), records.headers, told,
            records.words["year"],
        )  # fmt: skip
        self.is_wrong |= is_late
