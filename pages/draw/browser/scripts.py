"""Our own scripts: each joined to what it imports, under an address that holds its hash, compressed once."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

from geo.kept import CODE, keep
from pages.words.paths import BASE

PREFIX = f"{BASE}/script"
FOLDER = Path(__file__).parent
MAPS = FOLDER / "map"
FILES = {
    "page": FOLDER / "page.js",
    "map": MAPS / "map.js",
    "national": MAPS / "national.js",
    "embed": FOLDER / "embed.js",
    "dossier": FOLDER / "dossier" / "dossier.js",
    "picker": FOLDER / "picker" / "picker.js",
    "home": FOLDER / "home.js",
}

IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "([^"]+)";$', re.MULTILINE)
DONE = re.compile(r'^import "([^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
STYLE = re.compile(r'^import (\w+) from "([^"]+\.css)";$', re.MULTILINE)
SHEET = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)


def join_script(entry: Path) -> str:
    """A script and all that it imports as one module, so that one request brings it: what it imports comes first,
    once, each in a scope of its own; a style sheet that it imports is a text."""
    numbers: dict[Path, int] = {}
    parts: list[str] = []

    def read(path: Path) -> str:
        def bring(found: re.Match[str]) -> str:
            return f"const {{ {found[1]} }} = $module{add((path.parent / found[2]).resolve())};"

        def write(found: re.Match[str]) -> str:
            return f"const {found[1]} = {json.dumps(join_style((path.parent / found[2]).resolve()))};"

        def do(found: re.Match[str]) -> str:
            add((path.parent / found[1]).resolve())
            return ""

        return DONE.sub(do, IMPORT.sub(bring, STYLE.sub(write, path.read_text(encoding="utf-8"))))

    def add(path: Path) -> int:
        if path not in numbers:
            source = read(path)
            numbers[path] = len(numbers)
            given = ", ".join(EXPORT.findall(source))
            body = re.sub(r"^export ", "", source, flags=re.MULTILINE)
            parts.append(f"const $module{numbers[path]} = (() => {{\n{body}return {{ {given} }};\n}})();\n")
        return numbers[path]

    last = read(entry)
    return "".join([*parts, last])


def join_style(entry: Path) -> str:
    """A style sheet with those that it imports in their place."""
    source = entry.read_text(encoding="utf-8")
    return SHEET.sub(lambda found: join_style(entry.parent / found[1]), source)


@keep(CODE)
def read_first_script() -> str:
    """The script that stands in the document itself, for it is wanted before those of Streamlit."""
    return join_script(FOLDER / "history.js")


def write_call(name: str, *given: str, failed: str, begun: str = "") -> str:
    """What a component of a page runs, which alone is sent at each run: the script of that name, handed the element and
    what is `given`; where it cannot be had, the sentence `failed` in its place. `begun` is where the document has put
    what it has begun to read of it."""
    handed = "".join(f", {json.dumps(word)}" for word in given)
    read = f'import(location.origin + "{read_script(name)[0]}")'
    return f"""export default (component) => {{
const fail = () => (component.parentElement.textContent = {json.dumps(failed, ensure_ascii=False)});
{f"({begun} ??= {read})" if begun else read}.then((own) => own.show(component{handed}), fail);
}}"""


@keep(CODE)
def read_script(name: str) -> tuple[str, bytes]:
    """The address of a script and its bytes, compressed."""
    body = join_script(FILES[name]).encode()
    return f"{PREFIX}/{name}-{hashlib.sha256(body).hexdigest()[:12]}.js", gzip.compress(body, 9, mtime=0)
