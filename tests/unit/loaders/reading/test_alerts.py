"""Alerts of a territory: real ones of the regional waste target, synthetic ones for the rest, and none."""

import datetime as dt
import re
from html import unescape

import pandas as pd
import pytest

from loaders.catalog import load_catalog
from loaders.reading import alerts
from loaders.reading.aims import find_aim, load_aim
from loaders.reading.alerts import find_overdue, list_notices, read_calendar
from pages.draw.markup.alerts import NONE, alerts_markup, write_notice
from tests.app.opening import read_words
from tests.synthetic import make_observations

TODAY = dt.date(2026, 11, 21)
REGION, PAS_DE_CALAIS, LENS = "R32", "D62", "246200364"


def say(notices: tuple[alerts.Notice, ...]) -> list[str]:
    """The sentences, spaces made plain."""
    words = (unescape(re.sub(r"<[^>]+>", "", write_notice(n))) for n in notices)
    return [w.replace("\u202f", " ").replace("\u00a0", " ") for w in words]


def read_synthetic(monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, object]]) -> None:
    """Let alerts read these observations and no other."""
    every = make_observations(rows)

    def load(
        indicators: list[str] | None,
        *,
        territories: list[str] | None = None,
        levels: object = None,
        scopes: object = None,
    ) -> pd.DataFrame:
        kept = every["territory"].isin(territories) if territories is not None else every["territory"].notna()
        return every[kept & (every["indicator"].isin(indicators) if indicators is not None else True)]

    monkeypatch.setattr(alerts.store, "load_observations", load)
    monkeypatch.setattr(alerts, "_list_of_paths", lambda _: iter(()))


def test_the_path_of_the_region_goes_from_620_to_558_to_527() -> None:
    aim = load_aim("waste.collected_per_inhabitant")
    assert aim is not None
    assert (aim.owner, aim.path.reference, aim.path.goals) == (REGION, (2009, 620.0), ((2025, 558.0), (2030, 527.0)))


@pytest.mark.parametrize(("code", "holds"), [(REGION, True), (LENS, True), ("29019", False), ("XX", False)])
def test_the_target_of_the_region_holds_within_it(code: str, holds: bool) -> None:
    assert bool(find_aim("waste.collected_per_inhabitant", code)) is holds


def test_nothing_falls_behind_across_a_break() -> None:
    """4 140 892 t in 2021, 527 450 more than in 2019, but the Nord files 57 154 t under a heading that was at 2 684."""
    assert "falling_behind" not in {notice.alert.kind for notice in list_notices(REGION, TODAY)}


def test_a_departement_is_held_against_the_path_of_its_region_by_name() -> None:
    first = list_notices(PAS_DE_CALAIS, TODAY)[0]
    assert "trajectoire de la région Hauts-de-France" in say((first,))[0]
    assert write_notice(first).count("#chiffre-") == 2


def test_a_report_that_the_law_expected_is_overdue_from_the_day_after() -> None:
    due = read_calendar()["000-call-2021"].due
    assert due is not None
    late = [n.source for n in list_notices(LENS, due + dt.timedelta(days=1)) if n.publication]
    on_time = [n.source for n in list_notices(LENS, due) if n.publication]
    assert "000-call-2021" in late and "000-call-2021" not in on_time
    first = list_notices(LENS, TODAY)[0]
    assert "30 septembre 2023" in say((first,))[0] and "une année plus récente devrait exister" in say((first,))[0]
    assert 'href="https://www.agglo-lenslievin.fr/"' in write_notice(first)


def test_every_source_says_when_its_next_figure_is_due_or_that_none_is() -> None:
    calendar = read_calendar()
    assert [source for source in load_catalog().sources if source not in calendar] == []
    due = [publication for publication in calendar.values() if publication.due]
    assert due and all(entry.about and entry.rule for entry in due)
    assert all(publication.due or publication.none for publication in calendar.values())


def test_a_source_with_a_date_and_none_or_half_a_date_is_refused() -> None:
    whole = {"due": dt.date(2020, 1, 1), "about": "synthétique", "rule": "synthétique"}
    for entry in (whole | {"none": "synthétique"}, {"due": whole["due"]}, {}, {"page": "https://synthetique.fr/"}):
        with pytest.raises(ValueError, match="attendus ensemble, ou none seul"):
            alerts.Publication.model_validate(entry)


def test_what_has_no_next_figure_is_never_overdue() -> None:
    assert find_overdue("gazette-npdc-2018", dt.date(2099, 1, 1)) is None
    assert find_overdue("sdes-sitadel", TODAY) is None
    late = find_overdue("dgcl-dotations", TODAY)
    assert late is not None and late.page is not None and late.page.startswith("https://www.data.gouv.fr/")


def test_a_source_that_a_later_one_replaced_is_not_overdue(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"territory": LENS, "indicator": "waste.recovery_rate", "value": 60.0}
    read_synthetic(
        monkeypatch, [row | {"source": "004-pma-2019", "year": 2019}, row | {"source": "000-call-2021", "year": 2021}]
    )
    assert [n.source for n in list_notices(LENS, TODAY)] == ["000-call-2021"]


def test_a_target_that_is_missed_the_year_it_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"territory": LENS, "indicator": "waste.recovery_rate", "source": "000-call-2021"}
    read_synthetic(monkeypatch, [row | {"value": 60.0}, row | {"value": 65.0, "status": "objective", "id": "goal"}])
    (found,) = list_notices(LENS, dt.date(2020, 1, 1))
    assert say((found,)) == ["Taux de valorisation : objectif manqué en 2021, 60 % pour 65 % visés."]


def test_a_target_that_is_reached_or_of_another_year_is_no_alert(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"territory": LENS, "indicator": "waste.recovery_rate", "source": "000-call-2021"}
    goals = [row | {"value": 55.0, "status": "objective"}, row | {"value": 90.0, "status": "objective", "year": 2025}]
    read_synthetic(monkeypatch, [row | {"value": 60.0}, *goals])
    assert list_notices(LENS, dt.date(2020, 1, 1)) == ()


def test_ten_points_from_the_median_of_three_others(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"indicator": "housing.first_quartile_share", "source": "000-call-2021"}
    others = zip(("200072460", "246200299", "200033579"), (70.0, 75.0, 80.0), strict=True)
    read_synthetic(
        monkeypatch,
        [row | {"territory": LENS, "value": 89.0}, *(row | {"territory": c, "value": v} for c, v in others)],
    )
    (found,) = list_notices(LENS, dt.date(2020, 1, 1))
    assert say((found,)) == [
        "Attributions au 1er quartile : 89,0 % en 2021, 14,0 points au-dessus de la médiane de 3 autres territoires "
        "connus (75,0 %)."
    ]


def test_a_percentage_that_does_not_compare_is_held_against_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"indicator": "waste.recovery_rate", "source": "000-call-2021"}
    values = zip((LENS, "200072460", "246200299", "200033579"), (89.0, 70.0, 75.0, 80.0), strict=True)
    read_synthetic(monkeypatch, [row | {"territory": code, "value": value} for code, value in values])
    assert list_notices(LENS, dt.date(2020, 1, 1)) == ()


def test_a_change_of_sign_names_both_years(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"territory": LENS, "indicator": "waste.collected_change", "source": "000-call-2021"}
    read_synthetic(monkeypatch, [row | {"year": 2020, "value": -2.0, "id": "a"}, row | {"value": 3.0, "id": "b"}])
    (found,) = list_notices(LENS, dt.date(2020, 1, 1))
    assert found.figures == ("b", "a")
    assert "changement de signe entre 2020 et 2021, de −2" in say((found,))[0]


def test_where_there_is_no_alert_it_is_said() -> None:
    assert NONE in read_words(alerts_markup("29019", today=TODAY))
