"""What a comparison is made of: its indicators, each with its series, chosen among those that hold data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from loaders.catalog import Catalog
from loaders.headline import Headline
from loaders.measured import Measure
from loaders.series import Series
from pages.parts import cached
from pages.parts.compare.measure import OFFERED, apply_measure, choose_measure
from pages.parts.french import format_count, shorten_list
from pages.parts.markup import indicator_link, tag, text
from pages.parts.scope import Scope, predecessors, read_asked, warn_of_unknown
from pages.parts.sentences import name_from

MOST = 6
KEY = "indicateurs"
KINDS = {"commune": "commune", "departement": "département", "region": "région", "grouping": "groupement"}


@dataclass(frozen=True)
class Comparison:
    """The indicators compared, by id (`indicator` or `indicator@scope`), each with its title and its series.

    `territories` are those of the scope, in their order, then those with a value that these took the place of.
    """

    scope: Scope
    items: tuple[str, ...]
    titles: Mapping[str, str]
    series: Mapping[str, Series]
    territories: tuple[str, ...]
    measure: Measure

    @property
    def frame(self) -> pd.DataFrame:
        """The observations of every indicator, each row with its unit."""
        frames = [one.frame.assign(unit=one.unit) for one in self.series.values()]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    def name(self, code: str) -> str:
        """The short name of a territory, with what it is where another compared has the same: « Arras (commune) »."""
        short = self.scope.name(code)
        if [self.scope.name(other) for other in self.territories].count(short) < 2:
            return short
        form = str(self.scope.table["legal_form"].get(code, ""))
        return f"{short} ({form or KINDS.get(self.scope.level(code), code)})"

    def phrase(self, code: str) -> str:
        """A territory as a sentence names it."""
        return name_from(self.scope.table)(code)


def label_item(catalog: Catalog, item: str) -> str:
    """« Logements autorisés », « Dotations attribuées (DETR) »."""
    headline = Headline.parse(item)
    limit = catalog.scope_label(headline.restriction)
    label = catalog.indicators[headline.indicator].label
    return f"{label} ({limit})" if limit else label


def find_items(known: pd.DataFrame, scope: Scope, additive: frozenset[str]) -> pd.DataFrame:
    """The indicators that hold a value for the territories of a scope, one row each: item, territories, years.

    `known` is that of cached.read_known; a grouping without figure of its own has the sum of its members where each is
    known in the same year, if the indicator is `additive`. The best known come first.
    """
    whole = known[known["is_whole"]]
    wanted = scope.territories + predecessors(scope.territories)
    rows = [whole[whole["territory"].isin(wanted)]]
    for code in scope.territories:
        members = [m for m in str(scope.table["members"].get(code, "")).split(";") if m]
        if members:
            of_members = whole[whole["territory"].isin(members) & whole["indicator"].isin(additive)]
            counts = of_members.groupby(["indicator", "scope", "year"])["territory"].nunique()
            full = counts[counts == len(members)].reset_index()
            rows.append(full[["indicator", "scope", "year"]].assign(territory=code))
    found = pd.concat(rows, ignore_index=True)
    found["item"] = found["indicator"] + ("@" + found["scope"]).where(found["scope"] != "", "")
    counted = found.groupby("item").agg(territories=("territory", "nunique"), years=("year", "nunique"))
    return counted.sort_values(["territories", "years"], ascending=False).reset_index()


@st.cache_data(max_entries=16, show_spinner=False)
def _read_items(territories: tuple[str, ...], years: tuple[int, int], _scope: Scope) -> tuple[list[str], list[str]]:
    """The items that hold data for the territories, headlines first, and those that hold some for others only."""
    catalog = cached.read_catalog()
    additive = frozenset(key for key in catalog.indicators if catalog.unit_of(key).additive)
    known = cached.read_known(years)
    found = find_items(known, _scope, additive)["item"].tolist()
    heads = [entry for theme in catalog.themes.values() for entry in theme.headlines]
    order = {key: n for n, key in enumerate(catalog.indicators)}
    rest = sorted((i for i in found if i not in heads), key=lambda i: (order[i.partition("@")[0]], i))
    held = [*(i for i in found if i in heads), *rest]
    everything = known.loc[known["is_whole"], ["indicator", "scope"]].drop_duplicates()
    every = everything["indicator"] + ("@" + everything["scope"]).where(everything["scope"] != "", "")
    return held, sorted(set(every) - set(held), key=lambda i: (order[i.partition("@")[0]], i))


def _accept_ids(labels: Mapping[str, str]) -> list[str]:
    """Take the indicators that an address names by their ids, or by their labels; those that nobody knows come back."""
    asked = read_asked(KEY).get(KEY, [])
    by_label = {label: item for item, label in labels.items()}
    items = [by_label.get(entry, entry) for entry in asked]
    known = list(dict.fromkeys(item for item in items if item in labels))
    if known and KEY not in st.session_state and (len(known) > MOST or any(entry not in by_label for entry in asked)):
        st.session_state[KEY] = known[:MOST]
    if len(known) > MOST:
        st.warning(f"{MOST} indicateurs au plus à la fois : les {MOST} premiers de l’adresse sont montrés.")
    return [entry for entry in asked if by_label.get(entry, entry) not in labels]


def choose_items(scope: Scope) -> tuple[tuple[str, ...], Measure]:
    """Draw the selectors of indicators, only those that hold data here offered, and of their measure."""
    catalog = cached.read_catalog()
    held, without = _read_items(scope.territories, scope.years, scope)
    labels = {item: label_item(catalog, item) for item in (*held, *without)}
    warn_of_unknown(_accept_ids(labels), (), "un indicateur")
    by_label = {label: item for item, label in labels.items()}
    asked = [by_label.get(entry, entry) for entry in st.query_params.get_all(KEY)]
    kept = [item for item in (*st.session_state.get(KEY, []), *asked) if item in labels and item not in held]
    with st.container(key="compare-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.multiselect(
            "Indicateurs (six au plus)",
            [*held, *dict.fromkeys(kept)],
            default=None if KEY in st.session_state else held[:1],
            format_func=labels.__getitem__,
            key=KEY,
            bind="query-params",
            max_selections=MOST,
            placeholder="Chercher un indicateur…",
            wrap=True,
        )
        measure = choose_measure(chosen, scope)
        _show_left_out(without, labels, scope)
    return tuple(chosen), measure


def _show_left_out(without: Sequence[str], labels: Mapping[str, str], scope: Scope) -> None:
    """The indicators that cannot be chosen, folded, with for whom they are published."""
    if not without or not scope.territories:
        return
    years = f"de {scope.years[0]} à {scope.years[1]}"
    count = format_count(len(without), "indicateur")
    title = f"Non proposés, car rien n’est publié pour ces territoires {years}"
    with st.popover(f"{count} sans donnée", key="compare-left-out", on_change="rerun", help=title) as folded:
        if not folded.open:
            return
        known = cached.read_known(scope.years)
        known = known[known["is_whole"]]
        items = known["indicator"] + ("@" + known["scope"]).where(known["scope"] != "", "")
        others = known["territory"].groupby(items).unique()
        lines = [
            tag(
                "li",
                indicator_link(labels[item], item.partition("@")[0])
                + text("small", f" publié pour {shorten_list([scope.name(code) for code in others[item]], 2)}"),
            )
            for item in without
        ]
        st.html(text("p", f"{title} :", class_="t-missing") + tag("ul", "".join(lines), class_="t-left-out"))


def read_comparison(items: Sequence[str], scope: Scope, measure: Measure) -> Comparison:
    """The series of the indicators for the territories and the years of a scope, all in one measure."""
    catalog = cached.read_catalog()
    wanted = scope.territories + predecessors(scope.territories)
    levels = {code: scope.level(code) for code in wanted}
    series: dict[str, Series] = {}
    for item in items:
        headline = Headline.parse(item)
        per_inhabitant = measure == "inhabitant"
        one = cached.read_several(headline.indicator, headline.restriction, levels, per_inhabitant)
        one = one.restrict(wanted, scope.years)
        series[item] = apply_measure(one, measure) if measure in OFFERED else one
    names = [one.name for one in series.values()]
    titles = {
        item: one.name if names.count(one.name) == 1 else label_item(catalog, item) for item, one in series.items()
    }
    known = {str(code) for one in series.values() for code in one.frame.loc[one.frame["value"].notna(), "territory"]}
    territories = tuple(code for code in wanted if code in scope.territories or code in known)
    return Comparison(scope, tuple(items), titles, series, territories, measure)
