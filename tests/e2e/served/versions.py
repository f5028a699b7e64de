"""Versions of Terril, each in a folder: this one, the last whose database was another, and one to come."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from loaders.catalog import ROOT
from loaders.own.database.opening import MIGRATIONS, list_shapes

# What a version is served from.
NEEDED = ("dashboard.py", ".streamlit", "pages", "loaders", "data", "geo")
# What a server or a command has made beside, not to be carried along.
MADE = shutil.ignore_patterns("__pycache__")
OWN = shutil.ignore_patterns("own", "before", "incoming")
PUT_IN = ROOT / "tests" / "service" / "put_in.py"
# What a version to come might add: a table, and a column of one that is there.
ADDED = '''"""What a version to come adds."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("to_come", sa.Column("word", sa.Text, primary_key=True))
    op.execute("INSERT INTO to_come VALUES ('here')")
    op.add_column("publication", sa.Column("to_come", sa.Text))
'''


def lay_present(folder: Path) -> Path:
    """This version, in a folder of its own."""
    folder.mkdir()
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=OWN if name == "data" else MADE)
        else:
            shutil.copy(source, folder)
    return folder


def lay_next(folder: Path) -> Path:
    """A version to come: another number, and a migration more."""
    lay_present(folder)
    said = folder / "pages" / "words" / "version.py"
    said.write_text(said.read_text(encoding="utf-8").replace('VERSION = "', 'VERSION = "9.'), encoding="utf-8")
    migrations = folder / MIGRATIONS.relative_to(ROOT) / "versions"
    text = ADDED.format(revision="9999", before=list_shapes()[-1])
    (migrations / "to_come.py").write_text(text, encoding="utf-8")
    return folder


def find_last() -> str:
    """The last commit of a database of another shape, "" where there is no history."""
    path = str(MIGRATIONS.relative_to(ROOT) / "versions")
    done = subprocess.run(
        ["git", "log", "-1", "--format=%P", "--diff-filter=A", "--", path], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.split()[0] if done.returncode == 0 and done.stdout.strip() else ""


def lay_commit(commit: str, folder: Path) -> Path:
    """The version of a commit. CalledProcessError where it is not there."""
    folder.mkdir()
    archive = folder.with_suffix(".tar")
    words = ["git", "archive", f"--output={archive}", commit, *NEEDED]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    shutil.unpack_archive(archive, folder, filter="data")
    archive.unlink()
    return folder


def run_in(version: Path, settings: Mapping[str, str], *words: str) -> str:
    """What a command of a version says: `python` with these words, in its folder. CalledProcessError where it fails."""
    environment = {**os.environ, **settings, "PYTHONPATH": str(version)}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=version, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)
    return done.stdout
