"""The source line of a chart: each source once, a link to its page, the others counted."""

from pages.words.sources import MOST, source_links, sources_markup

CALL, CABBALR = "000-call-2021", "001-cabbalr-2022"
FIVE = [CALL, CABBALR, "003-cd62-fit-2024", "sdes-sitadel", "dgcl-dotations"]


def test_each_source_leads_to_its_page_and_is_said_once() -> None:
    links = source_links([CALL, f"{CABBALR};{CALL}"])
    assert links.count(f'href="/source?id={CALL}"') == 1
    assert links.index(CALL) < links.index(CABBALR)


def test_beyond_four_the_others_are_counted_and_lead_to_the_list() -> None:
    line = sources_markup(FIVE)
    assert line.count("/source?id=") == MOST == 4
    assert ' et <a href="/source" target="_self">1\u00a0autre</a>.' in line


def test_four_sources_leave_no_other() -> None:
    assert "autre" not in sources_markup(FIVE[:4])


def test_no_source_is_said_in_words() -> None:
    assert "Source : aucune donnée." in sources_markup([])
