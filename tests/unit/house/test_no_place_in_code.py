"""No département, region, EPCI or syndicate is named in code: the deployment and the catalogue say which there are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from geo.boundaries import read_attributes
from loaders.catalog import ROOT, load_catalog

FOLDERS = ("pages", "loaders", "geo")
# « D97 » is no place: all départements overseas, which have projections of their own.
OVERSEAS = "D97"
CODES = re.compile(r"(?<![\w#])(D(\d\d|2[AB]|97\d)|R\d\d|\d{9})(?!\w)")
NUMBERS = re.compile(r"(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])")
COMPARING = {"startswith", "eq", "ne", "isin"}
# Numbers of two digits that are no département, by file, each with why.
NO_DÉPARTEMENT = {
    "loaders/sources/helpers/dotations_files.py": "first digits of the SIREN of a public body",
    "loaders/sources/movements.py": "kinds of movements of the COG",
}
# Why a file may name a place; nothing else may.
EXCEPTIONS = {
    "geo/packed.py": "the insets of the map of France: which overseas départements are drawn where",
}


def list_words() -> re.Pattern[str]:
    """Names of more than one word or of our own: those of one word (Nord, Manche) are French words too."""
    departements = read_attributes("departement", 2025)
    names = [name for name in {*departements["name"], *departements["region_name"]} if re.search(r"[-' ]", name)]
    groupings = [c for c, entry in load_catalog().territories.items() if entry.level == "grouping"]
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted([*names, *groupings])))})(?!\w)")


def list_modules() -> list[str]:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted(str(path.relative_to(ROOT)) for path in [*files, ROOT / "dashboard.py"])


def read_numbers(source: str) -> Iterator[tuple[int, str]]:
    """The numbers of départements that are kept in a constant of a module, or compared with something."""
    tree = ast.parse(source)
    kept: list[ast.AST] = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    for node in ast.walk(tree):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPARING
        if is_call or isinstance(node, ast.Compare):
            kept.append(node)
    for inner in (inner for node in kept for inner in ast.walk(node)):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and NUMBERS.fullmatch(inner.value):
            yield inner.lineno, inner.value


def read_texts(source: str) -> Iterator[tuple[int, str]]:
    """The texts and the names that run: docstrings and comments may give an example."""
    tree = ast.parse(source)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id


@pytest.mark.parametrize("folder", [*FOLDERS, "dashboard.py"])
def test_no_module_names_a_place(folder: str) -> None:
    words, found = list_words(), []
    for file in list_modules():
        if file.startswith(folder) and file not in EXCEPTIONS:
            source = (ROOT / file).read_text(encoding="utf-8")
            named = [(n, t) for n, t in read_texts(source) if t != OVERSEAS and (CODES.search(t) or words.search(t))]
            named += [] if file in NO_DÉPARTEMENT else read_numbers(source)
            found += [f"{file}, ligne {line} : « {text[:80]} »" for line, text in named]
    assert found == []


def test_no_script_and_no_style_names_a_place() -> None:
    words, found = list_words(), []
    for path in sorted(p for end in ("js", "css", "typ", "html") for p in (ROOT / "pages").rglob(f"*.{end}")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if CODES.search(line) or words.search(line):
                found.append(f"{path.relative_to(ROOT)}, ligne {number} : « {line.strip()[:80]} »")
    assert found == []


@pytest.mark.parametrize("text", ["D62", "2 D2A", "R32", "246200364", "Pas-de-Calais", "SYMEVAD", "d’Île-de-France"])
def test_a_place_would_be_found(text: str) -> None:
    assert CODES.search(text) or list_words().search(text)


@pytest.mark.parametrize("source", ['HOME = "62"', 'OWN = ("02", "59")', 'x.str.startswith("2A")', 'x == "974"'])
def test_the_number_of_a_département_would_be_found(source: str) -> None:
    assert list(read_numbers(source))


@pytest.mark.parametrize("file", [*EXCEPTIONS, *NO_DÉPARTEMENT])
def test_every_exception_is_still_one(file: str) -> None:
    source = (ROOT / file).read_text(encoding="utf-8")
    assert any(CODES.search(t) or list_words().search(t) for _, t in read_texts(source)) or any(read_numbers(source))
