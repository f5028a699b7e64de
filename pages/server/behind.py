"""Work that readers must not feel: in a process of its own, or giving way to them in theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from loaders.deployment import ROOT

# How long a thread of this process may go on while another waits, in seconds; Python's own is ten times as long.
TURN = 0.0005


def run_behind(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a module of the house with its words, at the lowest priority, until it ends."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(
        ["nice", *command] if os.name == "posix" else command, cwd=ROOT, capture_output=True, text=True
    )


@contextmanager
def giving_way() -> Iterator[None]:
    """Have the threads of this process take short turns meanwhile, so that one that computes holds up none for long."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
