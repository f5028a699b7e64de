"""In what a comparison is measured: values, per inhabitant, per household, per km², per tonne, as a share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.reading.headline import Headline
from loaders.reading.relative import Measure, compute_relative, find_obstacle
from loaders.reading.series import Series

OFFERED: tuple[Measure, ...] = ("household", "km2", "tonne", "share")
LABELS: dict[str, str] = {
    "household": "Par ménage fiscal",
    "km2": "Par km²",
    "tonne": "Par tonne collectée",
    "share": "Part de l’ensemble",
}


def find_offered(items: Sequence[str]) -> list[Measure]:
    """The measures that one of the indicators has, beside those of the frame."""
    headlines = [Headline.parse(item) for item in items]
    return [
        measure
        for measure in OFFERED
        if any(not find_obstacle(one.indicator, one.restriction, measure) for one in headlines)
    ]


def apply_measure(series: Series, measure: Measure) -> Series:
    """An absolute series in a measure, or as it is where it has none."""
    restrictions = [str(scope) for scope in series.frame["scope"].unique()]
    has_none = any(find_obstacle(series.indicator, restriction, measure) for restriction in restrictions)
    return series if has_none or not restrictions else compute_relative(series, measure)


def describe_unmeasured(titles: Mapping[str, str], measure: Measure) -> str:
    """« Logements autorisés reste en valeur : … » for the indicators that have not the measure of the others."""
    if measure not in OFFERED:
        return ""
    said = []
    for item, title in titles.items():
        headline = Headline.parse(item)
        reason = find_obstacle(headline.indicator, headline.restriction, measure)
        if reason:
            said.append(f"« {title} » garde son unité : {reason}.")
    return " ".join(said)
