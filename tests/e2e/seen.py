"""What a page says and how it fits a screen: English words, letters too small, what is wider than the screen."""

from __future__ import annotations

import re

from playwright.sync_api import Page

# The smallest letter that may be on a page, in pixels.
LEAST = 12
# What is wider than the screen, what is written smaller than it may be, and what is broken letter by letter.
UNFIT = """least => {
  const main = document.querySelector('.stMain');
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`page: ${document.documentElement.scrollWidth}`);
  if (main.scrollWidth > main.clientWidth) faults.push(`main: ${main.scrollWidth} in ${main.clientWidth}`);
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const said = texts.currentNode.data.trim(), owner = texts.currentNode.parentElement;
    if (!said || ['STYLE', 'SCRIPT', 'TITLE', 'DESC'].includes(owner.tagName)) continue;
    const place = document.createRange();
    place.selectNodeContents(texts.currentNode);
    const box = place.getBoundingClientRect();
    if (!box.width || !box.height || getComputedStyle(owner).visibility === 'hidden') continue;
    if (owner.closest('[data-testid="stFileUploaderDropzone"]')) continue;
    const size = parseFloat(getComputedStyle(owner).fontSize);
    const scale = owner.ownerSVGElement ? Math.abs(owner.getScreenCTM()?.d || 1) : 1;
    if (size * scale < least - 0.05) faults.push(`${(size * scale).toFixed(1)} px: ${said.slice(0, 40)}`);
    if (/^\\d{4}(-\\d{4})?$/.test(said) && place.getClientRects().length > 1) faults.push(`broken: ${said}`);
  }
  return [...new Set(faults)].slice(0, 8);
}"""
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


def list_unfit(page: Page) -> list[str]:
    """What does not fit the width that the page has, or cannot be read there."""
    found: list[str] = page.evaluate(UNFIT, LEAST)
    return found
