"""Whatever a reader may be served that has to do with one cell of the store, in words: answers, pages, views, files."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from pypdf import PdfReader

from loaders import store
from loaders.catalog import load_catalog
from loaders.pipeline.linked import Cell
from loaders.reading.findings import read_contradictions
from loaders.reading.places import Place
from loaders.reading.questions import Asked as Asking
from loaders.reading.questions import Question
from loaders.reading.surroundings import read_territories
from pages.draw.markup.findings import findings_markup
from pages.files.portrait import write_pdf, write_tidy_rows
from pages.files.slides.thumbnails import list_thumbnails
from pages.server.assistant.tools import call_tool
from pages.server.search import describe_answer
from pages.server.search.answers import answer
from pages.views.data import cached
from pages.views.dossier import Dossier, Slide
from pages.views.dossier.meeting import prepare_meeting
from pages.views.findings.of_territory import tell_territory
from pages.views.ready import list_ready
from pages.views.record import join_headline
from pages.views.theme_pages import find_page
from tests.corpus import reach
from tests.corpus.routes import ask

TODAY = dt.date(2026, 11, 26)
# A view of each way of drawing: what it is drawn from is in the views of every kind.
TAKEN = ("trend", "cards", "ranking", "table", "map")
MAPPED = ("commune", "epci", "departement")
TAG = re.compile(r"<[^>]*>")
SAID = re.compile(r'\b(?:title|aria-label|alt|data-[\w-]+|content)="([^"]*)"')


class Asked(NamedTuple):
    """A cell of the store with its level and the year it is shown at."""

    cell: Cell
    level: str
    year: int

    @property
    def item(self) -> str:
        """Its indicator, restricted as it is."""
        return join_headline(self.cell.indicator, self.cell.scope)

    @property
    def is_mapped(self) -> bool:
        """Whether a map may show it."""
        return self.level in MAPPED


Surface = Callable[[Asked], Iterator[str]]


def read_words(body: bytes) -> str:
    """The words and the numbers of a body of any kind, what lies in archives too; not where shapes are drawn."""
    if body[:2] == b"\x1f\x8b":
        return read_words(gzip.decompress(body))
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(read_words(archive.read(name)) for name in archive.namelist())
    if body[:5] == b"%PDF-":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if text.lstrip()[:1] == "<":
        return " | ".join([*SAID.findall(text), TAG.sub(" | ", re.sub(r"(?s)<style.*?</style>", "", text))])
    return text


def _get(path: str, **query: str) -> str:
    status, _, body = ask(f"{path}?{urlencode(query)}" if query else path)
    return read_words(body) if status == 200 else ""


def list_answers(asked: Asked) -> Iterator[str]:
    """The search, asked in words and as it understands."""
    entry, who = load_catalog().indicators[asked.cell.indicator], read_territories().loc[asked.cell.territory]
    for words in (f"{entry.short} {who['short']} {asked.year}", f"évolution {entry.short} {who['short']}"):
        yield _get("/recherche", q=words[:100])
    yield _get("/recherche", q=f"{entry.short} classement {asked.year}"[:100])
    place = Place(asked.cell.territory, str(who["short"]), "")
    whom: tuple[tuple[Asking, tuple[Place, ...], str], ...] = (
        ("figure", (place,), ""),
        ("trend", (place,), ""),
        ("ranking", (), asked.level),
        ("ranking", (place,), ""),
        ("aim", (place,), ""),
    )
    for way, places, level in whom:
        for years in ((), (asked.year,), (asked.year - 1, asked.year + 1)):
            for per_inhabitant in (False, True):
                level = level if level in MAPPED[:2] else ""
                question = Question(asked.cell.indicator, asked.cell.scope, places, years, per_inhabitant, way, level)
                found = answer(question, asked.cell.territory)
                yield json.dumps(describe_answer(found), ensure_ascii=False) if found else ""


def list_findings(asked: Asked) -> Iterator[str]:
    """What the overview tells of the territory, with its lines, and the dossier of a meeting."""
    told = tell_territory(asked.cell.territory, TODAY)
    yield read_words(findings_markup(told).encode())
    yield repr(told)
    yield prepare_meeting(asked.cell.territory, TODAY).model_dump_json()


def list_handouts(asked: Asked) -> Iterator[str]:
    """The handouts of the territory and of the theme, as they are printed."""
    yield _get("/fiche/pdf", territoire=asked.cell.territory)
    page = find_page(load_catalog().theme_of(asked.cell.indicator)).partition("?")[0]
    yield _get("/fiche/pdf", page=page, territoires=asked.cell.territory)


def list_addresses(asked: Asked) -> Iterator[str]:
    """The values of maps with their classes, and the ranks and changes of their tip."""
    if asked.is_mapped:
        for measure in ("valeur", "habitant"):
            ground = f"{asked.level}/{measure}/{asked.cell.indicator}.json"
            whole = reach.complete_address(f"/valeurs/{ground}?{quote(asked.cell.scope, safe='=;')}&v=%VERSION%")
            for address in (whole, whole.replace("/valeurs/", "/reperes/")):
                status, _, body = ask(address)
                yield read_words(body) if status == 200 else ""


def list_panels(asked: Asked) -> Iterator[str]:
    """The panels of every figure of the same thing, with the rows that sums are made of, and what it was."""
    rows = cached.read_portrait(asked.cell.territory).rows
    own = rows[rows["indicator"].astype(str).eq(asked.cell.indicator) & rows["scope"].eq(asked.cell.scope)]
    cell, kinds = asked.cell, ("valeur", "habitant", "km2", "menage", "tonne", "part")
    thing = f"{cell.indicator}~{cell.territory}~{asked.year}~{cell.scope}"
    figures = [*own["id"].astype(str), *(f"{thing}~{kind}" for kind in kinds)]
    named = f"?indicateur={cell.indicator}&territoire={cell.territory}&annee={asked.year}&perimetre={quote(cell.scope)}"
    yield _get(f"/historique{named}&au={TODAY}") + _get(f"/historique.csv{named}")
    for figure in figures:
        yield _get(f"/chiffre/{quote(figure, safe='~=;')}")
        yield _get(f"/chiffre-detail/{quote(figure, safe='~=;')}.csv")


def list_portraits(asked: Asked) -> Iterator[str]:
    """The portrait of the territory: its rows, its pages."""
    yield read_words(write_tidy_rows(cached.read_portrait(asked.cell.territory)))
    yield read_words(write_pdf(asked.cell.territory, reach.BASE))


def list_fields(asked: Asked) -> Iterator[dict[str, Any]]:
    """Views of every kind that show the cell, or what it would be shown by."""
    item, code, year = asked.item, asked.cell.territory, asked.year
    one: dict[str, Any] = {"indicators": [item], "territories": [code]}
    years = {"years": [year - 1, year + 1]}
    for per_inhabitant in ({}, {"per_inhabitant": True}):
        for kind in ("trend", "cards", "table", "multiples"):
            yield {"kind": kind} | one | per_inhabitant
        for pair in ([year - 1, year], [year, year + 1]):
            yield {"kind": "slope", "years": pair} | one | per_inhabitant
            yield {"kind": "before_after", "years": pair, "peers": "tous", "reference": code} | one | per_inhabitant
        yield {"kind": "movement"} | one | years | per_inhabitant
        if asked.is_mapped:
            at = {"level": asked.level, "year": year} | one | per_inhabitant
            yield {"kind": "ranking"} | at
            yield {"kind": "dots"} | at
            yield {"kind": "map", "symbol": "circle"} | at
            yield {"kind": "map", "symbol": "fill", "method": "fisher_jenks"} | at
            shown = {"shown": [year - 1, year, year + 1], "level": asked.level}
            yield {"kind": "maps"} | shown | one | per_inhabitant
            for pair in ([year - 1, year], [year, year + 1]):
                yield {"kind": "change", "years": pair, "level": asked.level} | one | per_inhabitant
            two = at | {"indicators": [item, "population.municipal"]}
            yield {"kind": "scatter"} | two
            yield {"kind": "crossed"} | two
    for kind in ("streams", "neighbours"):
        yield {"kind": kind, "year": year} | one
    yield {"kind": "trend", "base": year} | one
    for measure in ("km2", "household", "tonne", "share"):
        yield {"kind": "trend", "measure": measure} | one


def _open(asked: Asked) -> Iterator[tuple[dict[str, Any], Any]]:
    for fields in list_fields(asked):
        try:
            yield fields, reach.open_view(fields)
        except reach.RefusedError:
            continue


def list_views(asked: Asked) -> Iterator[str]:
    """What views say and draw: titles that tell, notes, marks, scales, tips, discs, classes, cards of a click."""
    for _, view in _open(asked):
        yield json.dumps(reach.describe_words(view), ensure_ascii=False, default=str)
        yield json.dumps(reach.list_charts(view), ensure_ascii=False, default=str)
        yield "\n".join(reach.list_lost_words(view))
        yield reach.write_csv(view)
        yield reach.list_rows(view).to_csv()
        try:
            yield json.dumps(reach.list_maps(view), ensure_ascii=False, default=str)
            yield read_words(reach.write_svg(view))
        except reach.RefusedError:
            continue


def list_files(asked: Asked) -> Iterator[str]:
    """What is taken away of views: slides with their charts and notes, PDF, workbook, archive, presentation, layer."""
    for fields, view in _open(asked):
        if fields["kind"] not in TAKEN or fields.get("per_inhabitant"):
            continue
        for write in (reach.write_pptx, reach.write_pdf, reach.write_bundle):
            body, _ = write(view)
            yield read_words(body)
        yield read_words(reach.write_workbook(view))
        yield read_words(reach.write_presentation(view))
        if fields["kind"] == "map":
            yield reach.read_layer(view).to_csv()


def list_small(asked: Asked) -> Iterator[str]:
    """The thumbnails of slides of views, a table cut short among them."""
    views = [
        reach.parse_view(fields) for fields, _ in _open(asked) if fields["kind"] in ("trend", "ranking", "table", "map")
    ]
    for thumbnail in list_thumbnails(Dossier(title="Bureau", slides=tuple(Slide(view=view) for view in views))):
        status, _, body = ask(thumbnail.address)
        yield read_words(body) if status == 200 else ""


def list_written(asked: Asked) -> Iterator[str]:
    """What was written by hand: ready dossiers, contradictions, figures left out."""
    yield "\n".join(body.decode() for body in list_ready().values())
    yield repr(read_contradictions())
    yield cached.read_left_out().to_csv()


def list_interface(asked: Asked) -> Iterator[str]:
    """The interface for programs: every resource that has to do with the cell, in the forms that differ."""
    item: dict[str, str] = {"indicator": asked.cell.indicator, "scope": asked.cell.scope}
    who = {"territory": asked.cell.territory}
    for form in ("json", "csv", "parquet"):
        yield _get(f"/api/v1/observations.{form}", **item, **who)
    yield _get("/api/v1/observations.fr.csv", **item, level=asked.level, year=str(asked.year))
    for measure in ("value", "inhabitant", "household", "km2", "tonne", "share"):
        for name in ("series", "latest"):
            yield _get(f"/api/v1/{name}", **item, **who, measure=measure)
            yield _get(f"/api/v1/{name}", **item, level=asked.level, measure=measure, year=str(asked.year))
    for per_inhabitant in ("true", "false") if asked.is_mapped else ():
        for year in (asked.year - 1, asked.year, asked.year + 1):
            yield _get("/api/v1/ranks", **item, level=asked.level, year=str(year), per_inhabitant=per_inhabitant)
    for kind in ("tous", "forme", "population", "densite", "revenu", "proches"):
        yield _get("/api/v1/peers", **item, **who, kind=kind)
    thing = f"{asked.cell.indicator}~{asked.cell.territory}~{asked.year}~{asked.cell.scope}"
    rows = store.load_observations([asked.cell.indicator], territories=[asked.cell.territory], place=None)
    for figure in (*rows["id"].astype(str), *(f"{thing}~{kind}" for kind in ("valeur", "habitant", "part"))):
        yield _get(f"/api/v1/figures/{quote(figure, safe='~=;')}")
    for tool, asked_of in (
        ("series", {**item, "territory": [asked.cell.territory]}),
        ("search", {"question": f"{load_catalog().indicators[asked.cell.indicator].short} {asked.year}"[:100]}),
        ("contradictions", who),
        ("view", {"kind": "trend", "indicator": asked.item, "territories": [asked.cell.territory]}),
    ):
        yield json.dumps(call_tool(tool, asked_of, reach.BASE), ensure_ascii=False, default=str)
    yield _get("/api/v1/grants", **who)
    yield _get("/nouveautes.atom", territoire=asked.cell.territory)
    for address in ("/subventions-scdl.csv", "/nouveautes.atom"):
        yield _get(address)
    for address in ("/api/v1/indicators.csv", "/api/v1/sources", "/api/v1/dossiers/les-dechets-de-l-annee"):
        yield _get(address)
    for kind in ("trend", "table"):
        fields = {"kind": kind, "indicators": [asked.item], "territories": [asked.cell.territory]}
        yield _get(f"/api/v1/views/{reach.write_view_word(fields)}")
        yield _get("/integration", v=reach.write_view_word(fields))
        yield _get("/image/svg", v=reach.write_view_word(fields), largeur="400")


SURFACES: Mapping[str, Surface] = {
    "search": list_answers,
    "findings": list_findings,
    "handouts": list_handouts,
    "addresses": list_addresses,
    "panels": list_panels,
    "portraits": list_portraits,
    "views": list_views,
    "files": list_files,
    "thumbnails": list_small,
    "interface": list_interface,
    "written by hand": list_written,
}
