"""`python -m tests.bench.files`: seconds and memory of the files of a dossier of 20 views, 6 of them maps.

Each file is made in a process of its own: that of a server that has made what first pages need, as any has a few
seconds after its start, and that of one which has read nothing yet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product

from pages.views.dossier import Dossier, Slide
from tests.bench import measures
from tests.bench.report import write_number, write_table
from tests.make_view import make_view

ROUNDS = 5
LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"
ALL = (LENS, BETHUNE, HENIN, ARRAS)
FORMS = ("pptx", "pdf")
# As a reader asks for it, of a server that has prepared what first pages need; and of one that has just started.
READY, COLD = "ready", "cold"
STATES = {READY: "serveur prêt", COLD: "à peine démarré"}
SECONDS, MEGABYTES = 3, 400


def make_dossier() -> Dossier:
    """Twenty views of real data: six maps, trends, rankings, breakdowns, tables, cards."""
    maps = [make_view(kind="map", indicators=("housing.authorised",), year=year) for year in (2019, 2021, 2024)]
    maps += [make_view(kind="map", indicators=("housing.started",), year=2024, per_inhabitant=True)]
    detr = ("subsidies.received_amount@fund=detr",)
    maps += [make_view(kind="map", indicators=detr, level="commune", year=2019)]
    maps += [make_view(kind="map", indicators=detr, level="epci", year=2019)]
    housing = ("housing.authorised",)
    others = [
        make_view(kind="cards", indicators=("waste.collected", "waste.recovery_rate", *housing), territories=ALL),
        make_view(kind="trend", indicators=("waste.collected",), territories=ALL),
        make_view(kind="trend", indicators=housing, territories=ALL),
        make_view(kind="trend", indicators=("housing.started",), territories=ALL, per_inhabitant=True),
        make_view(kind="ranking", indicators=housing, territories=ALL, year=2024),
        make_view(kind="ranking", indicators=detr, territories=ALL, year=2019, per_inhabitant=True),
        make_view(kind="streams", indicators=("waste.collected",), territories=("D62",), year=2021),
        make_view(kind="neighbours", indicators=("waste.collected",), territories=("D62",), year=2021),
        make_view(kind="plans", indicators=("subsidies.received_amount",)),
        make_view(kind="multiples", indicators=housing, territories=ALL),
        make_view(kind="movement", indicators=housing, territories=ALL),
        make_view(kind="scatter", indicators=(*housing, "housing.started"), territories=ALL, year=2024),
        make_view(kind="slope", indicators=housing, territories=ALL, years=(2015, 2024)),
        make_view(kind="table", indicators=("waste.collected", "waste.recovery_rate"), territories=ALL),
    ]
    return Dossier(title="Banc d'essai", slides=tuple(Slide(view=view) for view in [*maps, *others]))


def make_once(form: str, state: str) -> dict[str, float]:
    """Seconds that a file takes in a state of the server, and the peak of memory of the process in megabytes."""
    from pages.files.pdf.dossier import write_pdf
    from pages.files.slides.slides import write_pptx

    write: Callable[[Dossier], tuple[bytes, list[str]]] = {"pptx": write_pptx, "pdf": write_pdf}[form]
    dossier = make_dossier()
    if state == READY:
        # Not read by what has just started.
        from pages.server.warm_up import prepare

        prepare()
    start = time.perf_counter()
    body, faults = write(dossier)
    seconds = time.perf_counter() - start
    if faults:
        raise RuntimeError("; ".join(faults))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": peak, "kilobytes": len(body) / 1000}


def measure_files() -> str:
    """The table: seconds, memory and size of each file, medians of several runs."""
    rows = []
    for form, state in product(FORMS, STATES):
        runs = []
        for _ in range(ROUNDS):
            command = [sys.executable, "-m", "tests.bench.files", form, state]
            answer = subprocess.run(command, capture_output=True, text=True, check=True)
            runs.append(json.loads(answer.stdout.strip().splitlines()[-1]))
        median = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        is_met = median["seconds"] <= SECONDS and median["megabytes"] <= MEGABYTES
        measured = [f"{write_number(median['seconds'], 1)} s", f"{write_number(median['megabytes'])} Mo"]
        size = f"{write_number(median['kilobytes'])} ko"
        aim = f"≤ {SECONDS} s, ≤ {MEGABYTES} Mo"
        rows.append((f"{form.upper()}, {STATES[state]}", *measured, size, aim, "oui" if is_met else "non"))
    head = (f"20 vues dont 6 cartes, {ROUNDS} tours", "durée", "mémoire", "fichier", "visé", "atteint")
    return write_table(head, rows)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.files", description=__doc__)
    parser.add_argument("form", nargs="?", choices=FORMS, help="make this file once and say what it took")
    parser.add_argument("state", nargs="?", default=COLD, choices=STATES, help="of a server in this state")
    parser.add_argument("--publish", action="store_true", help="write the table into MEASURES.md too")
    options = parser.parse_args()
    if options.form:
        print(json.dumps(make_once(options.form, options.state)))
        return
    measured = f"{dt.date.today():%Y-%m-%d}\n\n{measure_files()}"
    print(measured)
    if options.publish:
        measures.publish(measures.FILES, measured)


if __name__ == "__main__":
    main()
