"""Which of several figures stands for a year: each criterion in its order, and the list of all that differ."""

from dataclasses import replace

import pytest

from loaders import store
from loaders.catalog import Source, load_catalog
from loaders.preference import CRITERIA, count_ties, list_ties, prefer
from loaders.statuses import BESIDE
from tests.synthetic import make_observations

STATISTIC, REGISTER, REPORT, QUOTE = "dgcl-epcicom", "dgcl-dotations", "000-call-2021", "france-bleu-call-2020"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"period": "2021"}, {"period": "2019-2021"}),
        ({"status": "normal"}, {"status": "provisional"}),
        ({"status": "provisional"}, {"status": "estimated"}),
        ({"status": "estimated"}, {"status": "partial"}),
        ({"warning": "rounded"}, {"warning": "undated"}),
        ({"source": STATISTIC}, {"source": REGISTER}),
        ({"source": REGISTER}, {"source": REPORT}),
        ({"source": REPORT}, {"source": QUOTE}),
        ({"source": QUOTE}, {"source": "terril"}),
        ({"warning": ""}, {"warning": "rounded"}),
        ({"source": STATISTIC, "warning": "rounded"}, {"source": REPORT}),
        ({"source": REPORT}, {"source": STATISTIC, "warning": "undated"}),
        ({"source": "cabbalr-regie-2026"}, {"source": "cua-dechets-2020"}),
    ],
)
def test_the_better_stands_whatever_its_place(better: dict[str, object], worse: dict[str, object]) -> None:
    usual = {"source": REPORT, "warning": "", "variant": 0, "revision": 1}
    rows = [{**usual, **better, "value": 1.0, "id": "a"}, {**usual, **worse, "value": 2.0, "id": "b"}]
    assert prefer(make_observations(rows))["value"].tolist() == [1.0]
    assert prefer(make_observations(rows[::-1]))["value"].tolist() == [1.0]


@pytest.mark.parametrize("status", BESIDE)
def test_what_is_no_result_never_stands(status: str) -> None:
    assert prefer(make_observations([{"status": status}])).empty


def test_the_legal_population_of_arras_stands_and_not_the_one_that_a_deliberation_quotes() -> None:
    rows = store.load_observations(["population.municipal"], territories=["200033579"])
    assert {STATISTIC, "003-cd62-fit-2024"} <= set(rows["source"].astype(str))
    preferred = prefer(rows)
    # The deliberation of 2024 quotes 110 000, the only figure under that year: undated, in a series of its own.
    quoted = preferred[preferred["source"].astype(str) == "003-cd62-fit-2024"]
    assert quoted["warning"].tolist() == ["undated"]
    assert quoted["scope"].tolist() == ["Cité dans le document, millésime non imprimé"]
    assert preferred.loc[preferred["year"] <= 2023, "source"].astype(str).ne("003-cd62-fit-2024").all()


def test_every_tie_is_decided_by_the_order_and_what_is_served_is_what_it_chose() -> None:
    ties = list_ties(store.load_printed().observations)
    assert ties
    served = store.load_observations(None, place=None).set_index("id")["value"]
    for tie in ties:
        assert tie.criterion in CRITERIA, tie
        assert served[tie.chosen["id"]] == tie.chosen["value"]
    assert count_ties(ties).startswith(f"Plusieurs valeurs publiées d’une même chose : {len(ties)} (")
    assert "départagées par rien" not in count_ties(ties)


def test_what_a_service_puts_in_stands_only_where_nobody_else_has_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = load_catalog()
    own = Source(title="fourni", publisher="Service", nature="office", date=2026, licence="Donnée du service")
    monkeypatch.setattr(
        "loaders.preference.load_catalog", lambda: replace(catalog, sources=catalog.sources | {"own-1": own})
    )
    rows = make_observations(
        [
            {"territory": "A", "source": "000-call-2021", "value": 1.0, "status": "provisional"},
            {"territory": "A", "source": "own-1", "value": 2.0},
            {"territory": "B", "source": "000-call-2021", "value": None, "status": "missing"},
            {"territory": "B", "source": "own-1", "value": 3.0},
            {"territory": "C", "source": "000-call-2021", "value": 4.0},
            {"territory": "C", "source": "own-1", "value": None, "status": "missing"},
        ]
    )
    assert dict(zip(*(prefer(rows)[name] for name in ("territory", "value")), strict=True)) == {
        "A": 1.0,
        "B": 3.0,
        "C": 4.0,
    }
    (tie,) = list_ties(rows.assign(variant=0, revision=1, id=[str(n) for n in range(len(rows))]))
    assert tie.reason == "publié par un autre que le service"
