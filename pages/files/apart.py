"""Work in a process of its own: no other reader feels it, it says where it stands, and ends when stopped."""

from __future__ import annotations

import os
import re
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from loaders.catalog import ROOT
from pages.files.progress import Progress, ToldError

# Two processes at once, on two cores; others wait their turn.
POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="apart")
# How often it is looked whether the reader has stopped it, in seconds; how long it then has to end by itself.
EVERY, MEANWHILE = 0.2, 10.0
# A line that says where the work stands: « 2/4 les figures sont lues ».
STEP = re.compile(r"(\d+)/(\d+) (.+)")
FAILED = "Le travail s’est arrêté sans rien changer. Recommencez ; si cela revient, le journal du serveur dit pourquoi."


def run_apart(module: str, words: Sequence[str], progress: Progress) -> None:
    """Run a module of ours to its end; what it prints as steps is its progress.

    Raises ToldError with what it says it cannot do, and CancelledError, once it has ended, where it was stopped.
    """
    with (
        tempfile.TemporaryFile() as faults,
        subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=faults,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        ) as process,
    ):
        try:
            _follow(process, progress)
        except BaseException:
            _end(process)
            raise
        if status := process.wait():
            faults.seek(0)
            said = faults.read().decode("utf-8", "replace").strip()
            # One is what a command ends by that says what is wrong; anything else is a fault of ours, for the log.
            if status == 1 and said and "Traceback" not in said:
                raise ToldError(said)
            raise RuntimeError(f"{module} ended by {status}: {said}")


def _follow(process: subprocess.Popen[bytes], progress: Progress) -> None:
    if process.stdout is None:
        return
    step, steps, words, rest = 0, 1, "commence", b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if selector.select(EVERY):
                came = os.read(process.stdout.fileno(), 65536)
                if not came:
                    return
                *lines, rest = (rest + came).split(b"\n")
                for line in lines:
                    if told := STEP.fullmatch(line.decode("utf-8", "replace").strip()):
                        step, steps, words = int(told[1]), int(told[2]), told[3]
            progress(step, steps, words)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(MEANWHILE)
    except subprocess.TimeoutExpired:
        process.kill()
