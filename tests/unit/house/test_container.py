"""The recipe of a container says what the project has: it is read here, and in `make proof` what it lays is served."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from loaders.catalog import ROOT
from loaders.settings import AUDIT, DATABASE, SETTINGS
from pages.words.paths import HEALTH
from tests.browser import free_port, wait_for
from tests.proof import IS_PROOF

RECIPE = ROOT / "deploy" / "Containerfile"
# What a server reads of the project.
READ = {"dashboard.py", ".streamlit", "loaders", "geo", "pages", "data"}
PORT = "8501"


def read_steps() -> list[tuple[str, str]]:
    """The instructions of the recipe, each with its words."""
    lines = [line for line in RECIPE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(name, words) for name, _, words in (line.partition(" ") for line in joined.splitlines())]


def find(name: str) -> list[str]:
    return [words for step, words in read_steps() if step == name]


def list_copied() -> list[tuple[list[str], str]]:
    """What is copied from the project, and where to."""
    words = [each.split() for each in find("COPY") if not each.startswith("--from")]
    return [(each[:-1], each[-1]) for each in words]


def test_both_stages_are_of_one_official_image_named_without_a_host_whose_python_will_do() -> None:
    images = [words.split(" AS ")[0] for words in find("FROM")]
    assert len(images) == 2 and len({*images}) == 1
    named = re.fullmatch(r"python:3\.(\d+)-slim-bookworm", images[0])
    assert named is not None and int(named[1]) >= 11
    assert re.findall(r"\w+\.\w+/\w", " ".join(images)) == []


def test_what_is_copied_is_there_and_is_all_that_a_server_reads() -> None:
    copied = {source for sources, _ in list_copied() for source in sources}
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert READ - copied == set()
    assert not {"tests", ".git", "."} & copied


def test_packages_are_those_of_the_lock_by_their_hashes() -> None:
    (install,) = [words for words in find("RUN") if "pip install" in words]
    assert "--require-hashes -r requirements.lock" in install


def test_it_runs_as_an_ordinary_user_with_one_volume_where_all_that_people_put_in_is() -> None:
    (user,), (volume,) = find("USER"), find("VOLUME")
    assert int(user) >= 1000 and any(f"useradd --system --uid {user} " in words for words in find("RUN"))
    assert read_steps().index(("USER", user)) > max(n for n, step in enumerate(read_steps()) if step[0] == "RUN")
    said = dict(word.split("=", 1) for word in find("ENV")[0].split())
    assert {name for name in said if name.startswith("TERRIL_")} <= set(SETTINGS)
    assert said[DATABASE] == f"sqlite:///{volume}/terril.sqlite"
    assert said[AUDIT] == f"{volume}/audit" and said["HOME"] == volume


def test_it_listens_where_it_says_and_is_asked_how_it_is() -> None:
    command = json.loads(find("CMD")[0])[-1]
    assert find("EXPOSE") == [PORT] and f"--server.port {PORT}" in command
    assert f"127.0.0.1:{PORT}{HEALTH}'" in find("HEALTHCHECK")[0]


def test_the_guide_builds_it_and_runs_it_read_only_with_that_volume() -> None:
    guide = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    assert "--file deploy/Containerfile" in guide
    assert f"--volume terril:{find('VOLUME')[0]}" in guide and "--read-only" in guide
    assert f"--tmpfs /srv/terril/data:uid={find('USER')[0]}" in guide


@pytest.mark.skipif(not IS_PROOF, reason="un serveur de plus : dans make proof")
def test_what_the_recipe_lays_is_served_as_it_says(tmp_path: Path) -> None:
    for sources, place in list_copied():
        for source in sources:
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, tmp_path / place, ignore=shutil.ignore_patterns("__pycache__"))
            elif source != "requirements.lock":
                shutil.copy(ROOT / source, tmp_path / place)
    (tmp_path / "data").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    port = str(free_port())
    *shell, command = json.loads(find("CMD")[0])
    said = dict(word.split("=", 1) for word in find("ENV")[0].replace("/srv/terril", str(tmp_path)).split())
    words = [*shell, command.replace(PORT, port).replace("0.0.0.0", "127.0.0.1")]
    with subprocess.Popen(words, cwd=tmp_path, env={**os.environ, **said}, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}{HEALTH}", server, seconds=120)
            with urlopen(f"http://127.0.0.1:{port}/api/v1/territories?code=246200364") as answer:
                assert b"Lens" in answer.read()
        finally:
            server.terminate()
    assert (tmp_path / "data" / "observations.parquet").is_file() and (tmp_path / "own" / "audit").is_dir()
