"""What README and CONTRIBUTING tell a newcomer to run is run, and each path they name is there.

A block of commands, or a command in backquotes, that no rule below knows how to check is a fault.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from loaders.catalog import ROOT
from loaders.deployment import Deployment
from tests.proof import IS_PROOF

RUN = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "tests/bench/MEASURES.md")
NAMED = (*RUN, "SECURITY.md", "CHANGELOG.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
LANGUAGES = {"sh", "text", "yaml", "python"}
# The words that a command begins with; a line of a block of commands has to.
TOOLS = ("make", "python", ".venv/bin/python", "streamlit", "pip", "npm", "git", "pytest", "ruff", "mypy", "bash", "cd")
# Files that one writes or is given: what stands in capitals in a command.
GIVEN = re.compile(r"\b(NOM|FICHIER|DOSSIER)\b")
# What looks like a path and is none, with what it is.
NO_PATH = {"import-linter": "a package", ".venv": "made by make", "#chiffre-…": "the end of an address"}
ROOTS = tuple(sorted(path.name for path in ROOT.iterdir()))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def outside_blocks(text: str) -> str:
    return FENCE.sub("", text)


def list_commands(name: str) -> list[str]:
    """Each command of a document, without its remark and without the folder of the environment it is run in."""
    text = read(name)
    lines = [line for language, body in FENCE.findall(text) if language == "sh" for line in body.splitlines()]
    inline = [said for said in INLINE.findall(outside_blocks(text)) if said.split()[0] in TOOLS and " " in said]
    return [line.split(" #")[0].strip().removeprefix(".venv/bin/") for line in [*lines, *inline] if line.strip()]


COMMANDS = sorted({command for name in RUN for command in list_commands(name)})


def run(*words: str, folder: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def check_target(words: list[str]) -> None:
    """Make knows the target and all that it needs; nothing is run."""
    done = run("make", "--dry-run", *words[1:])
    assert done.returncode == 0, done.stderr


@cache
def read_help(*words: str) -> str:
    """What a module of ours says of its options and commands."""
    done = run(sys.executable, "-m", *words, "--help", PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    return done.stdout


def check_loaders(words: list[str], folder: Path) -> None:
    """The tables are checked, or rebuilt in a copy, where they come out the same to the byte: in `make proof`, for
    other tests of `make test` check and rebuild them in this very process."""
    command, *given = words
    if command in ("check", "build") and not IS_PROOF:
        assert given == [] and command in read_help("loaders")
        return
    if command == "import":
        assert given[:2] == ["NOM", "FICHIER"]
        assert re.search(r"\}\s+file\n", read_help("loaders", "import"))
        assert [option for option in given[2:] if option not in read_help("loaders", "import")] == []
    elif command == "refresh":
        assert [
            option for option in given if option.startswith("--") and option not in read_help("loaders", command)
        ] == []
    elif command == "undo":
        assert given == ["NOM"]
        assert re.search(r"\}\n", read_help("loaders", "undo"))
    elif command == "hash-password":
        assert given == [] and "mot de passe" in read_help("loaders", command)
    elif command in ("publications", "backup", "restore"):
        acts = given if command == "publications" else []
        assert given == ([*acts[:1], "CLÉ"] if acts else [] if command == "publications" else ["FICHIER"])
        assert all(act in read_help("loaders", command) for act in acts[:1])
        assert command != "backup" or "FICHIER" in read_help("loaders", command)
    elif command == "check":
        done = run(sys.executable, "-m", "loaders", "check", PYTHONPATH=str(ROOT))
        assert done.returncode == 0, done.stderr
        assert "Tout se tient." in done.stdout
    elif command == "build":
        for name in ("loaders", "geo", "data"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for table in (folder / "data").glob("*.parquet"):
            table.unlink()
        done = run(sys.executable, "-m", "loaders", "build", folder=folder, PYTHONPATH=str(folder))
        assert done.returncode == 0, done.stderr
        for table in (ROOT / "data").glob("*.parquet"):
            assert (folder / "data" / table.name).read_bytes() == table.read_bytes()
    else:
        pytest.fail(f"no rule checks « python -m loaders {command} »")


def check_pytest(words: list[str]) -> None:
    """The tests named are there; they are run with all the others."""
    paths = [word for word in words if word != "-q"]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def check_python(words: list[str], folder: Path) -> None:
    assert words[1] == "-m", words
    module, *rest = words[2:]
    if module == "loaders":
        check_loaders(rest, folder)
    elif module == "pytest":
        check_pytest(rest)
    elif module.startswith("loaders.sources."):
        source = ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
        assert len(rest) == source.count("sys.argv["), module
    elif module.startswith("tests.bench"):
        assert [word for word in rest if word.startswith("--") and word not in read_help(module)] == []
    elif module == "tests.contact":
        one = ("--kind", "ranking", "--state", "provisional")
        done = run(sys.executable, "-m", module, str(folder), *one, PYTHONPATH=str(ROOT))
        assert done.returncode == 0, done.stderr
        assert (folder / "ranking.html").read_text(encoding="utf-8").count('class="row"') == 1
    else:
        pytest.fail(f"no rule checks « {shlex.join(words)} »")


def check_streamlit(words: list[str]) -> None:
    """The launcher is there, and is what `make run` starts; the browser tests start it in earnest."""
    assert words[1] == "run"
    assert (ROOT / words[2]).is_file()
    assert shlex.join(words) in run("make", "--dry-run", "run").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_can_be_run_as_it_is_written(command: str, tmp_path: Path) -> None:
    words = [word for word in shlex.split(command) if not re.fullmatch(r"TERRIL_[A-Z]+=\S+", word)]
    rules: dict[str, Callable[[], None]] = {
        "make": lambda: check_target(words),
        "python": lambda: check_python(words, tmp_path),
        "streamlit": lambda: check_streamlit(words),
    }
    assert words[0] in rules, f"no rule checks « {command} »: write one, or leave the command out"
    rules[words[0]]()


def test_the_two_commands_of_the_readme_are_among_them() -> None:
    assert {"make run", "make test", "make check", "make proof", "python -m loaders build"} <= set(COMMANDS)


def test_the_publishers_that_the_readme_names_are_those_that_can_be_read() -> None:
    table = read("README.md").partition("| NOM |")[2].partition("\n\n")[0]
    named = [name for row in re.findall(r"^\| ([a-z_, ]+) \|", table, re.MULTILINE) for name in row.split(", ")]
    known = re.search(r"\{([\w,]+)\}", read_help("loaders", "import"))
    assert known is not None
    assert sorted(named) == sorted(known[1].split(","))


@pytest.mark.parametrize("name", NAMED)
def test_every_block_says_what_it_holds_and_none_hides_as_an_indented_one(name: str) -> None:
    text = read(name)
    assert {language for language, _ in FENCE.findall(text)} <= LANGUAGES
    rest = outside_blocks(text).splitlines()
    indented = [b for a, b in zip(["", *rest], rest, strict=False) if not a.strip() and b.startswith("    ")]
    assert indented == []


def test_a_setting_that_is_shown_is_one_that_can_be_read() -> None:
    shown = [yaml.safe_load(body) for language, body in FENCE.findall(read("README.md")) if language == "yaml"]
    base, office, sites = shown
    assert Deployment.model_validate(base).departements == ("D62",)
    assert Deployment.model_validate(base | office).office is not None
    assert Deployment.model_validate(base | sites).embedded_by == ("https://www.agglo.example",)


def test_a_test_that_is_shown_passes() -> None:
    (body,) = [body for language, body in FENCE.findall(read("CONTRIBUTING.md")) if language == "python"]
    names: dict[str, object] = {}
    exec(compile(body, "CONTRIBUTING.md", "exec"), names)
    tests = [value for name, value in names.items() if name.startswith("test_") and callable(value)]
    assert len(tests) == 1
    for test in tests:
        test()


def is_path(said: str) -> bool:
    """Whether words in backquotes name a file of ours: begun by one of the top level, or with the end of a file."""
    if " " in said or said.startswith("/") or said in NO_PATH or GIVEN.search(said):
        return False
    return said.split("/")[0] in ROOTS or bool(re.fullmatch(r"[\w./*-]+\.(md|py|js|yaml|csv|toml|txt|json|css)", said))


def list_paths(name: str) -> list[str]:
    text = outside_blocks(read(name))
    links = [link for link in LINK.findall(text) if not re.match(r"https?://|#", link)]
    return sorted({*filter(is_path, INLINE.findall(text)), *links})


@pytest.mark.parametrize(("name", "path"), [(name, path) for name in NAMED for path in list_paths(name)])
def test_a_path_that_is_named_is_there(name: str, path: str) -> None:
    folders = (ROOT, (ROOT / name).parent, ROOT / "data" / "catalog")
    assert any(list(folder.glob(path.rstrip("/"))) for folder in folders), f"{name} names {path}, which is not there"
