"""What the readers of a full room open, and choose: a few ways through Terril, each a list of addresses."""

from __future__ import annotations

from typing import NamedTuple

LENS, BETHUNE, HENIN, ARRAS = "246200364", "200072460", "246200299", "200033579"


class Step(NamedTuple):
    """An address that a reader comes to: a page without its slash, and what follows the question mark."""

    page: str
    query: str


Way = tuple[Step, ...]


def choose(page: str, *territories: str, **others: str) -> Step:
    """A page with territories chosen, and other choices."""
    chosen = [*(("territoires", code) for code in territories), *others.items()]
    return Step(page, "&".join(f"{name}={word}" for name, word in chosen))


# The page that a bureau opens together comes first: all are on it at once.
WAYS: tuple[Way, ...] = (
    (
        choose("dechets", LENS, BETHUNE, HENIN),
        choose("dechets", LENS, BETHUNE, HENIN, annee="2019"),
        choose("dechets", LENS, ARRAS, mesure="habitant"),
        choose("eau", LENS, ARRAS),
    ),
    (
        choose("dechets", LENS, BETHUNE, HENIN),
        choose("logement", LENS, BETHUNE, HENIN),
        choose("logement", LENS, BETHUNE, HENIN, mesure="habitant"),
        choose("territoire", code=LENS),
    ),
    (
        choose("dechets", LENS, BETHUNE, HENIN),
        choose("subventions", LENS, HENIN),
        choose("comparer", LENS, HENIN, indicateur="housing.authorised"),
        choose("cartes", LENS, indicateur="housing.authorised"),
    ),
    (
        choose("dechets", LENS, BETHUNE, HENIN),
        choose("", ARRAS, LENS),
        choose("", BETHUNE),
        choose("controles"),
    ),
)
