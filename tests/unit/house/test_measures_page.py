"""The page of the measures: a bench replaces its own part and no other."""

from __future__ import annotations

import pytest

from tests.bench.measures import FILES, NATIONAL, PAGE, PAGES, replace_part

WRITTEN = "# Mesures\n\navant\n\n## A\n\nun\n\n### sous A\n\ndeux\n\n## B\n\ntrois\n"


def test_one_part_is_replaced_up_to_the_next_heading() -> None:
    assert replace_part(WRITTEN, "A", "quatre\n") == "# Mesures\n\navant\n\n## A\n\nquatre\n\n## B\n\ntrois\n"


def test_the_last_part_is_replaced_up_to_the_end() -> None:
    assert replace_part(WRITTEN, "B", "cinq").endswith("deux\n\n## B\n\ncinq\n")


def test_words_of_a_report_are_no_pattern() -> None:
    assert "\\1 \\g<0>" in replace_part(WRITTEN, "B", "\\1 \\g<0>")


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="« C » attendue, 0 trouvées"):
        replace_part(WRITTEN, "C", "")


@pytest.mark.parametrize("title", [PAGES, NATIONAL, FILES])
def test_the_page_has_a_part_for_each_bench(title: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert replace_part(page, title, "essai").count("\n\nessai\n") == 1
