"""How a document is come by: its address where it has one, else whom to ask for it and by what right."""

from __future__ import annotations

from loaders.catalog import load_catalog
from pages.words.markup import locate_transcribed
from pages.words.sources import obtain_markup

URL = "https://www.statistiques.developpement-durable.gouv.fr/"


def test_a_document_with_an_address_leads_to_it_and_tells_it_nothing() -> None:
    said = obtain_markup([next(key for key, source in load_catalog().sources.items() if source.url == URL)])
    assert said == f'<p><a href="{URL}" rel="noopener noreferrer" target="_blank">à son adresse</a></p>'


def test_a_document_without_address_says_whom_to_ask_and_by_what_right() -> None:
    said = obtain_markup(["000-call-2021"])
    assert "à demander à Communauté d&#x27;agglomération de Lens-Liévin" in said
    assert 'href="https://www.agglo-lenslievin.fr/"' in said
    assert "art. L311-1" in said


def test_what_terril_computed_is_asked_of_nobody() -> None:
    assert obtain_markup(["terril"]) == ""


def test_two_documents_of_one_publisher_are_asked_for_once() -> None:
    assert obtain_markup(["000-call-2021;002-call-contrat-2019"]).count("à demander") == 1


def test_every_document_says_how_it_is_come_by() -> None:
    sources = {key: entry for key, entry in load_catalog().sources.items() if entry.nature != "computed"}
    assert [key for key in sources if not obtain_markup([key])] == []


def test_lines_are_those_of_a_transcription_and_a_row_of_a_file_is_not() -> None:
    assert "transcription" in locate_transcribed("4159;4173")
    assert "transcription" not in locate_transcribed("2021, 62, 07C 02B")
