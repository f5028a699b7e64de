"""Who is in a composed territory: codes, names, former communes, twice, inside another, unknown, too many."""

import pytest

from loaders.reading.composed.resolving import find_row, name_members, resolve, split_written
from loaders.reading.surroundings import read_territories

LENS, HENIN, ARRAS = "246200364", "246200299", "200033579"


def test_codes_pasted_in_any_way_are_split() -> None:
    pasted = "62498 62427\n246 200 364;Lens-Liévin,\tArras (CU) · 200033579\n\n"
    assert split_written(pasted) == ["62498", "62427", "246200364", "Lens-Liévin", "200033579"]


def test_two_epcis_by_name_are_their_codes() -> None:
    found = resolve(["Hénin-Carvin", "Lens-Liévin"])
    assert (found.code, found.notes, found.faults) == (f"compose.{HENIN}.{LENS}", (), ())


def test_a_commune_twice_counts_once_and_is_said() -> None:
    found = resolve(["62498", "62427", "62498"])
    assert found.members == ("62427", "62498")
    assert found.notes == ("Cité plusieurs fois, compté une fois : Lens (62498).",)


def test_a_commune_of_an_epci_named_too_counts_once_and_is_said() -> None:
    found = resolve(["62498", LENS, HENIN])
    assert found.members == (HENIN, LENS)
    assert found.notes == ("Dans Lens-Liévin, qui les compte déjà : Lens (62498).",)


def test_a_former_commune_is_the_one_that_holds_it_today() -> None:
    found = resolve(["62807", "62498"])
    assert found.members == ("62498", "62757")
    assert found.notes == ("Tatinghem (62807) n’existe plus : Saint-Martin-lez-Tatinghem (62757) en tient lieu.",)


def test_a_commune_that_merged_elsewhere_is_followed_by_the_official_passage() -> None:
    found = resolve(["28042", "62498"])
    assert found.members == ("28015", "62498")
    assert found.notes[0].startswith(
        "Bleury (28042) n’est plus une commune : Auneau-Bleury-Saint-Symphorien (28015) aujourd’hui. 28042 réunie dans"
    )


def test_a_code_that_does_not_exist_is_named_and_nothing_is_composed() -> None:
    found = resolve(["99999", "62498", "Atlantide"])
    assert found.code == ""
    assert found.faults == (
        "Aucun territoire de ce code ou de ce nom : « 99999 », « Atlantide ». Un code de commune a 5 signes, "
        "le SIREN d’un EPCI 9 chiffres ; corrigez ou retirez.",
    )


def test_nothing_is_a_sentence() -> None:
    assert resolve([]).faults[0].startswith("Aucun membre : collez des codes")


def test_one_alone_is_a_sentence() -> None:
    assert resolve(["62498"]).faults == (
        "Un seul territoire n’en compose pas un autre : ajoutez une commune ou un EPCI à Lens.",
    )


def test_a_département_is_no_member() -> None:
    assert resolve(["D62", "62498"]).faults == (
        "Pas-de-Calais (D62) n’est ni une commune ni un EPCI : donnez les communes ou les EPCI qui le composent.",
    )


def test_a_grouping_is_its_members() -> None:
    assert resolve(["PMA"]).members == ("200072460", HENIN, LENS)


def test_all_the_communes_of_france_are_refused_with_what_to_do() -> None:
    table = read_territories()
    found = resolve([*table.index[table["level"].eq("commune") & table["successor"].eq("")]])
    assert found.faults[0].startswith("34875 membres ne tiennent pas dans une adresse")


def test_the_communes_of_the_département_are_too_many_for_an_address() -> None:
    table = read_territories()
    communes = table.index[table["level"].eq("commune") & table["departements"].eq("D62")]
    assert "Prenez les EPCI" in resolve([*communes][:400]).faults[0]


def test_the_row_of_a_composed_territory_adds_what_its_members_have() -> None:
    row = find_row(f"compose.{HENIN}.{LENS}")
    assert row is not None
    # Of the contours: Hénin-Carvin 125 835, Lens-Liévin 241 934.
    assert (row["population"], row["level"], row["departements"]) == (367_769, "grouping", "D62")
    assert (row["name"], row["members"]) == ("Lens-Liévin et Hénin-Carvin", f"{HENIN};{LENS}")


def test_a_name_of_the_readers_own_stands_for_the_members() -> None:
    row = find_row(f"compose.{HENIN}.{LENS}.Gohelle")
    assert row is not None
    assert row["short"] == "Gohelle"


def test_many_members_are_named_by_the_largest_and_counted() -> None:
    assert name_members(["62498", "62427", "62510", "62065"]) == "Lens et 3 autres communes"
    assert name_members([HENIN, LENS, ARRAS, "62193"]) == "Lens-Liévin et 3 autres communes et EPCI"


@pytest.mark.parametrize("code", ["compose.99999.62498", "compose.62498", "99999", "compose.x"])
def test_a_code_of_nobody_has_no_row(code: str) -> None:
    assert find_row(code) is None


def test_a_whole_name_is_of_one_and_a_short_one_is_told_apart() -> None:
    assert resolve(["CU d’Arras", LENS]).notes == ()
    assert resolve(["Arras", LENS]).notes == (
        "« Arras » est lu CU d'Arras (200033579) ; aussi de ce nom : Arras (62041).",
    )


def test_two_names_that_a_reader_joins_are_two_members() -> None:
    found = resolve(["Lens-Liévin et Hénin-Carvin"])
    assert (found.code, found.notes, found.faults) == (f"compose.{HENIN}.{LENS}", (), ())
    assert (
        resolve(["Lens-Liévin et Atlantide"])
        .faults[0]
        .startswith("Aucun territoire de ce code ou de ce nom : « Lens-Liévin et Atlantide ».")
    )


@pytest.mark.parametrize("name", ["France", "toute la France", "La France entière"])
def test_all_of_france_by_name_is_a_sentence_with_its_page(name: str) -> None:
    assert resolve([name, LENS]).faults == (
        "La France entière ne se compose pas : toutes ses communes sont sur la page « France ».",
    )
