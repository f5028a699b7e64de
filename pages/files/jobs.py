"""Long work in the background: one file at a time for each reader, with its progress, which can be cancelled."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from weakref import WeakSet

from pages.files.progress import CancelledError, Progress, ToldError

# Two cores draw two files at once; others wait their turn.
POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="files")
_ASKED: WeakSet[Future[None]] = WeakSet()
Write = Callable[[Progress], tuple[bytes, list[str]]]
FAILED = "Le fichier n’a pas pu être fait. Retirez la dernière vue ajoutée et recommencez."


@dataclass
class Job:
    """The making of one file: `step` of `steps` done; `body` once it is there; `error` where it could not be made."""

    label: str
    name: str
    mime: str
    step: int = 0
    steps: int = 1
    words: str = "en attente"
    body: bytes = b""
    faults: list[str] = field(default_factory=list)
    error: str = ""
    # What is said where it failed for a reason that only the log knows.
    failed: str = FAILED
    is_done: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask for it to stop at its next step."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def watch(self, step: int, steps: int, words: str) -> None:
        """Take note of a step. Raises CancelledError where it was asked to stop."""
        if self._stop.is_set():
            raise CancelledError
        self.step, self.steps, self.words = step, max(1, steps), words

    def run(self, write: Write) -> None:
        """Make the file; whatever happens is said in the job."""
        try:
            self.watch(0, 1, "lecture des vues")
            self.body, self.faults = write(self.watch)
        except CancelledError:
            self.words = "annulé"
        except ToldError as error:
            self.error = str(error)
        except Exception:  # the thread's last resort: a reader gets a sentence, the log gets the trace
            logging.getLogger(__name__).exception("file %s", self.name)
            self.error = self.failed
        self.is_done = True


def start(job: Job, write: Write, pool: ThreadPoolExecutor = POOL) -> Future[None]:
    """Put a job in a queue, that of files if no other is given."""
    # In the context of who asks: the file is of the version of the data that the page is of.
    asked = pool.submit(copy_context().run, job.run, write)
    _ASKED.add(asked)
    return asked


def count_jobs() -> tuple[int, int]:
    """How many files are being made, and how many wait."""
    left = [asked for asked in _ASKED if not asked.done()]
    running = sum(asked.running() for asked in left)
    return running, len(left) - running
