"""Every answer bears the policy that keeps strangers out; that none is called is seen of every page."""

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("path", ["/", "/dechets", "/vue/png?v=rien", "/nulle-part"])
def test_every_answer_bears_the_policy(page: Page, address: str, path: str) -> None:
    headers = page.request.get(address + path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self' data: blob:"
    assert policy["object-src"] == "'none'"
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
