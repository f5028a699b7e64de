"""No stranger is called: every request of every page stays on the server's own host."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Open

REFERENCE = ["/themes", "/territoire?code=62498", "/source?id=000-call-2021", "/indicateur?id=waste.collected"]
PAGES = ["/", "/dechets", "/eau", "/logement", "/subventions", "/controles", "/methode", "/aide", *REFERENCE]


@pytest.mark.parametrize("path", PAGES)
def test_no_request_leaves_the_host(page: Page, open_page: Open, address: str, path: str) -> None:
    hosts: set[str] = set()
    refused: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    open_page(path)
    page.wait_for_timeout(1500)
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(800)
    assert hosts - {""} == {urlsplit(address).netloc}
    assert refused == []


@pytest.mark.parametrize("path", ["/", "/dechets", "/vue/png?v=rien", "/nulle-part"])
def test_every_answer_bears_the_policy(page: Page, address: str, path: str) -> None:
    headers = page.request.get(address + path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self' data: blob:"
    assert policy["object-src"] == "'none'"
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
