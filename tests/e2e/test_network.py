"""Every answer bears the policy that keeps strangers out; what a visit weighs as it travels."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import wait_ready
from tests.wire import Wire

FIRST, SECOND = 2_200_000, 100_000


@pytest.fixture
def wire(address: str) -> Iterator[Wire]:
    """A wire to the server that counts."""
    found = Wire(address)
    yield found
    found.close()


@pytest.mark.parametrize("path", ["/dechets", "/territoire?code=246200364", "/methode"])
def test_a_second_visit_is_light(browser: Browser, wire: Wire, path: str) -> None:
    context, weights = browser.new_context(locale="fr-FR"), []
    for _ in range(2):
        page, before = context.new_page(), wire.carried
        page.goto(wire.address + path)
        wait_ready(page)
        seen = -1
        while seen != wire.carried:
            seen = wire.carried
            page.wait_for_timeout(1000)
        weights.append(wire.carried - before)
        page.close()
    context.close()
    assert weights[0] < FIRST and weights[1] < SECOND, weights


@pytest.mark.parametrize("path", ["/", "/dechets", "/vue/png?v=rien", "/nulle-part"])
def test_every_answer_bears_the_policy(page: Page, address: str, path: str) -> None:
    headers = page.request.get(address + path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self' data: blob:"
    assert policy["object-src"] == "'none'"
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
