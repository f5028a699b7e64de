"""Key figures: the latest figure of each indicator for each territory, one card or line each."""

from __future__ import annotations

from typing import ClassVar, Literal

import pandas as pd
from pydantic import model_validator

from loaders.reading.series import Series
from pages.views.addressing import address_comparison, address_theme
from pages.views.content import Content, Form, conclude, join_panels
from pages.views.findings.moves import tell_largest
from pages.views.kinds.base import Base
from pages.views.kinds.over_years import read_panels
from pages.views.opening import open_selection
from pages.views.record import USUAL_YEARS, Divisor, Years, check_measure, check_years, split_headlines
from pages.views.selection import Selection


class Cards(Base):
    """The latest figures between two years; `measure` divides them as the page that compares does."""

    LABEL: ClassVar[str] = "Chiffres clés"
    FORM: ClassVar[Form] = "cards"

    kind: Literal["cards"] = "cards"
    years: Years = USUAL_YEARS
    per_inhabitant: bool = False
    measure: Divisor = ""

    @model_validator(mode="after")
    def _check(self) -> Cards:
        check_years(self.years)
        check_measure("chiffres clés", self.measure, per_inhabitant=self.per_inhabitant)
        return self

    def read(self) -> Content:
        """One line per figure, or one that says why there is none."""
        selection = open_selection(self.territories, self.years, per_inhabitant=self.per_inhabitant)
        panels = read_panels(self.indicators, selection.territories, selection, self.measure)
        lines = [
            _find_latest(panel, headline, code, selection)
            for panel, headline in zip(panels, split_headlines(self.indicators), strict=True)
            for code in selection.territories
        ]
        rows = pd.concat(lines, ignore_index=True) if lines else join_panels(panels).head(0)
        return conclude(self, selection, panels, rows, address=self._locate(selection))

    def _locate(self, selection: Selection) -> str:
        if self.measure:
            return address_comparison(self.indicators, selection, view="tableau", measure=self.measure)
        return address_theme(self.indicators, selection)

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """The figure that changed most."""
        return tell_largest(content)


def _find_latest(panel: Series, headline: tuple[str, str], code: str, selection: Selection) -> pd.DataFrame:
    """The latest known row of a territory, or one without value whose status says why."""
    own = panel.frame[panel.frame["territory"].astype(str) == code].sort_values("year")
    known = own[own["value"].notna()].tail(1)
    if len(known):
        return known.assign(unit=panel.unit)
    said = [status for status in own["status"].astype(str) if status in ("confidential", "not_applicable")]
    first, last = selection.years
    texts = dict.fromkeys(("place", "source", "section", "locator", "published", "note", "id"), "")
    row = texts | {"indicator": headline[0], "scope": headline[1], "territory": code, "level": selection.level(code)}
    row |= {"period": f"{first}-{last}", "status": said[-1] if said else "missing", "unit": panel.unit}
    return pd.DataFrame([row | {"year": last, "value": float("nan"), "break_before": False}])
