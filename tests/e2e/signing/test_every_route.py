"""Every route of the server with every role: a staff-only one answers nothing to who is not staff but how to sign in.

A route that is not listed here is a fault: say what it needs before it is served.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import dashboard
from pages.server.access.gate import ASK, OPEN
from pages.server.access.identity import LONGEST
from pages.server.later import PATHS, read_router
from tests.corpus import reach
from tests.service.signing import ROLES, House, mint, open_house

# What may be read without signing in where staff alone may read: whether the server is up, and how to sign in.
FREE = {
    "/connexion": "/connexion",
    "/connexion/aller": "/connexion/aller",
    "/sante": "/sante",
    "/sante/mesures": "/sante/mesures",
    "/auth/login": "/auth/login",
    "/auth/logout": "/auth/logout",
    "/oauth2callback": "/oauth2callback",
}
VIEW = reach.write_view_word({"kind": "trend", "indicators": ["waste.collected"], "territories": ["246200364"]})
# Every other route, with an address of it.
STAFF = {
    "/contours/france/{name}": "/contours/france/x.bin",
    "/contours/epci.geojson": "/contours/epci.geojson",
    "/contours/{rest:path}": "/contours/commune-x.json",
    "/contours/{ground:path}": "/contours/epci-x.json",
    "/valeurs/france/{name}": "/valeurs/france/x.bin",
    "/valeurs/{rest:path}": "/valeurs/epci/valeur/waste.collected.json",
    "/valeurs/{ground:path}/{measure}/{indicator}.json": "/valeurs/epci/valeur/waste.collected.json",
    "/reperes/{rest:path}": "/reperes/epci/valeur/waste.collected.json",
    "/reperes/{ground:path}/{measure}/{indicator}.json": "/reperes/epci/valeur/waste.collected.json",
    "/style/empty.json": "/style/empty.json",
    "/style/{name}": "/style/x.css",
    "/police/{name}": "/police/x.ttf",
    "/script/{name}": "/script/x.js",
    "/chiffre/{rest:path}": "/chiffre/x",
    "/chiffre/{figure:path}": "/chiffre/waste.collected~246200364~2021~~valeur",
    "/chiffre-detail/{rest:path}": "/chiffre-detail/x",
    "/chiffre-detail/{figure}.csv": "/chiffre-detail/x.csv",
    "/historique": "/historique?id=x",
    "/historique.csv": "/historique.csv?id=x",
    "/portrait/{rest:path}": "/portrait/x",
    "/portrait/{code}.svg": "/portrait/246200364.svg",
    "/territoires": "/territoires?q=lens",
    "/territoires/groupes": "/territoires/groupes",
    "/territoires/service": "/territoires/service",
    "/territoires/{name}": "/territoires/x.json",
    "/recherche": "/recherche?q=lens",
    "/vue/{rest:path}": f"/vue/csv?v={VIEW}",
    "/vue/{form}": f"/vue/csv?v={VIEW}",
    "/fiche/{rest:path}": "/fiche/x",
    "/fiche/{form}": "/fiche/x",
    "/presentation": "/presentation",
    "/vignette": "/vignette",
    "/api": "/api",
    "/api/v1": "/api/v1",
    "/api/v1/{rest:path}": "/api/v1/observations?indicator=waste.collected&territory=246200364",
    "/mcp": "/mcp",
    "/integration": f"/integration?v={VIEW}",
    "/integrer": f"/integrer?v={VIEW}",
    "/image/{form}": f"/image/svg?v={VIEW}",
    "/oembed": "/oembed",
    "/connexion/rester": "/connexion/rester",
    "/catalogue.jsonld": "/catalogue.jsonld",
    "/datapackage.json": "/datapackage.json",
    "/schemas/{name}": "/schemas/observations.json",
    "/subventions-scdl.csv": "/subventions-scdl.csv",
    "/nouveautes.atom": "/nouveautes.atom",
    "/echeances.ics": "/echeances.ics",
    # Streamlit's own: the page, its scripts, what a session uploads and is given.
    "": "/dechets",
    "/_stcore/health": "/_stcore/health",
    "/_stcore/metrics": "/_stcore/metrics",
    "/_stcore/host-config": "/_stcore/host-config",
    "/_stcore/upload_file/{session_id}/{file_id}": "/_stcore/upload_file/x/y",
    "/_stcore/bidi-components/{path:path}": "/_stcore/bidi-components/x",
    "/_stcore/agent/interact": "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json": "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp": "/_stcore/agent/mcp",
    "/media/{file_id:path}": "/media/x",
    "/component/{path:path}": "/component/x",
}
SOCKETS = {"/_stcore/stream"}
NOT_STAFF = ("nobody", "expired", "stranger")
IS_STAFF = ("reader", "officer", "administrator")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house"), reading="staff", **ROLES) as opened:
        yield opened


def make_cookies(house: House, role: str) -> dict[str, str]:
    if role == "nobody":
        return {}
    if role == "expired":
        return mint(house, "rose", iat=int(time.time() - LONGEST - 60))
    return mint(house, {"stranger": "sam", "reader": "rose", "officer": "omar", "administrator": "alice"}[role])


def list_routes() -> dict[str, set[str]]:
    """The path of every route of the server and of the modules read later, with its methods."""
    found: dict[str, set[str]] = {}
    later = [route for module in PATHS for route in read_router(module).routes]
    for route in [*dashboard.app._build_starlette_app().routes, *later]:
        assert isinstance(route, Route | Mount | WebSocketRoute), route
        found.setdefault(route.path, set()).update(getattr(route, "methods", None) or {"GET", "POST"})
    return found


def ask(house: House, role: str, method: str, path: str, accept: str = "*/*") -> httpx.Response:
    address, cookies = f"{house.address}{path}", make_cookies(house, role)
    return httpx.request(method, address, cookies=cookies, headers={"Accept": accept}, timeout=60)


def is_refused(answer: httpx.Response) -> bool:
    return answer.status_code == 401 and answer.text == ASK


def test_every_route_is_listed_and_no_other() -> None:
    assert sorted(list_routes()) == sorted([*FREE, *STAFF, *SOCKETS])


def test_what_is_free_is_what_the_gate_leaves_open() -> None:
    assert set(FREE) == OPEN


@pytest.mark.parametrize("role", NOT_STAFF)
def test_a_staff_only_server_answers_nothing_to_who_is_not_staff(house: House, role: str) -> None:
    house.write_access(reading="staff", **ROLES)
    methods = list_routes()
    let_through = [
        (method, path)
        for route, path in STAFF.items()
        for method in sorted(methods[route] | {"GET", "POST", "PUT", "DELETE", "PATCH"})
        if not (
            is_refused(answer := ask(house, role, method, path)) or (method == "HEAD" and answer.status_code == 401)
        )
    ]
    assert let_through == []


@pytest.mark.parametrize("role", NOT_STAFF)
def test_who_opens_a_page_is_led_to_signing_in(house: House, role: str) -> None:
    for path in STAFF.values():
        answer = ask(house, role, "GET", path, "text/html")
        assert (answer.status_code, answer.text) == (302, "")
        assert answer.headers["location"].startswith("/connexion?vers=%2F")
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("role", IS_STAFF)
def test_staff_read_everything_and_no_cache_between_keeps_it(house: House, role: str) -> None:
    house.write_access(reading="staff", **ROLES)
    answers = {path: ask(house, role, "GET", path) for path in STAFF.values()}
    assert [path for path, answer in answers.items() if is_refused(answer)] == []
    assert [path for path, answer in answers.items() if "public" in answer.headers["cache-control"]] == []
    for path in ("/recherche?q=lens", "/api/v1", "/dechets", f"/vue/csv?v={VIEW}", "/portrait/246200364.svg", "/mcp"):
        assert answers[path].status_code == (405 if path == "/mcp" else 200), path


@pytest.mark.parametrize("role", [*NOT_STAFF, *IS_STAFF])
def test_what_is_free_is_so_for_all(house: House, role: str) -> None:
    house.write_access(reading="staff", **ROLES)
    assert [path for path in FREE.values() if is_refused(ask(house, role, "GET", path))] == []


def test_a_server_open_to_everyone_answers_all_alike(house: House) -> None:
    house.write_access(reading="everyone", **ROLES)
    for path in STAFF.values():
        answers = {(a.status_code, a.text) for a in (ask(house, role, "GET", path) for role in ("nobody", *IS_STAFF))}
        assert not any(status == 401 for status, _ in answers), path
        assert len(answers) == 1 or path == "/_stcore/metrics", path


def test_the_matrix_of_who_is_answered_what(house: House, record_property: Callable[[str, object], None]) -> None:
    rows = [f"{'connexion':15} {'agents seuls : répond, refuse':32} à tous : répond, refuse"]
    for role in (*NOT_STAFF, *IS_STAFF):
        counts = {}
        for reading in ("staff", "everyone"):
            house.write_access(reading=reading, **ROLES)
            refused = [path for path in (*STAFF.values(), *FREE.values()) if is_refused(ask(house, role, "GET", path))]
            counts[reading] = (len(STAFF) + len(FREE) - len(refused), len(refused))
        assert counts["everyone"] == (len(STAFF) + len(FREE), 0)
        assert counts["staff"] == (counts["everyone"] if role in IS_STAFF else (len(FREE), len(STAFF)))
        rows.append(f"{role:15} {'{:3}, {:3}'.format(*counts['staff']):32} {'{:3}, {:3}'.format(*counts['everyone'])}")
    record_property("proved", "\n".join(rows))


@pytest.mark.parametrize("role", [*NOT_STAFF, *IS_STAFF])
def test_a_session_of_pages_is_opened_by_staff_alone(house: House, role: str) -> None:
    house.write_access(reading="staff", **ROLES)
    cookies = "; ".join(f"{name}={value}" for name, value in make_cookies(house, role).items())
    address = f"{house.address.replace('http', 'ws', 1)}/_stcore/stream"
    headers = {"Cookie": cookies, "Origin": house.address}
    try:
        with connect(address, additional_headers=headers, subprotocols=["streamlit"]):  # type: ignore[list-item]
            status = 101
    except InvalidStatus as error:
        status = error.response.status_code
    assert status == (101 if role in IS_STAFF else 403)
