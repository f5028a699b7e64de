"""A list of grants of the SCDL understood: its cells read, each that is wrong said, the rest made rows of grants."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from loaders.catalog import Catalog
from loaders.own.reading import messages
from loaders.own.reading.amounts import BLANK, GROUPED, are_grouped_otherwise, read_amounts
from loaders.own.reading.coded import Coded, Report
from loaders.own.reading.files.grid import write_numbers
from loaders.own.reading.files.opening import Sheet
from loaders.own.reading.files.refusals import write_count
from loaders.own.reading.messages import Told
from loaders.own.reading.places import Places
from loaders.own.reading.records import TOTAL, find_whole
from loaders.own.reading.scdl import words
from loaders.own.reading.scdl.places import find_place
from loaders.own.reading.scdl.table import GrantTable
from loaders.own.reading.understood import Understanding
from loaders.own.reading.units import EURO, find_units
from loaders.pipeline.grants import COLUMNS, make_no_grants
from loaders.tabular.cells import has_key, is_damaged
from loaders.tabular.faults import join_some
from loaders.vocabulary import name_day

AWARDED, FIRST_YEAR = "awarded", 1990
_ISO, _FRENCH = re.compile(r"(\d{4})-(\d\d)-(\d\d)([T ].*)?"), re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# What tells two rows apart.
ALL = (
    "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
    "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "dispositifAide",
)  # fmt: skip


def read_grants(
    started: Understanding,
    table: GrantTable,
    sheets: Sequence[Sheet],
    catalog: Catalog,
    places: Places,
    today: dt.date,
) -> Understanding:
    """What a list says: its grants, and a finding for each cell that is wrong or to be known."""
    reader = _Reader(_leave_totals(table), catalog, Report(table.sheet.name))
    reader.say_columns([sheet.name for sheet in sheets if sheet is not table.sheet])
    missing = [name for name in words.NEEDED if name not in table.places]
    grants = make_no_grants() if missing else reader.read(places, today)
    report, read = reader.report, len(reader.table.frame)
    if not read:
        report.say("no_rows", *messages.NO_ROWS[:1], advice=messages.NO_ROWS.advice, is_error=True)
    return replace(
        started,
        mapping=started.mapping.model_copy(update={"sheet": table.sheet.name}),
        sheets=tuple(sheet.name for sheet in sheets if sheet.name),
        grants=grants,
        findings=tuple(sorted(report.findings, key=lambda finding: finding.order)),
        summary=tuple(_summarise(grants, read, len(report.rows_in_error))),
        rows_read=read,
        rows_in_error=len(report.rows_in_error),
    )


def _leave_totals(table: GrantTable) -> GrantTable:
    """The table without the rows that name no beneficiary and no object but a total."""
    is_bare = table.read("nomBeneficiaire").eq("") & table.read("objet").eq("")
    is_total = is_bare & table.frame.map(lambda cell: bool(TOTAL.match(cell))).any(axis=1)
    kept = ~is_total.to_numpy()
    widths = None if table.widths is None else table.widths[kept]
    frame = table.frame[kept].reset_index(drop=True)
    return replace(table, frame=frame, rows=table.rows[kept], widths=widths)


def _summarise(grants: pd.DataFrame, rows: int, in_error: int) -> Iterator[str]:
    if len(grants):
        givers, years = grants["nomAttribuant"].nunique(), sorted(grants["year"].unique())
        span = years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"
        yield (
            f"Une liste de subventions (SCDL) : {write_count(len(grants))} subvention{'s' if len(grants) > 1 else ''}, "
            f"{write_count(givers)} attribuant{'s' if givers > 1 else ''}, {span}."
        )
        placed = int((grants["commune"].ne("") | grants["epci"].ne("")).sum())
        where = "a un territoire connu" if placed == 1 else "ont un territoire connu"
        yield (
            f"{write_count(placed) if placed else 'Aucune'} {where if placed else 'n’a de territoire connu'} par le "
            "SIRET du bénéficiaire (commune ou EPCI). Les autres se lisent à la page de leur source, dans les fichiers "
            "et l’interface, non parmi les subventions d’un territoire."
        )
    else:
        yield "Une liste de subventions (SCDL), dont aucune ne peut être lue."
    if in_error:
        verb = "a une erreur et n’est pas comprise" if in_error == 1 else "ont une erreur et ne sont pas comprises"
        yield f"{write_count(in_error)} ligne{'s' if in_error > 1 else ''} sur {write_count(rows)} {verb}."


class _Reader:
    """The cells of a table, column by column."""

    def __init__(self, table: GrantTable, catalog: Catalog, report: Report) -> None:
        self.table, self.catalog, self.report = table, catalog, report

    def say_columns(self, left: Sequence[str]) -> None:
        """What the headers lack, have twice or have beside, and the sheets that are not read."""
        for name in (name for name in words.NEEDED if name not in self.table.places):
            self.report.say("missing_column", f"la colonne « {name} » est attendue", advice=words.COLUMN, is_error=True)
        for name in self.table.twice:
            said = f"une seule colonne « {name} » est attendue ; la première est lue"
            self.report.say("repeated_column", said, advice="Retirez l’autre, ou nommez-la autrement.")
        if self.table.others:
            said = "des colonnes qui ne sont pas du schéma SCDL ne sont pas lues"
            self.report.say("other_columns", said, join_some(list(self.table.others)))
        if left:
            said = "les autres feuilles ne sont pas lues"
            self.report.say("several_sheets", said, join_some(list(left)), advice="Déposez-les une à une.")

    def read(self, places: Places, today: dt.date) -> pd.DataFrame:
        """The rows of grants that have no error."""
        table, rows = self.table, self.table.rows
        if table.widths is not None:
            find_whole(table.widths, len(table.frame.columns), rows, np.ones(len(rows), dtype=bool), self.report)
        for name, told in words.NEEDED.items():
            self._say("blank", table.read(name).eq("").to_numpy(), name, told)
        value = self._read_amounts()
        days = self._read_days(today)
        ids = {name: self._read_numbers(name) for name in ("idAttribuant", "idBeneficiaire")}
        self._say("no_giver", ids["idAttribuant"].eq("").to_numpy(), "idAttribuant", words.NO_GIVER, is_error=False)
        for name, (pattern, expected) in words.ASKED.items():
            cells = table.read(name)
            is_other = cells.ne("") & ~cells.str.fullmatch(pattern)
            self._say("asked", is_other.to_numpy(), name, Told(f"{expected} : gardé tel quel"), is_error=False)
        self._say_twice()
        where = ids["idBeneficiaire"].map(lambda number: find_place(number, places))
        year = days.map(lambda day: str(day.year) if day else "")
        texts = ("nomAttribuant", "nomBeneficiaire", "objet", "dispositifAide")
        grants = pd.DataFrame({
            **{name: table.read(name) for name in texts}, **ids,
            "lines": pd.Series(rows).astype("str"), "section": table.sheet.name, "published": table.read("montant"),
            "value": write_numbers(np.nan_to_num(value)), "stage": AWARDED, "status": "normal", "year": year,
            "period": year, "commune": where.map(lambda place: place.commune),
            "epci": where.map(lambda place: place.epci), "note": self._write_notes(days),
        })  # fmt: skip
        is_kept = ~np.isin(rows, list(self.report.rows_in_error))
        kept = grants[is_kept].reindex(columns=COLUMNS, fill_value="")
        return kept.astype("str").reset_index(drop=True)

    def _say(
        self,
        kind: str,
        mask: np.ndarray,
        name: str,
        told: Callable[[str], Told] | Told,
        *,
        is_error: bool = True,
    ) -> None:
        if name in self.table.places:
            cells, place = self.table.read(name).to_numpy(dtype=object), self.table.places[name]
            self._say_at(kind, mask, place, told, cells, is_error=is_error)

    def _say_at(
        self, kind: str, mask: np.ndarray, place: int, told: Callable[[str], Told] | Told, cells: np.ndarray,
        *, is_error: bool,
    ) -> None:  # fmt: skip
        columns = np.full(len(mask), place)
        self.report.say_cells(
            f"scdl_{kind}", mask, self.table.rows, columns, self.table.headers, told, cells, is_error=is_error
        )

    def _read_amounts(self) -> np.ndarray:
        """In euros."""
        texts = self.table.read("montant").reset_index(drop=True)
        amounts = read_amounts(texts)
        self._say("formula", amounts.wrong == "formula", "montant", messages.FORMULA)
        is_no_number = (amounts.wrong == "number") | ((amounts.status != "") & (amounts.status != BLANK))
        self._say("amount", is_no_number, "montant", words.AMOUNT)
        if are_grouped_otherwise(texts):
            self._say("ambiguous", texts.str.fullmatch(GROUPED).to_numpy(dtype=bool), "montant", messages.AMBIGUOUS)
        factor = Coded.of_objects(amounts.unit).map(
            lambda unit: find_units(unit, self.catalog).get(EURO, np.nan) if unit else 1.0
        )
        factor = factor.astype(float)
        self._say("unit", np.isnan(factor) & ~np.isnan(amounts.value), "montant", words.AMOUNT)
        value = amounts.value * factor
        with np.errstate(invalid="ignore"):
            self._say("negative", value < 0, "montant", words.NEGATIVE)
        return np.asarray(value.round(2))

    def _read_days(self, today: dt.date) -> pd.Series:
        """The day of each convention, None where there is none to be read."""
        cells = self.table.read("dateConvention")
        days = cells.map({cell: _read_day(cell) for cell in cells.unique()}).astype(object)
        is_none = days.map(lambda day: not isinstance(day, dt.date) or day.year < FIRST_YEAR).astype(bool)
        self._say("date", (is_none & cells.ne("")).to_numpy(), "dateConvention", words.DATE)
        days = days.where(~is_none, None)
        is_late = days.map(lambda day: day is not None and day > today).astype(bool)
        self._say("future", is_late.to_numpy(), "dateConvention", words.FUTURE)
        return days

    def _read_numbers(self, name: str) -> pd.Series:
        """The SIRET or SIREN of each row, "" where there is none to be read."""
        cells = self.table.read(name)
        found = cells.map({cell: _read_number(cell) for cell in cells.unique()})
        is_wrong = found.eq("") & cells.ne("")
        is_rounded = is_wrong & cells.map(is_damaged).astype(bool)
        self._say("rounded", is_rounded.to_numpy(), name, words.ROUNDED)
        self._say("number", (is_wrong & ~is_rounded).to_numpy(), name, words.NUMBER)
        is_mended = found.str.startswith("0") & ~cells.str.startswith("0")
        self._say("mended", is_mended.to_numpy(), name, words.MENDED, is_error=False)
        self._say("siren", found.str.len().eq(9).to_numpy(), name, words.SIREN, is_error=False)
        return found

    def _say_twice(self) -> None:
        """The rows that say again what one above them says."""
        cells = pd.DataFrame({name: self.table.read(name) for name in ALL})
        is_again = cells.duplicated().to_numpy()
        firsts = cells.groupby(list(ALL), sort=False).ngroup().to_numpy()
        first: dict[int, int] = {}
        for group, row in zip(firsts, self.table.rows, strict=True):
            first.setdefault(int(group), int(row))
        said = np.array([f"la même qu’à la ligne {first[int(group)]}" for group in firsts], dtype=object)
        self._say_at("twice", is_again, -1, words.TWICE, said, is_error=True)

    def _write_notes(self, days: pd.Series) -> list[str]:
        """What the list says of each grant beside: « Convention du 27 juin 2017 ; décision Z34507 ; … »."""
        parts = [
            [f"Convention du {name_day(day)}" if day else "" for day in days],
            *(
                [told.format(cell) if cell else "" for cell in self.table.read(name)]
                for name, told in (
                    ("referenceDecision", "décision {}"),
                    ("nature", "{}"),
                    ("conditionsVersement", "versement : {}"),
                    ("datesPeriodeVersement", "période {}"),
                    ("rnaBeneficiaire", "RNA {}"),
                )
            ),
        ]
        return [" ; ".join(filter(None, own)) for own in zip(*parts, strict=True)]


def _read_day(text: str) -> dt.date | None:
    iso, french = _ISO.fullmatch(text), _FRENCH.fullmatch(text)
    try:
        if iso:
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        return dt.date(int(french[3]), int(french[2]), int(french[1])) if french else None
    except ValueError:
        return None


def _read_number(text: str) -> str:
    """A SIRET or SIREN without its spaces and the .0 of a spreadsheet; first zeros are put back where the key proves
    them; "" for what is none."""
    plain = re.sub(r"(?<=\d)[.,]0+$", "", re.sub(r"\s+", "", text))
    if re.fullmatch(r"\d{9}|\d{14}", plain):
        return plain
    if re.fullmatch(r"\d{8}|\d{12,13}", plain):
        whole = plain.zfill(9 if len(plain) < 9 else 14)
        return whole if has_key(whole) else ""
    return ""
