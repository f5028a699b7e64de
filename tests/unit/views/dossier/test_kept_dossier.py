"""The dossier that a browser keeps: what comes back, what two tabs make of it, what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages.views.dossier import MOST_SLIDES, Dossier, DossierError, Slide, pack_dossier
from pages.views.dossier.browser import Copy, Given, clear, explain_fault, read_given, read_number, receive, write_word
from pages.views.dossier.editing import Kept, add_slide
from tests.make_view import make_view

WASTE = make_view(kind="trend", indicators=("waste.collected",), territories=("246200364",))
MEETING = Dossier(title="Bureau du 12 mars", slides=(Slide(view=WASTE, title="Déchets"), Slide(view=WASTE)))
OTHER = Dossier(title="Commission eau", slides=(Slide(view=WASTE, title="Eau"),))


def make_dossier(*titles: str) -> Dossier:
    return Dossier(slides=tuple(Slide(view=WASTE, title=title) for title in titles))


def give(dossier: Dossier, *, earlier: Dossier | None = None, base: Dossier | None = None) -> Given:
    """What a browser gives back of a dossier, where its tab and the session last agreed upon `base`."""
    agreed = Copy(write_word(base)).stamp if base is not None else ""
    return Given(dossier, earlier or Dossier(), agreed)


def titles(kept: Kept) -> list[str]:
    return [slide.title for slide in kept.dossier.slides]


def test_what_is_sent_to_a_browser_is_read_again_from_it() -> None:
    copy = Copy(write_word(MEETING), write_word(OTHER))
    given = read_given({"stamp": copy.stamp, "word": copy.word, "earlier": copy.earlier, "base": "."})
    assert given == Given(MEETING, OTHER, ".")


def test_a_dossier_without_anything_in_it_has_no_word_and_a_stamp_of_its_own() -> None:
    assert (write_word(Dossier()), Copy().stamp) == ("", ".")
    assert Copy(write_word(MEETING)).stamp != Copy(write_word(OTHER)).stamp
    assert Copy("", write_word(MEETING)).stamp != Copy(write_word(MEETING)).stamp


def test_a_new_session_takes_what_the_browser_kept_and_says_so() -> None:
    kept, said = receive(Kept(), give(MEETING, earlier=OTHER))
    assert (kept.dossier, kept.earlier, kept.past) == (MEETING, OTHER, ())
    assert said is not None and said.act == "clear"
    assert said.text == (
        "Votre dossier «\u202fBureau du 12 mars\u202f» (2\u00a0vues) est revenu\u202f: ce navigateur le gardait."
    )


def test_the_same_dossier_is_nothing_to_say_and_brings_the_earlier_one() -> None:
    kept, said = receive(Kept().change(MEETING, "ouverture depuis l’adresse"), give(MEETING, earlier=OTHER))
    assert (kept.dossier, kept.earlier, said) == (MEETING, OTHER, None)


def test_what_another_tab_did_comes_here_and_can_be_undone() -> None:
    here = Kept().change(make_dossier("a"), "ajout")
    kept, said = receive(here, give(make_dossier("a", "b"), base=make_dossier("a")))
    assert titles(kept) == ["a", "b"] and titles(kept.undo()) == ["a"]
    assert said is not None and said.act == "undo"
    assert said.text == "Le dossier a changé dans un autre onglet\u202f: 2\u00a0vues maintenant."


def test_a_dossier_cleared_in_another_tab_is_cleared_here() -> None:
    kept, _ = receive(Kept().change(MEETING, ""), give(Dossier(), base=MEETING))
    assert kept.dossier == Dossier() and kept.undo().dossier == MEETING


def test_views_added_in_two_tabs_at_once_are_all_kept() -> None:
    here = Kept().change(make_dossier("a"), "ajout").change(make_dossier("a", "ici"), "ajout")
    kept, said = receive(here, give(make_dossier("a", "ailleurs"), base=make_dossier("a")))
    assert titles(kept) == ["a", "ailleurs", "ici"]
    assert said is not None and "3\u00a0vues" in said.text


def test_a_view_added_before_the_browser_has_answered_comes_after_those_it_kept() -> None:
    here = Kept()
    kept, _ = receive(here.change(add_slide(here.dossier, WASTE), "ajout d’une vue"), give(make_dossier("a", "b")))
    assert titles(kept) == ["a", "b", ""]


def test_of_two_changes_at_once_the_last_wins_and_the_other_stays_within_reach() -> None:
    here = Kept().change(make_dossier("a", "b"), "").change(make_dossier("b", "a"), "déplacement")
    kept, said = receive(here, give(make_dossier("a"), base=make_dossier("a", "b")))
    assert titles(kept) == ["b", "a"]
    assert said is not None and (said.act, said.is_lasting) == ("back", True)
    assert titles(kept.take_back()) == ["a"] and titles(kept.take_back().take_back()) == ["b", "a"]


def test_a_dossier_from_an_address_keeps_the_browsers_own_within_reach() -> None:
    kept, said = receive(Kept().take(OTHER, "ouverture depuis l’adresse"), give(MEETING))
    assert (kept.dossier, kept.earlier) == (OTHER, MEETING)
    assert said is not None and "«\u202fBureau du 12 mars\u202f» (2\u00a0vues)" in said.text


def test_a_full_dossier_is_not_joined_with_more() -> None:
    full = make_dossier(*"a" * MOST_SLIDES)
    kept, _ = receive(Kept().change(make_dossier("ici"), "ajout"), give(full))
    assert (titles(kept), kept.earlier) == (["ici"], full)


def test_a_base_that_the_session_has_never_known_loses_nothing() -> None:
    kept, _ = receive(Kept().change(MEETING, ""), replace(give(OTHER), base="0123456789abcdef."))
    assert (kept.dossier, kept.earlier) == (MEETING, OTHER)


def test_a_cleared_dossier_is_nowhere_but_in_the_undoing_of_this_session() -> None:
    kept, said = clear(Kept().change(OTHER, "").take(MEETING, ""))
    assert (kept.dossier, kept.has_earlier, said.act) == (Dossier(), False, "undo")
    assert kept.undo().dossier == MEETING


def test_another_dossier_leaves_the_one_before_within_reach() -> None:
    kept = Kept().take(MEETING, "").take(OTHER, "")
    assert (kept.dossier, kept.earlier, kept.has_earlier) == (OTHER, MEETING, True)
    assert Kept().take(MEETING, "").has_earlier is False


@pytest.mark.parametrize("word", ["<img src=x onerror=alert(1)>", "é" * 50, pack_dossier(MEETING)[:-9], "eJwDAAAAAAE"])
def test_what_is_no_dossier_is_refused_in_words(word: str) -> None:
    with pytest.raises(DossierError) as found:
        read_given({"stamp": "x.", "word": word, "earlier": "", "base": ""})
    said = explain_fault(found.value)
    assert said.text.startswith("Le dossier gardé dans ce navigateur n’a pas pu être rouvert\u202f: ")
    assert said.is_lasting


@pytest.mark.parametrize("given", [None, "texte", 3, ["word"], {"stamp": "x"}, {"word": 5}, {"word": "x" * 3_000_000}])
def test_anything_else_is_refused_too(given: object) -> None:
    with pytest.raises(DossierError, match="il n’est plus entier"):
        read_given(given)


def test_a_number_is_one_whatever_is_given() -> None:
    assert [read_number(one) for one in ({"number": 7}, {"number": "7"}, {}, None)] == [7, 0, 0, 0]


def test_a_spoiled_earlier_dossier_does_not_spoil_the_dossier() -> None:
    given = read_given({"stamp": "x.y", "word": write_word(MEETING), "earlier": "????", "base": ""})
    assert (given.dossier, given.earlier) == (MEETING, Dossier())
