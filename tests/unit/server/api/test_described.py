"""The interface held against its own description, request after request, by schemathesis; with TERRIL_PROOF=1 alone."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.corpus import reach
from tests.proof import IS_PROOF

schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", reach.make_server())
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.skipif(not IS_PROOF, reason="minutes long: in make proof")
@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_answers_are_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)
