"""Every page, dialog and state is accessible: axe finds nothing, light and dark, wide and narrow; titles and tables are
in order; what a blind reader hears is what is recorded; nothing is cut at 400 % or where the text is spaced.
A seeded sample, or all of it in `make proof`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from pages.words.paths import PRESENTATION
from tests.browser import wait_ready
from tests.e2e.accessibility import heard
from tests.e2e.accessibility.axe import LOOKS, find_faults
from tests.e2e.seen import list_english
from tests.proof import IS_PROOF, sample
from tests.rgaa import count_runs
from tests.states import State, list_states

# What the structure of a page lacks, in the trees of its components too.
STRUCTURE = """() => {
  const faults = [], all = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll('*')) {
      all.push(node);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  const isSeen = (node) => node.getClientRects().length && getComputedStyle(node).visibility !== 'hidden';
  const said = (node) => node.textContent.trim().slice(0, 40);
  let before = 0;
  const headings = all.filter((node) => node.matches('h1,h2,h3,h4,h5,h6,[role=heading]') && isSeen(node) && said(node));
  for (const node of headings) {
    const level = Number(node.getAttribute('aria-level') ?? node.tagName[1]);
    if (level > before + 1) faults.push(`h${before} then h${level}: ${said(node)}`);
    before = level;
  }
  if (headings.filter((node) => node.tagName === 'H1').length !== 1) faults.push('not one h1');
  for (const landmark of ['main', 'nav', 'header', 'search', 'footer'])
    if (!all.some((node) => node.matches(`${landmark}, [role=${landmark}], [role=${{
      nav: 'navigation', header: 'banner', footer: 'contentinfo', search: 'search', main: 'main'}[landmark]}]`)))
      faults.push(`no ${landmark}`);
  for (const table of all.filter((node) => node.tagName === 'TABLE')) {
    const name = table.caption?.textContent || table.getAttribute('aria-label');
    if (!name) faults.push(`table without a title: ${said(table)}`);
    const heads = [...table.querySelectorAll('thead th')].filter((cell) => !cell.ariaHidden);
    if (!heads.length || heads.some((cell) => cell.scope !== 'col')) faults.push(`columns of: ${name}`);
    for (const row of table.querySelectorAll('tbody tr')) {
      const cells = [...row.cells].filter((cell) => !cell.ariaHidden);
      const width = cells.reduce((sum, cell) => sum + cell.colSpan, 0);
      if (!cells.some((cell) => cell.matches('th[scope=row], th[scope=rowgroup]'))) faults.push(`no row head: ${name}`);
      if (width !== heads.length) faults.push(`cells unlike heads: ${name}`);
    }
  }
  for (const figure of all.filter((node) => node.matches('.t-chart')))
    if ((figure.getAttribute('aria-label') ?? '').length < 20) faults.push(`chart without words: ${said(figure)}`);
  for (const slide of all.filter((node) => node.matches('[class*="st-key-slide-"]')))
    if (slide.getAttribute('role') !== 'group') faults.push('a view of the dossier is no group');
  return [...new Set(faults)].slice(0, 12);
}"""
# WCAG 1.4.12: what a reader may ask of the text.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# Words that are cut by a box that hides what it has no room for; those that end in « … » by intent are no fault.
CUT = """() => {
  const found = new Set();
  const walk = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const said = texts.currentNode.data.trim(), owner = texts.currentNode.parentElement;
      if (!said || !owner?.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      if (owner.closest('svg, .stage, [aria-hidden=true], canvas, [data-testid=stIconMaterial]')) continue;
      const place = document.createRange();
      place.selectNodeContents(texts.currentNode);
      const box = place.getBoundingClientRect();
      for (let node = owner; node && node !== document.body; node = node.parentElement) {
        const {overflowX, overflowY, textOverflow, clipPath, position} = getComputedStyle(node);
        const frame = node.getBoundingClientRect();
        if (textOverflow === 'ellipsis' || clipPath !== 'none' || /auto|scroll/.test(overflowX + overflowY)) break;
        if (/hidden|clip/.test(overflowX + overflowY) && frame.width > 2 && (box.top < frame.top - 3 ||
            box.bottom > frame.bottom + 3 || box.left < frame.left - 3 || box.right > frame.right + 3))
          found.add(`${node.tagName}.${node.className}: ${said.slice(0, 40)}`);
        if (position === 'fixed') break;
      }
    }
    for (const node of root.querySelectorAll('*')) if (node.shadowRoot) walk(node.shadowRoot);
  };
  walk(document.body);
  return [...found];
}"""


def go(page: Page, address: str, state: State) -> None:
    """Come to a state."""
    page.goto(address + state.path)
    if state.path.startswith(PRESENTATION):
        page.wait_for_load_state()
    else:
        wait_ready(page)
    if state.act:
        state.act(page)


def settle(page: Page) -> None:
    """Let a page that has another width or theme draw itself."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 120)))")


def look(page: Page, theme: str, width: int) -> list[str]:
    """What axe finds in one look of a state."""
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    settle(page)
    # A colour on its way to another is no fault: what is found is looked at again.
    faults = find_faults(page) and (page.wait_for_timeout(700) or find_faults(page))
    return [f"{theme} {width}: {fault}" for fault in faults]


def list_cut(page: Page) -> list[str]:
    """What 320 pixels, which are 1,280 at 400 %, and spaced text cut."""
    page.set_viewport_size({"width": 320, "height": 600})
    settle(page)
    wide = page.evaluate(
        "() => Math.max(document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth)"
    )
    faults = [f"320 pixels: {wide} wide"] if wide > 320 else []
    page.set_viewport_size({"width": 1280, "height": 900})
    settle(page)
    before = page.evaluate(CUT)
    page.add_style_tag(content=SPACED)
    settle(page)
    return faults + [f"spaced: {one}" for one in page.evaluate(CUT) if one not in before][:6]


def list_looks(number: int) -> tuple[tuple[str, int], ...]:
    """The looks of the state of a number: all, one of them in `make test`, none where heard/ is written anew."""
    if heard.IS_RECORDING:
        return ()
    return LOOKS if IS_PROOF else LOOKS[number % 4 : number % 4 + 1]


STATES = list_states()
PAGES = [state for state in STATES if state.is_page]
OTHERS = [state for state in STATES if not state.is_page]


def test_all_pages_and_all_other_states_are_looked_at_in_every_look(
    record_property: Callable[[str, str], None],
) -> None:
    runs = count_runs()
    assert runs.of_pages >= 60 and runs.of_states >= 160
    record_property("proved", runs.said)


@pytest.mark.parametrize("state", [*sample(PAGES, 6), *sample(OTHERS, 6)], ids=lambda state: state.name)
def test_a_state_has_no_fault(page: Page, address: str, state: State) -> None:
    go(page, address, state)
    faults = [f"English: {said}" for said in list_english(page)]
    faults += page.evaluate(STRUCTURE) if state.is_page else []
    faults += heard.compare(page, state.name)
    number = STATES.index(state)
    for theme, width in list_looks(number):
        faults += look(page, theme, width)
    if state.is_page:
        faults += list_cut(page)
    assert faults == []
