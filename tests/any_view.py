"""Views drawn at random among what exists, sensible or not."""

import random
from typing import get_args

from loaders import store
from loaders.catalog import load_catalog
from pages.views.data import cached
from pages.views.record import Divisor, PeerKind, join_headline
from pages.views.view import KINDS, View
from tests.make_view import make_view


def draw_view(source: random.Random) -> View:
    """A view drawn at random among what exists here, sensible or not."""
    coverage = store.load_map_coverage()
    headlines = [join_headline(i, s) for i, s in zip(coverage["indicator"], coverage["scope"], strict=True)]
    codes = cached.read_territories(("D62",)).index.tolist()
    first, last = sorted(source.sample(range(2005, 2031), 2))
    kind = source.choice(list(KINDS))
    count = {"maps": 1, "change": 1, "crossed": 2}.get(kind, source.randint(2, 4))
    use = KINDS[kind].USE
    allowed = [key for key, entry in load_catalog().indicators.items() if use is None or use in entry.uses]
    indicators = source.sample([*(h for h in headlines if h.partition("@")[0] in allowed), *allowed], count)
    territories = tuple(source.sample(codes, source.randint(0, 5)))
    per_inhabitant = source.random() < 0.4
    divides = "measure" in KINDS[kind].model_fields and kind != "france" and not per_inhabitant
    peers = source.choice(get_args(PeerKind)) if "peers" in KINDS[kind].model_fields and territories else ""
    fields = {
        "kind": kind,
        "indicators": ("population.municipal",) if kind == "france" else tuple(indicators),
        "territories": () if kind == "france" else territories,
        "level": source.choice(["commune", "epci", "departement"]),
        "years": (first, last),
        "year": source.choice([None, 2019, 2021, 2030]),
        "per_inhabitant": per_inhabitant and kind != "france",
        "shown": tuple(source.sample(range(2015, 2025), source.randint(0, 4))) if kind == "maps" else (),
        "measure": source.choice(get_args(Divisor)) if divides else "",
        "base": source.choice([None, 2015, 2021]) if kind == "trend" else None,
        "peers": peers,
        **({"reference": source.choice([None, *territories])} if peers else {}),
        "with_members": kind == "table" and source.random() < 0.5,
    }
    return make_view(**{name: value for name, value in fields.items() if value or name in KINDS[kind].model_fields})
