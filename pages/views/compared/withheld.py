"""Whose index is withheld, in which years and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pages.words.french import join_words


def describe_withheld(name: Callable[[str], str], title: str, withheld: Mapping[str, Mapping[str, list[int]]]) -> str:
    """« Sans indice : Lens-Liévin, 2015 et 2016 (rupture de série). », after a title where there is one."""
    parts = []
    for code, reasons in withheld.items():
        for reason, years in reasons.items():
            written = reason.replace("'", "’")
            parts.append(f"{name(code)}, {_span(years)} ({written})")
    lead = f"{title}, sans indice" if title else "Sans indice"
    return f"{lead} : {' ; '.join(parts)}." if parts else ""


def _span(years: list[int]) -> str:
    return join_words([str(year) for year in years]) if len(years) < 4 else f"{years[0]}–{years[-1]}"
