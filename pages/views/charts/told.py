"""What a chart shows in a sentence, for who does not see it: whose values, the lowest and the highest."""

from __future__ import annotations

from pages.views.marks import Chart, Line, Mark
from pages.words.french import format_count, shorten_list

MOST = 4


def tell_chart(chart: Chart) -> str:
    """« 2 séries : Lens-Liévin et Arras. De 120 t (Arras, 2015) à 156 402 t (Lens-Liévin, 2021). »"""
    known = [(line, mark) for line in chart.lines for mark in line.marks if mark.y is not None]
    if not known:
        return "Aucune valeur à dessiner."
    names = list(dict.fromkeys(line.name for line, _ in known if line.name))
    count = format_count(len(names), "série", "séries")
    whose = f"{count} : {shorten_list(names, MOST)}. " if len(names) > 1 else ""
    ends = [min(known, key=_height), max(known, key=_height)]
    said = [_say(line, mark) for line, mark in ends]
    return whose + (f"De {said[0]} à {said[1]}." if said[0] != said[1] else f"{said[0]}.")


def _height(known: tuple[Line, Mark]) -> float:
    return known[1].y or 0.0


def _say(line: Line, mark: Mark) -> str:
    who = mark.name or line.name
    at = [str(part) for part in (who, mark.when or mark.x) if part and isinstance(part, str | int)]
    said = ", ".join(dict.fromkeys(at))
    # « 12 t (estimé ; Arras, 2015) »: one pair of brackets.
    return f"{mark.text[:-1]} ; {said})" if mark.text.endswith(")") else f"{mark.text} ({said})"
