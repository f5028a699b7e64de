"""The file that a session imports: where it lies, what is seen of it, and the work that is going on."""

from __future__ import annotations

import itertools
import tempfile
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from geo.versions import find_latest
from loaders.own.apart import ask, read_answer
from loaders.own.looking import Seen
from loaders.own.reading.understood import Mapping
from loaders.own.records import Publication
from pages.files.apart import FAILED, POOL, run_apart
from pages.files.jobs import Job, start
from pages.files.progress import Progress

KEY, TITLE, REPLACES = "importing", "publication-title", "publication-replaces"
READINGS = itertools.count(1)
# What leaves the tables as they are.
ONLY_READS = ("look", "compare")
# How long the server has to take up new tables before it is told that they come, in seconds; how often it is asked.
PATIENCE, EVERY = 90.0, 0.2


def read_address() -> str:
    """The address that the reader comes from, "" for this machine."""
    where = st.context.ip_address
    return where if isinstance(where, str) else ""


def make_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder of the server's, which goes with who holds it."""
    return tempfile.TemporaryDirectory(prefix="terril-import-")


@dataclass
class Work:
    """Something asked of a process of its own, and what came of it."""

    job: Job
    folder: tempfile.TemporaryDirectory[str] = field(default_factory=make_folder)
    answer: Any = None
    done: Future[None] | None = None
    is_noticed: bool = False

    def begin(self, what: str, words: dict[str, object], content: bytes | None = None) -> None:
        """Ask for it, one of WORK."""
        ask(Path(self.folder.name), what, words, content, where=read_address())
        self.done = start(self.job, partial(self._run, is_change=what not in ONLY_READS), POOL)

    def _run(self, progress: Progress, *, is_change: bool) -> tuple[bytes, list[str]]:
        before = find_latest()
        run_apart("loaders.own.apart", [self.folder.name], progress)
        self.answer = read_answer(Path(self.folder.name))
        until = time.monotonic() + PATIENCE
        while is_change and before is not None and find_latest() is before and time.monotonic() < until:
            progress(9, 10, "les pages prennent les nouvelles données")
            time.sleep(EVERY)
        return b"", []


@dataclass
class Held:
    """A file in a folder of the server's, which goes with the session.

    `seen` is there once it has been read, `published` once it is.
    """

    name: str
    size: int
    folder: tempfile.TemporaryDirectory[str] = field(default_factory=make_folder)
    work: Work | None = None
    seen: Seen | None = None
    published: Publication | None = None
    reading: int = 0

    def name_field(self, name: str) -> str:
        """The key of a field that corrects this reading: the next one has fields, and values, of its own."""
        return f"reading-{self.reading}-{name}"

    def read(self, mapping: Mapping | None = None, content: bytes | None = None) -> None:
        """Have the file read, apart; what was seen of it before stays until then."""
        self.reading = next(READINGS)
        self._begin("Lecture du fichier", "look", {"name": self.name, "mapping": mapping}, content)

    def compare(self, replaces: str) -> None:
        """Have it compared anew, in the place of a publication; "" for none."""
        self._begin("Comparaison", "compare", {"replaces": replaces})

    def publish(self, *, author: str, title: str, replaces: str | None) -> None:
        """Have what was understood published."""
        self._begin("Publication", "publish", {"author": author, "title": title, "replaces": replaces})

    def _begin(self, label: str, what: str, words: dict[str, object], content: bytes | None = None) -> None:
        if self.work is not None and not self.work.job.is_done:
            return
        self.work = Work(Job(label, self.name, "", failed=FAILED), self.folder)
        self.work.begin(what, words, content)

    def take_answer(self) -> None:
        """Take what the work has brought, once it is done."""
        answer = self.work.answer if self.work is not None and self.work.job.is_done else None
        if isinstance(answer, Seen):
            self.seen = answer
        elif isinstance(answer, Publication):
            self.published = answer


def read_held() -> Held | None:
    """The file of the session; None where there is none."""
    held: Held | None = st.session_state.get(KEY)
    return held


def take(name: str, content: bytes) -> None:
    """Take a file in the place of the one before, and have it read."""
    let_go()
    held = Held(name, len(content))
    st.session_state[KEY] = held
    held.read(content=content)


def let_go() -> None:
    """Forget the file, and stop what is done with it."""
    held = read_held()
    if held is not None:
        if held.work is not None:
            held.work.job.cancel()
        for key in (KEY, TITLE, REPLACES):
            st.session_state.pop(key, None)
