"""The requests of the corpus: each part of the server, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from tests.corpus import reach
from tests.corpus.view_cases import AUTHORISED, LENS, POPULATION, STARTED, STATES_OF, WASTE

SEARCHES = (
    "", "lens", "62498", "dechets", "déchets ménagers", "noeux", "St Omer", "clarques", "artois comm", "piscine",
    "sitadel", "246200364", "zzzz", "a", "<b>", "x" * 150,
    "déchets lens 2021", "prix de l'eau béthune", "detr par habitant 2019", "évolution logements commencés arras",
    "excel", "75101", "97801", "CA d'Arras", "dechts lens 2021",
)  # fmt: skip
FIGURES = ("e173c85301", "e07f5225cb", "gce9f4e4e8", "nope", "g0000000", "<b>")
COMPUTED = ("waste.collected~D62~2021~~habitant", "waste.collected~D02~2021~stream=residual~habitant")
TONNES = {"indicateur": "waste.collected", "territoire": LENS, "annee": "2021"}
HISTORIES = {
    "page": ("", TONNES), "csv": (".csv", TONNES), "day": ("", TONNES | {"au": "2026-03-15"}),
    "before": ("", TONNES | {"au": "2019-03-15"}), "no-day": ("", TONNES | {"au": "15/03/2026"}),
    "secret": ("", {"indicateur": "housing.vacant_dwellings", "territoire": "62003", "annee": "2025"}),
    "nothing": ("", {}), "unknown": (".csv", TONNES | {"annee": "1999"}),
}  # fmt: skip
FORMS = ("png", "svg", "xlsx", "parquet", "geojson", "gpkg", "docx")


@dataclass(frozen=True)
class Request:
    """A request; %VERSION% stands for the version of today. Of what `is_hashed` the body is only compared."""

    path: str
    query: str = ""
    body: bytes | None = None
    is_hashed: bool = False

    @property
    def address(self) -> str:
        """The path with what follows it."""
        return f"{self.path}?{self.query}" if self.query else self.path


def list_requests() -> dict[str, Request]:
    """Every request by its name."""
    return {**_list_small(), **_list_of_interface(), **_list_of_maps(), **_list_of_views(), **_list_of_presentations()}


def _list_small() -> dict[str, Request]:
    return {
        "health": Request("/sante"),
        **{f"search-{n:02d}": Request("/recherche", urlencode({"q": q})) for n, q in enumerate(SEARCHES)},
        "search-nothing": Request("/recherche"),
        **{f"figure-{n}": Request(f"/chiffre/{quote(one)}") for n, one in enumerate(FIGURES)},
        **{f"figure-computed-{n}": Request(f"/chiffre/{quote(one, safe='~=')}") for n, one in enumerate(COMPUTED)},
        **{f"history-{name}": Request(f"/historique{form}", urlencode(q)) for name, (form, q) in HISTORIES.items()},
        "style-unknown": Request("/style/rien.css"),
        "style-empty": Request("/style/empty.json"),
        "script-unknown": Request("/script/map-000000000000.js"),
        "nowhere": Request("/rien/du/tout"),
        **{
            f"portrait-{name}": Request(f"/portrait/{code}.svg", is_hashed=True)
            for name, code in {
                "epci": LENS, "commune": "62498", "grouping": "PMA", "departement": "D62", "region": "R32",
                "site": "S0007000463", "unknown": "ZZZ",
            }.items()
        },
    }  # fmt: skip


def _list_of_interface() -> dict[str, Request]:
    """The interface for programs: each resource, each form, and each kind of problem."""
    epci, waste = quote(LENS), f"indicator={WASTE}"
    asked = {
        "entry": "", "observations": f"observations?{waste}&territory={epci}",
        "observations-csv": f"observations.csv?{waste}&year=2021&limit=5",
        "observations-tableur": f"observations.fr.csv?{waste}&year=2021&limit=5",
        "observations-parquet": f"observations.parquet?{waste}&year=2021&limit=5",
        "observations-xlsx": f"observations.xlsx?{waste}&year=2021&limit=5",
        "series": f"series?{waste}&territory={epci},PMA&measure=inhabitant",
        "latest": f"latest?indicator={AUTHORISED}&level=departement",
        "ranks": f"ranks?indicator={AUTHORISED}&level=epci&year=2022",
        "peers": f"peers?indicator={AUTHORISED}&territory={epci}&kind=forme",
        "territory": f"territories/{epci}", "territories": "territories?q=lens&limit=3",
        "territories-none": "territories?q=zzzz&limit=3",
        "indicator": f"indicators/{WASTE}", "source": "sources/000-call-2021", "grants": "grants?stage=awarded&limit=3",
        "statuses": "statuses", "figure": "figures/e173c85301", "dossiers": "dossiers",
        "geometry": "geometry/epci?departement=D62", "openapi": "openapi.json",
        "unknown": "rien", "unknown-figure": "figures/rien", "parameter": "observations?annee=2021&limit=0",
        "unknown-indicator": "series?indicator=waste.colected&territory=PMA", "form": "geometry/epci.csv",
        "refused": f"series?{waste}&territory={epci}&measure=share", "cursor": "observations?cursor=WzEsICJ4Il0",
    }  # fmt: skip
    listed = {}
    for name, address in asked.items():
        path, _, query = address.partition("?")
        listed[f"interface-{name}"] = Request(f"/api/v1/{path}".rstrip("/"), query)
    portals = {
        "catalogue": "/catalogue.jsonld", "package": "/datapackage.json", "schema": "/schemas/grants.json",
        "scdl": "/subventions-scdl.csv", "feed": "/nouveautes.atom", "calendar": "/echeances.ics",
    }  # fmt: skip
    listed |= {f"portal-{name}": Request(path) for name, path in portals.items()}
    for name in ("feed", "calendar"):
        listed[f"portal-{name}-territory"] = Request(portals[name], f"territoire={LENS}")
    for name, message in {
        "tools": {"method": "tools/list"},
        "series": {
            "method": "tools/call",
            "params": {"name": "series", "arguments": {"indicator": WASTE, "territory": [LENS], "limit": 2}},
        },
        "unknown": {"method": "tools/call", "params": {"name": "rien"}},
    }.items():
        body = json.dumps({"jsonrpc": "2.0", "id": 1, **message}).encode()
        listed[f"assistant-{name}"] = Request("/mcp", body=body)
    return listed | {"interface-page": Request("/api")}


def _list_of_maps() -> dict[str, Request]:
    values = {
        "epci": (f"/valeurs/epci/valeur/{AUTHORISED}.json", ""),
        "epci-by-head": (f"/valeurs/epci/habitant/{AUTHORISED}.json", ""),
        "departement": (f"/valeurs/departement/valeur/{WASTE}.json", ""),
        "stream": (f"/valeurs/departement/valeur/{WASTE}.json", "stream=residual"),
        "communes": (f"/valeurs/commune/valeur/{STARTED}.json", ""),
        "fund": ("/valeurs/epci/valeur/subsidies.received_amount.json", "fund=fonds_vert"),
        "population": (f"/valeurs/epci/valeur/{POPULATION}.json", ""),
        "unknown-level": (f"/valeurs/pays/valeur/{AUTHORISED}.json", ""),
        "unknown-measure": (f"/valeurs/epci/tonne/{AUTHORISED}.json", ""),
        "unknown-indicator": ("/valeurs/epci/valeur/waste.nope.json", ""),
        "unknown-scope": (f"/valeurs/epci/valeur/{AUTHORISED}.json", "stream=nope"),
    }
    # The version of an address is not known before it is asked: the server tells it.
    listed = {f"values-{name}": Request(path, f"{scope}&v=%VERSION%") for name, (path, scope) in values.items()}
    listed["values-old-version"] = Request(f"/valeurs/epci/valeur/{AUTHORISED}.json", "&v=000000000000")
    for level in ("epci", "commune", "departement"):
        listed[f"outlines-{level}"] = Request(f"/contours/{level}-%VERSION%.json", is_hashed=True)
    listed["outlines-old-version"] = Request("/contours/epci-000000000000.json")
    listed["outlines-unknown"] = Request("/contours/pays-000000000000.json")
    listed["outlines-geojson"] = Request("/contours/epci.geojson", is_hashed=True)
    listed["france-old-version"] = Request("/valeurs/france/densite-000000000000.bin")
    listed["france-unknown"] = Request("/contours/france/rien-000000000000.bin")
    return listed


def _list_of_views() -> dict[str, Request]:
    """The files of views by address, in each form; and words that are none."""
    views = {
        "trend": {"kind": "trend"} | STATES_OF["trend"]["uncertain"],
        "cards": {"kind": "cards"} | STATES_OF["cards"]["values"],
        "map": {"kind": "map"} | STATES_OF["map"]["values"],
        "table": {"kind": "table"} | STATES_OF["table"]["uncertain"],
        "grants": {"kind": "grants"} | STATES_OF["grants"]["one-territory"],
        "france": {"kind": "france"} | STATES_OF["france"]["of-epci"],
    }
    listed = {}
    for name, fields in views.items():
        word = reach.write_view_word(fields)
        for form in FORMS:
            listed[f"file-{name}-{form}"] = Request(f"/vue/{form}", urlencode({"v": word}))
        listed[f"preview-{name}"] = Request("/vue/svg", urlencode({"v": word, "apercu": "1"}))
    for name in ("trend", "table"):
        word = urlencode({"v": reach.write_view_word(views[name])})
        listed |= {f"embedded-{name}": Request("/integration", word), f"embed-code-{name}": Request("/integrer", word)}
        listed[f"embed-image-{name}"] = Request("/image/png", f"{word}&largeur=640")
    asked = f"http://terril.test/integration?v={reach.write_view_word(views['trend'])}"
    listed["oembed"] = Request("/oembed", urlencode({"url": asked}))
    listed["embedded-broken"] = Request("/integration", "v=rien")
    unknown = reach.write_view_word({"kind": "trend", "indicators": ["waste.nope"], "territories": [LENS]})
    listed["file-unknown-indicator"] = Request("/vue/svg", urlencode({"v": unknown}))
    listed["file-no-word"] = Request("/vue/svg")
    listed["file-broken-word"] = Request("/vue/xlsx", "v=eNqrVkrOzwMABVQB")
    return listed


def _list_of_presentations() -> dict[str, Request]:
    listed = {}
    for name, body in reach.list_dossiers().items():
        word = reach.write_dossier_word(body)
        if word:
            listed[f"presentation-{name}"] = Request("/presentation", urlencode({"dossier": word}))
            listed[f"presentation-file-{name}"] = Request("/presentation", urlencode({"dossier": word, "fichier": "1"}))
        listed[f"presentation-sent-{name}"] = Request("/presentation", body=body)
    listed["presentation-nothing"] = Request("/presentation")
    listed["presentation-broken"] = Request("/presentation", "dossier=eNqrVkrOzwMABVQB")
    listed["presentation-forgotten"] = Request("/presentation", "jeton=rien")
    listed["presentation-sent-broken"] = Request("/presentation", body=b"{}")
    listed["presentation-sent-nothing"] = Request("/presentation", body=b"")
    return listed
