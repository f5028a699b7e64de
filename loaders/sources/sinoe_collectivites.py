"""ADEME, SINOE by collectivité: tonnes of household waste of each EPCI, through the actors that serve its communes.

SINOE has no SIREN: an actor's tonnes are an EPCI's where all communes that the actor serves in the year are of it.
Traps: an actor may be a syndicate, whose tonnes are of several EPCIs; one whose tonnes are all zero leaves the service
to another, or declares nothing; several rows of a label add up; a destination of zero or of nothing is not declared;
years are odd until 2023, and one that lacks is no zero; the inhabitants are in another set, and may lack; letters of
columns change their case. The kilos per inhabitant, where glass and paper are also in another column, are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.pipeline.figures_csv import make_figures
from loaders.sources.odema import DESTINATIONS, NO_TONNES, STREAMS
from loaders.sources.shape import Paged, ask_data_fair
from loaders.sources.shape import list_no_parts as list_parts
from loaders.sources.sinoe import WITHOUT_RUBBLE, sum_tonnes
from loaders.tabular.faults import Reading, SourceFormatError, join_some
from loaders.tabular.json_files import list_queries, read_pages
from loaders.tabular.reader import Form
from loaders.tabular.table import Table
from loaders.territories.area import Area
from loaders.territories.perimeters import list_followed, list_perimeters, read_successors

__all__ = ["SOURCE", "fetch", "list_parts", "observations", "read"]

SOURCE = "ademe-sinoe-acteurs"
HOST, FOLDER = "data.ademe.fr", "acteurs"
COLLECTED, PEOPLE = "waste.collected", "waste.served_population"


@dataclass(frozen=True)
class Rows:
    """A set of SINOE: its id, what its amount and its label are called, and what the amount is in a fault."""

    dataset: str
    amount: str = ""
    label: str = ""
    what: str = ""

    @property
    def columns(self) -> list[str]:
        """The columns that are read."""
        own = [self.amount, self.label] if self.amount else ["code_commune", "libelle_acteur"]
        return ["annee", "code_acteur", *filter(None, own)]


SERVED, WASTE, OUTLETS, ACTORS = "desserte", "dechets", "destinations", "habitants"
SETS = {
    SERVED: Rows("cced1-odftuf9crb2dvsa9om"),
    WASTE: Rows("9h8pu3ozd-ttw2yz69e3b86i", "dma2_ag", "libelle_regroupement_dechet", "tonnage"),
    OUTLETS: Rows("g5hu0gcq88w3vtmgyqiuhay9", "dma4_ag", "libelle_regroupement_service_destination", "tonnage"),
    ACTORS: Rows("34yfa-k9q2kzkmsw8j6l42-5", "pop_adh_coll", what="nombre d’habitants"),
}
TEXTS = ("scope", "published", "note", "break_before")
BEYOND = "Sert aussi des communes d’autres EPCI, ses tonnes ne sont donc pas celles d’un seul : {0}"
TWICE = "Déclarent des tonnes pour les mêmes communes, sans qu’on sache si elles s’ajoutent : {0}"
ABSENT = "Communes que ne sert aucun acteur qui déclare des tonnes : {0}"


def fetch(area: Area, years: range) -> Sequence[Paged]:
    """The communes served, of the départements of the regions; the tonnes and inhabitants of every actor and year."""
    asked = [
        ask_data_fair(
            HOST, SETS[SERVED].dataset, SETS[SERVED].columns, f"{FOLDER}/{SERVED}-{number}-{{page}}.json",
            code_commune_starts=number,
        )
        for number in sorted(area.regions)
    ]  # fmt: skip
    others = {name: rows for name, rows in SETS.items() if name != SERVED}
    return asked + [
        ask_data_fair(HOST, rows.dataset, rows.columns, f"{FOLDER}/{name}-{{page}}.json")
        for name, rows in others.items()
    ]


def _read_rows(kind: str, table: Table) -> pd.DataFrame:
    own = SETS[kind]
    actors = table.frame["code_acteur"]
    for row in actors.index[actors.eq("")]:
        table.fault("code_acteur", row, "un code d’acteur est attendu, la cellule est vide")
    rows = pd.DataFrame({"kind": kind, "year": table.read_years("annee"), "actor": actors})
    if kind == SERVED:
        return rows.assign(
            commune=table.read_communes("code_commune"), label=table.frame["libelle_acteur"],
            printed="", tonnes=float("nan"), status="",
        )  # fmt: skip
    amounts = table.read_amounts(own.amount, what=own.what)
    label = table.frame[own.label] if own.label else ""
    return rows.assign(
        commune="", label=label, printed=table.frame[own.amount], tonnes=amounts["value"], status=amounts["status"]
    )


def read(path: Path, reading: Reading | None = None) -> pd.DataFrame:
    """One row per row of the four sets: kind, year, actor, commune, label, printed, tonnes, status.

    `kind` is SERVED (a commune that an actor serves), WASTE or OUTLETS (its tonnes of a label), or ACTORS, whose
    `tonnes` are inhabitants. `path` is the folder of the pages.
    """
    reading = Reading() if reading is None else reading
    queries = [(query.split("-")[0], files) for query, files in list_queries(path).items()]
    if absent := [kind for kind in SETS if kind not in dict(queries)]:
        raise SourceFormatError(
            f"{path.name} : un dossier de pages est attendu, {', '.join(f'{kind}-0001.json' for kind in absent)} "
            "n’y est pas. Demandez-les : python -m loaders refresh sinoe_collectivites"
        )
    tables = [
        _read_rows(kind, table)
        for kind, files in queries
        if kind in SETS
        for table in read_pages(files, Form(SETS[kind].columns), reading)
    ]
    reading.stop_on_faults()
    if not tables:
        raise SourceFormatError(f"{path.name} : aucune ligne dans ces pages. Relancez.")
    return pd.concat(tables, ignore_index=True)


def _name_members(labels: pd.Series, members: Mapping[str, tuple[str, ...]], dimension: str) -> pd.Series:
    """The scope of each label, « stream=green », "" where it is none of those known."""
    known = {name.replace("'", "’").casefold(): member for member, names in members.items() for name in names if name}
    found = labels.str.replace("'", "’").str.casefold().map(known)
    return (f"{dimension}=" + found).where(found.notna(), "").astype(str)


def read_perimeters() -> dict[str, dict[tuple[str, ...], frozenset[int]]]:
    """The communes of each EPCI by years, but of those that were gone before the first perimeters that are kept whole:
    no figure is of one."""
    followed = list_followed()
    return {epci: ways for epci, ways in list_perimeters().items() if epci in followed}


def _find_actors(
    communes: frozenset[str], serving: Mapping[str, frozenset[str]], totals: Mapping[str, float]
) -> tuple[list[str], str]:
    """The actors whose tonnes are those of an EPCI in a year, or why they are not known; neither where nothing is said.

    `serving` are the communes of each actor of the year, `totals` the tonnes of those that give some.
    """
    mine = {actor: own for actor, own in serving.items() if own & communes and actor in totals}
    collecting = sorted(actor for actor in mine if totals[actor] > 0)
    if not collecting:
        return [], NO_TONNES if mine else ""
    beyond = [actor for actor in collecting if not mine[actor] <= communes]
    if beyond:
        return [], BEYOND.format(join_some(beyond))
    served = [commune for actor in collecting for commune in mine[actor]]
    if len(served) > len(set(served)):
        return [], TWICE.format(join_some(collecting))
    if absent := sorted(communes - set(served)):
        return [], ABSENT.format(join_some(absent))
    return collecting, ""


def _match(
    frame: pd.DataFrame, perimeters: Mapping[str, Mapping[tuple[str, ...], frozenset[int]]]
) -> Iterator[dict[str, object]]:
    """For each EPCI and year of which something is said: its actors, or a note that says why there are none."""
    served, waste = frame[frame["kind"].eq(SERVED)], frame[frame["kind"].eq(WASTE)]
    before: dict[str, frozenset[str]] = {}
    for year, given in waste.groupby("year"):
        totals = given.groupby("actor")["tonnes"].sum().to_dict()
        serving = served[served["year"].eq(year)].groupby("actor")["commune"].agg(frozenset).to_dict()
        for epci, ways in sorted(perimeters.items()):
            communes = next((frozenset(way) for way, years in ways.items() if year in years), frozenset[str]())
            actors, note = _find_actors(communes, serving, totals)
            if actors or note:
                has_changed = before.setdefault(epci, communes) != communes
                before[epci] = communes
                yield {
                    "territory": epci, "year": year, "actors": actors, "note": note,
                    "break_before": "1" if has_changed else "",
                }  # fmt: skip


def observations(
    frame: pd.DataFrame,
    area: Area,
    *,
    perimeters: Mapping[str, Mapping[tuple[str, ...], frozenset[int]]] | None = None,
    successors: dict[str, str] | None = None,
) -> pd.DataFrame:
    """Tonnes of the EPCIs with a commune in the area, in their perimeter of the year: total, without rubble, by stream,
    by destination; and the inhabitants that their actors count.

    An EPCI of which a tonne may be another's has none, and the note says why.
    """
    perimeters = read_perimeters() if perimeters is None else perimeters
    successors = read_successors() if successors is None else successors
    own = {
        epci: ways for epci, ways in perimeters.items() if any(area.holds(pd.Series(way)).any() for way in ways)
    }  # fmt: skip
    matched = pd.DataFrame(
        _match(frame.assign(commune=frame["commune"].replace(successors)), own),
        columns=["territory", "year", "actors", "note", "break_before"],
    )
    lacking = matched[matched["note"].ne("")].assign(
        indicator=COLLECTED, value=float("nan"), status="missing", unit="t"
    )
    chosen = matched[matched["note"].eq("")].explode("actors").rename(columns={"actors": "actor"})
    rows = frame.merge(chosen[["territory", "year", "actor", "break_before"]], on=["year", "actor"])
    tables = [
        lacking.assign(of="", section=SETS[WASTE].amount),
        _sum_waste(rows[rows["kind"].eq(WASTE)]),
        _sum_outlets(rows[rows["kind"].eq(OUTLETS)]),
        _count_people(rows[rows["kind"].eq(ACTORS)], chosen),
    ]
    figures = pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
    actors = chosen.groupby(["territory", "year"])["actor"].agg(lambda codes: ", ".join(sorted(codes)))
    names = figures.set_index(["territory", "year"]).index.map(actors.to_dict())
    by = pd.Series(names, index=figures.index).map(lambda codes: f", acteur {codes}" if isinstance(codes, str) else "")
    lines = figures["year"].astype(str) + ", " + figures["territory"] + by + figures["of"]
    for name in TEXTS:
        figures[name] = figures[name].fillna("").astype(str) if name in figures else ""
    return make_figures(figures, source=SOURCE, lines=lines)


def _sum_by(rows: pd.DataFrame, keys: list[str], indicator: str, kind: str) -> pd.DataFrame:
    sums = sum_tonnes(rows, [*keys, "break_before"])
    of = (", " + sums["label"]) if "label" in keys else ""
    return sums.assign(indicator=indicator, section=SETS[kind].amount, unit="t", of=of)


def _sum_waste(rows: pd.DataFrame) -> pd.DataFrame:
    """The total; that without rubble, where every label is known; each stream that is."""
    keys = ["territory", "year"]
    rows = rows.assign(scope=_name_members(rows["label"], STREAMS, "stream"))
    is_told = rows["scope"].ne("").groupby([rows[key] for key in keys]).transform("all")
    return pd.concat(
        [
            _sum_by(rows, keys, COLLECTED, WASTE),
            _sum_by(rows[is_told & rows["scope"].ne("stream=rubble")], keys, WITHOUT_RUBBLE, WASTE),
            _sum_by(rows[rows["scope"].ne("")], [*keys, "scope", "label"], COLLECTED, WASTE),
        ]
    )


def _sum_outlets(rows: pd.DataFrame) -> pd.DataFrame:
    """Each destination that is known and declared: neither a zero nor a blank is one."""
    rows = rows.assign(scope=_name_members(rows["label"], DESTINATIONS, "destination"))
    rows = rows[rows["scope"].ne("") & rows["tonnes"].gt(0)]
    return _sum_by(rows, ["territory", "year", "scope", "label"], COLLECTED, OUTLETS)


def _count_people(rows: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """The inhabitants of the actors of an EPCI and year, where each of them gives one number."""
    keys = ["territory", "year"]
    known = rows[rows["tonnes"].gt(0)]
    sums = sum_tonnes(known, [*keys, "break_before"])
    actors = known.groupby(keys)["actor"].nunique()
    wanted = chosen.groupby(keys)["actor"].nunique()
    index = pd.MultiIndex.from_frame(sums[keys])
    is_whole = (actors.reindex(index).to_numpy() == wanted.reindex(index).to_numpy()) & (
        sums["counted"].to_numpy() == wanted.reindex(index).to_numpy()
    )
    note = sums["counted"].map(lambda count: f"Somme de {count} acteurs" if count > 1 else "")
    return sums[is_whole].assign(indicator=PEOPLE, section=SETS[ACTORS].amount, unit="hab", of="", note=note[is_whole])
