"""A PostgreSQL of the tests’ own, on the loopback: made in a folder, started, stopped; none where none is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg

MISSING = "PostgreSQL n’est pas installé : ces tests sont sautés (apt-get install postgresql)"
USER = "terril"


@dataclass(frozen=True)
class Cluster:
    """A cluster in a folder, which answers at a port."""

    programs: Path
    folder: Path
    port: int

    def make_base(self) -> str:
        """An empty database of a name of its own; its address."""
        name = f"base_{uuid4().hex}"
        with psycopg.connect(f"postgresql://{USER}@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        said = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p {self.port} -c fsync=off"
        log = str(self.folder / "log")
        run_as_other(self.programs / "pg_ctl", "-D", str(self.folder / "data"), "-o", said, "-l", log, "-w", "start")

    def stop(self) -> None:
        """Stop it at once, as a machine that goes away does."""
        run_as_other(self.programs / "pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")


def run_as_other(program: Path, *words: str) -> None:
    """Run a program of PostgreSQL, which refuses to be run by root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.name == "posix" and os.geteuid() == 0 else []
    subprocess.run([*prefix, str(program), *words], check=True, capture_output=True, text=True, cwd="/")


def find_programs() -> Path | None:
    """Where PostgreSQL's programs are."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    found = str(installed[-1]) if installed else shutil.which("pg_ctl")
    return Path(found).parent if found else None


@contextmanager
def run_cluster() -> Iterator[Cluster | None]:
    """A cluster that runs meanwhile; None where there is no PostgreSQL."""
    programs = find_programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="terril-postgres-"))
    folder.chmod(0o777)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    cluster = Cluster(programs, folder, port)
    try:
        words = ("-D", str(folder / "data"), "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        run_as_other(programs / "initdb", *words, "--no-sync")
        cluster.start()
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
