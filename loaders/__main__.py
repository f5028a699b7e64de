"""`python -m loaders COMMAND`: the data, the tables that are made of them, and who may add to them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loaders.catalog import CATALOG, read_catalog
from loaders.importing.awaited import find_awaited
from loaders.importing.batch import make_tables
from loaders.importing.command import Request, ask_here, import_file, undo_import
from loaders.importing.lock import hold
from loaders.importing.words import FrenchParser, describe_os_error
from loaders.own.command import add_commands
from loaders.own.database.named import OwnDatabaseError, is_there
from loaders.own.database.opening import open_database
from loaders.own.making import synchronise
from loaders.own.password import ask_password, hash_password
from loaders.pipeline.build import FIGURES, build_tables
from loaders.pipeline.check import find_unused
from loaders.pipeline.own import add_own, read_own
from loaders.placing import finish_pending
from loaders.preference import count_ties, list_ties
from loaders.reading.left_out import read_left_out
from loaders.refreshing.command import Wish, check_departements, refresh
from loaders.rules.by_hand import read_by_hand
from loaders.rules.contradictions import count_kinds, describe, find_contradictions, find_useless
from loaders.rules.jumps import describe_jumps
from loaders.rules.printed import read_printed
from loaders.settings import PASSWORD
from loaders.sources.registry import NAMES
from loaders.tables import DATA
from loaders.yaml_files import CatalogError


def run_build(_: argparse.Namespace) -> str:
    """Rebuild data/*.parquet, once what a cut command had ready is in place."""
    with hold(FIGURES.parent, "une construction des tables"):
        finish_pending(FIGURES.parent)
        _take_published()
        rows = make_tables(FIGURES.parent, DATA)
    return ", ".join(f"{name} : {count} lignes" for name, count in rows.items())


def _take_published() -> None:
    """Take what the database says a service has published; where it is away, what was taken last stays."""
    if not is_there():
        return
    try:
        synchronise(open_database())
    except OwnDatabaseError as error:
        print(f"{error}\nLes tables se font avec ce qui en avait été pris.", file=sys.stderr)


def run_check(_: argparse.Namespace) -> str:
    """Read and check everything, write nothing. Contradictions of the publishers are said, not refused."""
    finish_pending(FIGURES.parent)
    catalog = add_own(read_catalog(), read_own())
    tables = build_tables(catalog)
    findings = find_contradictions(catalog, tables, read_by_hand(catalog))
    for finding in findings:
        print(describe(finding))
    awaited = find_awaited(FIGURES.parent / CATALOG.name)
    unused = find_unused(catalog, tables, left_out=read_left_out()["source"], awaited=awaited)
    unused += find_useless(catalog, findings)
    if unused:
        raise CatalogError("\n".join(unused))
    print(count_kinds(findings))
    print(describe_jumps(read_printed(catalog, tables)))
    print(count_ties(list_ties(tables.observations[tables.observations["published"].ne("")])))
    explained = sum(bool(finding.explained) for finding in findings)
    return (
        f"Tout se tient. Contradictions des éditeurs : {len(findings)}, dont {explained} expliquées ; les autres "
        "opposent des mots imprimés, cités plus haut avec leurs lignes : seul leur éditeur peut les trancher."
    )


def run_import(options: argparse.Namespace) -> str:
    """Read a publisher's file, say what it changes, and merge it with the data."""
    request = Request(
        options.name,
        options.file,
        year=options.year,
        sheet=options.sheet,
        accepts_losses=options.accept_losses,
        is_dry=options.dry_run,
    )
    return import_file(request, FIGURES.parent, tables=DATA, ask=ask_here())


def run_refresh(options: argparse.Namespace) -> str:
    """Ask publishers for what is new, and take it as an import does."""
    wish = Wish(
        options.names,
        departements=check_departements(options.departements or (), FIGURES.parent),
        folder=options.folder,
        accepts_losses=options.accept_losses,
        is_dry=options.dry_run,
    )
    return refresh(wish, FIGURES.parent, DATA, ask=ask_here())


def run_undo(options: argparse.Namespace) -> str:
    """Put back what an import has replaced, and make the tables of it."""
    return undo_import(options.name, FIGURES.parent, tables=DATA, to=options.to)


def run_hash_password(_: argparse.Namespace) -> str:
    """Print the hash of a password that is typed, as the setting that lets who knows it write."""
    return f"{PASSWORD}='{hash_password(ask_password())}'"


def _name(word: str) -> str:
    if word not in NAMES:
        raise argparse.ArgumentTypeError(f"« {word} » n’est pas connu ; attendus : {', '.join(NAMES)}")
    return word


def make_parser() -> argparse.ArgumentParser:
    """What the commands take, with their help in French."""
    parser = FrenchParser(prog="python -m loaders", description="Les chiffres de Terril et leurs tables.")
    commands = parser.add_subparsers(required=True, title="commandes", metavar="COMMANDE")
    commands.add_parser("build", help="refaire les tables").set_defaults(run=run_build)
    commands.add_parser("check", help="tout vérifier sans rien écrire").set_defaults(run=run_check)
    told = "lire le fichier d’un éditeur, dire ce qu’il change, et l’ajouter aux chiffres gardés"
    reader = commands.add_parser("import", help=told, description=f"{told.capitalize()}.")
    reader.add_argument("name", choices=NAMES, help="de qui est le fichier")
    reader.add_argument("file", type=Path, help="le fichier tel qu’il est publié, ou un dossier qui en a plusieurs")
    reader.add_argument("--dry-run", action="store_true", help="montrer ce qui changerait et ne rien écrire")
    reader.add_argument("--accept-losses", action="store_true", help="écrire aussi quand on en saurait moins après")
    reader.add_argument("--year", type=int, metavar="AAAA", help="l’année d’une liste qui ne la dit pas")
    reader.add_argument("--sheet", metavar="FEUILLE", help="la feuille du classeur à lire")
    reader.set_defaults(run=run_import)
    told = "demander aux éditeurs ce qui est nouveau, dire ce qui change, l’ajouter aux chiffres et refaire les tables"
    fresh = commands.add_parser("refresh", help=told, description=f"{told.capitalize()}.")
    # Not as choices: with those, argparse refuses that there be none.
    fresh.add_argument("names", nargs="*", type=_name, metavar="NOM", help="des sources ; toutes, si aucune n’est dite")
    whose = fresh.add_mutually_exclusive_group()
    whose.add_argument(
        "--departements", nargs="+", metavar="NN", help="ceux-là seulement, parmi ceux de l’installation"
    )
    whose.add_argument("--all", action="store_true", help="tous ceux de l’installation, comme si rien n’est dit")
    given = "prendre les fichiers d’un dossier, DOSSIER/NOM/…, sans appeler personne"
    fresh.add_argument("--from", dest="folder", type=Path, metavar="DOSSIER", help=given)
    fresh.add_argument("--dry-run", action="store_true", help="montrer ce qui changerait et ne rien écrire")
    fresh.add_argument("--accept-losses", action="store_true", help="écrire aussi quand on en saurait moins après")
    fresh.set_defaults(run=run_refresh)
    undo = commands.add_parser("undo", help="revenir à ce qu’un import a remplacé")
    undo.add_argument("name", choices=NAMES, help="de qui était le fichier")
    undo.add_argument("--to", metavar="DATE", help="un état plus ancien, par le nom du dossier qui le garde")
    undo.set_defaults(run=run_undo)
    told = "donner l’empreinte d’un mot de passe, à mettre dans l’environnement du serveur pour la page Importer"
    commands.add_parser("hash-password", help=told, description=f"{told.capitalize()}.").set_defaults(
        run=run_hash_password
    )
    add_commands(commands)
    return parser


def main(arguments: list[str]) -> int:
    """The exit status: 0, or 1 with the faults found, one a line, on standard error."""
    options = make_parser().parse_args(arguments)
    try:
        print(options.run(options))
    except ValueError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(describe_os_error(error), file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrompu : ce qui n’était pas entier n’est pas écrit.", file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
