"""Somebody who hears the page and has no mouse: knows nothing of it but its accessibility tree, and presses keys."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

# The element that has the focus, in the trees of components too.
FOCUSED = """(() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node;
})()"""
MOST = 160
# What a screen reader says of an element beside its name, where it is so.
SAID_OF = ("value", "description")
STATES = ("expanded", "checked", "selected", "disabled")


class Reader:
    """What is heard at the focus, kept as it comes in `heard`, and the keys that are pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        self.session = page.context.new_cdp_session(page)

    def hear(self) -> str:
        """What is said at the focus: « link, 156 402 t, ouvre l’origine de ce chiffre »; "" where nothing has it."""
        found = self.session.send("Runtime.evaluate", {"expression": FOCUSED})["result"]
        if "objectId" not in found:
            return ""
        asked = {"objectId": found["objectId"], "fetchRelatives": False}
        node: dict[str, Any] = self.session.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        read = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        parts = [node.get(part, {}).get("value") for part in ("role", "name", *SAID_OF)]
        parts += [name for name in STATES if read.get(name) in (True, "true")]
        said = ", ".join(str(part) for part in parts if part not in (None, ""))
        self.heard.append(said)
        return said

    def press(self, *keys: str) -> str:
        """Press keys, one after the other; what is said at the focus then."""
        for key in keys:
            self.page.keyboard.press(key)
        return self.hear()

    def write(self, words: str) -> None:
        """Type words where the focus is."""
        self.page.keyboard.type(words)

    def go_to(self, words: str, *, by: str = "Tab", most: int = MOST) -> str:
        """Press a key until what is heard has these words; AssertionError with what was heard where it never comes."""
        for _ in range(most):
            said = self.press(by)
            if re.search(words, said):
                return said
        raise AssertionError(f"« {words} » is never heard by {by}: {self.heard[-most:]}")

    def find(self, role: str, name: str = "") -> Locator:
        """What the tree has in a role, under a name."""
        return self.page.get_by_role(role, name=re.compile(name)).first  # type: ignore[arg-type]

    def expect(self, role: str, name: str = "", *, says: str = "") -> None:
        """Wait until the tree has something in a role, under a name, that says these words."""
        expect(self.find(role, name)).to_be_attached()
        if says:
            expect(self.find(role, name)).to_contain_text(re.compile(says))

    def is_told(self, words: str) -> None:
        """Wait until the one place where changes are told says these words."""
        expect(self.page.get_by_role("status").filter(has_text=re.compile(words)).first).to_be_attached()

    def wait_at(self, words: str) -> str:
        """Wait until what is heard at the focus has these words, with no key pressed."""
        for _ in range(60):
            if re.search(words, said := self.hear()):
                return said
            self.page.wait_for_timeout(100)
        raise AssertionError(f"« {words} » is never heard: {self.heard[-1:]}")
