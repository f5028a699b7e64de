"""The page of the checks: what rules find or a reading, with its lines; filters in the address; what was left out."""

from html import escape, unescape

import pytest

from loaders.catalog import load_catalog
from loaders.pipeline.build import build_tables
from loaders.reading.findings import read_ties
from loaders.rules.by_hand import read_by_hand
from loaders.rules.contradictions import RULES, find_contradictions
from pages.server.panel import write_panel
from pages.views.data import cached
from tests.app.opening import read_markup, read_page, read_words
from tests.app.test_reference_pages import visit

READINGS = read_by_hand(load_catalog())
FINDINGS = find_contradictions(load_catalog(), build_tables(load_catalog()), READINGS)


def test_the_page_says_how_many_contradictions_there_are() -> None:
    words = read_page(visit("checks"))
    assert f"{len(RULES)}\u00a0règles comparent les chiffres imprimés" in words
    assert f"trouvent {len(FINDINGS) - len(READINGS)}\u00a0contradictions" in words
    assert f"{len(READINGS)}\u00a0autres ont été lues à la main" in words


def test_what_was_read_by_hand_says_so_and_leads_to_the_source_and_the_lines_of_each_place() -> None:
    markup = read_markup(visit("checks"))
    assert markup.count("Lu à la main, le ") == len(READINGS)
    for finding in READINGS:
        (row,) = (row for row in markup.split("<tr>") if escape(finding.sentence) in row)
        for term in finding.terms:
            assert term.locator.startswith("http") or f"l.\u00a0{term.locator}" in row
            assert escape(term.published) in row
            assert f'?id={term.source}"' in row


def test_each_figure_of_a_contradiction_opens_its_origin_and_says_its_lines() -> None:
    markup = read_markup(visit("checks"))
    for finding in FINDINGS:
        for term in finding.terms:
            assert not term.id or f'href="#chiffre-{term.id}"' in markup
    assert "En régie, l.\u00a01058-1060" in markup
    assert "2\u202f076\u00a0km" in markup


def test_the_panel_of_each_figure_and_grant_says_the_contradictions_it_has_a_part_in() -> None:
    silent = [
        (finding.id, term.id)
        for finding in FINDINGS
        for term in finding.terms
        if term.id and finding.sentence not in unescape(write_panel(term.id) or "")
    ]
    assert silent == []


def test_an_explanation_stands_with_its_contradiction() -> None:
    words = read_page(visit("checks"))
    for finding in FINDINGS:
        assert not finding.explained or f"Expliqué\u00a0: {finding.explained}" in words


def test_a_theme_keeps_its_contradictions_only() -> None:
    app = visit("checks")
    app.selectbox(key="theme-controle").set_value("water").run()
    words = read_words(read_markup(app))
    assert "Longueur du réseau d'eau potable" in words
    assert "Agents employés" not in words


def test_those_without_explanation_can_be_kept_apart() -> None:
    app = visit("checks")
    next(group for group in app.get("button_group") if group.key == "explication").set_value("sans")
    assert "Expliqué\u00a0:" not in read_page(app.run())


def test_where_no_contradiction_is_left_a_sentence_says_how_to_go_on() -> None:
    app = visit("checks")
    app.selectbox(key="theme-controle").set_value("water")
    next(group for group in app.get("button_group") if group.key == "explication").set_value("avec")
    (said,) = app.run().info
    assert said.value == "Aucune contradiction pour ce choix : élargissez les filtres."


def test_what_was_left_out_is_said_with_its_reason() -> None:
    words = read_page(visit("checks"))
    assert "Chiffres laissés de côté" in words
    assert cached.read_left_out()["reason"].iloc[0] in words


def test_without_a_list_nothing_is_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = cached.read_left_out().head(0)
    monkeypatch.setattr(cached, "read_left_out", lambda: empty)
    assert "Aucun chiffre n’a été laissé de côté." in read_page(visit("checks"))


def test_the_figures_that_differ_are_listed_with_the_one_that_stands_and_why() -> None:
    page = read_page(visit("checks"))
    ties = read_ties()
    assert f"Plusieurs valeurs publiées ({len(ties)})" in page
    for tie in ties:
        assert tie.reason in page
        assert all(str(row["published"]).strip() in page for row in (tie.chosen, *tie.others))
