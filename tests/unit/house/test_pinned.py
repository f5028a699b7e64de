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
