"""How exactly a figure is printed: half a unit of its last digit, its scale word included."""

from __future__ import annotations

import math
import re

# Units of what is measured and rounded; what has another unit is counted, and a count printed in full is exact.
MEASURED = frozenset(
    (
        "t",
        "kg",
        "m3",
        "m3_per_day",
        "km",
        "m",
        "m2",
        "m2_per_10000_hab",
        "ha",
        "cm",
        "lux",
        "EUR",
        "percent",
        "hours",
        "fte",
        "days",
        "training_days",
        "days_per_week",
        "months",
        "years",
        "minutes",
        "kg_per_hab",
        "kg_per_hab_day",
        "t_per_centre",
        "EUR_per_hab",
        "EUR_per_t",
        "EUR_per_m3",
        "km_per_year",
        "population_equivalents",
    )
)
ROUNDED = "rounded"
LOOSE = 0.05
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?")


def printed_step(value: float, published: str) -> float:
    """What one unit of the last printed digit is worth: 100 000 in « 7,6 M€ », 1 in « 156 402 », 0.01 in « 17,16 % ».

    The scale is the power of ten between the printed number and the value, so no scale word needs to be known. A figure
    printed in letters is worth what its value is written with.
    """
    for found in _NUMBER.findall(published):
        digits = re.sub(r"\s", "", found).replace(",", ".")
        decimals = len(digits.partition(".")[2])
        number = float(digits)
        if number == 0 or value == 0:
            if number == value:
                return float(10.0**-decimals)
            continue
        power = round(math.log10(abs(value) / number))
        if -6 <= power <= 9 and math.isclose(abs(value), number * 10.0**power, rel_tol=1e-9):
            return float(10.0 ** (power - decimals))
    return float(10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def find_round_step(value: float, step: float = 1.0) -> float:
    """What one unit of the last digit other than zero is worth: 10 000 in 110 000."""
    steps = round(abs(value) / step)
    while steps and steps % 10 == 0:
        steps, step = steps // 10, step * 10
    return step


def find_tolerance(value: float, published: str, unit: str, *caveats: str) -> float:
    """How far the true value may be from the printed one.

    Half a unit of the last printed digit; nothing for a count printed in full or an amount printed to the cent, since
    nothing smaller exists. Under the caveat `rounded` the publisher says that the figure is an approximation (« près
    de », « une quinzaine »): its last zeros were not counted, and it may be off by half a unit of its last other digit,
    or by a twentieth where that is more.
    """
    step = printed_step(value, published)
    if ROUNDED in caveats:
        return max(find_round_step(value, step) / 2, LOOSE * abs(value))
    is_exact = step <= 0.01 if unit == "EUR" else step == 1 and unit not in MEASURED
    return 0.0 if is_exact else step / 2
