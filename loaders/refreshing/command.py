"""Refreshing: publishers are asked for what is new, and each delivery goes the way of an import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from loaders.catalog import Catalog, load_catalog
from loaders.importing.batch import Batch, is_stale, make_tables, open_batch
from loaders.importing.command import Build, RefusedError, Request, take
from loaders.importing.lock import hold
from loaders.importing.register import has_delivery, hash_delivery
from loaders.importing.words import describe_os_error
from loaders.pipeline.build import build_tables
from loaders.placing import finish_pending
from loaders.refreshing.client import Client
from loaders.refreshing.download import download
from loaders.refreshing.faults import AbsentError, FetchError
from loaders.refreshing.incoming import INCOMING, read_stored
from loaders.refreshing.listing import list_wanted
from loaders.refreshing.paging import download_pages
from loaders.refreshing.progress import Progress
from loaders.refreshing.publishers import read_directory
from loaders.sources.registry import CATALOGUE_SOURCES, FIGURE_SOURCES, NAMES
from loaders.sources.shape import Asked, Listed, Paged
from loaders.tabular.faults import SourceFormatError, YearUnknownError, join_some
from loaders.territories.area import make_area
from loaders.yaml_files import CatalogError

# The first year that publishers are asked for: their yearly lists begin in 2008 at the earliest.
FIRST_YEAR = 2008


class RefreshError(ValueError):
    """Something of a refresh was not done: all of it is said, what was done stays."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks to refresh: sources by name, none for all, for some of the départements of the installation.

    `folder` holds deliveries in a folder by source, and then no publisher is asked.
    """

    names: Sequence[str] = ()
    departements: Sequence[str] = ()
    folder: Path | None = None
    accepts_losses: bool = False
    is_dry: bool = False


@dataclass
class _Run:
    """A refresh under way: what it works with, and what went wrong so far."""

    wish: Wish
    data: Path
    client: Client
    progress: Progress
    ask: Callable[[str], str] | None
    faults: list[str] = field(default_factory=list)
    taken: int = 0


@dataclass(frozen=True)
class _Arrival:
    """A delivery that came: a file, or a folder of them, from where and of when."""

    path: Path
    address: str = ""
    modified: str = ""


def refresh(
    wish: Wish,
    data: Path,
    tables: Path | None,
    *,
    say: Callable[[str], object] = print,
    ask: Callable[[str], str] | None = None,
    client: Client | None = None,
    build: Build = build_tables,
) -> str:
    """Ask for what is new, take each delivery as an import does, and make the tables once; what was done.

    A source that fails leaves its data as they were and lets the others go on; then a RefreshError says all that
    failed. BusyError where another command changes the data.
    """
    progress = Progress(say)
    client = Client(read_directory(data / "catalog")) if client is None else client
    client.say = progress.write
    run = _Run(wish, data, client, progress, ask)
    with nullcontext() if wish.is_dry else hold(data, "un rafraîchissement"):
        if not wish.is_dry:
            finish_pending(data)
        with open_batch(data) as batch:
            names = list(wish.names or NAMES)
            wanted = {name: _ask_what(name, run, batch.catalog) for name in names if wish.folder is None}
            progress.count = sum(len(files) for files in wanted.values())
            for name in names:
                _refresh_source(name, wanted.get(name, []), run, batch)
            told = _publish(run, batch, tables, build)
    if run.faults:
        raise RefreshError("\n".join([*run.faults, told]))
    return told


def _publish(run: _Run, batch: Batch, tables: Path | None, build: Build) -> str:
    """Put in place what was taken, tables made; what was done."""
    if run.wish.is_dry:
        return "Essai : rien n’est écrit."
    if not batch.contents:
        if tables is not None and is_stale(run.data):
            make_tables(run.data, tables)
            return "Rien de nouveau ; les tables, qu’une commande coupée n’avait pas faites, le sont."
        return "Rien de nouveau : rien n’est écrit."
    run.progress.write("Les tables se font de ces chiffres…")
    try:
        made = build(batch.catalog, batch.folder / "figures")
    except (ValueError, CatalogError) as error:
        raise RefreshError(f"{error}\nLes tables ne se font pas de ces livraisons : rien n’est écrit.") from None
    batch.publish(made, tables)
    names = ", ".join(sorted(batch.contents))
    return f"{names} : écrit. Pour revenir à ce qui y était : python -m loaders undo NOM"


def _ask_what(name: str, run: _Run, catalog: Catalog) -> list[Asked | Paged]:
    """The files of a source to ask for; the lists that publishers keep of them are asked for here."""
    source = FIGURE_SOURCES[name] if name in FIGURE_SOURCES else CATALOGUE_SOURCES[name]
    area = make_area(catalog.deployment, run.wish.departements)
    wanted: list[Asked | Paged] = []
    asked = source.fetch(area, range(FIRST_YEAR, dt.date.today().year + 1))
    if not asked:
        run.progress.write(f"{name} : pas d’adresse qui dure chez l’éditeur ; python -m loaders import {name} FICHIER")
    try:
        for one in asked:
            if not run.client.directory.covers(one.url, area.regions.values()):
                run.progress.write(f"{name} : l’éditeur n’a rien des régions de l’installation.")
                continue
            wanted += list_wanted(one, run.client) if isinstance(one, Listed) else [one]
    except FetchError as error:
        run.faults.append(f"{name} : {error}")
    return wanted


def _refresh_source(name: str, wanted: Sequence[Asked | Paged], run: _Run, batch: Batch) -> None:
    try:
        for arrival in _find_arrivals(name, wanted, run):
            _take(name, arrival, run, batch)
    except FetchError as error:
        run.faults.append(f"{name} : {error}")
    except OSError as error:
        run.faults.append(f"{name} : {describe_os_error(error)}")


def _take(name: str, arrival: _Arrival, run: _Run, batch: Batch) -> None:
    """Take a delivery into the batch, or note why not; of a source, one delivery that fails lets the next go on."""
    request = Request(
        name, arrival.path, accepts_losses=run.wish.accepts_losses, is_dry=run.wish.is_dry,
        address=arrival.address, modified=arrival.modified,
        departements=tuple(run.wish.departements),
    )  # fmt: skip
    try:
        take(request, batch, say=run.progress.write, ask=run.ask)
    except YearUnknownError as error:
        run.faults.append(f"{name} : {error} Importez-le : python -m loaders import {name} {arrival.path} --year AAAA")
    except RefusedError as error:
        run.faults.append(f"{name} : {arrival.path.name}, refusé. {error}")
    except (SourceFormatError, CatalogError) as error:
        run.faults.append(f"{name} : {error}")


def _find_arrivals(name: str, wanted: Sequence[Asked | Paged], run: _Run) -> Iterator[_Arrival]:
    """The deliveries of a source that are not here yet."""
    if run.wish.folder is not None:
        home = run.wish.folder / name
        arrivals = [_Arrival(path) for path in sorted(home.iterdir())] if home.is_dir() else []
        arrivals = [arrival for arrival in arrivals if not arrival.path.name.startswith(".")]
        if not arrivals and name in run.wish.names:
            raise FetchError(f"aucun fichier dans {home}", "Déposez-y ceux de l’éditeur, puis relancez.")
    else:
        arrivals = list(_download_all(name, wanted, run))
    for arrival in arrivals:
        if has_delivery(run.data, name, hash_delivery(arrival.path)[0]):
            run.progress.write(f"{name} : {arrival.path.name} est déjà pris, rien de nouveau.")
        else:
            yield arrival


def _download_all(name: str, wanted: Sequence[Asked | Paged], run: _Run) -> Iterator[_Arrival]:
    """Ask for each file of a source; the deliveries that are there whole, once all were asked for."""
    home = run.data / INCOMING / name
    failed: set[str] = set()
    arrived: list[Asked] = []
    lacking: list[str] = []
    for asked in wanted:
        try:
            arrived += _download(name, asked, home, run)
        except FetchError as error:
            if isinstance(asked, Asked) and asked.may_lack and isinstance(error, AbsentError):
                lacking.append(asked.file)
                continue
            run.faults.append(f"{name} : {error}")
            failed.add(asked.file.split("/")[0])
    run.progress.end()
    if lacking:
        run.progress.write(f"{name} : pas chez l’éditeur, {join_some(lacking)}.")
    for delivery in dict.fromkeys(asked.file.split("/")[0] for asked in arrived):
        if delivery not in failed:
            first = next(asked for asked in arrived if asked.file.split("/")[0] == delivery)
            stored = read_stored(home / first.file)
            yield _Arrival(home / delivery, first.url, stored.modified if stored else "")


def _download(name: str, asked: Asked | Paged, home: Path, run: _Run) -> list[Asked]:
    """Have a file, or every page of a list of rows; what came."""

    def begin(file: str) -> Callable[[int, int], None]:
        return run.progress.begin(f"{name}, {file}")

    if isinstance(asked, Paged):
        return download_pages(asked, home, run.client, begin=begin)
    download(asked, home / asked.file, run.client, progress=begin(asked.file))
    return [asked]


def check_departements(numbers: Sequence[str], data: Path) -> tuple[str, ...]:
    """The codes of départements given by number. Raises RefreshError for one that the installation does not show."""
    known = load_catalog(data / "catalog").deployment.departements
    codes = tuple(f"D{number.upper().removeprefix('D')}" for number in numbers)
    others = [code.removeprefix("D") for code in codes if code not in known]
    if others:
        shown = join_some([code.removeprefix("D") for code in known], 10)
        raise RefreshError(
            f"{join_some(others)} : l’installation ne montre que {shown}. Ajoutez-le à deployment.yaml, puis relancez."
        )
    return codes
