"""The financing plans of projects: which funder gives how much to which."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from pages.views.charts.bars import stack_rows
from pages.views.content import Content, Form
from pages.views.data import cached
from pages.views.findings.parts import tell_longest_bar
from pages.views.kinds.base import Base
from pages.views.marks import Chart
from pages.views.opening import open_selection
from pages.words.paths import BASE
from pages.words.sources import source_texts

PLANNED = "Plans prévisionnels, non des versements ; l’autofinancement du maître d’ouvrage est compté."


class Plans(Base):
    """The plans of every project."""

    LABEL: ClassVar[str] = "Plans de financement"
    FORM: ClassVar[Form] = "charts"

    kind: Literal["plans"] = "plans"

    def read(self) -> Content:
        """The lines of the plans: funder, project, amount."""
        selection = open_selection(self.territories)
        rows = cached.read_grants(("planned",))
        names = tuple(source_texts(rows["source"].astype(str).unique()))
        title = "Plans de financement des projets"
        return Content(
            self, selection, title, "En euros", (), rows, (PLANNED,), names, "tous les projets", f"{BASE}/subventions"
        )

    def list_charts(self, content: Content) -> tuple[Chart, ...]:
        """A bar per project, made of its funders."""
        rows = content.rows.groupby(["projet", "nomAttribuant"], as_index=False, observed=True).agg(
            montant=("montant", "sum"), id=("id", "first")
        )
        whole = replace(content, rows=rows)
        return (
            stack_rows(whole, bar="projet", part="nomAttribuant", value="montant", unit="€", decimals=0, axis="euros"),
        )

    def tell_findings(self, content: Content) -> tuple[str, ...]:
        """The largest plan."""
        return tell_longest_bar(content, f"Plan le plus élevé des {len(content.charts[0].categories)}")
