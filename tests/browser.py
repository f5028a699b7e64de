"""A real browser for the tests and benchmarks: where it is found, how it is started, when a page is ready."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page

from loaders.catalog import ROOT
from loaders.settings import DEPLOYMENT, PREFIX

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--enable-unsafe-swiftshader",
]
READY = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'


def find_browser() -> str | None:
    """The path of a Chromium, or None where the machine has none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    *options: str,
    app: str = "dashboard.py",
    root: Path = ROOT,
    pause: float = 0.2,
    deployment: Path | None = None,
    port: int | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Terril (or a variant of it) started as a reader would, on a free port if none is given; its address.

    Stopped on leaving.

    `root` is the checkout it is started in; `pause` is how many seconds pass between two looks whether it answers;
    `deployment` is the file of a setting that is not the catalogue's; `settings` are others, by name.
    """
    named = {**(settings or {}), **({DEPLOYMENT: str(deployment)} if deployment else {})}
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        app,
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
    ]
    with subprocess.Popen(
        [*command, *options],
        cwd=root,
        env=os.environ | named,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/{named.get(PREFIX, '')}/sante".replace("//sante", "/sante"), server, pause=pause)
            yield address
        finally:
            server.terminate()


def wait_for(address: str, server: subprocess.Popen[bytes], *, seconds: float = 60, pause: float = 0.2) -> None:
    """Return once the address answers; RuntimeError if the server stops or is not there in time."""
    for _ in range(int(seconds / pause)):
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with status {server.returncode}")
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(pause)
    raise RuntimeError(f"no answer from {address} after {seconds} s")


def wait_ready(page: Page) -> None:
    """Return once the page is connected, its script has run and its elements are drawn."""
    page.wait_for_selector(READY, state="attached")
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
