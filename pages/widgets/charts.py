"""A chart on a page: what its view lays out, painted, with what is said of it to who does not see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.kept import CODE, keep
from pages.draw.markup.chart import chart_markup
from pages.views.charts.told import tell_chart
from pages.views.marks import Chart

# Our own server wrote the markup, every text in it escaped; pages/draw/browser/chart.js makes its marks answer.
SHOW = """export default ({ data, parentElement }) => {
const host = parentElement.querySelector(".t-chart-host") ?? parentElement;
if (host.markup === data.markup) return;
const isAnew = host.markup !== undefined;
host.innerHTML = host.markup = data.markup;
const drawn = isAnew && host.querySelector(".t-plot [aria-label]");
if (!drawn) return;
const [name] = drawn.getAttribute("aria-label").split(". ");
dispatchEvent(new CustomEvent("terril:said", { detail: `Graphique : ${name}` }));
}"""


@keep(CODE)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "terril_chart", html='<div class="t-chart-host"></div>', js=SHOW, isolate_styles=False
    )


def show_chart(chart: Chart, *, key: str, title: str, is_small: bool = False) -> None:
    """Show a chart; its marks are read with the pointer or the keys, and each leads to the origin of its figure."""
    said = f"{title}. {tell_chart(chart)} Le tableau ci-dessous donne tout ; flèches pour lire, Entrée pour l’origine."
    show_drawn(chart_markup(chart, said, is_small=is_small), key=f"chart-{key}")


def show_drawn(markup: str, *, key: str) -> None:
    """Show markup of ours with drawings in it, which Streamlit's own element for HTML would leave out."""
    _component()(data={"markup": markup}, key=key)
