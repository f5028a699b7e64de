"""The views of the corpus: every kind in every state, as the file of a dossier writes them."""

from __future__ import annotations

from typing import Any

from tests.corpus import reach

LENS, BETHUNE, HENIN, ARRAS, CALAIS = "246200364", "200072460", "246200299", "200033579", "200090751"
TWENTY = (
    LENS, BETHUNE, HENIN, ARRAS, CALAIS, "200018083", "200035442", "200044030", "200044048", "200069029",
    "200069037", "200069235", "200069482", "200069672", "200072478", "246200380", "246200729", "246200844",
    "246201016", "245900758",
)  # fmt: skip
AUTHORISED, STARTED, WASTE = "housing.authorised", "housing.started", "waste.collected"
PER_HEAD, ANAH, TAX = "waste.collected_per_inhabitant", "housing.anah_owners", "waste.teom"
DETR, DSIL, GREEN = (f"subsidies.received_amount@fund={fund}" for fund in ("detr", "dsil", "fonds_vert"))
SOCIAL, POPULATION = "housing.social_new_dwellings", "population.municipal"
THREE = (LENS, BETHUNE, HENIN)
Fields = dict[str, Any]


def _of(*indicators: str, at: tuple[str, ...] = THREE, **more: Any) -> Fields:
    return {"indicators": list(indicators), "territories": list(at)} | more


# What a view of a few territories over the years is tried with.
OVER_YEARS: dict[str, Fields] = {
    "values": _of(AUTHORISED),
    "two-indicators": _of(AUTHORISED, DETR),
    "one-point": _of(AUTHORISED, at=(LENS,), years=[2021, 2021]),
    "one-territory": _of(AUTHORISED, at=(LENS,)),
    "no-data": _of(PER_HEAD, at=("62041",)),
    "no-territory": _of(AUTHORISED, at=()),
    "twenty": _of(AUTHORISED, at=TWENTY),
    "uncertain": _of(WASTE, at=(LENS, BETHUNE)),
    "estimated": _of("subsidies.granted_amount@Sport de haut niveau", "subsidies.granted_amount", at=THREE),
    "objective": _of(PER_HEAD, at=("R32", "SYMEVAD", "SMAV")),
    "target-of-epci": _of("biodiversity.plan_duration", "economy.floor_area", at=(LENS,)),
    "partial": _of(ANAH, at=(LENS, BETHUNE)),
    "missing": _of(STARTED, at=("200018083", ARRAS, "200035442"), years=[2018, 2026]),
    "all-missing": _of("waste.landfilled", at=("S0007000463",), years=[2011, 2013]),
    "sites": _of("waste.landfilled", at=("S0007000463", "S0007001153")),
    "per-inhabitant": _of(AUTHORISED, per_inhabitant=True),
    "per-km2": _of(AUTHORISED, measure="km2"),
    "per-household": _of(AUTHORISED, measure="household"),
    "per-tonne": _of(TAX, "waste.syndicate_contribution", at=(LENS, BETHUNE, ARRAS), measure="tonne"),
    "share": _of(GREEN, measure="share"),
    "share-of-streams": _of(f"{WASTE}@stream=residual", at=("D62", "D59", "D80"), measure="share"),
    "share-has-none": _of(AUTHORISED, measure="share"),
    "scopes": _of(DETR, DSIL, GREEN, at=(LENS, ARRAS)),
    "stream": _of(f"{WASTE}@stream=residual", at=("D62", "D59", LENS)),
    "breaks": _of(SOCIAL, POPULATION, at=(LENS, "200072478")),
    "successor-of-epci": _of(PER_HEAD, at=(BETHUNE,)),
    "former-epci": _of(PER_HEAD, at=("ARTOISCOMM",)),
    "former-calais": _of(DETR, at=(CALAIS, "246201149")),
    "merged-commune": _of(AUTHORISED, at=("62691", "62757")),
    "grouping": _of(AUTHORISED, WASTE, at=("PMA", "SMAV", "SYMEVAD")),
    "communes": _of(AUTHORISED, DETR, at=("62498", "62041", "62215")),
    "departements": _of(WASTE, at=("D62", "D59", "D02", "D60", "D80")),
    "of-2015-to-2019": _of(AUTHORISED, years=[2015, 2019]),
    "of-the-future": _of(AUTHORISED, years=[2030, 2040]),
}
OF_TREND: dict[str, Fields] = {
    "unknown-territory": _of(AUTHORISED, at=("999999999",)),
    "unknown-former-commune": _of(AUTHORISED, at=("62226",)),
    "unknown-indicator": _of("waste.nope"),
    "unknown-scope": _of(f"{WASTE}@stream=nope"),
    "index-2015": _of(AUTHORISED, base=2015),
    "index-together": _of(AUTHORISED, STARTED, DETR, at=(LENS,), base=2015),
    "index-of-broken": _of(SOCIAL, at=(LENS,), base=2020),
    "index-without-base": _of(WASTE, at=(LENS, BETHUNE), base=2012),
    "index-twenty": _of(AUTHORISED, at=TWENTY, base=2018),
}
OF_A_LEVEL: dict[str, Fields] = {
    "values": _of(AUTHORISED, level="epci", year=2021),
    "latest": _of(AUTHORISED, level="epci"),
    "no-territory": _of(AUTHORISED, at=(), level="epci", year=2021),
    "no-data": _of(WASTE, level="commune", year=2021),
    "of-the-future": _of(AUTHORISED, level="epci", year=2090),
    "few-known": _of(WASTE, level="epci", year=2021),
    "missing": _of(STARTED, level="epci", year=2025),
    "per-inhabitant": _of(AUTHORISED, level="epci", year=2021, per_inhabitant=True),
    "departements": _of(WASTE, at=("D62",), level="departement", year=2021),
    "communes": _of(AUTHORISED, at=("62498",), level="commune", year=2021),
    "communes-per-inhabitant": _of(DETR, at=("62498", "62691"), level="commune", per_inhabitant=True),
    "scope": _of(GREEN, level="epci", year=2023),
    "twenty": _of(DETR, at=TWENTY, level="epci", year=2021),
    "two-indicators": _of(AUTHORISED, STARTED, level="epci", year=2021),
}
OF_MAP: dict[str, Fields] = {
    f"classes-{name}": _of(AUTHORISED, **({"level": "epci", "year": 2021} | how))
    for name, how in {
        "fisher-jenks": {"method": "fisher_jenks"},
        "intervals-7": {"method": "equal_interval", "classes": 7},
        "deviation": {"method": "standard_deviation"},
        "head-tail": {"method": "head_tail"},
        "nine": {"classes": 9, "symbol": "fill"},
        "own": {"method": "own", "breaks": [50.0, 150.0, 400.0], "symbol": "fill"},
        "own-outside": {"method": "own", "breaks": [1e6, 2e6], "symbol": "fill"},
        "middle": {"middle": 200.0, "symbol": "fill", "per_inhabitant": True},
        "circles": {"symbol": "circle", "per_inhabitant": True},
        "three-communes": {"level": "commune", "classes": 3, "per_inhabitant": True},
    }.items()
}
PEERS: dict[str, Fields] = {
    f"peers-{peers}": _of(AUTHORISED, STARTED, peers=peers, reference=LENS, year=2021)
    for peers in ("tous", "forme", "population", "densite", "revenu", "proches", "selection")
} | {
    "peers-of-commune": _of(AUTHORISED, STARTED, at=("62498", "62041"), peers="proches", year=2021),
    "peers-of-grouping": _of(AUTHORISED, STARTED, at=("PMA", LENS), peers="selection", reference="PMA"),
    "peers-of-stranger": _of(AUTHORISED, STARTED, peers="tous", reference=ARRAS),
    "peers-per-km2": _of(AUTHORISED, STARTED, peers="tous", measure="km2", year=2021),
}
OF_MAPS: dict[str, Fields] = {
    "values": _of(AUTHORISED, at=(LENS,), shown=[2019, 2021]),
    "latest": _of(AUTHORISED, at=()),
    "nine": _of(DETR, at=TWENTY, shown=list(range(2016, 2025))),
    "no-data": _of(WASTE, at=(LENS,), level="commune"),
    "missing": _of(STARTED, at=(LENS,), shown=[2024, 2025]),
    "per-inhabitant": _of(AUTHORISED, at=(LENS,), shown=[2019, 2021], per_inhabitant=True),
    "departements": _of(WASTE, at=("D62",), level="departement"),
    "communes": _of(DETR, at=("62498",), level="commune", shown=[2020, 2022]),
}
OF_CHANGE: dict[str, Fields] = {
    "values": _of(AUTHORISED, at=(LENS,), years=[2015, 2021]),
    "per-inhabitant": _of(AUTHORISED, at=(LENS,), years=[2015, 2021], per_inhabitant=True),
    "few-known": _of(WASTE, at=(LENS,), years=[2020, 2021]),
    "no-data": _of(WASTE, at=(LENS,), years=[2030, 2031]),
    "departements": _of(WASTE, at=("D62",), years=[2009, 2021], level="departement"),
    "communes": _of(AUTHORISED, at=("62498",), years=[2015, 2021], level="commune"),
    "missing": _of(STARTED, at=TWENTY, years=[2015, 2025]),
    "breaks": _of(POPULATION, at=("200072478",), years=[2016, 2022]),
    "same-year": _of(AUTHORISED, years=[2015, 2015]),
}
OF_CROSSED: dict[str, Fields] = {
    "values": _of(AUTHORISED, STARTED, at=(LENS,), year=2021, per_inhabitant=True),
    "latest": _of(AUTHORISED, DETR, at=()),
    "communes": _of(AUTHORISED, DETR, at=("62498",), level="commune", year=2021, per_inhabitant=True),
    "missing": _of(STARTED, DETR, at=TWENTY, year=2024, per_inhabitant=True),
    "without-thirds": _of("education.college_pupils", "digital.network_requests"),
    "one-indicator": _of(AUTHORISED),
}
OF_FRANCE: dict[str, Fields] = {
    "density": _of(POPULATION, at=(), measure="km2"),
    "population": _of(POPULATION, at=()),
    "of-epci": _of(POPULATION, at=(LENS,), measure="km2"),
    "population-of-epci": _of(POPULATION, at=("200054781",)),
    "unknown-epci": _of(POPULATION, at=("999999999",)),
}
OF_FLOWS: dict[str, Fields] = {
    "values": _of(WASTE, at=("D62",), year=2021),
    "latest": _of(WASTE, at=("D62",)),
    "of-2013": _of(WASTE, at=("D62",), year=2013),
    "nord": _of(WASTE, at=("D59",), year=2021),
    "no-territory": _of(WASTE, at=()),
    "of-the-future": _of(WASTE, at=("D62",), years=[2030, 2040]),
}
OF_GRANTS: dict[str, Fields] = {
    "values": _of(DETR),
    "one-territory": _of(DETR, at=(LENS,), years=[2020, 2022]),
    "no-territory": _of(DETR, at=()),
    "no-data": _of(DETR, at=("62041",), years=[2030, 2040]),
    "grouping": _of(DETR, at=("PMA",)),
}
OF_TABLE: dict[str, Fields] = {
    "with-members": _of(AUTHORISED, at=("PMA",), with_members=True, years=[2020, 2022]),
    "theme": _of(WASTE, PER_HEAD, TAX, AUTHORISED, DETR, at=(LENS, BETHUNE)),
    "everyone": _of(WASTE, at=()),
}
REFUSED: dict[str, Fields] = {
    "refused-map-per-km2": {"kind": "map"} | _of(AUTHORISED, measure="km2"),
    "refused-trend-with-peers": {"kind": "trend"} | _of(AUTHORISED, peers="tous"),
    "refused-trend-measured-twice": {"kind": "trend"} | _of(AUTHORISED, measure="km2", per_inhabitant=True),
    "refused-trend-backwards": {"kind": "trend"} | _of(AUTHORISED, years=[2021, 2015]),
    "refused-maps-with-base": {"kind": "maps"} | _of(AUTHORISED, base=2015),
    "refused-scatter-of-one": {"kind": "scatter"} | _of(AUTHORISED),
    "refused-map-of-unsorted-bounds": {"kind": "map"} | _of(AUTHORISED, breaks=[3.0, 1.0]),
    "refused-france-of-others": {"kind": "france"} | _of(AUTHORISED, at=()),
    "refused-no-kind": {"kind": "pie"} | _of(AUTHORISED),
    "refused-twenty-one": {"kind": "trend"} | _of(AUTHORISED, at=(*TWENTY, "200093201")),
}
_TWO = {name: fields for name, fields in OF_A_LEVEL.items() if name == "two-indicators"} | {
    "scopes": _of(DETR, GREEN, level="epci", year=2023),
    "no-data": _of(WASTE, PER_HEAD, level="commune", year=2021),
    "missing": _of(AUTHORISED, STARTED, level="epci", year=2025),
    "per-inhabitant": _of(AUTHORISED, DETR, level="epci", year=2021, per_inhabitant=True),
    "per-km2": _of(AUTHORISED, DETR, level="epci", year=2021, measure="km2"),
    "communes": _of(AUTHORISED, DETR, at=("62498",), level="commune", year=2021),
    "twenty": _of(AUTHORISED, DETR, at=TWENTY, level="epci", year=2021),
}
_OF_TWO_YEARS = ("values", "no-data", "breaks", "missing", "per-inhabitant", "twenty", "uncertain", "two-indicators")
_NOT_OF_TABLE = ("per-km2", "per-tonne", "share", "share-of-streams", "share-has-none")
STATES_OF: dict[str, dict[str, Fields]] = {
    "trend": OVER_YEARS | OF_TREND,
    "cards": OVER_YEARS,
    "multiples": OVER_YEARS,
    "slope": OVER_YEARS | {"two-years": _of(AUTHORISED, years=[2015, 2021])},
    "before_after": {state: OVER_YEARS[state] for state in _OF_TWO_YEARS} | PEERS,
    "movement": OVER_YEARS | PEERS,
    "table": {k: v for k, v in OVER_YEARS.items() if k not in _NOT_OF_TABLE} | OF_TABLE,
    "map": OF_A_LEVEL | OF_MAP,
    "ranking": OF_A_LEVEL,
    "dots": OF_A_LEVEL | PEERS | {"per-km2": _of(AUTHORISED, level="epci", year=2021, measure="km2")},
    "scatter": _TWO | PEERS,
    "maps": OF_MAPS,
    "change": OF_CHANGE,
    "crossed": OF_CROSSED,
    "france": OF_FRANCE,
    "streams": OF_FLOWS,
    "neighbours": OF_FLOWS,
    "plans": {"values": _of(DETR), "no-territory": _of(DETR, at=())},
    "grants": OF_GRANTS,
}
WITHOUT_STATUS = frozenset({"france", "plans", "grants"})
# The states whose files are read back, of every kind that has them.
READ_BACK = (
    "values", "density", "of-epci", "no-data", "twenty", "uncertain", "missing", "objective", "breaks",
    "two-indicators", "communes", "peers-forme", "index-together", "with-members", "classes-own",
)  # fmt: skip
STATUSES_READ_BACK = ("confidential", "not_applicable", "provisional", "zero")


def list_views() -> dict[str, Fields]:
    """Every view by its name."""
    listed = {
        f"{kind}-{state}": {"kind": kind} | fields
        for kind, states in STATES_OF.items()
        for state, fields in states.items()
    }
    return listed | REFUSED


def list_states() -> list[tuple[str, str]]:
    """The kinds of views with each status that a value may have, and a zero."""
    kinds = [kind for kind in reach.list_kinds() if kind not in WITHOUT_STATUS]
    return [(kind, status) for kind in kinds for status in (*reach.list_statuses(), "zero")]


def list_files() -> dict[str, Fields | tuple[str, str]]:
    """The views, and the synthetic ones, whose files are read back."""
    views = {name: fields for name, fields in list_views().items() if name.partition("-")[2] in READ_BACK}
    states = {f"state-{k}-{s}": (k, s) for k, s in list_states() if s in STATUSES_READ_BACK}
    return {**views, **states}


def kind_of(asked: Fields | tuple[str, str]) -> str:
    """The kind of a view that is asked for."""
    return asked[0] if isinstance(asked, tuple) else str(asked["kind"])


def list_dossiers() -> list[tuple[str, str]]:
    """The dossiers that come with Terril, with each form of file."""
    return [(name, form) for name in reach.list_dossiers() for form in ("pptx", "pdf", "xlsx", "zip", "html")]
