"""The place of a territory among its peers, as a section of its portrait."""

from __future__ import annotations

from collections.abc import Sequence

from geo.kept import SERIES, keep
from loaders.catalog import load_catalog
from loaders.reading.composed.resolving import read_row
from loaders.reading.portraits import Portrait, is_headline_of
from loaders.reading.standing import Member, Situation, situate
from loaders.statistics.groups import Aggregate
from loaders.statistics.peers import Peers
from pages.draw.markup.portrait_figures import fold, table_markup
from pages.draw.markup.strip import draw_strip
from pages.words.french import (
    NBSP,
    STATUS_LABELS,
    format_count,
    format_coverage,
    format_number,
    format_rank,
    format_signed,
    format_value,
    middle_decimals,
)
from pages.words.markup import figure_link, indicator_link, remark_sign, status_badge, tag, territory_link, text

TITLE = "Situation parmi ses pairs"
COLUMNS = {
    "Indicateur": "",
    "Valeur": "num",
    "Rang": "rank",
    "Médiane": "num",
    "Écart à la médiane": "num",
    "Répartition": "strip",
    "Moyenne du groupe": "num",
}
MOST_LISTED = 40
NOTE = (
    "Rang 1 : la valeur la plus élevée, sans jugement de valeur. Le territoire fait partie de son groupe. Flux et "
    "montants sont rapportés à la population ; la moyenne d’un ratio est un ratio de sommes, et n’est donnée qu’à "
    "partir de 75 % du groupe, en territoires et en habitants. Sur la répartition : barre, du premier au troisième "
    "quartile ; trait, médiane ; point bleu, le territoire."
)


@keep(SERIES)
def _situate(indicator: str, scope: str, code: str, group: Peers) -> Situation | None:
    return situate(indicator, scope, code, group)


def read_situations(found: Portrait, group: Peers) -> list[Situation]:
    """The situations of the territory for each headline of which it has a value of its own."""
    lines = [line for section in found.sections if section.lender is None for line in section.whole]
    wanted = [
        (line.indicator, line.scope)
        for line in lines
        if not line.is_several and is_headline_of(line.indicator, line.scope) and line.latest.value is not None
    ]
    situations = [_situate(*key, str(found.row["code"]), group) for key in dict.fromkeys(wanted)]
    return [situation for situation in situations if situation is not None]


def standing_markup(found: Portrait, group: Peers) -> str:
    """The whole section; a sentence where there is no group, or nothing to compare in it."""
    title = text("h2", TITLE, id="pairs")
    if not group.codes:
        return tag("section", title + text("p", f"Aucune comparaison : {group.reason}.", class_="none"))
    situations = read_situations(found, group)
    told = [s for s in situations if s.standing.rank is not None]
    alone = [s for s in situations if s.standing.rank is None]
    count = format_count(len(group.codes), "autre territoire", "autres territoires")
    head = tag("p", text("b", _name(group)) + text("span", "." if "territoire" in group.label else f" ({count})."))
    if group.reason:
        head += text("p", f"{group.reason.capitalize()}.", class_="none")
    if not situations:
        none = "Aucun chiffre principal publié de ce territoire ne se compare à d’autres."
        return tag("section", title + head + text("p", none, class_="none"))
    table = tag("div", table_markup(COLUMNS, [_row(s) for s in told], TITLE), class_="standing") if told else ""
    note = text("p", NOTE, class_="none") if told else ""
    return tag("section", title + head + table + _alone_markup(alone) + note)


def _name(group: Peers) -> str:
    return group.label[:1].upper() + group.label[1:]


def _alone_markup(alone: Sequence[Situation]) -> str:
    """The figures that nothing stands beside, folded, each with its year and the way to its origin."""
    if not alone:
        return ""
    each = [figure_link(f"{s.series.name} ({s.period})", s.own.id) + remark_sign(s.own.note) for s in alone]
    count = format_count(len(alone), "chiffre principal", "chiffres principaux")
    return fold(f"{count} sans autre valeur connue dans le groupe la même année", tag("p", ", ".join(each) + "."))


def _row(s: Situation) -> str:
    own, spread, place = s.own, s.distribution, s.standing
    title = indicator_link(s.series.short, s.series.indicator)
    limits = [load_catalog().scope_label(str(s.series.frame["scope"].iloc[0])), s.series.unit_label, s.period]
    small = text("small", " · ".join(part for part in limits if part))
    value = figure_link(_write(own.value, s), own.id) + status_badge(own.status) + remark_sign(own.note)
    return tag(
        "tr",
        tag("th", title + small, scope="row")
        + tag("td", value, class_="num")
        + tag("td", _rank_markup(s), class_="rank")
        + text("td", _write_middle(spread.median, s), class_="num")
        + tag("td", _gap_markup(s), class_="num")
        + tag("td", _strip_markup(s), class_="strip")
        + tag("td", _average_markup(s, s.average), class_="num"),
        aria_label=f"{s.series.short}, {place.rank.place if place.rank else ''}",
    )


def _write(value: float | None, s: Situation) -> str:
    return format_value(value, s.series.unit, s.series.decimals)


def _write_middle(value: float | None, s: Situation) -> str:
    return format_number(value, middle_decimals(value, s.series.decimals))


def _rank_markup(s: Situation) -> str:
    """« 13e sur 20 connus », who shares the place, above how many it is (the percentile), among whom."""
    rank, place = s.standing.rank, s.standing
    if rank is None:
        return ""
    said = [f"{format_rank(rank.place, rank.known)} connus"]
    if rank.known < s.distribution.members:
        said = [f"{said[0]} ({s.distribution.members} dans le groupe)"]
    if place.tied:
        said.append(f"à égalité avec {format_count(place.tied, 'autre')}")
    if place.percentile is not None and not s.reason:
        written = format_number(place.percentile)
        said.append(f"au-dessus de {written}{NBSP}% du groupe (centile{NBSP}{written})")
    if s.reason:
        said.append(s.reason)
    return text("span", " ; ".join(said)) + text("small", f"parmi : {s.group.label}")


def _gap_markup(s: Situation) -> str:
    """The gap to the median in the unit, and as a share of the median where that means something."""
    gap, relative = s.standing.gap, s.standing.relative_gap
    if gap is None:
        return ""
    written = format_signed(gap, s.series.decimals)
    if s.series.unit == "%":
        return text("span", f"{written}{NBSP}points")
    small = f"{format_signed(relative * 100, 1)}{NBSP}%" if relative is not None else s.standing.reason
    return text("span", written) + text("small", small)


def _strip_markup(s: Situation) -> str:
    """The strip, then every value of the group when opened, each a way to its origin."""
    spread, known = s.distribution, [m for m in s.members if m.value is not None]
    if spread.first_quartile is None:
        quartiles = f"Pas de quartiles : {spread.reason}"
    else:
        first, third = spread.first_quartile, spread.third_quartile
        quartiles = f"Quartiles {_write_middle(first, s)} et {_write_middle(third, s)}"
    alt = (
        f"Répartition de {len(known)} valeurs, de {_write(spread.lowest, s)} à {_write(spread.highest, s)}. {quartiles}"
    )
    own = s.own.value if s.own.value is not None else 0.0
    strip = draw_strip([m.value for m in known if m.value is not None], own, spread, alt=alt)
    return strip + text("small", quartiles) + fold(format_count(len(s.members), "territoire"), _list_markup(s))


def _list_markup(s: Situation) -> str:
    """The members of a group, the highest first, then those without value, each with why."""
    known = sorted((m for m in s.members if m.value is not None), key=lambda m: -(m.value or 0.0))
    unknown = [m for m in s.members if m.value is None]

    def item(member: Member) -> str:
        written = STATUS_LABELS[member.status] if member.value is None else _write(member.value, s)
        badge, sign = "" if member.value is None else status_badge(member.status), remark_sign(member.note)
        name = territory_link(str(read_row(member.code)["short"]), member.code)
        return tag("li", name + text("span", f"{NBSP}: ") + figure_link(written, member.id) + badge + sign)

    listed = [item(member) for member in [*known, *unknown][:MOST_LISTED]]
    more = len(s.members) - len(listed)
    if more > 0:
        listed.append(tag("li", indicator_link(f"et {format_count(more, 'autre')}", s.series.indicator)))
    return tag("ul", "".join(listed))


def _average_markup(s: Situation, average: Aggregate) -> str:
    """The average with how much of the group it covers, or why there is none."""
    counts = f"{average.known} sur {average.members}"
    if average.value is None:
        if "ratio" in average.reason:
            return text("span", "non calculée") + text("small", average.reason)
        return text("span", "non donnée") + text("small", average.reason)
    share = average.population_coverage
    people = f", {format_coverage(share)} des habitants" if share is not None else ""
    return (
        text("span", format_number(average.value, s.series.decimals))
        + status_badge(average.status)
        + text("small", f"{counts} connus{people}")
    )
