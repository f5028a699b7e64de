"""What an assistant asks: figures with their statuses and origins, or a sentence that says what was expected."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from pages.server.assistant.tools import TOOLS
from tests.corpus.routes import ask
from tests.proof import SEED, count

LENS = "246200364"


def send(message: Any, **headers: str) -> tuple[int, Any]:
    """The answer to a message."""
    status, _, body = ask("/mcp", json.dumps(message).encode(), headers=headers)
    return status, json.loads(body) if body else None


def call(tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers."""
    params = {"name": tool, "arguments": arguments}
    status, found = send({"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": params})
    assert status == 200 and found["id"] == 7
    return dict(found["result"])


def test_a_figure_comes_with_its_status_and_the_page_of_its_origin() -> None:
    found = call("series", indicator="waste.collected", territory=[LENS], year="2021")["structuredContent"]
    (row,) = found["rows"]
    assert (row["value"], row["status"], found["unit"]) == (156402.0, "normal", "t")
    assert row["page"] == "http://terril.test/chiffre/3113f03816"


def test_a_question_in_words_is_answered_as_the_search_answers_it() -> None:
    found = call("search", question="déchets lens-liévin 2021")
    assert "156\u202f402" in found["structuredContent"]["answer"]["lines"][0]["label"]
    assert json.loads(found["content"][0]["text"]) == found["structuredContent"]


def test_a_view_has_its_finding_its_page_and_its_picture() -> None:
    found = call("view", kind="ranking", indicator="housing.authorised", territories=[LENS], year=2021)
    said = found["structuredContent"]
    assert "Lens-Liévin est en tête des 20 EPCI en 2021" in said["title"].replace("\xa0", " ")
    status, headers, _ = ask(said["picture"].removeprefix("http://terril.test"))
    assert (status, headers["content-type"]) == (200, "image/png")


def test_contradictions_are_those_of_the_page() -> None:
    found = call("contradictions", territory=LENS)["structuredContent"]
    assert 0 < found["total"] == len(found["contradictions"]) < call("contradictions")["structuredContent"]["total"]


def test_a_long_answer_goes_on_from_its_cursor() -> None:
    asked = {"indicator": ["waste.collected"], "limit": 3}
    first = call("observations", **asked)["structuredContent"]
    second = call("observations", **asked, cursor=first["next"])["structuredContent"]
    ids = [row["id"] for one in (first, second) for row in one["rows"]]
    assert len(set(ids)) == 6 and first["total"] == second["total"] > 1000


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("series", {"indicator": "waste.colected", "territory": [LENS]}, "le plus proche : waste.collected"),
        ("series", {"annee": 2021}, "annee : l’un des paramètres"),
        ("view", {"kind": "map", "indicator": "governance.contracts"}, "ne se comparent pas"),
        ("figure", {"id": "rien"}, "un identifiant de /api/v1/observations attendu"),
    ],
)
def test_what_a_tool_does_not_take_is_said_to_the_assistant(tool: str, arguments: dict[str, Any], said: str) -> None:
    found = call(tool, **arguments)
    assert found["isError"] and said in found["content"][0]["text"]


def test_every_tool_only_reads_and_describes_its_parameters_in_words() -> None:
    found = send({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})[1]["result"]["tools"]
    assert [one["name"] for one in found] == list(TOOLS)
    for one in found:
        assert one["annotations"]["readOnlyHint"] and one["inputSchema"]["type"] == "object"
        assert all(len(said["description"]) > 5 for said in one["inputSchema"]["properties"].values()), one["name"]


def test_the_handshake_agrees_on_a_version_and_a_notice_has_no_answer() -> None:
    asked = {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    found = send({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": asked})[1]["result"]
    assert found["protocolVersion"] == "2025-03-26" and found["serverInfo"]["name"] == "terril"
    assert send({"jsonrpc": "2.0", "method": "notifications/initialized"}) == (202, None)


def test_a_page_of_another_site_may_not_ask() -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert send(message, origin="https://ailleurs.example")[0] == 403
    assert send(message, origin="http://terril.test") == (200, {"jsonrpc": "2.0", "id": 1, "result": {}})
    assert ask("/mcp")[0] == 405


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ARGUMENTS = st.dictionaries(
    st.sampled_from(sorted({name for tool in TOOLS.values() for name in tool.asked.model_fields})), JSON, max_size=3
)


@seed(SEED)
@settings(max_examples=count(300, sampled=25), deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.sampled_from([*TOOLS, "rien"]), ARGUMENTS)
def test_no_arguments_make_a_tool_fail(tool: str, arguments: dict[str, Any]) -> None:
    params = {"name": tool, "arguments": arguments}
    status, found = send({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
    assert status == 200 and found.get("error", {}).get("code") in (None, -32602), found


@pytest.mark.parametrize(
    "body", [b"", b"[", b"[]", b"1", b'{"jsonrpc": "1.0"}', b'{"jsonrpc": "2.0", "method": 3, "id": 1}']
)
def test_what_is_no_message_is_refused(body: bytes) -> None:
    assert ask("/mcp", body)[0] == 400
