"""What the installer's guide has carried from one version to the next is run as it is written, in two small folders."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from loaders.catalog import ROOT

FIGURES = "data/figures/000-call-2021.csv"
BY = ("-c", "user.name=Terril", "-c", "user.email=terril@exemple.fr")


def read_carrying() -> list[str]:
    """The commands of the guide that come between the new program and its tables, for who is no root."""
    section = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8").split("## Changer de version, revenir")[1]
    lines = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)[0].splitlines()
    own = [line.replace("runuser -u terril -- ", "") for line in lines]
    return own[own.index("cd /srv/terril/VERSION && make .venv/app") + 1 : own.index("make data")]


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


@pytest.fixture
def srv(tmp_path: Path) -> Path:
    """A folder as /srv/terril: the version that serves, changed since by people and publishers, and the one to come."""
    first = tmp_path / "first"
    write(first / ".gitignore", "/data/before/\n")
    write(first / FIGURES, "shipped\n")
    write(first / "data/observations.parquet", "tables\n")
    for words in (["init", "--quiet"], ["add", "."], [*BY, "commit", "--quiet", "-m", "one"]):
        subprocess.run(["git", *words], cwd=first, check=True)
    subprocess.run(["git", "clone", "--quiet", first, tmp_path / "VERSION"], check=True)
    write(first / FIGURES, "shipped\ngiven since\n")
    write(first / "data/figures/new.csv", "a publisher not there before\n")
    write(first / "data/observations.parquet", "tables made here\n")
    write(first / "data/before/sinoe/2026-11-20/x.csv", "what was replaced\n")
    (tmp_path / "8501").symlink_to(first)
    return tmp_path


def test_a_new_version_is_given_all_that_was_changed_beside_the_former_but_its_tables(srv: Path) -> None:
    for line in read_carrying():
        subprocess.run(line.replace("/srv/terril", str(srv)), shell=True, cwd=srv / "VERSION", check=True)
    found = {
        str(path.relative_to(srv / "VERSION")): path.read_text(encoding="utf-8")
        for path in sorted((srv / "VERSION" / "data").rglob("*"))
        if path.is_file()
    }
    assert found == {
        "data/before/sinoe/2026-11-20/x.csv": "what was replaced\n",
        FIGURES: "shipped\ngiven since\n",
        "data/figures/new.csv": "a publisher not there before\n",
        "data/observations.parquet": "tables\n",
    }
