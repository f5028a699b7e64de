"""What a blind reader hears of a state, read from the accessibility tree alone, and held against what is recorded.

A file of heard/ by state: its title, its landmarks, its headings, the first words under the first one, its tables with
their heads, the names of its controls. Values are no part of it: words end before their first digit, and of many
children of one kind three are named. `TERRIL_HEARD=record`, with the tests that come to these states, writes them anew.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "heard"
IS_RECORDING = os.environ.get("TERRIL_HEARD") == "record"
PARTS = re.compile(
    r'^(?P<role>[\w/]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<marks>(?: \[[^]]*\])*)\'?(?::\s?(?P<text>.*))?$'
)
CONTROLS = (
    "button",
    "link",
    "menuitem",
    "combobox",
    "textbox",
    "searchbox",
    "checkbox",
    "radio",
    "slider",
    "tab",
    "spinbutton",
)
PLACES = ("banner", "navigation", "search", "main", "region", "complementary", "contentinfo", "dialog", "application")
GROUPS = ("group", "radiogroup", "list", "listbox", "tablist", "form", "img", "status", "alert")
# What a link of the data is called, whatever its name: names of sources and territories come and go with the data.
LEADS = {
    "#chiffre-": "un chiffre",
    "/source?": "une source",
    "/territoire?": "un territoire",
    "/indicateur?": "un indicateur",
}
# Of the children of one kind of a list, a group or a region as many are named; of the page itself all that differ.
KINDS, ALL = 3, 60
# How often a state that is not as it is to be is listened to again.
TRIES = 4


@dataclass
class Node:
    """An element of the tree: its role, its name, the words it holds itself, its heading's level, what is in it."""

    role: str
    name: str = ""
    text: str = ""
    level: int = 0
    leads: str = ""
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """It and all that is in it, as it is read."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, *roles: str) -> list[Node]:
        """Those of some roles, as they are read."""
        return [node for node in self.walk() if node.role in roles]

    @property
    def words(self) -> str:
        """All that is said of it: its name, or else its text and what is in it."""
        return self.name or " ".join(filter(None, (self.text, *(child.words for child in self.children))))


def parse_tree(snapshot: str) -> Node:
    """The tree of Playwright's snapshot."""
    root = Node("document")
    path: list[tuple[int, Node]] = [(-1, root)]
    for line in snapshot.splitlines():
        said = line.strip().removeprefix("- ")
        parts = PARTS.match(said[1:].replace("''", "'") if said.startswith("'") else said)
        if not parts:
            continue
        if parts["role"] == "/url":
            path[-1][1].leads = parts["text"] or ""
            continue
        level = re.search(r"level=(\d)", parts["marks"] or "")
        name, text = (re.sub(r"\\(.)", r"\1", (parts[one] or "").strip('"')) for one in ("name", "text"))
        node = Node(parts["role"], name, text, int(level[1]) if level else 0)
        deep = len(line) - len(line.lstrip())
        while path[-1][0] >= deep:
            path.pop()
        path[-1][1].children.append(node)
        path.append((deep, node))
    return root


def cut(words: str) -> str:
    """Words up to their first digit, which is where a value begins; 90 letters at most."""
    said = re.split(r"\d", " ".join(words.split()), maxsplit=1)[0][:90].strip(" \u00a0\u202f:,;(·−+«")
    return said if said == " ".join(words.split()) else f"{said}…"


def tell(node: Node, deep: int = 0) -> Iterator[str]:
    """What is heard from a node on, a line each."""
    indent = "  " * deep
    if node.role == "heading":
        yield f"{indent}titre {node.level} : {cut(node.words)}"
    elif node.role == "table":
        heads = [cut(head.words) for head in node.find("columnheader")]
        rows = "lignes nommées" if node.find("rowheader") else "lignes sans nom"
        yield f"{indent}tableau : {cut(node.name)} | {' ; '.join(dict.fromkeys(heads))} | {rows}"
    elif node.role == "link" and (to := next((said for part, said in LEADS.items() if part in node.leads), "")):
        yield f"{indent}link : {to}"
    elif node.role in CONTROLS:
        yield f"{indent}{node.role} : {cut(node.words)}"
    else:
        inside = node.role in PLACES or (node.role in GROUPS and node.name)
        if inside:
            yield f"{indent}{node.role}{' : ' + cut(node.name) if node.name else ''}"
        yield from tell_children(node, deep + bool(inside))


def tell_children(node: Node, deep: int) -> Iterator[str]:
    """What is in a node, each thing said once."""
    most = KINDS if node.role in (*GROUPS, *PLACES) and node.role not in ("main", "dialog") else ALL
    told: dict[str, set[str]] = {}
    for child in node.children:
        lines = list(tell(child, deep))
        if not lines:
            continue
        seen = told.setdefault(child.role, set())
        said = "\n".join(lines)
        if said in seen:
            continue
        seen.add(said)
        many = child.role not in (*PLACES, "heading", "generic") or child.role == "region"
        if many and len(seen) > most:
            if len(seen) == most + 1:
                yield f"{'  ' * deep}… ({child.role})"
            continue
        yield from lines


def list_unheard(tree: Node, title: str) -> list[str]:
    """What is wrong whatever is recorded: no title, no main place, a control, a table or a dialog without a name."""
    faults = [] if title.strip() else ["no title"]
    dialogs = tree.find("dialog", "alertdialog")
    faults += [f"a dialog without a name: {cut(one.words)}" for one in dialogs if not one.name]
    if not tree.find("main") and not dialogs:
        faults.append("no main")
    faults += [f"a {one.role} without a name" for one in tree.find(*CONTROLS) if not one.words]
    for table in tree.find("table"):
        if not table.name or not table.find("columnheader") or not table.find("rowheader"):
            faults.append(f"a table without a title or heads: {cut(table.words)}")
    return sorted(set(faults))


def describe(tree: Node, title: str) -> str:
    """All that is heard: of a dialog where one is open, of the page otherwise, its menu named alone."""
    lines = [f"page : {cut(title)}"]
    dialogs = tree.find("dialog", "alertdialog")
    for dialog in dialogs:
        lines += [f"{dialog.role} : {cut(dialog.name)}", *tell_children(dialog, 1)]
    if not dialogs:
        first = next((one for main in tree.find("main") for one in main.find("paragraph") if one.words), None)
        lines.append(f"premiers mots : {cut(first.words) if first else 'aucun'}")
        lines += tell_children(tree, 0)
    return "\n".join(lines) + "\n"


def read_heard(page: Page, name: str) -> tuple[str, list[str]]:
    """What is heard now, and what is wrong with it or differs from the file of a state, a line each."""
    title, tree = page.title(), parse_tree(page.locator("body").aria_snapshot())
    said, file = describe(tree, title), FOLDER / f"{name}.txt"
    recorded = file.read_text(encoding="utf-8") if file.is_file() and not IS_RECORDING else said
    if not file.is_file() and not IS_RECORDING:
        return said, [f"nothing is recorded of {name}"]
    changed = difflib.unified_diff(recorded.splitlines(), said.splitlines(), "recorded", "heard", lineterm="", n=0)
    return said, [f"heard: {one}" for one in (*list_unheard(tree, title), *changed)]


def compare(page: Page, name: str) -> list[str]:
    """What is wrong with what is heard of a state once it is at rest; where heard/ is written anew, write its file."""
    said, faults = read_heard(page, name)
    for _ in range(TRIES):
        if not faults:
            break
        # The territories of a map have their names, and a long page its last part, once nothing else is to be done.
        page.wait_for_timeout(1000)
        said, faults = read_heard(page, name)
    if IS_RECORDING:
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.txt").write_text(said, encoding="utf-8")
    return faults
