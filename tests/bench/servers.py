"""The servers of a run, each a process of its own on the loopback, stopped on leaving."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from loaders.catalog import ROOT
from tests.bench.d3_page import fetch_d3
from tests.browser import free_port, serve, wait_for

# Territories are named: a first visit without any asks for the reader's own before it shows the rest.
HOME = urlencode([("territoires", code) for code in ("PMA", "246200364", "200072460", "246200299")])
# The pages of Terril that are measured.
PAGES = {
    "vue d'ensemble": f"/?{HOME}",
    "vue d'ensemble par habitant": f"/?{HOME}&mesure=Par+habitant",
    "déchets": "/dechets",
}


@dataclass(frozen=True)
class System:
    """A page to measure: its name in the report, how the browser's probe reads it, and its address."""

    name: str
    kind: str
    address: str


@contextmanager
def serve_module(module: str) -> Iterator[str]:
    """One of the bench's own pages, `python -m MODULE PORT`; its address."""
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", module, str(port)], cwd=ROOT) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address + "/", server)
            yield address
        finally:
            server.terminate()


@contextmanager
def serve_all() -> Iterator[list[System]]:
    """Terril's pages, Dash, and D3 where npm brings it."""
    with ExitStack() as stack:
        terril = stack.enter_context(serve())
        systems = [
            *(System(f"Terril, {page}", "terril", terril + path) for page, path in PAGES.items()),
            System("Dash", "dash", stack.enter_context(serve_module("tests.bench.dash_page")) + "/"),
        ]
        if fetch_d3():
            systems.append(System("D3", "d3", stack.enter_context(serve_module("tests.bench.d3_page")) + "/"))
        yield systems
