"""Importing a publisher's file, asking where a loss has to be agreed to, and undoing the last import."""

from __future__ import annotations

import datetime as dt
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from loaders.catalog import Catalog
from loaders.importing.batch import Batch, make_tables, open_batch
from loaders.importing.delivery import Delivery, read_delivery, read_levels
from loaders.importing.describe import describe_delivery, describe_losses
from loaders.importing.keeping import list_kept, restore
from loaders.importing.lock import hold
from loaders.importing.register import Entry, add_entry, hash_delivery
from loaders.pipeline.build import build_tables
from loaders.pipeline.figures import FiguresError
from loaders.placing import finish_pending
from loaders.tables import Tables
from loaders.tabular.faults import Reading, SourceFormatError, YearUnknownError
from loaders.yaml_files import CatalogError

YES = frozenset({"o", "oui"})
Build = Callable[[Catalog, Path], Tables | None]


class RefusedError(ValueError):
    """An import is not written: nobody agreed to what would be lost."""


@dataclass(frozen=True)
class Request:
    """What somebody asks to import: a file for a source, and what they say of it beforehand.

    `address` is where the file was downloaded from, "" where it was given by hand, and `modified` its date there;
    `departements` are those of the installation to read it for, none for all.
    """

    name: str
    file: Path
    year: int | None = None
    sheet: str | None = None
    accepts_losses: bool = False
    is_dry: bool = False
    address: str = ""
    modified: str = ""
    departements: tuple[str, ...] = ()


def ask_here() -> Callable[[str], str] | None:
    """What puts a question on the terminal and waits for its answer, None where nobody is there to give it."""
    return _ask if sys.stdin.isatty() and sys.stdout.isatty() else None


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        return ""


def import_file(
    request: Request,
    data: Path,
    *,
    tables: Path | None = None,
    say: Callable[[str], object] = print,
    ask: Callable[[str], str] | None = None,
    build: Build = build_tables,
) -> str:
    """Import a file below the folder of the data; what was done, in a sentence. `ask` is None where nobody can answer.

    `tables` is where the tables made of it are put, None where they are not. Raises SourceFormatError where the file
    cannot be taken, RefusedError where nobody agrees to a loss, BusyError where another command changes the data, and
    what `build` raises where the tables could not be made of it. Then nothing is written.
    """
    with nullcontext() if request.is_dry else hold(data, "un import"):
        if not request.is_dry:
            finish_pending(data)
        with open_batch(data) as batch:
            known = batch.catalog
            delivery = take(request, batch, say=say, ask=ask)
            if not delivery.contents:
                return "Rien ne change : tout est déjà là, rien n’est écrit."
            if request.is_dry:
                return "Essai : rien n’est écrit." + (
                    " Il faudrait accepter ces pertes." if delivery.has_losses else ""
                )
            say("Essai : les tables se font-elles de ces chiffres ?")
            made = build(batch.catalog, batch.folder / "figures")
            kept = batch.publish(made, tables)[request.name]
        for sentence in _tell_next(delivery, known):
            say(sentence)
    return (
        f"{', '.join(delivery.contents)} : écrit. Ce qui y était est gardé dans {kept.relative_to(data.parent)} ; "
        f"pour y revenir : python -m loaders undo {request.name}"
    )


def take(request: Request, batch: Batch, *, say: Callable[[str], object], ask: Callable[[str], str] | None) -> Delivery:
    """Read a file, say what it changes, have it agreed to, and take it into a batch unless this is a try.

    Raises SourceFormatError where the file cannot be taken, RefusedError where nobody agrees to a loss.
    """
    delivery, reading = _read(request, batch.folder, batch.catalog, ask)
    for sentence in reading.remarks:
        say(sentence)
    for line in describe_delivery(delivery, read_levels(batch.catalog)):
        say(line)
    if request.is_dry or not (delivery.contents or request.address):
        return delivery
    if delivery.has_losses:
        _agree(request, delivery, ask)
    path, content = add_entry(batch.folder, request.name, _make_entry(request, delivery))
    batch.add(request.name, {**delivery.contents, path: content}, delivery.catalog)
    return delivery


def _make_entry(request: Request, delivery: Delivery) -> Entry:
    digest, size = hash_delivery(request.file)
    today = dt.date.today()
    return Entry(
        ";".join(delivery.sources), request.file.name, request.address, today, request.modified,
        digest, size, delivery.rows, delivery.licence,
    )  # fmt: skip


def _read(request: Request, data: Path, catalog: Catalog, ask: Callable[[str], str] | None) -> tuple[Delivery, Reading]:
    """Read the file, once more with the year that it does not say, where somebody can."""
    year = request.year
    while True:
        reading = Reading(year=year, sheet=request.sheet)
        try:
            delivery = read_delivery(
                request.name, request.file, reading, data=data, catalog=catalog, departements=request.departements
            )
            return delivery, reading
        except YearUnknownError as error:
            if ask is None or year is not None:
                raise
            answer = ask(f"{error}\nAnnée de la liste : ").strip()
            if not answer.isdigit():
                raise SourceFormatError(f"« {answer} » n’est pas une année. Rien n’est écrit.") from None
            year = int(answer)
        except (SourceFormatError, CatalogError, FiguresError, OSError):
            raise
        except Exception as error:
            raise SourceFormatError(_tell_fault_of_ours(request.file.name, error)) from error


def _tell_fault_of_ours(file: str, error: Exception) -> str:
    """What to say where a reader fails on what it did not expect, and says so in the words of a library."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(last.filename).name} ligne {last.lineno}"
    return (
        f"{file} : ce fichier n’est pas de la forme attendue, et son lecteur ne sait pas dire où. Rien n’est écrit. "
        f"Signalez-le avec le fichier et ceci : {where}."
    )


def _agree(request: Request, delivery: Delivery, ask: Callable[[str], str] | None) -> None:
    if request.accepts_losses:
        return
    losses = describe_losses(delivery)
    if ask is None or ask(f"{losses}. Remplacer quand même ? [o/N] ").strip().casefold() not in YES:
        raise RefusedError(f"Rien n’est écrit. {losses} : si c’est voulu, relancez avec --accept-losses.")


def _tell_next(delivery: Delivery, catalog: Catalog) -> Sequence[str]:
    """What is left to do by hand."""
    if delivery.figures.empty:
        return []
    sources = sorted(set(delivery.figures["source"]))
    told = [f"{key} (« {catalog.sources[key].date} »)" for key in sources if key in catalog.sources]
    if not told:
        return [f"La source {', '.join(sources)} vient d’être déclarée au catalogue."]
    return [
        f"Dites dans sources.yaml la date et l’étendue de {', '.join(told)} si elles ont changé, dans calendar.yaml sa "
        "suite."
    ]


def undo_import(name: str, data: Path, *, tables: Path | None = None, to: str | None = None) -> str:
    """Put back what the last import of a name replaced, or what another of those kept holds; what was done.

    `tables` is where the tables are made again, None where they are not.
    """
    with hold(data, "un retour en arrière"):
        told = _undo(name, data, to)
        if tables is not None:
            make_tables(data, tables)
        return told


def _undo(name: str, data: Path, to: str | None) -> str:
    finish_pending(data)
    kept = {path.name: path for path in list_kept(data, name)}
    if not kept:
        raise SourceFormatError(f"Rien n’est gardé d’avant un import de {name} : il n’y a rien à défaire.")
    if to is not None and to not in kept:
        raise SourceFormatError(f"« {to} » n’est pas gardé ; gardés : {', '.join(kept)}.")
    chosen = kept[to] if to is not None else list(kept.values())[-1]
    undone = restore(data, name, chosen)
    return (
        f"{name} est comme avant {chosen.name} (UTC). Ce qui vient d’être remplacé est gardé dans "
        f"{undone.relative_to(data.parent)} : la même commande y revient."
    )
