"""What Terril shows is what it showed: a sample of the corpus, or all of it with TERRIL_PROOF=1."""

import pytest

from tests.corpus import keep, opened, reach
from tests.corpus.cases import Case, list_cases, sample_cases
from tests.proof import IS_PROOF


@pytest.mark.parametrize("case", list_cases() if IS_PROOF else sample_cases(), ids=lambda case: case.id)
def test_a_case_shows_what_it_showed(case: Case) -> None:
    said = keep.find_differences(case)
    assert not said, f"{case.id}\n" + "\n".join(said)


def test_every_kind_of_view_has_a_case() -> None:
    known = {case.kind for case in list_cases() if case.group == "views"}
    assert set(reach.list_kinds()) - known == set()
    assert set(reach.list_kinds()) - {case.kind for case in list_cases() if case.group == "files"} == set()


def test_every_page_of_the_menu_has_a_case() -> None:
    known = {case.kind for case in list_cases() if case.group == "pages"}
    assert set(opened.list_menu()) - known == set()


def test_every_theme_is_on_a_page_that_has_a_case() -> None:
    names = {case.name for case in list_cases() if case.group == "pages"}
    themes = [theme for theme, page in reach.list_themes().items() if page == "themes"]
    assert [theme for theme in themes if f"themes-{theme}" not in names] == []


def test_every_expectation_has_a_case() -> None:
    assert keep.list_strays() == []
