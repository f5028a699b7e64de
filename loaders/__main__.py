"""`python -m loaders build | check | import NAME FILE`: rebuild the tables, check them, read a publisher's file."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from loaders.catalog import load_catalog
from loaders.pipeline.build import FIGURES, PARTS, build, build_tables
from loaders.pipeline.check import find_unused
from loaders.pipeline.parts import write_parts
from loaders.preference import count_ties, list_ties
from loaders.reading.left_out import read_left_out
from loaders.rules.by_hand import read_by_hand
from loaders.rules.contradictions import count_kinds, describe, find_contradictions, find_useless
from loaders.rules.jumps import describe_jumps
from loaders.rules.printed import read_printed
from loaders.tables import DATA
from loaders.yaml_files import CatalogError


def run_build(_: argparse.Namespace) -> str:
    """Rebuild data/*.parquet."""
    rows = build(DATA)
    return ", ".join(f"{name} : {count} lignes" for name, count in rows.items())


def run_check(_: argparse.Namespace) -> str:
    """Read and check everything, write nothing. Contradictions of the publishers are said, not refused."""
    catalog = load_catalog()
    tables = build_tables(catalog)
    findings = find_contradictions(catalog, tables, read_by_hand(catalog))
    for finding in findings:
        print(describe(finding))
    unused = find_unused(catalog, tables, left_out=read_left_out()["source"]) + find_useless(catalog, findings)
    if unused:
        raise CatalogError("\n".join(unused))
    print(count_kinds(findings))
    print(describe_jumps(read_printed(catalog, tables)))
    print(count_ties(list_ties(tables.observations[tables.observations["published"].ne("")])))
    explained = sum(bool(finding.explained) for finding in findings)
    return f"Tout se tient. Contradictions des éditeurs : {len(findings)}, dont {explained} expliquées."


def run_import(options: argparse.Namespace) -> str:
    """Read a publisher's file into data/figures, or into the catalogue where it gives no figure."""
    source = importlib.import_module(f"loaders.sources.{options.name}")
    if hasattr(source, "write"):
        return f"{source.write(source.read(options.file)).name} écrit."
    area = importlib.import_module("loaders.territories.area").read_area()
    figures_csv = importlib.import_module("loaders.pipeline.figures_csv")
    path = FIGURES / f"{options.name}.csv"
    frame = source.read(options.file)
    figures_csv.write_figures(source.observations(frame, area), path)
    if hasattr(source, "list_parts"):
        write_parts(source.list_parts(frame, area), PARTS / path.name)
    return f"{path.name} écrit."


def main(arguments: list[str]) -> int:
    """The exit status: 0, or 1 with the faults found, one a line, on standard error."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(required=True)
    commands.add_parser("build", help=run_build.__doc__).set_defaults(run=run_build)
    commands.add_parser("check", help=run_check.__doc__).set_defaults(run=run_check)
    reader = commands.add_parser("import", help=run_import.__doc__)
    reader.add_argument("name", choices=sorted(p.stem for p in (Path(__file__).parent / "sources").glob("[a-z]*.py")))
    reader.add_argument("file", type=Path)
    reader.set_defaults(run=run_import)
    options = parser.parse_args(arguments)
    try:
        print(options.run(options))
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
