"""Facts: lines of text, one each, in a stable order; long tables are cut and summed up by a hash."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MOST_LINES = 40
DIGITS = 10
WORD = re.compile(r"([?&;]v=|dossier=)([\w-]{12,})")
VOLATILE = (
    (re.compile(r"(?<=[?&]v=)[0-9a-f]{10,12}\b"), "…"),
    (re.compile(r"(?<=-)[0-9a-f]{12}(?=\.(?:json|bin|js|css)\b)"), "…"),
    (re.compile(r"(?<=/style/)[0-9a-f]{12}(?=\.css)"), "…"),
    (re.compile(r"(?<=jeton=)[\w-]+"), "…"),
)


def write_number(value: float) -> str:
    """A number to as many digits as any machine computes alike."""
    return f"{value:.{DIGITS}g}"


def write_leaf(value: Any) -> str:
    """A plain value on one line."""
    if value is None or (isinstance(value, float) and value != value):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return write_number(value)
    return clean(str(value))


def clean(said: str) -> str:
    """A text on one line, without what changes from run to run."""
    for pattern, instead in VOLATILE:
        said = pattern.sub(instead, said)
    seen: set[str] = set()

    def read(found: re.Match[str]) -> str:
        """A packed word, said once a line."""
        is_known = found[2] in seen
        seen.add(found[2])
        return found[1] + ("(the same)" if is_known else unpack(found[2]))

    said = WORD.sub(read, said)
    return re.sub(r"[\r\n\u2028\u2029\x0b\x0c\x1c-\x1e\x85]+", " ⏎ ", said)


def unpack(word: str) -> str:
    """What a packed word of an address says; the word itself where it is not one."""
    try:
        said = zlib.decompress(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))).decode()
        return json.dumps(json.loads(said), ensure_ascii=False, sort_keys=True)
    except (ValueError, zlib.error):
        return word


def read_address(query: Mapping[str, Sequence[str] | str]) -> list[str]:
    """The parameters of an address, one a line."""
    return [
        clean(f"{key}={one}") for key, value in query.items() for one in ([value] if isinstance(value, str) else value)
    ]


def flatten(value: Any, path: str = "") -> list[str]:
    """Nested data as lines « a.b: c »; a list of plain values stays on one line."""
    if isinstance(value, Mapping):
        if not value:
            return [f"{path}: {{}}"]
        return [line for key in sorted(value, key=str) for line in flatten(value[key], f"{path}.{key}".lstrip("."))]
    if isinstance(value, list | tuple):
        if all(not isinstance(one, Mapping | list | tuple) for one in value):
            return [f"{path}: [{' | '.join(write_leaf(one) for one in value)}]"]
        return [line for n, one in enumerate(value) for line in flatten(one, f"{path}[{n}]")]
    return [f"{path}: {write_leaf(value)}"]


def hash_lines(lines: Iterable[str]) -> str:
    """A short hash of many lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:24]


def hash_bytes(body: bytes) -> str:
    """A short hash of a body."""
    return hashlib.sha256(body).hexdigest()[:24]


def cut(lines: Sequence[str], most: int = MOST_LINES) -> list[str]:
    """The first lines; of the others their number and a hash."""
    if len(lines) <= most + 1:
        return list(lines)
    rest = lines[most:]
    return [*lines[:most], f"… {len(rest)} more lines, sha256 {hash_lines(rest)}"]


class Facts:
    """A list of facts under headings."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def head(self, name: str) -> None:
        """Begin a part."""
        self.lines += ["", f"## {clean(name)}"] if self.lines else [f"## {clean(name)}"]

    def say(self, label: str, value: Any) -> None:
        """One fact."""
        self.lines.append(f"{label}: {write_leaf(value)}")

    def list(self, lines: Iterable[str], most: int = MOST_LINES) -> None:
        """Many facts, one each."""
        self.lines += cut([clean(line) for line in lines], most)

    def data(self, value: Any, path: str = "", most: int = MOST_LINES) -> None:
        """Nested data."""
        self.list(flatten(value, path), most)

    def write(self) -> str:
        """All of it."""
        return "\n".join(self.lines) + "\n"
