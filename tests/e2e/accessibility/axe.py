"""axe-core in a page of the browser: the faults it finds, but for those named here with their reason and owner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from playwright.sync_api import Page

from loaders.catalog import ROOT

# Each state is looked at in each of them: a theme, and how many pixels wide.
LOOKS = tuple((theme, width) for theme in ("light", "dark") for width in (1400, 390))
FILE = ROOT / "tests" / "lint" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations.flatMap(
  ({id, nodes}) => nodes.map(({target, html}) => ({rule: id, target: target.flat().join(' '), html}))))"""


@dataclass(frozen=True)
class Exempted:
    """A fault that stays: of which rule, on which elements (a part of their markup), why, and whose it is."""

    rule: str
    part: str
    reason: str
    owner: str


EXEMPTED: tuple[Exempted, ...] = (
    Exempted(
        "region",
        'role="listbox"',
        "la liste d’un choix s’ouvre à la fin du document, hors des régions ; le focus y mène et Échap en revient",
        "Streamlit",
    ),
    Exempted(
        "region",
        'id="stFloatingOverlayPortal"',
        "l’explication d’une commande s’ouvre à la fin du document, hors des régions ; elle se lit avec sa commande",
        "Streamlit",
    ),
)


@cache
def read_axe() -> str:
    """The script of axe-core, which `make check` and `make test` install with the linter of scripts."""
    return FILE.read_text(encoding="utf-8")


def is_exempted(fault: dict[str, Any]) -> bool:
    """Whether a fault is one of those named."""
    return any(one.rule == fault["rule"] and one.part in fault["html"] for one in EXEMPTED)


def find_faults(page: Page) -> list[str]:
    """Each fault of the page as it stands now: its rule, where it is, the beginning of its markup."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(read_axe())
    found = [fault for fault in page.evaluate(RUN) if not is_exempted(fault)]
    return sorted({f"{fault['rule']} · {fault['target']} · {fault['html'][:160]}" for fault in found})
