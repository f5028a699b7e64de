"""The bill of materials names all that runs, at the version that is pinned, and an advisory is not passed over."""

from __future__ import annotations

import json

import pytest
from packaging.utils import canonicalize_name

from loaders.catalog import ROOT
from tests.proof import IS_PROOF
from tests.supply import UNREACHED, find_advisories, list_installed, make_bill, read_advisories


def test_the_bill_names_what_is_pinned_and_all_that_it_brings_in() -> None:
    packages = list_installed()
    bill = make_bill(packages)
    named = {canonicalize_name(one["name"]): one["version"] for one in bill["components"]}
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert {name: named[canonicalize_name(name)] for name in pinned} == pinned
    assert named == packages and len(named) > len(pinned)
    assert {"uvicorn", "joserfc", "cryptography", "mako"} <= named.keys()
    assert not {"pytest", "pip-audit", "oidc-provider-mock"} & named.keys()
    assert all(one["purl"].startswith("pkg:pypi/") for one in bill["components"])


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}, {"name": "b", "vulns": []}], {"a": ["PYSEC-1"]}),
        ([{"name": "a", "version": "1", "vulns": []}], {}),
        ([{"name": "a", "skip_reason": "not found"}], None),
    ],
)
def test_what_the_audit_tells_is_read_and_what_it_passes_over_is_not_taken_for_sound(
    told: list[dict[str, object]], found: dict[str, list[str]] | None
) -> None:
    assert read_advisories(json.dumps({"dependencies": told})) == found
    assert read_advisories("") is None


@pytest.mark.skipif(not IS_PROOF, reason="les avis de sécurité se demandent par le réseau : make proof, make supply")
def test_nothing_that_runs_has_a_known_fault() -> None:
    found = find_advisories(list_installed())
    if found is None:
        pytest.skip(UNREACHED)
    assert found == {}
