"""What Terril rests on is pinned, has its reason in the README, and is had from wherever the machine gets packages."""

from __future__ import annotations

import json
import re

import pytest

from loaders.catalog import ROOT

LISTS = ("requirements.txt", "tests/requirements.txt", "tests/bench/requirements.txt")
LINT = ROOT / "tests" / "lint"


def read_lines(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_to_one_version(name: str) -> None:
    assert [line for line in read_lines(name) if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_every_package_has_its_reason_in_the_readme() -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name.strip() for row in rows for name in row.split(",")}
    packages = {line.split("==")[0] for name in LISTS for line in read_lines(name)}
    assert packages - named == set()
    assert "eslint" in named


def test_the_linter_of_the_scripts_is_locked_by_hash_and_names_no_host_it_comes_from() -> None:
    asked = json.loads((LINT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((LINT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [version for version in asked.values() if not re.fullmatch(r"[\d.]+", version)] == []
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    packages = {name: entry for name, entry in locked.items() if name}
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def read_lock() -> dict[str, tuple[str, int]]:
    """The version of each package that is installed, and how many hashes it may have."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = re.findall(
        r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)[^\n]*\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)*)", text, re.MULTILINE
    )
    return {name.replace("_", "-").lower(): (version, hashes.count("--hash")) for name, version, hashes in found}


def test_what_is_installed_is_what_is_pinned_and_what_comes_with_it_each_by_its_hash() -> None:
    lock = read_lock()
    asked = dict(line.split("==") for line in read_lines("requirements.txt"))
    assert {name: lock[name.replace("_", "-").lower()][0] for name in asked} == asked
    assert len(lock) > len(asked) and [name for name, (_, hashes) in lock.items() if not hashes] == []


def test_the_lock_names_no_host_and_every_line_of_it_is_understood() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text and "--index" not in text
    assert sum(not line.startswith((" ", "#")) for line in text.splitlines()) == len(read_lock())
