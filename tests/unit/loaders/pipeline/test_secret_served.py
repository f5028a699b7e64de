"""One real figure made confidential, the tables built without it: what readers of every kind get tells nothing."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders import store
from loaders.pipeline.linked import Cell
from loaders.reading.findings import read_contradictions
from loaders.reading.parts import find_parts
from loaders.reading.series import computed_id, load_series
from loaders.tables import Tables
from pages.draw.values import build_values
from pages.files.csv import write_tidy_csv
from pages.server.panel import write_panel
from pages.views.data import cached
from pages.views.maps.changed import compute_changes
from pages.views.ready import list_ready
from tests.proof import drawn
from tests.unit.loaders.pipeline.attacker import find_numbers
from tests.withheld import make_secret, read_whole, serve, withhold

# Tables are built without a figure for each.
pytestmark = drawn(4)
LENS, TERNOIS, WASTE = "246200364", "200069672", "waste.collected"
# The report: 156 402 t in 2021, 12 365 t or 8,58 % more than in 2020 (so 144 037), 642,9 kg a person, 1,8 kg a day.
TOLD = {156_402.0, 144_037.0, 12_365.0, 8.58, 642.9}
Hide = Callable[[str, str, str, str], Tables]


@pytest.fixture
def hide(tmp_path: Path) -> Iterator[Hide]:
    """Make a real figure confidential, and serve the tables that the build makes of that."""
    with ExitStack() as stack:

        def make_and_serve(indicator: str, territory: str, scope: str, period: str) -> Tables:
            safe = make_secret([Cell(indicator, territory, "", scope, period)])
            stack.enter_context(serve(safe, tmp_path))
            return safe

        yield make_and_serve


def find_figure(indicator: str, territory: str, scope: str) -> pd.Series:
    """The figure of 2023 that is served."""
    return store.load_observations([indicator], territories=[territory], years=(2023, 2023), scopes=[scope]).iloc[0]


def test_a_tonnage_takes_along_its_estimate_ratios_changes_and_the_words_that_print_it(hide: Hide) -> None:
    safe = hide(WASTE, LENS, "", "2021")
    own = safe.observations[safe.observations["territory"].astype(str).eq(LENS)]
    for column in ("value", "published", "note"):
        printed = set[float]().union(*(find_numbers(str(said)) for said in own[column]))
        assert not printed & TOLD, column
    assert own[own["indicator"].astype(str).eq("waste.collected_per_inhabitant_day")]["value"].isna().all()
    hidden = own[own["status"].astype(str).eq("confidential")]
    assert set(hidden["published"]) == {""} and set(hidden["warning"].astype(str)) == {""}


def test_no_series_map_change_panel_or_file_tells_it(hide: Hide) -> None:
    safe = hide(WASTE, LENS, "", "2021")
    own = safe.observations[
        safe.observations["territory"].astype(str).eq(LENS) & safe.observations["indicator"].astype(str).eq(WASTE)
    ]
    said = [write_panel(str(figure)) or "" for figure in own["id"]]
    said += [write_panel(computed_id(WASTE, LENS, 2021, "", per_inhabitant=True)) or ""]
    said += [
        gzip.decompress(build_values(WASTE, "", "epci", measure, (), ("D62",))[1]).decode()
        for measure in ("valeur", "habitant")
    ]
    for per_inhabitant in (False, True):
        series = load_series(WASTE, territories=[LENS, "PMA"], per_inhabitant=per_inhabitant)
        of_year = series.frame[series.frame["year"].eq(2021)]
        assert of_year["value"].isna().all() and set(of_year["status"]) <= {"confidential", "missing"}
        assert compute_changes(series, 2020, 2021, [LENS])[LENS].value is None
        said.append(write_tidy_csv(series.frame).decode("utf-8-sig"))
    assert not set[float]().union(*map(find_numbers, said)) & TOLD
    assert not any(abs(n - 642.9) < 1 for text in said for n in find_numbers(text))


def test_a_printed_change_over_a_period_goes_with_its_years(hide: Hide) -> None:
    """« + 6.7 % » of 2020-2021: the file of 2021 alone would tell 2020, and the other way round."""
    safe = hide("employment.plie_people", LENS, "", "2021")
    rows = safe.observations[safe.observations["indicator"].astype(str).eq("employment.plie_people_change")]
    assert rows["value"].isna().all() and set(rows["published"]) == {""}


def test_a_list_of_projects_or_communes_goes_with_any_figure_of_its_year(hide: Hide) -> None:
    """A total of an EPCI next to it would be told by its rows, and the hidden one by those that it lacks."""
    fund, bethune = "fund=fonds_vert", "200072460"
    listed = find_parts(find_figure("subsidies.received_amount", bethune, fund))
    assert listed is not None and len(listed) == 39
    safe = hide("subsidies.received_projects", bethune, fund, "2023")
    assert find_parts(find_figure("subsidies.received_amount", TERNOIS, fund)) is None
    left = safe.parts[safe.parts["source"].eq("dgaln-fonds-vert-2023") & safe.parts["year"].eq(2023)]
    assert left.empty and len(safe.parts) > 1000


def test_the_list_of_grants_goes_with_the_total_that_they_make(hide: Hide) -> None:
    before = store.load_grants()
    schemes = before[before["dispositifAide"].eq("Centres culturels")]
    assert len(schemes) > 1
    year = str(schemes["period"].iloc[0])
    hide("subsidies.granted_amount", LENS, "Centres culturels", year)
    after = cached.read_grants()
    assert not set(after["dispositifAide"]) & {"Centres culturels"}
    assert 0 < len(after) < len(before)
    assert write_panel(str(schemes["id"].iloc[0])) is None


def test_a_confidential_grant_hides_its_list_and_their_total() -> None:
    whole = read_whole()
    one = whole.grants.index[whole.grants["dispositifAide"].eq("Centres culturels")][0]
    grants = whole.grants.copy()
    grants.loc[one, "status"] = "confidential"
    safe = withhold(replace(whole, grants=grants))
    assert not safe.grants["dispositifAide"].eq("Centres culturels").any()
    totals = safe.observations[
        safe.observations["scope"].eq("Centres culturels")
        & safe.observations["indicator"].astype(str).eq("subsidies.granted_amount")
    ]
    assert totals["value"].isna().any()


def test_the_comments_of_a_ready_dossier_go_with_the_figures_that_they_speak_of(hide: Hide) -> None:
    waste, housing = "Les déchets de l’année", "Logement et énergie"
    before = list_ready()
    assert 156_402 in find_numbers(before[waste].decode())
    hide(WASTE, LENS, "", "2021")
    after = list_ready()
    assert not find_numbers(after[waste].decode()) & TOLD
    assert "treize" in after[housing].decode().lower() and after[housing] == before[housing]


def test_a_contradiction_that_was_read_goes_with_the_figure_printed_there(hide: Hide) -> None:
    assert "9 975" in repr(read_contradictions())
    hide("subsidies.beneficiary_people", LENS, "Pass'sport, jeunes sportifs", "2020-2021")
    assert "9 975" not in repr(read_contradictions())


def test_a_figure_left_out_goes_with_those_that_its_reason_cites(hide: Hide) -> None:
    """« 75 marchés sur 167 » is said twenty lines further on."""
    assert cached.read_left_out()["reason"].str.contains("75 marchés sur 167").any()
    hide("governance.contracts", LENS, "Plus de 25 000 € HT", "2021")
    assert not cached.read_left_out()["reason"].str.contains("75 marchés sur 167").any()


def test_tables_without_any_secret_are_the_same() -> None:
    whole = read_whole()
    plain = replace(whole, observations=whole.observations[whole.observations["status"].ne("confidential")])
    assert withhold(plain) is plain
