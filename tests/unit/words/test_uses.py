"""What an indicator may be used for, in words."""

import pytest

from pages.words.uses import FACT, describe_uses, explain_asked, explain_refusal

SAID = "« Stagiaires école accueillis » est propre à chaque territoire : ses valeurs ne se comparent pas."


@pytest.mark.parametrize("use", ["compare", "rank", "map"])
def test_a_fact_says_that_its_values_do_not_compare(use) -> None:
    assert explain_refusal("staff.interns", use) == SAID


def test_what_compares_and_is_not_mapped_says_so() -> None:
    assert explain_refusal("staff.headcount", "compare") == ""
    assert explain_refusal("staff.headcount", "map").startswith("« Agents employés » se compare, mais ne se porte pas")


@pytest.mark.parametrize(
    "asked",
    [
        "staff.interns",
        "staff.interns@stream=glass",
        "Stagiaires école accueillis",
        "Stagiaires école accueillis (Verre)",
    ],
)
def test_an_address_names_an_indicator_by_its_id_or_its_label(asked: str) -> None:
    assert explain_asked(asked, "map") == SAID


def test_nothing_is_said_of_what_nobody_knows_nor_of_what_may_be() -> None:
    assert explain_asked("Stagiaires", "map") == ""
    assert explain_asked("housing.authorised", "map") == ""


def test_uses_in_words() -> None:
    assert describe_uses("staff.interns") == FACT
    assert describe_uses("waste.collected_per_inhabitant") == (
        "se compare d’un territoire à l’autre, se classe, se porte sur une carte"
    )
