"""Requests of somebody who means harm, on every route: each has an answer, none a failure, a file or a trace."""

from __future__ import annotations

import gzip
import logging
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode

import pytest

import dashboard
from pages.server.surroundings import SECURITY, Surroundings
from tests.corpus.reach import make_server
from tests.corpus.route_cases import Request, list_requests
from tests.corpus.routes import ask
from tests.proof import sample

# What is put in the place of each part of a path and of each value of a query.
WORDS = (
    "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "file:///etc/passwd", "....//....//etc/passwd",
    "\x00", "a\x00.json", "\r\nSet-Cookie: a=1", "\n", "<script>alert(1)</script>", "\"><svg onload=alert(1)>",
    "javascript:alert(1)", "' OR 1=1 --", "'; DROP TABLE observations; --", "read_csv('/etc/passwd')", "{{7*7}}",
    "${7*7}", "=cmd|' /C calc'!A0", "%s%s%s%n", "A" * 8000, "9" * 400, "-1", "1e309", "NaN", "é\u202e\ufeff", "😀" * 50,
    "[" * 2000, "%ff%fe", "http://169.254.169.254/", "__class__", "*" * 300 + "[", "(a+)+$",
)  # fmt: skip
METHODS = ("DELETE", "PUT", "PATCH", "OPTIONS", "HEAD", "TRACE", "POST")
HEADERS = (
    {"range": "bytes=0-,0-,0-"}, {"if-none-match": "\"" + "A" * 5000}, {"accept": "*/*;q=x, " * 200},
    {"accept-encoding": "gzip;q=zz, br"}, {"cookie": "terril_territoire=../../x; a=" + "b" * 3000},
    {"x-forwarded-for": "<script>"}, {"content-length": "-1"}, {"accept-language": "*" * 900},
)  # fmt: skip
TOLD = re.compile(rb"Traceback \(most recent|root:.*:0:0:|File \"/")
MARKUP = re.compile(rb"onload=alert\(1\)>|<script>alert")


def list_hostile() -> Iterator[tuple[str, Request, str, dict[str, str]]]:
    """Each request that the corpus makes, with one part of it that means harm: its address, method and headers."""
    for known in list_requests().values():
        query, parts = parse_qsl(known.query), known.path.split("/")
        for word in WORDS:
            for n in range(1, len(parts)):
                path = "/".join([*parts[:n], quote(word, safe=""), *parts[n + 1 :]])
                yield (f"{path}?{known.query}" if known.query else path), known, "", {}
            for n, (name, _) in enumerate(query):
                yield f"{known.path}?{urlencode([*query[:n], (name, word), *query[n + 1 :]])}", known, "", {}
        yield f"{known.path}?{'a=b&' * 5000}", known, "", {}
        for method in METHODS:
            yield known.address, known, method, {}
        for headers in HEADERS:
            yield known.address, known, "", headers


@pytest.mark.parametrize("part", range(8))
def test_a_request_that_means_harm_gets_an_answer_and_nothing_else(part: int, caplog: pytest.LogCaptureFixture) -> None:
    server = Surroundings(make_server(), dashboard.INSTALLED)
    asked = sample(list(list_hostile()), 240)[part::8]
    assert len(asked) >= 30
    wrong = []
    for address, known, method, headers in asked:
        with caplog.at_level(logging.CRITICAL):
            status, given, body = ask(address, known.body, method=method, headers=headers, server=server)
        body = gzip.decompress(body) if given.get("content-encoding") == "gzip" else body
        is_page = given.get("content-type", "").startswith(("text/html", "image/svg"))
        if status >= 500 or TOLD.search(body) or (is_page and MARKUP.search(body)):
            wrong.append((address[:200], method, headers, status, body[:200]))
        if "set-cookie" in given or not {name.lower() for name in SECURITY} <= set(given):
            wrong.append((address[:200], method, headers, status, given))
    assert wrong == []
