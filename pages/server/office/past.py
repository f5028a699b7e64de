"""The figures of a past day, as they were shown then: their tables made once, apart, and how sure that is, told."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, Response

from geo.kept import PAST, forget_version, keep
from geo.versions import Version, find_version
from loaders.catalog import ROOT
from loaders.own.database.named import OwnDatabaseError
from loaders.own.past import Reach, find_reach
from loaders.pipeline.build import FIGURES
from loaders.serving import open_version
from loaders.store import read_version
from loaders.tables import DATA
from pages.server.light import write_page
from pages.server.office.own import AWAY, open_own
from pages.server.panel.then import read_day
from pages.words.addresses import DAY
from pages.words.markup import tag, text
from pages.words.memory import write_moment
from pages.words.paths import HOME

# How long tables may take to be made, in seconds.
PATIENCE = 300
FAILED = (
    "Les chiffres du {day:%d/%m/%Y} ne se refont pas : ce que Terril a gardé d’alors ne va plus avec son catalogue "
    "d’aujourd’hui. Chaque valeur garde son historique dans son panneau."
)
BUSY = "Les chiffres d’un autre jour se préparent : réessayez dans une minute."
# One at a time: each takes a processor. Who waits longer, in seconds, is told to come back.
MOMENT = 5
_making = Lock()


class PastError(ValueError):
    """The figures of a day cannot be shown: the message says why."""


def open_past(day: dt.date) -> Version:
    """The tables of a past day. Raises PastError, OwnDatabaseError."""
    return _open(day, find_reach(day, FIGURES.parent, open_own()))


@dataclass(frozen=True)
class _Alike:
    """A `day`, told apart by what makes its tables alone: how much has changed since, and the documents there were."""

    since: int
    year: int | None
    day: dt.date = field(compare=False)


@keep(PAST)
def _open(day: dt.date, reach: Reach) -> Version:
    made = _find_today() if reach.is_today else _make(_Alike(reach.since, reach.year, day))
    version = Version(f"{made.id}-{day}", made.folder, day.isoformat(), tell_reach(day, reach), made)
    weakref.finalize(version, forget_version, version.id)
    return version


def _find_today() -> Version:
    return find_version() or Version(read_version(), DATA)


@keep(PAST)
def _make(alike: _Alike) -> Version:
    """The tables of a day, those of all that have the same."""
    day = alike.day
    if not _making.acquire(timeout=MOMENT):
        raise PastError(BUSY)
    folder = Path(tempfile.mkdtemp(prefix="terril-past-"))
    try:
        words = [sys.executable, "-m", "loaders.own.past", day.isoformat(), str(folder)]
        subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True, timeout=PATIENCE)
        version = open_version(folder)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise PastError(FAILED.format(day=day)) from error
    finally:
        _making.release()
        shutil.rmtree(folder, ignore_errors=True)
    weakref.finalize(version, shutil.rmtree, version.folder, ignore_errors=True)
    return version


def find_asked(asked: str) -> Version | Response | None:
    """The tables of the day that an address asks for, or the page that says why not; None where it asks for none."""
    try:
        day = read_day(asked, dt.date.today())
        if day is None:
            return None
        if isinstance(day, dt.date):
            return open_past(day)
        said, status = day, 400
    except PastError as error:
        said, status = str(error), 503
    except OwnDatabaseError:
        said, status = AWAY, 503
    body = text("h1", "Un jour passé") + text("p", said) + tag("p", text("a", "Revenir à Terril", href=HOME))
    return HTMLResponse(write_page("Un jour passé", tag("main", body, class_="doc")), status_code=status)


def read_asked(query: str) -> str:
    """The day that the query of an address asks for, as it is written; "" for none."""
    return "".join(parse_qs(query).get(DAY, [])[-1:])


def tell_reach(day: dt.date, reach: Reach) -> str:
    """What is said with figures of a past day: that they are, and how far Terril's memory goes."""
    said = [f"Chiffres tels que Terril les montrait le {day:%d/%m/%Y}."]
    if reach.year is not None:
        said.append("Les documents d’une année suivante n’y sont pas.")
    if reach.first is None:
        said.append("Sa mémoire est vide\u202f: aucun n’a été remplacé, et depuis quand il les montre n’est pas gardé.")
    elif reach.first.astimezone().date() > day:
        said.append(
            f"Sa mémoire ne va pas jusque-là\u202f: elle commence le {write_moment(reach.first)}. Ce qui a été "
            "remplacé depuis est remis\u202f; depuis quand le reste était montré n’est pas gardé."
        )
    else:
        said.append(f"Sa mémoire commence le {write_moment(reach.first)}.")
    if not reach.is_today:
        said.append("Ce qui est lié à un secret est celui d’aujourd’hui.")
    return " ".join(said)
