"""An ordinary user, a file system read-only but for one folder: the server starts, answers, makes files, writes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from loaders.catalog import ROOT
from loaders.settings import AUDIT, DEPLOYMENT
from tests.browser import free_port, wait_for
from tests.corpus import reach

NOBODY = 65534
# The folder is bound on itself first, so that it stays as it is when all the rest becomes read-only.
SEAL = """set -e
mount --bind "$1" "$1"
for place in $(awk '{print $5}' /proc/self/mountinfo); do
  case "$place" in "$1"|/proc*|/sys*|/dev*) ;; *) mount -o remount,bind,ro "$place" 2>/dev/null || true ;; esac
done
mount -o remount,bind,ro /
shift
exec setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
"""


def confine(folder: Path, *command: str) -> list[str]:
    """A command as an ordinary user, that can write in one folder alone."""
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", SEAL, "sh", str(folder), *command]


@pytest.fixture
def folder() -> Iterator[Path]:
    """The one folder: the tables and the setting of an installation, and the temporary files."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv"))):
        pytest.skip(
            "il faut être root, avec unshare et setpriv, pour rendre le système de fichiers illisible en écriture"
        )
    # Not where pytest keeps its own, which it closes to all others.
    with tempfile.TemporaryDirectory(prefix="terril-confined-") as above:
        place = Path(above) / "place"
        (place / "tmp").mkdir(parents=True)
        for table in (ROOT / "data").glob("*.parquet"):
            shutil.copy(table, place)
        shutil.copy(ROOT / "data" / "catalog" / "deployment.yaml", place)
        for path in (Path(above), place, *place.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        if subprocess.run(confine(place, "true"), capture_output=True).returncode:
            pytest.skip("ce système ne laisse pas rendre son système de fichiers inaccessible en écriture")
        yield place


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        confine(folder, *command), cwd=ROOT, env=make_environment(folder), capture_output=True, text=True, check=False
    )


def make_environment(folder: Path) -> dict[str, str]:
    settings = {
        DEPLOYMENT: str(folder / "deployment.yaml"),
        AUDIT: "",
        "HOME": str(folder),
        "TMPDIR": str(folder / "tmp"),
    }
    return {**os.environ, **settings, "PYTHONDONTWRITEBYTECODE": "1"}


def test_nothing_can_be_written_but_in_the_folder(folder: Path) -> None:
    for place in (ROOT / "data", ROOT, Path("/tmp"), Path("/var/tmp"), Path("/etc")):
        assert run(folder, "touch", str(place / "terril-was-here")).returncode != 0
        assert not (place / "terril-was-here").exists()
    assert run(folder, "touch", str(folder / "here")).returncode == 0
    assert run(folder, "id", "-u").stdout.strip() == str(NOBODY)


def test_the_server_answers_makes_files_and_keeps_what_is_put_in(folder: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", "127.0.0.1"]
    view = reach.write_view_word({"kind": "trend", "indicators": ["waste.collected"], "territories": ["246200364"]})
    log = folder.parent / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            confine(folder, *command, "--server.port", str(port)),
            cwd=ROOT, env=make_environment(folder), stdout=subprocess.DEVNULL, stderr=errors,
        ) as server,
    ):  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/sante", server, seconds=180)
            for form, begins in (("csv", b"\xef\xbb\xbf"), ("png", b"\x89PNG"), ("xlsx", b"PK")):
                with urlopen(f"{address}/vue/{form}?v={view}", timeout=120) as answer:
                    assert answer.read(4).startswith(begins), form
            with urlopen(f"{address}/fiche/pdf?territoire=246200364", timeout=120) as answer:
                assert answer.read(5) == b"%PDF-"
        finally:
            server.terminate()
    assert "Read-only file system" not in log.read_text(encoding="utf-8")
    done = run(folder, sys.executable, "-m", "loaders", "publications")
    assert (done.returncode, done.stdout) == (0, "Rien n’a été publié.\n"), done.stderr
    assert (folder / "own" / "terril.sqlite").stat().st_uid == NOBODY
