"""Contradictions, found by rule or read by hand: how many, by kind in tables, filters, a file; what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from loaders import store
from loaders.catalog import load_catalog
from loaders.preference import CRITERIA, Tie
from loaders.rules.contradictions import BY_HAND, KINDS, RULES
from loaders.rules.printed import Finding, Term
from pages.views.data import cached
from pages.views.selection import Selection
from pages.widgets import layout
from pages.widgets.choosing import choose as choose_one
from pages.widgets.choosing import choose_maybe
from pages.widgets.sources import show_rows_left_out
from pages.widgets.tables import show_table
from pages.words.french import NBSP, format_count
from pages.words.markup import LINES, figure_link, format_source, indicator_link, source_link, table_region, tag, text
from pages.words.sources import source_texts

SHOWN_TERMS = 6
TABLE = "t-table t-checks"
TIES = (("Quoi", "what"), ("Où et quand", "where"), ("Retenu, puis autres", "said"), ("Pourquoi", "gap"))
REASONS = {"toutes": "Toutes", "sans": "Sans explication", "avec": "Expliquées"}
ANY, _, EXPLAINED = REASONS


def show_head(findings: Sequence[Finding]) -> None:
    """The title, and how many contradictions there are in a sentence."""
    explained = sum(bool(finding.explained) for finding in findings)
    read = sum(bool(finding.read) for finding in findings)
    sources = {term.source for finding in findings for term in finding.terms}
    said = "aucune n’est expliquée" if not explained else f"{explained} s’expliquent"
    if explained == 1:
        said = "une s’explique"
    line = (
        f"{format_count(len(RULES), 'règle')} comparent les chiffres imprimés et trouvent "
        f"{format_count(len(findings) - read, 'contradiction')} ; "
        f"{format_count(read, 'autre a été lue', 'autres ont été lues')} à la main dans les documents. "
        f"Elles tiennent à {format_count(len(sources), 'source')} ; {said}. "
        "Les chiffres restent tels qu’ils sont publiés."
    )
    layout.show_head("Contrôles", text("p", line))


def choose(findings: Sequence[Finding], ties: Sequence[Tie]) -> tuple[list[Finding], list[Tie]]:
    """Draw the filters, kept in the address, and return the findings and the ties that they leave."""
    catalog = load_catalog()
    themes = {key: entry.label for key, entry in catalog.themes.items() if any(_theme(f) == key for f in findings)}
    counts = Counter(source for finding in findings for source in _sources(finding))
    sources = {key: format_source(catalog.sources[key]) for key, _ in counts.most_common()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="checks"):
        theme = choose_maybe(
            st.selectbox, "Thème", "theme-controle", themes, what="un thème", index=None, placeholder="Tous", width=240
        )
        source = choose_maybe(
            st.selectbox,
            "Source",
            "source-controle",
            sources,
            what="une source",
            index=None,
            placeholder="Toutes",
            width=420,
        )
        reason = choose_one(
            st.segmented_control,
            "Explication",
            "explication",
            REASONS,
            default=ANY,
            what="une explication",
            required=True,
        )
    kept = [
        finding
        for finding in findings
        if theme in (None, _theme(finding))
        and (source is None or source in _sources(finding))
        and (reason == ANY or bool(finding.explained) == (reason == EXPLAINED))
    ]
    return kept, [
        tie
        for tie in ties
        if theme in (None, catalog.theme_of(str(tie.chosen["indicator"])))
        and source in (None, *(str(row["source"]) for row in (tie.chosen, *tie.others)))
    ]


def show_findings(findings: Sequence[Finding]) -> None:
    """A table for each kind that has some: what and where, the figures or words with their lines, the gap."""
    if not findings:
        st.info("Aucune contradiction pour ce choix : élargissez les filtres.")
        return
    found = {rule: list(group) for rule, group in groupby(findings, key=lambda finding: finding.rule)}
    for kind in KINDS:
        rows = found.get(kind.id, [])
        if not rows:
            continue
        st.header(f"{kind.name} ({len(rows)})", anchor=False)
        head = "".join(
            text("th", name, scope="col", class_=column)
            for name, column in (("Quoi", "what"), ("Où", "where"), ("Imprimé", "said"), ("Écart", "gap"))
        )
        body = [_line(finding) for finding in rows]
        st.html(text("p", kind.description, class_="t-missing") + table_region(head, body, label=kind.name, kind=TABLE))
    silent = [kind.name.lower() for kind in KINDS if kind.id not in found]
    if silent:
        st.caption(f"Rien à signaler pour ce choix : {', '.join(silent)}.")


def _line(finding: Finding) -> str:
    """A finding as a row of its table: what, where, its figures with their lines, what they make, the gap."""
    explained = text("p", f"Expliqué{NBSP}: {finding.explained}", class_="t-explained") if finding.explained else ""
    shown, others = finding.terms[:SHOWN_TERMS], finding.terms[SHOWN_TERMS:]
    named = bool(finding.read) or len(_sources(finding)) > 1
    more = text("summary", format_count(len(others), "autre")) + _list(others, named)
    rest = tag("details", more) if others else ""
    made = tag("li", text("span", finding.made, class_="num") + text("span", "calculé")) if finding.made else ""
    source = "" if named else tag("p", _source(finding.terms[0].source), class_="t-explained")
    return tag(
        "tr",
        tag("th", _what(finding) + explained, class_="what", scope="row")
        + text("td", finding.where, class_="where")
        + tag("td", _list(shown, named) + rest + (tag("ul", made) if made else "") + source, class_="said")
        + text("td", finding.gap, class_="gap"),
    )


def _what(finding: Finding) -> str:
    """The indicator that a rule found it in, or the sentence of one read by hand, which says so."""
    if not finding.read:
        return indicator_link(load_catalog().indicators[finding.indicator].label, finding.indicator)
    mark = f"{BY_HAND[:1].upper()}{BY_HAND[1:]}, le {finding.read:%d/%m/%Y}"
    return text("span", finding.sentence) + text("p", mark, class_="t-explained")


def _list(terms: Sequence[Term], named: bool) -> str:
    return tag("ul", "".join(_term(term, named) for term in terms))


def _source(source: str) -> str:
    return source_link(load_catalog().sources[source].title, source)


def _term(term: Term, named: bool) -> str:
    """« 2 016 km », total, l. 1058: the figure leads to its origin; its source is said where there are several."""
    lines = f"l.{NBSP}{term.locator}" if LINES.fullmatch(term.locator) else ""
    said = ", ".join(part for part in (term.label, lines) if part)
    source = f" {_source(term.source)}" if named else ""
    where = tag("span", text("span", f"{said}," if source else said) + source)
    if not term.id:
        return tag("li", text("q", term.published.strip()) + where, class_="quoted")
    return tag("li", tag("b", figure_link(term.published.strip(), term.id), class_="num") + where)


def show_file(findings: Sequence[Finding], selection: Selection) -> None:
    """The findings as a table and files: a line for each figure of each."""
    catalog = load_catalog()
    names = {kind.id: kind.name for kind in KINDS}
    rows = pd.DataFrame(
        [
            {
                "Contrôle": finding.id,
                "Règle": names[finding.rule],
                "Constat": finding.sentence,
                "Thème": catalog.themes[_theme(finding)].label,
                "Où": finding.where,
                "Année": str(finding.year or ""),
                "Chiffre": term.label,
                "Imprimé": term.published,
                "Valeur": None if finding.read else term.value,
                "Source": " ; ".join(source_texts([term.source])),
                "Lignes ou adresse": term.locator,
                "Écart": finding.gap,
                "Explication": finding.explained,
                "Lu à la main": finding.read.isoformat() if finding.read else "",
            }
            for finding in findings
            for term in finding.terms
        ]
    )
    if len(rows):
        show_table(
            rows,
            lambda raw: raw,
            title="Contrôles",
            unit="",
            selection=selection,
            key="checks-table",
            columns=list(rows),
            filters=f"{format_count(len(findings), 'contradiction')}",
        )


def show_ties(ties: Sequence[Tie]) -> None:
    """Where several figures of one thing and year are published: the one that stands, the others, and why."""
    st.header(f"Plusieurs valeurs publiées ({len(ties)})", anchor=False)
    st.html(
        text(
            "p",
            "Une seule tient lieu de valeur de l’année ; les autres s’ouvrent avec elle. Est préféré, dans cet ordre, "
            f"le chiffre {', puis '.join(CRITERIA.values())}.",
            class_="t-missing",
        )
    )
    if not ties:
        return
    table = store.load_territories(codes=sorted({str(tie.chosen["territory"]) for tie in ties}))
    names = dict(zip(table["code"].astype(str), table["short"].astype(str), strict=True))
    head = "".join(text("th", name, scope="col", class_=column) for name, column in TIES)
    st.html(table_region(head, [_tie(tie, names) for tie in ties], label="Plusieurs valeurs publiées", kind=TABLE))


def _tie(tie: Tie, names: Mapping[str, str]) -> str:
    """A tie as a row of its table: of what, where, when, the figure that stands, the others, what decided."""
    row, catalog = tie.chosen, load_catalog()
    indicator, territory = str(row["indicator"]), str(row["territory"])
    limits = [names.get(territory, territory), str(row["place"]), catalog.scope_label(str(row["scope"]))]
    others = "".join(tag("li", _published(other)) for other in tie.others)
    return tag(
        "tr",
        tag("th", indicator_link(catalog.indicators[indicator].label, indicator), class_="what", scope="row")
        + text("td", f"{' · '.join(filter(None, limits))}, {row['year']}", class_="where")
        + tag("td", tag("ul", tag("li", tag("b", _published(row))) + others), class_="said")
        + text("td", tie.reason, class_="gap"),
    )


def _published(row: Mapping[Hashable, Any]) -> str:
    """A figure as printed, which leads to its origin, and its source."""
    said = figure_link(str(row["published"]).strip(), str(row["id"]))
    return said + text("span", ", ") + _source(str(row["source"]).partition(";")[0])


def show_left_out(selection: Selection) -> None:
    """What the documents print and Terril leaves out, with the reason of each."""
    st.header("Chiffres laissés de côté", anchor=False)
    rows = cached.read_left_out()
    if rows.empty:
        st.caption("Aucun chiffre n’a été laissé de côté.")
        return
    rows = rows.assign(source=[" ; ".join(source_texts([source])) for source in rows["source"]])
    st.html(
        text(
            "p",
            f"{format_count(len(rows), 'chiffre imprimé n’est pas repris', 'chiffres imprimés ne sont pas repris')} : "
            "ce qu’ils comptent ou de qui ne se lit pas avec certitude.",
            class_="t-missing",
        )
    )
    show_rows_left_out(rows, selection, key="left-out", filters="aucun", opened=True)


def _theme(finding: Finding) -> str:
    return finding.theme or load_catalog().theme_of(finding.indicator)


def _sources(finding: Finding) -> list[str]:
    return list(dict.fromkeys(term.source for term in finding.terms))
