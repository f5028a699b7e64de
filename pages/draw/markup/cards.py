"""Cards: one card per indicator and one line per territory, each with its origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.catalog import load_catalog
from loaders.reading.headline import Headline
from loaders.reading.latest import Latest
from loaders.reading.series import Series
from loaders.statistics.peers import FEWEST_PEERS
from pages.views.data import cached
from pages.views.selection import Selection
from pages.words.french import (
    STATUS_LABELS,
    format_change,
    format_count,
    format_points,
    format_rank,
    format_value,
    join_words,
    shorten_list,
)
from pages.words.markup import figure_link, remark_sign, status_badge, tag, text

SHOWN = 4


def _line(latest: Latest, series: Series, selection: Selection, *, lead: bool) -> str:
    change = latest.change
    details = [text("span", latest.period or str(latest.year), class_="t-year")]
    if change.value is not None:
        moved = format_points(change.points) if series.unit == "%" else format_change(change.value)
        details.append(text("span", f"{moved} sur {change.base_year}", class_="t-change"))
    if latest.rank and latest.rank.known >= FEWEST_PEERS:
        details.append(text("span", f"{format_rank(latest.rank.place, latest.rank.known)} connus", class_="t-rank"))
    written = format_value(latest.value, series.unit, series.decimals, published=latest.published)
    value = tag("span", figure_link(written, latest.id) + remark_sign(latest.note), class_="t-value")
    head = text("span", selection.name(latest.territory), class_="t-who") + value + status_badge(latest.status)
    if change.reason and change.base_year:
        details.append(text("span", f"pas d’évolution : {change.reason}", class_="t-change"))
    body = head + tag("span", " · ".join(details), class_="t-details")
    return tag("div", body, class_="t-line lead" if lead else "t-line")


def make_cards(headlines: Sequence[str], selection: Selection) -> tuple[dict[str, str], list[str]]:
    """The cards that have a value, those of the first territory first, by headline; and the names of the others."""
    cards: dict[str, tuple[bool, str]] = {}
    empty: list[str] = []
    for entry in headlines:
        headline = Headline.parse(entry)
        known = _read_known(headline, selection)
        if any(known.values()):
            has_lead = known[selection.territories[0]] is not None
            cards[entry] = (has_lead, _make_card(headline, selection, known))
        else:
            peers = cached.read_peers(
                headline.indicator, headline.restriction, selection.per_inhabitant, selection.departements
            )
            empty.append(peers.name)
    ordered = sorted(cards, key=lambda entry: not cards[entry][0])
    return {entry: cards[entry][1] for entry in ordered}, empty


def cards_markup(cards: Sequence[str], empty: Sequence[str]) -> str:
    """Cards in a row that wraps, and one folded line of the figures that nobody chosen has."""
    row = tag("section", "".join(cards), class_="t-cards", aria_label="Chiffres principaux") if cards else ""
    if not empty:
        return row
    said = format_count(len(empty), "chiffre principal", "chiffres principaux")
    names = text("p", f"Non publié pour ces territoires et ces années : {join_words(list(empty))}.")
    return row + tag("details", text("summary", f"{said} sans donnée") + names, class_="t-missing")


def _read_known(headline: Headline, selection: Selection) -> dict[str, Latest | None]:
    """The latest figure of each territory chosen."""
    return {
        code: cached.read_latest(
            headline.indicator,
            headline.restriction,
            code,
            selection.level(code),
            selection.years,
            selection.per_inhabitant,
            selection.departements,
        )
        for code in selection.territories
    }


def _make_card(headline: Headline, selection: Selection, known: Mapping[str, Latest | None]) -> str:
    """A card as markup: title, a line per territory known, who is missing."""
    catalog = load_catalog()
    peers = cached.read_peers(
        headline.indicator, headline.restriction, selection.per_inhabitant, selection.departements
    )
    found = [latest for latest in known.values() if latest is not None]
    parts = [text("h2", peers.name, title=catalog.indicators[headline.indicator].definition)]
    parts += [_line(latest, peers, selection, lead=n == 0) for n, latest in enumerate(found[:SHOWN])]
    if len(found) > SHOWN:
        parts.append(
            text(
                "p",
                f"et {format_count(len(found) - SHOWN, 'autre territoire', 'autres territoires')}, dans le tableau",
                class_="t-missing",
            )
        )
    unknown = {code: _why_unknown(headline, code, selection) for code, latest in known.items() if latest is None}
    for status in dict.fromkeys(unknown.values()):
        names = [selection.name(code) for code, why in unknown.items() if why == status]
        parts.append(text("p", f"{STATUS_LABELS[status].capitalize()} : {shorten_list(names)}", class_="t-missing"))
    return tag("article", "".join(parts), class_="t-card")


def _why_unknown(headline: Headline, territory: str, selection: Selection) -> str:
    """The status of a territory that has no value: missing, confidential or not applicable."""
    own = cached.read_own(
        headline.indicator, headline.restriction, territory, selection.level(territory), selection.per_inhabitant
    ).frame
    if own.empty:
        return "missing"
    statuses = own.loc[own["value"].isna() & own["year"].between(*selection.years), "status"].astype(str)
    return next((s for s in ("confidential", "not_applicable") if statuses.eq(s).any()), "missing")
