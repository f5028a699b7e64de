"""The dossier of a meeting on one territory: its key figures, a map, and the charts of what is told of it."""

from __future__ import annotations

import datetime as dt

from loaders.reading.composed.resolving import read_row
from pages.views.dossier import Dossier, Slide
from pages.views.findings.of_territory import tell_territory
from pages.views.view import View


def prepare_meeting(code: str, today: dt.date, first: tuple[View, ...] = ()) -> Dossier:
    """A dossier on a territory: the views given, then one for each finding that has a chart, which comments it."""
    name = str(read_row(code)["name"])
    told = [one for one in tell_territory(code, today) if one.view is not None]
    slides = [Slide(view=view) for view in first]
    slides += [
        Slide(view=one.view, comment=one.sentence) for one in told if one.view is not None and one.view not in first
    ]
    return Dossier(title=name, subtitle=f"Réunion, chiffres du {today:%d/%m/%Y}", slides=tuple(slides))
