"""Pieces of work to trace: views to slides, a dossier to its presentation and files, answers of the server, pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Message, Scope
from streamlit.testing.v1 import AppTest

from dashboard import INSTALLED
from loaders.catalog import ROOT
from loaders.store import load_observations
from pages.draw.values import values_url
from pages.files.dossier import LABELS, MIMES, choose_writer, name_file
from pages.files.jobs import Job
from pages.files.links import FORMS
from pages.files.presentation.build import build_presentation
from pages.files.slides.slides import write_pptx
from pages.server import files, panel, presentation, values
from pages.server.surroundings import Surroundings
from pages.views.data.geography import find_departements
from pages.views.dossier import Dossier, Slide
from pages.views.view import write_word
from pages.words.paths import PANEL, VIEW_FILES
from tests.make_view import make_view
from tests.presented import BASE, BETHUNE, HOUSING, LENS, make, trend

DETR = ("subsidies.received_amount@fund=detr",)
MAP = make_view(kind="map", indicators=HOUSING, year=2021)
TABLE = make_view(kind="table", indicators=("waste.collected", "waste.recovery_rate"), territories=(LENS, BETHUNE))
# One view of each way of drawing: cards, lines, bars, stacks, points, a map, several, tables.
SEVERAL = (
    make_view(kind="cards", indicators=("waste.collected", *HOUSING), territories=(LENS, BETHUNE)),
    trend(LENS, BETHUNE),
    MAP,
    TABLE,
    make_view(kind="maps", indicators=HOUSING, shown=(2015, 2021)),
    make_view(kind="ranking", indicators=DETR, territories=(LENS,), year=2019),
    make_view(kind="streams", indicators=("waste.collected",), territories=("D62",), year=2021),
    make_view(kind="plans", indicators=("subsidies.received_amount",)),
    make_view(kind="multiples", indicators=HOUSING, territories=(LENS, BETHUNE)),
    make_view(kind="scatter", indicators=(*HOUSING, "housing.started"), territories=(LENS,), year=2021),
    make_view(kind="slope", indicators=HOUSING, territories=(LENS, BETHUNE), years=(2015, 2021)),
)
DOSSIER = Dossier(
    title="Bureau", slides=tuple(Slide(view=view, comment="À dire.", section="Une partie") for view in SEVERAL)
)


def ask(app: Starlette, address: str) -> int:
    """The status of the answer to a GET."""
    url = urlsplit(address)
    scope: Scope = {"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "headers": []}
    scope |= {"path": url.path, "root_path": "", "query_string": url.query.encode(), "server": ("terril.test", 80)}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return int(sent[0]["status"])


def write_slides(dossier: Dossier) -> None:
    """The slides of a dossier, none of which fails."""
    _, faults = write_pptx(dossier, base=BASE)
    if faults:
        raise RuntimeError("; ".join(faults))


def present() -> None:
    """The presentation of a dossier of several kinds."""
    build_presentation(DOSSIER, is_file=False, base=BASE)


def take_away() -> None:
    """Every file of the dossier, made as a reader's job that says where it stands."""
    for form, label in LABELS.items():
        job = Job(label, name_file(DOSSIER, form), MIMES[form])
        job.run(choose_writer(form, DOSSIER, BASE, None))
        if job.error or job.faults:
            raise RuntimeError("; ".join([job.error, *job.faults]))


def answer() -> None:
    """The values of a map, the panel of a figure, and a map in every form."""
    routes = [*values.routes, *panel.routes, *files.routes, *presentation.routes]
    app = Starlette(routes=routes, middleware=[Middleware(Surroundings, installed=INSTALLED)])
    figure = str(load_observations(("waste.collected",))["id"].iloc[0])
    addresses = [
        values_url(HOUSING[0], "", "commune", find_departements(), per_inhabitant=True),
        f"{PANEL}/{figure}",
    ]
    addresses += [f"{VIEW_FILES}/{form}?v={write_word(MAP)}" for form in FORMS]
    refused = [address for address in addresses if ask(app, address) != 200]
    if refused:
        raise RuntimeError(f"answers of status 200 were expected; others: {', '.join(refused)}")


def open_pages() -> None:
    """Every page, one after the other, the overview first."""
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=120).run()
    for page in PAGES:
        app.switch_page(f"{page}.py").run()
        if app.exception:
            raise RuntimeError(f"{page}: {app.exception}")


SLIDES = {kind: make(view) for kind, view in (("view", trend(LENS)), ("map", MAP), ("table", TABLE))}
# Those that every installation has.
NO_PAGES = ("__init__", "frame", "unknown", "importing", "remarks")
PAGES = sorted(file.stem for file in (ROOT / "pages").glob("*.py") if file.stem not in NO_PAGES)
WALKS: dict[str, Callable[[], None]] = {
    **{f"a {kind} to its slide": partial(write_slides, dossier) for kind, dossier in SLIDES.items()},
    "a dossier to its presentation": present,
    "a dossier to its files": take_away,
    "values, a panel and a map in every form to the browser": answer,
    "every page to its reader": open_pages,
}
