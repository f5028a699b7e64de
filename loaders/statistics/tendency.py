"""The trend of a series: is there one (Mann-Kendall), and how steep is it (Theil-Sen)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from loaders.statistics.points import Point, find_obstacle, keep_known
from loaders.statuses import BESIDE

POINTS_NEEDED = 5
FORECAST_YEARS = 3
CONFIDENCE = 0.95
EXACT = "test de Mann-Kendall (loi exacte), pente de Theil-Sen"
APPROXIMATE = "test de Mann-Kendall (approximation normale), pente de Theil-Sen"


@dataclass(frozen=True)
class Trend:
    """A trend in the unit of the series a year, over the years `first` to `last`, on `points` values.

    `slope` has the interval `low` to `high` at 95 %; `centre` is the median year and value through which the line
    passes; `tau` goes from −1 to 1; `p_value` is two-sided, of the test and the slope named in `method`. All None with
    a `reason` where there is none.
    """

    slope: float | None = None
    low: float | None = None
    high: float | None = None
    centre: tuple[float, float] | None = None
    tau: float | None = None
    p_value: float | None = None
    method: str = ""
    points: int = 0
    first: int | None = None
    last: int | None = None
    reason: str = ""

    @property
    def is_established(self) -> bool:
        """Whether the test rejects, at 5 %, that the values come in no order."""
        return self.p_value is not None and self.p_value < 1 - CONFIDENCE

    @property
    def wording(self) -> str:
        """What may be said of it: a rise or a fall only where the test and the interval of the slope agree."""
        if self.slope is None or self.low is None or self.high is None:
            return self.reason
        if self.is_established and self.low > 0:
            return "tendance à la hausse"
        if self.is_established and self.high < 0:
            return "tendance à la baisse"
        return "pas de tendance établie"


@dataclass(frozen=True)
class Projection:
    """A value on the line of a trend, between the lines of its slope's interval; None with the reason."""

    year: int
    value: float | None
    low: float | None = None
    high: float | None = None
    is_forecast: bool = False
    reason: str = ""


def select_comparable(series: list[Point]) -> list[Point]:
    """The known points that may be compared with the last one, by year: those since the last break; no target."""
    results = [p for p in series if p.status not in BESIDE]
    points = keep_known(results)
    return [p for p in points if not find_obstacle(results, p, points[-1])]


def compute_trend(series: list[Point]) -> Trend:
    """The trend of the comparable points that end a series; five years at least.

    Test: H. B. Mann, « Nonparametric Tests Against Trend », Econometrica 13 (1945), as Kendall's tau of values against
    years (scipy.stats.kendalltau): exact where no two values are equal, else the normal approximation corrected for
    ties. Slope: the median of (y_j − y_i) ÷ (x_j − x_i) with its interval at 95 % (P. K. Sen, JASA 63, 1968;
    scipy.stats.theilslopes), which takes the years as independent.
    """
    points = select_comparable(series)
    years = [p.year for p in points]
    if len(set(years)) < len(years):
        return Trend(reason="plusieurs valeurs pour une même année")
    if len(points) < POINTS_NEEDED:
        count = f"{len(points)} année{'s' if len(points) > 1 else ''} comparable{'s' if len(points) > 1 else ''}"
        return Trend(points=len(points), reason=f"{count} ; une tendance en demande {POINTS_NEEDED}")
    values = [float(p.value or 0) for p in points]
    centre = (float(np.median(years)), float(np.median(values)))
    if len(set(values)) == 1:
        return Trend(0.0, 0.0, 0.0, centre, 0.0, 1.0, "valeurs toutes égales", len(points), years[0], years[-1])
    is_exact = len(set(values)) == len(values)
    kendall = stats.kendalltau(years, values, method="exact" if is_exact else "asymptotic")
    sen = stats.theilslopes(values, years, alpha=CONFIDENCE)
    return Trend(
        float(sen.slope),
        float(sen.low_slope),
        float(sen.high_slope),
        centre,
        float(kendall.statistic),
        float(kendall.pvalue),
        EXACT if is_exact else APPROXIMATE,
        len(points),
        years[0],
        years[-1],
    )


def project(trend: Trend, year: int) -> Projection:
    """The line of a trend in a year: centre + slope × (year − centre's year), at most three years past the last.

    The bounds are the lines of the slope's interval through the same centre: they say how sure the slope is, not how
    far a single year may fall. No line before the first year.
    """
    if trend.slope is None or trend.low is None or trend.high is None or trend.centre is None:
        return Projection(year, None, reason=trend.reason)
    if trend.first is None or trend.last is None or year < trend.first:
        return Projection(year, None, reason=f"avant la première année de la tendance, {trend.first}")
    if year > trend.last + FORECAST_YEARS:
        return Projection(year, None, reason=f"pas de prévision au-delà de {trend.last + FORECAST_YEARS}")
    elapsed, level = year - trend.centre[0], trend.centre[1]
    bounds = sorted((level + trend.low * elapsed, level + trend.high * elapsed))
    return Projection(year, level + trend.slope * elapsed, bounds[0], bounds[1], year > trend.last)
