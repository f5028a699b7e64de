"""Words measured are as wide as their font says, wrapped within their room and shortened at no cost of their ends."""

import pytest

from pages.views.layout.metrics import line_height, measure_text, shorten_text, wrap_text

BETHUNE = "Communauté d’agglomération de Béthune-Bruay, Artois Lys Romane"
# The advances of Arial, in parts of an em of 2048.
PLAIN = {"L": 1139, "e": 1139, "n": 1139, "s": 1024, "-": 682, "i": 455, "é": 1139, "v": 1024, "\u00a0": 569, "t": 569}
BOLD = {"L": 1251, "e": 1139, "n": 1251, "s": 1139, "-": 682, "i": 569, "é": 1139, "v": 1139, "\u00a0": 569, "t": 682}


@pytest.mark.parametrize("text", ["Lens-Liévin", "nt", "t\u00a0t", "éiv"])
@pytest.mark.parametrize(("is_bold", "widths"), [(False, PLAIN), (True, BOLD)])
def test_a_text_is_as_wide_as_its_letters_in_arial(text: str, is_bold: bool, widths: dict[str, int]) -> None:
    wide = sum(widths[letter] for letter in text) / 2048 * 10 / 72
    assert measure_text(text, 10, is_bold=is_bold) == pytest.approx(wide, rel=1e-3)


def test_four_figures_of_nine_points_are_four_times_1139_parts_of_an_em_of_2048() -> None:
    assert measure_text("2020", 9) == pytest.approx(4 * 1139 / 2048 * 9 / 72)


def test_a_line_is_a_little_higher_than_its_letters() -> None:
    assert line_height(10) == pytest.approx(12.8 / 72)


def test_text_is_wrapped_within_its_width_and_loses_nothing() -> None:
    lines = wrap_text(BETHUNE, 10, 1.6)
    assert all(measure_text(line, 10) <= 1.6 for line in lines)
    assert " ".join(lines) == BETHUNE


def test_a_word_longer_than_a_line_is_cut_and_loses_nothing() -> None:
    lines = wrap_text("a " + "m" * 40, 10, 1.0)
    assert all(measure_text(line, 10) <= 1.0 for line in lines)
    assert "".join(lines) == "a" + "m" * 40


def test_a_name_without_room_keeps_both_its_ends() -> None:
    said = shorten_text(BETHUNE, 10, 2.0)
    head, _, tail = said.partition("…")
    assert measure_text(said, 10) <= 2.0
    assert BETHUNE.startswith(head) and BETHUNE.endswith(tail) and min(len(head), len(tail)) > 5


def test_a_name_with_room_is_written_whole() -> None:
    assert shorten_text("Lens-Liévin", 10, 2.0) == "Lens-Liévin"
