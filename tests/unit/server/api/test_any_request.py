"""Whatever is asked of the interface has an answer or a problem that says why: never a failure of the server."""

from __future__ import annotations

import json
import logging
from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from pages.server.api.formats import FORMS
from pages.server.api.resources import RESOURCES
from tests.corpus.routes import ask
from tests.proof import SEED, count

KNOWN = (
    "waste.collected", "housing.authorised", "subsidies.received_amount", "population.municipal",
    "finance.payment_delay",
    "246200364", "PMA", "D62", "62498", "R32", "1304", "epci", "commune", "departement", "region", "2021", "2013-2021",
    "stream=residual", "fund=detr", "stream=nope", "objective", "confidential", "000-call-2021", "true", "inhabitant",
    "km2", "share", "household", "tonne", "value", "-value", "year", "5", "0", "-1", "1e9", "tous", "forme", "revenu",
    "awarded", "2025", "lens", "CA d’Arras", "waste", "id", "WzEsICJ4Il0",
)  # fmt: skip
NAMES = sorted({name for one in RESOURCES.values() for name in one.query.model_fields} | {"annee"})
VALUES = st.one_of(
    st.sampled_from(KNOWN), st.text(max_size=30), st.lists(st.sampled_from(KNOWN), max_size=4).map(",".join)
)
ASKED = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5)
# A path with a line break is no path: the server answers before the interface does.
SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
PATHS = st.tuples(
    st.one_of(st.sampled_from(sorted(RESOURCES)), st.text(SIGNS, max_size=12)),
    st.one_of(st.just(""), st.sampled_from(KNOWN), st.text(SIGNS, max_size=20)),
    st.sampled_from(["", *(f".{form}" for form in FORMS), ".geojson", ".topojson", ".txt"]),
)


@seed(SEED)
@settings(max_examples=count(1000, sampled=40), deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(PATHS, ASKED)
def test_any_request_has_an_answer_or_a_problem(path: tuple[str, str, str], asked: list[tuple[str, str]]) -> None:
    logging.disable(logging.CRITICAL)
    name, key, form = path
    address = quote(f"/api/v1/{name}{f'/{key}' if key else ''}{form}", errors="replace")
    query = urlencode([(n, v.encode("utf-8", "replace")) for n, v in asked])
    status, headers, body = ask(f"{address}?{query}" if query else address)
    logging.disable(logging.NOTSET)
    assert status in (200, 400, 404, 406, 410, 422), (address, query, body)
    if status != 200:
        problem = json.loads(body)
        assert headers["content-type"] == "application/problem+json" and problem["detail"] and problem["en"]["detail"]
