"""Views and their content: what is shown is what the store holds, and what cannot be shown is said."""

import random

import pytest

from geo.boundaries import read_attributes
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.data.geography import read_names
from pages.views.maps import choice
from pages.views.maps.changed import change_data, compute_changes
from pages.views.maps.crossed import cross_data
from pages.views.maps.repeated import Panel, repeat_data
from pages.views.record import ViewError
from pages.views.view import View
from tests.any_view import draw_view
from tests.make_view import make_view
from tests.proof import count

LENS, BETHUNE, ARRAS = "246200364", "200072460", "200033579"
WASTE = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))


def test_any_view_of_what_exists_can_be_read_drawn_and_described() -> None:
    source, refused = random.Random(2026), list[str]()
    for _ in range(count(60, sampled=10)):
        view = draw_view(source)
        try:
            content = read_content(view)
        except ViewError:
            refused.append(view.kind)
            continue
        assert isinstance(content.charts, tuple)
        assert len(content.describe()) == len(content.rows)
    # Some indicators have no thirds to cross.
    assert set(refused) <= {"crossed"}


def test_the_rows_of_a_trend_are_those_of_the_store() -> None:
    content = read_content(WASTE)
    rows = {(row["territory"], row["year"]): row["value"] for _, row in content.rows.iterrows()}
    assert rows == {(LENS, 2020): 144_037, (LENS, 2021): 156_402, (BETHUNE, 2022): 190_110}


def test_a_mark_says_its_value_and_its_status() -> None:
    (chart,) = read_content(WASTE).charts
    assert [mark.text for line in chart.lines for mark in line.marks] == [
        "144\u202f037\u00a0t (estimé)",
        "156\u202f402\u00a0t",
        "190\u202f110\u00a0t (provisoire)",
    ]


def test_a_view_of_one_year_shows_no_other() -> None:
    content = read_content(make_view(kind="map", indicators=("housing.authorised",), year=2021))
    assert set(content.rows["year"]) == {2021}
    assert len(content.rows) == 20


def test_the_plans_add_up_to_the_cost_of_each_project() -> None:
    content = read_content(make_view(kind="plans", indicators=("subsidies.received_amount",)))
    (chart,) = content.charts
    totals = {c: sum(m.y or 0 for line in chart.lines for m in line.marks if m.x == c) for c in chart.categories}
    costs = content.rows.groupby("projet")["coutProjet"].first()
    assert totals == pytest.approx(costs.to_dict(), abs=1)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (make_view(kind="trend", indicators=("waste.nothing",)), "L’indicateur « waste.nothing » n’existe pas ici"),
        (
            make_view(kind="map", indicators=("waste.collected@stream=gold",)),
            "Le périmètre « stream=gold » n’existe pas",
        ),
        (make_view(kind="trend", indicators=("waste.collected",), territories=("ATLANTIS",)), "Territoire inconnu ici"),
    ],
)
def test_what_does_not_exist_is_named(view: View, said: str) -> None:
    with pytest.raises(ViewError, match=said):
        read_content(view)


def test_a_territory_without_value_has_its_line_among_the_cards() -> None:
    view = make_view(kind="cards", indicators=("housing.anah_owners",), territories=(LENS, BETHUNE))
    rows = read_content(view).rows.set_index("territory")
    assert rows.loc[LENS, "value"] == 321
    assert rows.loc[BETHUNE, "status"] == "missing"


CARTES = [
    make_view(kind="maps", indicators=("housing.authorised",), shown=(2019, 2021), territories=(LENS,)),
    make_view(kind="change", indicators=("housing.authorised",), years=(2015, 2021), territories=(LENS,)),
    make_view(kind="crossed", indicators=("housing.authorised", "housing.started"), year=2021, per_inhabitant=True),
]


@pytest.mark.parametrize("view", CARTES, ids=lambda view: view.kind)
def test_a_map_in_a_file_is_that_of_its_page(view: View) -> None:
    content = read_content(view)
    names = read_names("epci", content.selection.departements)
    series = [
        choice.read_item(item, "epci", content.selection.departements, per_inhabitant=view.per_inhabitant)
        for item in view.indicators
    ]
    drawn = list(content.maps.each)
    if view.kind == "maps":
        assert [data["year"] for data in drawn] == [2019, 2021]
        page = repeat_data([Panel(str(y), series[0], y) for y in view.shown], geometry="", selected=())
        assert all(data["breaks"] == page["common"]["breaks"] for data in drawn)
        return
    if view.kind == "change":
        changes = compute_changes(series[0], 2015, 2021, list(names))
        page = change_data(series[0], 2015, 2021, changes, codes=names, geometry="", selected=())
    else:
        page = cross_data(*series, year=2021, codes=names, geometry="", selected=())
    assert drawn[0]["table"] == page["table"] and drawn[0]["breaks"] == page["breaks"]


def test_the_rows_of_a_change_say_it_or_why_there_is_none() -> None:
    rows = read_content(CARTES[1]).rows
    own = rows[rows["territory"].astype(str).eq(LENS)].set_index("year")
    first, last = own.loc[2015, "value"], own.loc[2021, "value"]
    assert own.loc[2021, "change"] == pytest.approx(100 * (last / first - 1), abs=1e-3)
    assert own["change"].isna()[2015]
    lost = read_content(make_view(kind="change", indicators=("waste.collected",), years=(2020, 2021))).rows
    assert (lost["change"].notna() | lost["obstacle"].ne("") | lost["year"].ne(2021)).all()


def test_an_index_keeps_the_values_beside_it() -> None:
    content = read_content(make_view(kind="trend", indicators=("housing.authorised",), territories=(LENS,), base=2015))
    rows = content.rows.set_index("year")
    assert rows.loc[2015, "index"] == 100
    assert rows.loc[2021, "index"] == pytest.approx(100 * rows.loc[2021, "value"] / rows.loc[2015, "value"])
    (chart,) = content.charts
    assert [mark.y for mark in chart.lines[0].marks if mark.x == 2015] == [100]


def test_two_indexes_of_one_territory_share_an_axis() -> None:
    two = ("housing.authorised", "housing.started")
    (chart,) = read_content(make_view(kind="trend", indicators=two, territories=(LENS,), base=2015)).charts
    assert len(chart.lines) == 2 and chart.axis == "indice 100 en 2015"


def test_a_density_divides_by_the_area() -> None:
    view = make_view(kind="slope", indicators=("housing.authorised",), territories=(LENS,), years=(2015, 2021))
    plain, divided = (read_content(v).rows["value"] for v in (view, view.model_copy(update={"measure": "km2"})))
    area = read_attributes("epci", 2025).set_index("code")["area_km2"][LENS]
    assert (plain / divided).tolist() == pytest.approx([area, area])


def test_peers_are_those_of_the_page_and_counted() -> None:
    view = make_view(kind="dots", indicators=("housing.authorised",), territories=(LENS,), peers="forme", year=2021)
    content = read_content(view)
    forms = cached.read_territories(("D62",)).loc[list(content.among), "legal_form"]
    assert set(forms) == {"CA"} and len(content.rows) == len(content.among) == 7
    assert "communautés d'agglomération" in content.subtitle and "médiane" in content.notes[0]
    (chart,) = content.charts
    assert chart.notes[0] == "7\u00a0territoires connus sur 7"
    assert chart.notes[-1] == "Trait\u00a0: médiane, 844\u00a0logements."


def test_a_rank_is_that_among_the_peers() -> None:
    view = make_view(kind="movement", indicators=("housing.authorised",), territories=(LENS,), peers="tous")
    (chart,) = read_content(view).charts
    assert len(chart.lines) == 20 and max(mark.y or 0 for line in chart.lines for mark in line.marks) > 15


def test_a_table_with_members_has_the_rows_of_the_communes() -> None:
    view = make_view(kind="table", indicators=("housing.authorised",), territories=("PMA",), with_members=True)
    levels = set(read_content(view).rows["level"].astype(str))
    assert "epci" in levels and len(read_content(view).rows) > len(
        read_content(view.model_copy(update={"with_members": False})).rows
    )


def test_the_map_of_france_has_the_rows_of_its_communes() -> None:
    whole = read_content(make_view(kind="france", indicators=("population.municipal",), measure="km2"))
    assert len(whole.rows) == 34_875 and whole.address == "/france?chiffre=densite"
    one = read_content(make_view(kind="france", indicators=("population.municipal",), territories=(LENS,)))
    assert len(one.rows) == 36 and one.rows["value"].sum() > 200_000
    with pytest.raises(ViewError, match="n’est pas un EPCI"):
        read_content(make_view(kind="france", indicators=("population.municipal",), territories=(LENS[::-1],)))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "map", "measure": "km2"},
        {"kind": "trend", "measure": "km2", "per_inhabitant": True},
        {"kind": "trend", "peers": "tous"},
        {"kind": "maps", "base": 2015},
        {"kind": "change", "years": (2015, 2015)},
        {"kind": "crossed"},
        {"kind": "france"},
        {"kind": "trend", "with_members": True},
    ],
    ids=str,
)
def test_what_a_view_cannot_have_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        make_view(**({"indicators": ("housing.authorised",)} | fields))


def test_indicators_without_thirds_are_refused_in_words() -> None:
    pair = ("education.college_pupils", "tourism.protected_buildings")
    with pytest.raises(ViewError, match="Collégiens.*Choisissez un autre"):
        read_content(make_view(kind="crossed", indicators=pair))


def test_a_table_of_nobody_chosen_does_not_speak_of_their_members() -> None:
    nobody = make_view(kind="table", indicators=("waste.collected",), with_members=True)
    some = make_view(kind="table", indicators=("waste.collected",), territories=(LENS,), with_members=True)
    assert "membres" not in read_content(nobody).subtitle
    assert read_content(some).subtitle.startswith("Lens-Liévin, membres et communes compris")
