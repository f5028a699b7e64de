"""`python -m loaders publications | backup FILE | restore FILE`: what people have put in, at the terminal."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.audit import list_lines
from loaders.own.backup import backup, restore
from loaders.own.database.opening import open_database
from loaders.own.publications import list_publications, reinstate, withdraw
from loaders.own.records import Publication, write_day
from loaders.vocabulary import name_day


def run_publications(options: argparse.Namespace) -> str:
    """List the publications, or take one back, or put it back."""
    database = open_database()
    if options.act is None:
        return "\n".join(_tell(list_publications(database))) or "Rien n’a été publié."
    act = withdraw if options.act == "withdraw" else reinstate
    done = act(database, options.key, author=options.author)
    return f"{done.key} est {done.told_state}."


def _tell(publications: list[Publication]) -> Iterator[str]:
    for one in publications:
        yield (
            f"{one.key}, {one.told_state} : {one.title}, fourni par {one.author} le {write_day(one.at)}, "
            f"fichier {one.file_name}, {one.rows} valeurs"
        )


def run_backup(options: argparse.Namespace) -> str:
    """Write all that the database holds to a file."""
    return backup(open_database(), options.file)


def run_restore(options: argparse.Namespace) -> str:
    """Make the database again of a backup, and the tables of it."""
    return restore(open_database(), options.file)


def run_audit(options: argparse.Namespace) -> str:
    """The log of sign-ins and writes, from a day on, a line each."""
    told = [
        " · ".join(one[name] or "-" for name in ("at", "who", "what", "about", "where"))
        for one in list_lines(options.since or dt.date.min)
    ]
    since = f" depuis le {name_day(options.since)}" if options.since else ""
    return "\n".join(told) or f"Rien n’est au journal{since}."


def _read_day(word: str) -> dt.date:
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {word} » n’est pas un jour ; attendu : AAAA-MM-JJ") from None


def add_commands(commands: Any) -> None:
    """Add to the commands of loaders those of what people put in, with their help in French."""
    told = "ce que le service a publié : la liste, retirer, remettre"
    own = commands.add_parser("publications", help=told, description=f"{told.capitalize()}.")
    own.set_defaults(run=run_publications, act=None)
    acts = own.add_subparsers(title="actes", metavar="ACTE")
    for word, does in (("withdraw", "retirer une publication"), ("reinstate", "remettre une publication retirée")):
        act = acts.add_parser(word, help=does, description=f"{does.capitalize()}.")
        act.add_argument("key", metavar="CLÉ", help="la publication, par exemple own-12")
        act.add_argument("--author", default=getpass.getuser(), metavar="NOM", help="qui le fait, pour le journal")
        act.set_defaults(act=word)
    told = "lire le journal : qui s’est connecté, qui a écrit quoi, quand, d’où"
    log = commands.add_parser("audit", help=told, description=f"{told.capitalize()}.")
    log.add_argument("--since", type=_read_day, metavar="AAAA-MM-JJ", help="à partir de ce jour")
    log.set_defaults(run=run_audit)
    told = "écrire dans un fichier tout ce que le service a apporté"
    saver = commands.add_parser("backup", help=told, description=f"{told.capitalize()}.")
    saver.add_argument("file", type=Path, metavar="FICHIER", help="le fichier à écrire, en zip")
    saver.set_defaults(run=run_backup)
    told = "refaire d’une sauvegarde la base du service, qui doit être vide, et les tables"
    maker = commands.add_parser("restore", help=told, description=f"{told.capitalize()}.")
    maker.add_argument("file", type=Path, metavar="FICHIER", help="la sauvegarde")
    maker.set_defaults(run=run_restore)
