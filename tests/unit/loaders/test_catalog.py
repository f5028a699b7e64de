"""The catalogue: every fault is refused with its file, its entry, what was expected and what was found."""

import dataclasses
from pathlib import Path
from typing import get_args

import pytest

from loaders.catalog import Use, load_catalog, parse_scope
from loaders.reading.search import split_words
from loaders.yaml_files import CatalogError, read_yaml
from tests.synthetic import CATALOG, read_catalog

INDICATORS = CATALOG["indicators/waste.yaml"]
# Words, without their plural, that say nothing of what an indicator is.
IDLE = (
    "a année annuelle au aux ce cette d dans de des du en ensemble est et l la le nombre ou par pour que qui sur un une"
)
EMPTY = frozenset(word.rstrip("s") for word in split_words(IDLE))
SOURCE = CATALOG["sources.yaml"]


def refusal(folder: Path, **changes: str) -> str:
    """What the catalogue says when it refuses a change."""
    with pytest.raises(CatalogError) as caught:
        read_catalog(folder, **changes)
    return str(caught.value)


def test_a_whole_catalogue_is_read(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path)
    assert catalog.indicators["waste.collected"].short == "Collecte"
    assert catalog.unit_of("waste.collected").symbol == "t"
    assert catalog.theme_of("waste.collected") == "waste"
    assert catalog.territories["AB"].members == ("62498", "62041")


@pytest.mark.parametrize(
    ("file", "right", "wrong", "entry", "key"),
    [
        ("units", "label: tonnes", "labell: tonnes", "t", "labell"),
        ("sources", "licence", "license", "report", "license"),
        ("themes", "description", "desciption", "waste", "desciption"),
        ("indicators__waste", "polarity: down", "polarty: down", "waste.collected", "polarty"),
        ("territories", "members", "member", "AB", "member"),
    ],
)
def test_a_misspelt_key_is_refused(file: str, right: str, wrong: str, entry: str, key: str, tmp_path: Path) -> None:
    text = CATALOG[file.replace("__", "/") + ".yaml"]
    said = refusal(tmp_path, **{file: text.replace(right, wrong, 1)})
    assert f"{file.rpartition('__')[2]}.yaml, {entry}.{key} : ce champ n’existe pas ; ceux qui existent : " in said


@pytest.mark.parametrize("key", ["publisher", "date", "licence"])
def test_a_source_needs_its_publisher_its_date_and_its_licence(key: str, tmp_path: Path) -> None:
    without = {
        "publisher": SOURCE.replace("publisher: Éditeur synthétique, ", ""),
        "date": SOURCE.replace("date: 2021, ", ""),
        "licence": SOURCE.replace(", licence: Ouverte", ""),
    }
    assert f"sources.yaml, report.{key} : ce champ est attendu et n’y est pas." in refusal(
        tmp_path, sources=without[key]
    )


def test_an_empty_licence_is_no_licence(tmp_path: Path) -> None:
    said = refusal(tmp_path, sources=SOURCE.replace("Ouverte", "''"))
    assert "sources.yaml, report.licence" in said
    assert "attendu, un texte ; trouvé, ''." in said


def test_an_unknown_kind_is_refused_with_what_was_found(tmp_path: Path) -> None:
    said = refusal(tmp_path, indicators__waste=INDICATORS.replace("kind: flow", "kind: river"))
    assert "waste.yaml, waste.collected.kind" in said
    assert said.endswith("; trouvé, 'river'.")


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [("decimals: 9", "3 au plus ; trouvé, 9."), ("decimals: -1", "0 au moins ; trouvé, -1.")],
)
def test_a_number_out_of_its_bounds_is_told_with_them(wrong: str, expected: str, tmp_path: Path) -> None:
    said = refusal(tmp_path, indicators__waste=INDICATORS.replace("decimals: 0", wrong))
    assert f"decimals : attendu, {expected}" in said


def test_all_faults_of_a_file_are_said_at_once(tmp_path: Path) -> None:
    wrong = INDICATORS.replace("kind: flow", "kind: river").replace("decimals: 1", "decimals: 9")
    assert len(refusal(tmp_path, indicators__waste=wrong).splitlines()) == 2


@pytest.mark.parametrize(
    ("right", "wrong", "entry", "found"),
    [
        ("unit: t,", "unit: tons,", "waste.collected", "l'unité « tons »"),
        ("[rounded]", "[roundd]", "waste.collected", "l'avertissement « roundd »"),
        ("warnings: [rounded]", "components: [waste.glas]", "waste.collected", "l'indicateur « waste.glas »"),
        ("warnings: [rounded]", "per_inhabitant: waste.ratio", "waste.collected", "l'indicateur « waste.ratio »"),
        ("waste.balance:", "wast.balance:", "wast.balance", "le thème « wast »"),
    ],
)
def test_an_unknown_reference_is_refused_with_file_and_entry(
    right: str, wrong: str, entry: str, found: str, tmp_path: Path
) -> None:
    said = refusal(tmp_path, indicators__waste=INDICATORS.replace(right, wrong))
    assert f"{entry} : {found} n'existe pas dans le catalogue" in said
    assert "waste.yaml" in said


def test_a_headline_of_an_unknown_indicator_is_refused_with_its_theme(tmp_path: Path) -> None:
    themes = CATALOG["themes.yaml"].replace("}", ", headlines: [waste.colected]}")
    said = refusal(tmp_path, themes=themes)
    assert "thème waste : l'indicateur « waste.colected » n'existe pas" in said
    assert "themes.yaml" in said


def test_a_headline_restricted_to_an_unknown_member_is_refused(tmp_path: Path) -> None:
    themes = CATALOG["themes.yaml"].replace("}", ", headlines: ['waste.collected@stream=glas']}")
    assert "glas" in refusal(tmp_path, themes=themes)


def test_a_denominator_needs_a_numerator(tmp_path: Path) -> None:
    wrong = INDICATORS.replace("decimals: 1", "decimals: 1, denominator: waste.collected")
    assert "déclare aussi numerator" in refusal(tmp_path, indicators__waste=wrong)


@pytest.mark.parametrize("use", ["rank", "map"])
def test_what_does_not_compare_is_neither_ranked_nor_mapped(use: str, tmp_path: Path) -> None:
    wrong = INDICATORS.replace("uses: [compare, rank, map, sum]", f"uses: [{use}]")
    said = refusal(tmp_path, indicators__waste=wrong)
    assert said.startswith("waste.yaml, indicateur waste.collected : ")
    assert "se compare aussi (compare)" in said


def test_a_unit_that_does_not_add_up_is_not_summed(tmp_path: Path) -> None:
    wrong = INDICATORS.replace("uses: [compare],", "uses: [compare, sum],")
    said = refusal(tmp_path, indicators__waste=wrong)
    assert "indicateur waste.balance : l'unité « kg » ne s'additionne pas" in said


def test_an_indicator_says_what_may_be_done_with_it(tmp_path: Path) -> None:
    wrong = INDICATORS.replace("uses: [compare], ", "")
    assert "waste.yaml, waste.balance.uses : ce champ est attendu et n’y est pas." in refusal(
        tmp_path, indicators__waste=wrong
    )


def test_a_fact_is_one_that_nothing_may_be_done_with(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path, indicators__waste=INDICATORS.replace("uses: [compare]", "uses: []"))
    assert not any(catalog.may("waste.balance", use) for use in get_args(Use))
    assert all(catalog.may("waste.collected", use) for use in get_args(Use))


@pytest.mark.parametrize("kind", ["ratio", "event", "feature"])
def test_what_is_no_quantity_is_not_divided_by_the_population(kind: str, tmp_path: Path) -> None:
    as_it_is = read_catalog(tmp_path / "flow")
    other = read_catalog(tmp_path / kind, indicators__waste=INDICATORS.replace("kind: flow", f"kind: {kind}"))
    assert as_it_is.may_per_inhabitant("waste.collected") and not other.may_per_inhabitant("waste.collected")


def test_a_unit_that_means_nothing_per_inhabitant_is_not_divided(tmp_path: Path) -> None:
    units = CATALOG["units.yaml"].replace(", per_inhabitant: true", "")
    catalog = read_catalog(tmp_path, units=units)
    assert catalog.may_divide("waste.collected") and not catalog.may_per_inhabitant("waste.collected")


@pytest.mark.parametrize(
    "unit", ["axes", "meetings", "days", "months", "years", "events", "sessions", "topics", "times"]
)
def test_no_axis_meeting_duration_or_event_goes_per_inhabitant(unit: str) -> None:
    assert not load_catalog().units[unit].per_inhabitant


def test_a_duration_is_a_feature_and_not_a_ratio_nor_a_stock() -> None:
    catalog = load_catalog()
    durations = [i for i in catalog.indicators.values() if i.label.startswith(("Durée d", "Délai de r", "Préavis d"))]
    assert len(durations) > 9
    assert {i.kind for i in durations} == {"feature"}


@pytest.mark.parametrize("key", load_catalog().indicators)
def test_a_definition_says_what_its_label_does_not(key: str) -> None:
    entry = load_catalog().indicators[key]
    said, label = ({word.rstrip("s") for word in split_words(text)} for text in (entry.definition, entry.label))
    assert len(said - label - EMPTY) > 1, entry.definition


def test_a_key_written_twice_is_refused_with_file_line_and_key(tmp_path: Path) -> None:
    said = refusal(tmp_path, units=CATALOG["units.yaml"] + "t: {symbol: t, label: tonnes bis}\n")
    assert said == "units.yaml : ligne 3 : « t » est défini deux fois."


def test_a_key_written_twice_inside_an_entry_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, units="t:\n  symbol: t\n  label: tonnes\n  symbol: kg\n")
    assert said == "units.yaml : ligne 4 : « symbol » est défini deux fois."


def test_an_indicator_in_two_files_is_refused_with_the_second(tmp_path: Path) -> None:
    said = refusal(tmp_path, indicators__zz=INDICATORS)
    assert said == "zz.yaml : l'indicateur « waste.collected » est défini deux fois."


def test_yaml_that_cannot_be_read_names_its_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, units="t: [").startswith("units.yaml : ")


def test_a_list_where_a_mapping_is_expected_says_both(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("- t\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"units\.yaml : un dictionnaire est attendu, list trouvé"):
        read_yaml(tmp_path / "units.yaml")


def test_a_wrong_deployment_names_its_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, deployment="departements: []\nhome: AB\n").startswith("deployment.yaml, departements : ")


def test_an_entry_once_read_does_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_catalog(tmp_path).units["t"].symbol = "kg"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("scope", "parts"),
    [
        ("", {}),
        ("Parc minier", {}),
        ("stream=glass", {"stream": "glass"}),
        ("stream=glass;destination=landfill", {"stream": "glass", "destination": "landfill"}),
    ],
)
def test_a_scope_is_parsed(scope: str, parts: dict[str, str]) -> None:
    assert parse_scope(scope) == parts


def test_a_scope_in_words() -> None:
    catalog = load_catalog()
    assert catalog.scope_label("stream=glass;destination=recycling") == "Verre, valorisation matière"
    assert catalog.scope_label("fund=detr") == "DETR"
    assert catalog.scope_label("Parc minier") == "Parc minier"


def test_every_source_of_the_real_catalogue_says_who_when_and_under_which_licence() -> None:
    for key, source in load_catalog().sources.items():
        for field in ("publisher", "licence", "title"):
            assert getattr(source, field).strip(), f"{key} : {field}"
        assert source.date, f"{key} : date"


def test_the_catalogue_is_one_value(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path)
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalog.units = {}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("synonyms", "sentence"),
    [
        ("indicators: {waste.colected: [ordures]}", "l'indicateur « waste.colected » n'existe pas dans le catalogue."),
        (
            "indicators: {waste.collected@strem=glass: [verre]}",
            "la dimension « strem » n'existe pas dans le catalogue.",
        ),
        ("indicators: {waste.collected: []}", "attendu, 1 valeur au moins ; trouvé, []"),
        ("territories: {AB: [Lens], XY: [LENS]}", "« LENS » nomme deux territoires, AB et XY."),
        ("ignored: [on]", "ignored.0"),
        ("trends: [évolution]", "trends : ce champ n’existe pas"),
    ],
)
def test_a_fault_of_the_synonyms_is_refused(synonyms: str, sentence: str, tmp_path: Path) -> None:
    said = refusal(tmp_path, synonyms=synonyms)
    assert "synonyms.yaml" in said and sentence in said


def test_a_place_whose_codes_are_out_of_order_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, other_places="x: {label: X, codes: ['75120', '75101'], reason: Non}")
    assert "other_places.yaml, x" in said and "le premier code (75120) vient après le dernier (75101)" in said
