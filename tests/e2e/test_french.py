"""No English word is on any page: what it shows, what it is called to who does not see it, what appears when asked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Open

PAGES = (
    "/",
    "/dechets",
    "/subventions",
    "/themes?theme=finance",
    "/territoire?code=246200364",
    "/comparer",
    "/cartes",
    "/france",
    "/dossier",
    "/source",
    "/controles",
    "/methode",
    "/aide",
    "/indicateur?id=waste.collected",
)
# Words of interfaces that are not French words too.
ENGLISH = re.compile(
    r"\b(skip to|app pages|selected values?|remove|clear|open|choose|no results?|options? available|you can only|"
    r"full ?screen|toggle|zoom (in|out)|upload|per file|help for|select (all|\d+)|matches|press|enter to|apply|close|"
    r"download|search|show|hide|columns?|rerun|stop|deploy|running|view (more|less|full)|limit|connecting|"
    r"connection error|not found|navigate|sidebar|loading|settings|print|copy|main menu|drag and drop|browse|dismiss|"
    r"(next|previous) page|file|edit|the|and|with|your|this|more|start|end|map)\b",
    re.IGNORECASE,
)
# What is English because it is a name, or is the name of an icon.
NAMES = re.compile(r"Open Database License|Stop Pub|copyright|open data|https?://\S+", re.IGNORECASE)
COLLECT = """() => {
  const said = new Set();
  const named = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription",
    "aria-valuetext"];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.tagName)) continue;
      if (node.closest('[data-testid="stIconMaterial"], [translate="no"]')) continue;
      for (const name of named) if (node.getAttribute(name)) said.add(node.getAttribute(name));
      for (const child of node.childNodes) if (child.nodeType === 3) said.add(child.textContent);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document.body);
  return [...said];
}"""


def list_english(page: Page) -> list[str]:
    """What the page says in English: texts and accessible names, those of icons apart."""
    return [said for said in page.evaluate(COLLECT) if ENGLISH.search(NAMES.sub("", said))]


@pytest.mark.parametrize("path", PAGES)
def test_no_english_word_is_on_a_page(open_page: Open, path: str) -> None:
    page = open_page(path)
    assert list_english(page) == []
    for field in page.locator('[data-testid="stSelectbox"] input, [data-testid="stMultiSelect"] input').all()[:2]:
        field.click()
        page.keyboard.type("zzzq")
        page.get_by_text(re.compile("Aucun résultat|Au plus")).first.wait_for()
        assert list_english(page) == []
        page.keyboard.press("Escape")


def test_what_opens_is_in_french(open_page: Open) -> None:
    page = open_page("/dechets")
    page.keyboard.press("/")
    page.keyboard.type("déchets lens 2021")
    page.get_by_role("option").first.wait_for()
    assert list_english(page) == []
    page.keyboard.press("Enter")
    page.locator("dialog.t-panel[open]").wait_for()
    assert list_english(page) == []
