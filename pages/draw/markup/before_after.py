"""« Et si Arras rejoignait… ? »: the headlines of the members of a composed territory beside those of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.reading.composed.peers import find_peer_level
from loaders.reading.composed.resolving import find_composed, read_row
from loaders.reading.group import find_group
from loaders.reading.portraits import Portrait
from loaders.reading.series import POPULATION, Series
from loaders.reading.standing import Situation, situate
from pages.draw.markup.standing import read_situations
from pages.views.data import cached
from pages.words.french import STATUS_LABELS, format_count, format_rank, format_value, shorten_list
from pages.words.markup import (
    figure_link,
    heads,
    indicator_link,
    remark_sign,
    status_badge,
    table_region,
    tag,
    territory_link,
    text,
)
from pages.words.sentences import of, place_words

TITLE = "Avant et après"
# As many members as a table has room for.
MOST = 4
NOTE = (
    "Avant : chacun tel qu’il est, avec son rang parmi les EPCI. Après : l’ensemble, avec le rang qu’il aurait, les "
    "EPCI dont il a une commune ôtés. La même année partout ; flux et montants sont rapportés à la population. Ce "
    "qu’une réunion changerait d’autre n’est pas dans les chiffres d’aujourd’hui."
)
NOTHING = "Aucun chiffre principal n’est connu d’assez de membres pour l’ensemble."


@dataclass(frozen=True)
class Cell:
    """A value as it is read, its `rank` in words, the id of its `figure`, its `status` and `note`; "" for what it has
    not."""

    value: str
    rank: str = ""
    figure: str = ""
    status: str = "normal"
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A headline: its indicator and name, the year and unit, the cells of the members shown, then that of the whole."""

    indicator: str
    name: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Compared:
    """Members beside the whole: their codes, the largest first, the rows, and what is said of them."""

    members: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def compare_members(found: Portrait) -> Compared | None:
    """What stands before and after of a composed territory; None of any other."""
    code = str(found.row["code"])
    if code not in find_composed([code]):
        return None
    members = found.members.sort_values("population", ascending=False, kind="stable")
    shown = tuple(str(one) for one in members["code"])[:MOST]
    group = find_group("tous", code)
    people = situate(POPULATION, "", code, group, has_average=False)
    situations = [*filter(None, [people]), *read_situations(found, group)]
    if not situations:
        return Compared(shown, (), (NOTHING,))
    more = len(members) - len(shown)
    notes = [NOTE, f"{format_count(more, 'autre membre', 'autres membres')} dans l’ensemble." if more else ""]
    notes += _tell_left(members)
    return Compared(shown, tuple(_compare(one, shown) for one in situations), tuple(filter(None, notes)))


def before_after_markup(found: Portrait) -> str:
    """The section of a composed territory, "" of any other."""
    compared = compare_members(found)
    if compared is None:
        return ""
    title = text("h2", TITLE, id="avant-apres")
    said = "".join(text("p", note, class_="none") for note in compared.notes)
    if not compared.rows:
        return tag("section", title + said)
    head = heads(["Indicateur"]) + "".join(
        tag("th", text("small", "avant ") + territory_link(str(read_row(one)["short"]), one), scope="col", class_="num")
        for one in compared.members
    )
    head += tag("th", text("small", "après ") + text("span", str(found.row["short"])), scope="col", class_="num")
    return tag("section", title + table_region(head, [_write_row(row) for row in compared.rows], label=TITLE) + said)


def _write_row(row: Row) -> str:
    name = indicator_link(row.name, row.indicator) + text("small", f" {row.detail}")
    cells = [tag("th", name, scope="row"), *(tag("td", _write_cell(cell), class_="num") for cell in row.cells)]
    return tag("tr", "".join(cells))


def _write_cell(cell: Cell) -> str:
    if not cell.figure:
        return cell.value
    value = tag("div", figure_link(cell.value, cell.figure) + status_badge(cell.status) + remark_sign(cell.note))
    return value + (text("small", cell.rank) if cell.rank else "")


def _compare(after: Situation, shown: Sequence[str]) -> Row:
    series = after.series
    cells = (*(_before(after, code) for code in shown), _cell(after))
    return Row(series.indicator, series.name, f"{after.period}, {series.unit_label}", cells)


def _scope_of(frame: pd.DataFrame) -> str:
    return str(frame["scope"].iloc[0]) if len(frame) else ""


def _before(after: Situation, code: str) -> Cell:
    """The value of a member in the same year and unit; its place if it is an EPCI: a commune has none among them."""
    series, scope = after.series, _scope_of(after.series.frame)
    if find_peer_level(code) == "epci":
        found = situate(series.indicator, scope, code, find_group("tous", code), has_average=False)
        return _cell(found) if found is not None and found.year == after.year else Cell(STATUS_LABELS["missing"])
    own = cached.read_series(
        series.indicator, territories=(code,), scopes=(scope,), per_inhabitant=series.per_inhabitant
    ).frame
    row = next((row for row in own.itertuples() if row.year == after.year), None)
    if row is None or pd.isna(row.value):
        return Cell(STATUS_LABELS["missing" if row is None else str(row.status)])
    return Cell(_write(series, float(row.value)), "", str(row.id), str(row.status), str(row.note))


def _cell(situation: Situation) -> Cell:
    """A value with its status, and its place among EPCIs."""
    own, rank = situation.own, situation.standing.rank
    if own.value is None:
        return Cell(STATUS_LABELS[own.status])
    place = format_rank(rank.place, rank.known) if rank is not None else ""
    return Cell(_write(situation.series, own.value), place, own.id, own.status, own.note)


def _write(series: Series, value: float) -> str:
    return format_value(value, series.unit, series.decimals)


def _tell_left(members: pd.DataFrame) -> list[str]:
    """The EPCIs that communes of a composed territory would leave, and whose own figures are not made anew."""
    epcis = {str(epci) for epci in members["epci"] if epci} - {*members["code"]}
    names = [place_words(str(read_row(epci)["name"]), "epci") for epci in sorted(epcis)]
    if not names or not (members["level"] == "epci").any():
        return []
    said = f"Les communes ajoutées quitteraient {shorten_list(names)}"
    return [
        f"{said} : les chiffres {of(names[0]) if len(names) == 1 else 'de ceux-là'} sans elles ne sont pas calculés."
    ]
