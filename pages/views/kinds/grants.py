"""The grants to named beneficiaries in the territories chosen, the largest first."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import model_validator

from pages.views.addressing import address_theme
from pages.views.content import Content, Form
from pages.views.data.granted import OVERLAP, read_granted
from pages.views.data.remarked import describe_remarks
from pages.views.findings.parts import tell_largest_grant
from pages.views.kinds.base import Base
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Years, check_years
from pages.words.french import shorten_list
from pages.words.sources import source_texts


class Grants(Base):
    """The grants awarded or paid between two years."""

    LABEL: ClassVar[str] = "Subventions"
    FORM: ClassVar[Form] = "table"

    kind: Literal["grants"] = "grants"
    years: Years = USUAL_YEARS

    @model_validator(mode="after")
    def _check(self) -> Grants:
        check_years(self.years)
        return self

    def read(self) -> Content:
        """One row per grant."""
        selection = open_selection(self.territories, self.years)
        rows = read_granted(selection).sort_values("montant", ascending=False, ignore_index=True)
        where = shorten_list([selection.name(code) for code in selection.territories], 4) or "aucun territoire"
        when = f"{self.years[0]}-{self.years[1]}"
        names = tuple(source_texts(rows["source"].astype(str).unique()))
        return Content(
            self,
            selection,
            "Subventions à des bénéficiaires nommés",
            f"{where} · {when} · euros",
            (),
            rows,
            (OVERLAP, *describe_remarks(rows, selection)),
            names,
            f"territoires : {where} ; années : {when}",
            address_theme(self.indicators, selection),
        )

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """The largest grant."""
        return tell_largest_grant(content)
