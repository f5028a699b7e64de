"""`python -m loaders.own.apart FOLDER`: what the page of an officer asks for, done in a process of its own.

The folder holds what is asked and the file (`ask`); what came of it is left there (`read_answer`).
"""

from __future__ import annotations

import datetime as dt
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from loaders.audit import asked_from
from loaders.importing.words import describe_os_error
from loaders.own.database.opening import open_database
from loaders.own.indicators import IndicatorDraft, declare_indicator
from loaders.own.looking import Say, Seen, compare, look, make_lasting
from loaders.own.mappings import remember
from loaders.own.proposals import accept, accept_comment, is_comment
from loaders.own.publications import publish, reinstate, withdraw
from loaders.own.reading.understood import Understanding
from loaders.own.remarks import make_remark, withdraw_remark

ASKED, CONTENT, WHOLE, SEEN, ANSWER = "asked.pickle", "content", "understanding.pickle", "seen.pickle", "answer.pickle"
Asked = Mapping[str, Any]


def ask(folder: Path, what: str, words: Asked, content: bytes | None = None, *, where: str = "") -> None:
    """Lay down what is asked, one of WORK, with its words, from which address, and the file unless it lies there."""
    if content is not None:
        (folder / CONTENT).write_bytes(content)
    (folder / ASKED).write_bytes(pickle.dumps((what, {**words, "where": where})))


def read_answer(folder: Path) -> Any:
    """What came of it."""
    return _read(folder / ANSWER)


def _read(path: Path) -> Any:
    # Of a folder of this server alone, where we have just written it.
    return pickle.loads(path.read_bytes())  # noqa: S301


def _look(folder: Path, asked: Asked, say: Say) -> object:
    content = (folder / CONTENT).read_bytes()
    database = open_database()
    whole, seen = look(content, asked["name"], asked["mapping"], database, today=dt.date.today(), say=say)
    (folder / WHOLE).write_bytes(pickle.dumps(whole))
    (folder / SEEN).write_bytes(pickle.dumps(seen))
    return seen


def _compare(folder: Path, asked: Asked, say: Say) -> object:
    seen: Seen = _read(folder / SEEN)
    found = compare(seen, _read(folder / WHOLE), open_database(), replaces=asked["replaces"], say=say)
    (folder / SEEN).write_bytes(pickle.dumps(found))
    return found


def _publish(folder: Path, asked: Asked, say: Say) -> object:
    whole: Understanding = _read(folder / WHOLE)
    database, mapping = open_database(), whole.mapping.model_dump(mode="json")
    published = publish(
        database,
        whole,
        content=(folder / CONTENT).read_bytes(),
        author=asked["author"],
        title=asked["title"],
        mapping=mapping,
        replaces=asked["replaces"],
        on_progress=say,
    )
    if whole.headers:
        remember(database, whole.signature, make_lasting(whole.mapping), author=asked["author"])
    return published


def _withdraw(_: Path, asked: Asked, say: Say) -> object:
    return withdraw(open_database(), asked["key"], author=asked["author"], on_progress=say)


def _reinstate(_: Path, asked: Asked, say: Say) -> object:
    return reinstate(open_database(), asked["key"], author=asked["author"], on_progress=say)


def _declare(_: Path, asked: Asked, say: Say) -> object:
    draft = IndicatorDraft.model_validate(asked["draft"])
    return declare_indicator(open_database(), draft, author=asked["author"], on_progress=say)


def _remark(_: Path, asked: Asked, say: Say) -> object:
    return make_remark(open_database(), asked["thing"], asked["words"], author=asked["author"], on_progress=say)


def _unremark(_: Path, asked: Asked, say: Say) -> object:
    return withdraw_remark(open_database(), asked["number"], author=asked["author"], on_progress=say)


def _accept(_: Path, asked: Asked, say: Say) -> object:
    database, number = open_database(), asked["number"]
    act = accept_comment if is_comment(database, number) else accept
    return act(database, number, author=asked["author"], answer=asked["answer"], on_progress=say)


# What may be asked, with how many times it says where it stands.
WORK: dict[str, tuple[int, Callable[[Path, Asked, Say], object]]] = {
    "look": (2, _look),
    "compare": (1, _compare),
    "publish": (3, _publish),
    "withdraw": (2, _withdraw),
    "reinstate": (2, _reinstate),
    "declare": (2, _declare),
    "remark": (2, _remark),
    "unremark": (2, _unremark),
    "accept": (3, _accept),
}


def work(folder: Path) -> None:
    """Do what a folder asks for, and leave there what came of it."""
    what, asked = _read(folder / ASKED)
    steps, do = WORK[what]
    step = 0

    def say(words: str) -> None:
        nonlocal step
        step = min(step + 1, steps)
        print(f"{step}/{steps + 1} {words[:1].lower()}{words[1:].rstrip('.…')}", flush=True)

    with asked_from(asked["where"]):
        (folder / ANSWER).write_bytes(pickle.dumps(do(folder, asked, say)))


def main(folder: Path) -> int:
    """The exit status: 0, or 1 with what is wrong on standard error."""
    # Pages answer first.
    os.nice(10)
    try:
        work(folder)
    except ValueError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(describe_os_error(error), file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
