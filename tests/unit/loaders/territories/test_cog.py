"""Commune codes from year to year, against Insee's counts and real mergers, splits and changes of code."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.__main__ import main
from loaders.csv_files import format_csv
from loaders.sources import movements
from loaders.tabular.faults import SourceFormatError
from loaders.territories.cog import MOVEMENTS, Cog, Move, Share, make_cog, read_cog
from tests.samples import SAMPLES

FILE = SAMPLES / "insee" / "v_mvtcommune_2024.csv"
HEADER = "MOD,DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP\n"


@pytest.fixture(scope="module")
def cog() -> Cog:
    """The communes of 2025, as on the maps."""
    return read_cog(2025)


@pytest.mark.skipif(not FILE.exists(), reason="Le fichier de l'Insee n'est pas à côté du dépôt : rien à comparer.")
def test_rereading_insee_s_file_gives_the_committed_movements() -> None:
    assert format_csv(movements.read(FILE)) == MOVEMENTS.read_bytes()


def test_only_whole_communes_since_2010_are_kept(tmp_path: Path) -> None:
    lines = ["32,2019-01-01,COM,62210,Canteleux,COM,62154,Bonnières", "32,2019-01-01,COM,62210,Canteleux,COMD,62210,C"]
    lines += ["32,2009-01-01,COM,62001,A,COM,62002,B", "34,2016-01-01,COM,08319,N,COM,08319,N"]
    path = tmp_path / "v_mvtcommune_2024.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    assert movements.read(path).to_dict("records") == [
        {
            "date": "2019-01-01",
            "kind": "merged",
            "before": "62210",
            "after": "62154",
            "name_before": "Canteleux",
            "name_after": "Bonnières",
        }
    ]


def test_a_movement_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v_mvtcommune_2030.csv"
    path.write_text(HEADER + "99,2029-01-01,COM,62210,Canteleux,COM,62154,Bonnières\n", encoding="utf-8")
    with pytest.raises(
        SourceFormatError, match="ligne 2, colonne « MOD » : « 99 » n’est pas un type de mouvement connu"
    ):
        movements.read(path)


def test_the_import_command_says_what_is_wrong_with_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["import", "movements", str(path)]) == 1
    assert "colonnes attendues MOD" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("year", "communes"), [(2013, 36_681), (2016, 35_885), (2020, 34_968), (2024, 34_935), (2025, 34_875)]
)
def test_the_communes_of_a_year_are_as_many_as_insee_counts(cog: Cog, year: int, communes: int) -> None:
    assert sum(cog.existed(code, year) for code in {*cog.moves, *cog.populations}) == communes


@pytest.mark.parametrize(
    ("code", "year", "today"),
    [
        ("62210", 2018, "62154"),
        ("62294", 2016, "62295"),
        ("62431", 2016, "62471"),
        ("62461", 2024, "62447"),
        ("62498", 2010, "62498"),
        ("14513", 2017, "50592"),  # changed département and merged on the same day
        ("02344", 2015, "51171"),  # changed département one day, merged the next
        ("27676", 2021, "27676"),  # Les Trois Lacs: seat moved to 27058, then back
        ("12076", 2024, "12218"),
        ("14666", 2016, "14666"),  # merged in 2017, restored in 2019
        ("85030", 2015, "85084"),  # merged with two that were restored, and stayed
        ("60455", 2018, "60694"),  # merged into 60054, which went on as 60694
    ],
)
def test_a_code_leads_to_that_of_the_contours(cog: Cog, code: str, year: int, today: str) -> None:
    assert cog.trace(code, year).shares == (Share(today),)


def test_the_note_says_what_happened_and_when(cog: Cog) -> None:
    assert cog.trace("62210", 2018).note == "62210 réunie dans 62154 (Bonnières) le 01/01/2019"
    assert cog.trace("04045", 2023).note == "Céreste renommée Céreste-en-Luberon le 01/01/2024"
    assert cog.trace("62498", 2010).note == ""


def test_a_split_is_shared_out_by_population_and_is_an_estimate(cog: Cog) -> None:
    route = cog.trace("85084", 2020)
    parts = {"85084": 6471, "85165": 1201, "85212": 1259}
    assert dict(route.shares) == pytest.approx({c: n / 8931 for c, n in parts.items()})
    assert route.is_estimated
    assert route.note.endswith("entre 85084, 85165, 85212, au prorata des populations")


def test_a_code_used_after_its_merger_is_taken_as_of_its_last_day(cog: Cog) -> None:
    assert cog.trace("62294", 2017).shares == (Share("62295"),)


def test_what_cannot_be_traced_says_why(cog: Cog) -> None:
    assert cog.trace("99999", 2015).reason == "99999 n'est pas un code de commune depuis 2010"
    assert cog.trace("62498", 2009).reason == "passage connu de 2010 à 2025, 2009 demandée"
    assert cog.trace("52427", 2010).reason == "population des communes issues du partage inconnue"


def test_a_vintage_without_contours_is_refused() -> None:
    with pytest.raises(ValueError, match="millésimes des contours : 2024, 2025"):
        read_cog(2019)


@pytest.mark.parametrize("vintage", [2024, 2025])
@pytest.mark.parametrize("year", [2010, 2014, 2017, 2020, 2024])
def test_every_commune_of_france_arrives_whole(vintage: int, year: int) -> None:
    cog = read_cog(vintage)
    lost = []
    for code in cog.moves:
        route = cog.trace(code, year)
        if not route.shares:
            lost.append(code)
            continue
        assert abs(sum(part.share for part in route.shares) - 1) < 1e-9
        assert all(part.code in cog.populations for part in route.shares)
    assert set(lost) <= {"52427"}


@st.composite
def draw_mergers(draw: st.DrawFn) -> tuple[Cog, list[str]]:
    """Ten communes of 2010 that merge with one another at random until 2024."""
    alive = [f"0100{n}" for n in range(10)]
    start, moves = list(alive), []
    for year in sorted(draw(st.lists(st.integers(2011, 2024), max_size=8, unique=True))):
        if len(alive) < 2:
            break
        whole, part = draw(st.permutations(alive))[:2]
        moves += [Move(f"{year}-01-01", "merged", code, whole, code, whole) for code in (whole, part)]
        alive.remove(part)
    return make_cog(draw(st.permutations(moves)), dict.fromkeys(alive, 100), 2024), start


@given(draw_mergers(), st.integers(2010, 2024))
def test_mergers_lead_each_code_to_one_that_holds_it(mergers: tuple[Cog, list[str]], year: int) -> None:
    cog, start = mergers
    for code in start:
        (part,) = cog.trace(code, year).shares
        assert part.share == 1
        assert part.code in cog.populations
        assert code == part.code or code in cog.sources[part.code]


@given(draw_mergers())
def test_a_passage_in_two_steps_is_that_in_one(mergers: tuple[Cog, list[str]]) -> None:
    cog, start = mergers
    for code in start:
        (arrived,) = cog.trace(code, 2010).shares
        assert cog.trace(arrived.code, 2017).shares == (arrived,)
        assert cog.trace(code, 2024).shares == (arrived,)
