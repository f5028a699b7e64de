"""What the marks of a chart mean, in the one sentence that each has on a page, in a picture and on a slide."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from loaders.pipeline.remarks import SIGN
from loaders.statuses import BESIDE, UNCERTAIN
from pages.views.data.remarked import list_remarked
from pages.views.layout.runs import has_link
from pages.views.marks import Chart, Line, Mark
from pages.words.french import STATUS_LABELS, join_words, shorten_list

# Of what is written on the axis in the place of a value, in short.
WITHHELD = {"confidential": "conf.", "not_applicable": "s.o."}
# Agreed with « valeur ».
HOLLOW = {"provisional": "provisoire", "estimated": "estimée", "partial": "partielle"}
BREAK = "Ligne coupée : rupture de la série, rien n’est comparé de part et d’autre."
AIMED = "Croix : objectif, non relié aux valeurs."
STATED = "Plus : {}, non relié aux valeurs."
REMARKED = f"{SIGN} : une remarque se lit avec ce chiffre."
LINKED = "Pointillé : années sans donnée."
# What is named with its place where a program may not show its mark as it is.
UNFINISHED = (*UNCERTAIN, *BESIDE)


def describe_marks(charts: Iterable[Chart], *, is_linked: bool = True) -> list[str]:
    """Only what is on the charts, each sentence once; a painter that links no hole is not `is_linked`."""
    shown = [chart for chart in charts if not chart.is_empty]
    marks = [mark for chart in shown for line in chart.lines for mark in line.marks]
    statuses = {mark.status for mark in marks if mark.y is not None}
    hollow = [words for status, words in HOLLOW.items() if status in statuses]
    said = []
    if hollow:
        has_points = any(chart.shape not in ("bar", "stack") for chart in shown)
        shape = "Marque creuse" if has_points else "Barre pâle au bord tireté"
        said.append(f"{shape} : valeur {' ou '.join(hollow)}.")
    if "objective" in statuses:
        said.append(AIMED)
    if stated := [STATUS_LABELS[status] for status in BESIDE[1:] if status in statuses]:
        said.append(STATED.format(" ou ".join(stated)))
    lines = [line for chart in shown if chart.shape == "line" for line in chart.lines]
    if any(chart.breaks for chart in shown if chart.shape == "line"):
        said.append(BREAK)
    if is_linked and has_link(lines):
        said.append(LINKED)
    if any(mark.is_remarked for mark in marks):
        said.append(REMARKED)
    kept = {mark.status for line in lines for mark in line.marks if mark.y is None and mark.figure}
    withheld = [f"{short} : {STATUS_LABELS[status]}" for status, short in WITHHELD.items() if status in kept]
    return [*said, *([f"Sur l’axe, {join_words(withheld)}."] if withheld else [])]


def describe_rows(rows: pd.DataFrame) -> list[str]:
    """What the sign beside figures means that stand as they are, where any of them has it."""
    return [REMARKED] if list_remarked(rows) else []


def describe_unfinished(chart: Chart) -> str:
    """« Estimé : Lens-Liévin (2020). Provisoire : Béthune-Bruay (2022). »: not all programs show a mark hollow."""
    said: dict[str, list[str]] = {}
    known = [(line, mark) for line in chart.lines for mark in line.marks if mark.y is not None]
    for line, mark in known:
        if mark.status in UNFINISHED:
            said.setdefault(mark.status, []).append(_name_mark(chart, line, mark))
    whole = next((status for status, names in said.items() if len(names) == len(known) > 1), "")
    if whole:
        return f"{STATUS_LABELS[whole].capitalize()} : toutes les valeurs."
    return " ".join(f"{STATUS_LABELS[s].capitalize()} : {shorten_list(said[s], 6)}." for s in UNFINISHED if s in said)


def _name_mark(chart: Chart, line: Line, mark: Mark) -> str:
    """« Lens-Liévin (2020) », or « Lens-Liévin » where there is one value of each."""
    if chart.shape == "scatter":
        return line.name
    if chart.shape in ("bar", "dots", "dumbbell"):
        return mark.name or str(mark.x).partition(". ")[2] or str(mark.x)
    return f"{line.name} ({mark.x})"
