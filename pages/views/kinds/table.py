"""A table: every figure published of some indicators, whatever its perimeter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

import pandas as pd
from pydantic import Field, model_validator

from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import find_composed
from pages.views.addressing import address_theme
from pages.views.content import Content, Form, conclude
from pages.views.data import cached
from pages.views.kinds.base import Base
from pages.views.kinds.over_years import read_panels
from pages.views.opening import open_selection
from pages.views.record import MOST_OF_A_TABLE, USUAL_YEARS, Headline, Years, check_years, split_headlines
from pages.views.selection import list_members
from pages.words.french import join_words, shorten_list

# Beyond as many indicators a table is named by its themes.
MOST_NAMED = 3


class Table(Base):
    """The figures of a few territories, or of all where none is chosen; `with_members`, of their communes too."""

    LABEL: ClassVar[str] = "Tableau"
    FORM: ClassVar[Form] = "table"

    kind: Literal["table"] = "table"
    indicators: Annotated[tuple[Headline, ...], Field(min_length=1, max_length=MOST_OF_A_TABLE)]
    years: Years = USUAL_YEARS
    with_members: bool = False

    @model_validator(mode="after")
    def _check(self) -> Table:
        check_years(self.years)
        return self

    def read(self) -> Content:
        """Every row of the years."""
        selection = open_selection(self.territories, self.years)
        panels = read_panels(self.indicators, selection.territories, selection)
        indicators = tuple(dict.fromkeys(indicator for indicator, _ in split_headlines(self.indicators)))
        territories = list_members(selection) if self.with_members else selection.territories
        rows = cached.read_observations(indicators, territories=territories or None)
        if composed := tuple(find_composed(self.territories)):
            rows = pd.concat([cached.read_composed(indicators, composed), rows], ignore_index=True)
        rows = _order(rows[rows["year"].between(*self.years)], indicators, territories)
        catalog = load_catalog()
        units = {i: catalog.unit_of(i).symbol for i in indicators}
        themes = dict.fromkeys(catalog.themes[catalog.theme_of(i)].label for i in indicators)
        named = shorten_list([selection.name(c) for c in selection.territories], 4)
        return conclude(
            self,
            selection,
            panels,
            rows.assign(unit=rows["indicator"].astype(str).map(units)),
            address=address_theme(self.indicators, selection),
            title=f"Tous les chiffres publiés : {join_words(list(themes))}" if len(indicators) > MOST_NAMED else "",
            where=f"{named}, membres et communes compris" if named and self.with_members else "",
        )


def _order(rows: pd.DataFrame, indicators: Sequence[str], territories: Sequence[str]) -> pd.DataFrame:
    """Rows by indicator, perimeter and territory, in the order in which indicators and territories were chosen."""
    which, who = ({name: n for n, name in enumerate(names)} for names in (indicators, territories))
    keys = rows[["indicator", "scope", "territory"]].astype(str)
    keys = keys.assign(indicator=keys["indicator"].map(which), territory=keys["territory"].map(who))
    return rows.loc[keys.sort_values([*keys], kind="stable").index]
