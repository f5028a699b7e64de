"""What has the focus, in the trees of components too."""

from __future__ import annotations

from playwright.sync_api import Page

# The element that has the focus, whatever tree it is in: its tag, its role, its name, and whether its ring is seen.
ACTIVE = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return {tag: '', role: '', name: '', ring: true};
  const labelled = (node.getAttribute('aria-labelledby') ?? '').split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  const name = node.getAttribute('aria-label') || labelled || node.labels?.[0]?.innerText ||
    (node.tagName === 'MAIN' ? '' : node.innerText) || node.placeholder || '';
  let ring = false;
  for (let box = node, n = 0; box && n < 4; box = box.parentElement, n += 1) {
    const {outlineStyle, outlineWidth, boxShadow, strokeWidth} = getComputedStyle(box);
    ring ||= (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none' ||
      (box.tagName === 'path' && parseFloat(strokeWidth) >= 3);
  }
  return {tag: node.tagName.toLowerCase(), role: node.getAttribute('role') ?? '', name: name.trim(), ring,
    place: node.closest('[data-testid=stSidebar]') ? 'sidebar' : node.closest('[data-testid=stPopoverBody]') ? 'popover'
      : node.closest('dialog') ? 'dialog' : ''};
}"""


def read_focus(page: Page) -> dict[str, str | bool]:
    """What has the focus; an empty name where nothing has."""
    return dict(page.evaluate(ACTIVE))
