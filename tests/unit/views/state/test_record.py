"""The state: each field holds where it is declared to, and an address changes what it speaks of alone."""

from pages.views.state.record import Place, State

HOUSING, WATER, COMPARE = Place("/logement"), Place("/eau"), Place("/comparer")
STAFF, FINANCE = Place("/themes", "staff"), Place("/themes", "finance")


def test_territories_hold_everywhere_and_an_indicator_in_its_theme() -> None:
    state = State().hold(HOUSING, "territoires", ("62498",)).hold(HOUSING, "indicateur", ("housing.started",))
    assert state.read(WATER, "territoires") == ("62498",)
    assert state.read(WATER, "indicateur") is None
    assert state.read(HOUSING, "indicateur") == ("housing.started",)


def test_the_themes_of_one_page_keep_an_indicator_each_and_share_what_is_of_the_page() -> None:
    state = State().hold(STAFF, "indicateur", ("staff.headcount",)).hold(STAFF, "theme", ("staff",))
    assert state.read(FINANCE, "indicateur") is None
    assert state.read(FINANCE, "theme") == ("staff",)


def test_a_field_put_back_to_its_default_is_held_no_more() -> None:
    state = State().hold(COMPARE, "vue", ("pente",))
    assert state.hold(COMPARE, "vue", None) == State()


def test_an_address_that_names_territories_says_the_years_and_the_measure_too() -> None:
    left = State().hold(HOUSING, "mesure", ("habitant",)).hold(HOUSING, "annees", ("2015-2020",))
    state = left.arrive(HOUSING, {"territoires": ("62498",)})
    assert [state.read(HOUSING, name) for name in ("territoires", "mesure", "annees")] == [("62498",), None, None]


def test_an_address_without_territories_leaves_the_frame_as_it_is() -> None:
    left = State().hold(HOUSING, "mesure", ("habitant",)).hold(HOUSING, "territoires", ("62498",))
    state = left.arrive(WATER, {"indicateur": ("water.price",)})
    assert [state.read(WATER, name) for name in ("territoires", "mesure")] == [("62498",), ("habitant",)]


def test_what_an_address_leaves_out_is_at_its_default_where_it_has_a_constant_one() -> None:
    left = State().hold(COMPARE, "vue", ("pente",)).hold(COMPARE, "indicateurs", ("waste.collected",))
    state = left.arrive(COMPARE, {"territoires": ("62498",)})
    assert state.read(COMPARE, "vue") is None
    assert state.read(COMPARE, "indicateurs") == ("waste.collected",)


def test_an_address_of_one_page_leaves_the_others_as_they_were() -> None:
    left = State().hold(COMPARE, "vue", ("pente",))
    assert left.arrive(HOUSING, {"annee": ("2020",)}).read(COMPARE, "vue") == ("pente",)


def test_a_field_has_moved_once_what_it_was_shown_for_is_another() -> None:
    state = State()
    assert not state.has_moved(COMPARE, "code", "62498")
    state = state.tie(COMPARE, "code", "62498")
    assert not state.has_moved(COMPARE, "code", "62498")
    assert state.has_moved(COMPARE, "code", "62041")


def test_an_indicator_looked_at_is_picked_only_where_it_was_chosen() -> None:
    state = State().look_at("a", is_picked=True).look_at("b", is_picked=False)
    assert (state.subject, state.picked) == ("b", "a")
