"""The interface read over HTTP by the programs that its documentation names, from a server as it is started."""

from __future__ import annotations

import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import anyio
import geopandas as gpd
import pandas as pd
import pytest
from mcp import Client

LENS = "246200364"


def fetch(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """An answer as it comes over the wire."""
    with urlopen(Request(address, headers={name.replace("_", "-"): said for name, said in headers.items()})) as answer:
        return answer.status, {name.lower(): said for name, said in answer.headers.items()}, answer.read()


def test_pandas_reads_csv_and_parquet_by_their_addresses(address: str) -> None:
    asked = f"indicator=waste.collected&territory={LENS}&year=2021"
    rows = pd.read_csv(f"{address}/api/v1/observations.csv?{asked}", dtype={"territory": str})
    again = pd.read_parquet(f"{address}/api/v1/observations.parquet?{asked}")
    for one in (rows, again):
        assert one[["territory", "value", "status"]].to_numpy().tolist() == [[LENS, 156402.0, "normal"]]


def test_gdal_reads_the_outlines_by_their_address(address: str) -> None:
    outlines = gpd.read_file(f"{address}/api/v1/geometry/epci.geojson?departement=D62", engine="pyogrio")
    assert len(outlines) == 20 and LENS in set(outlines["code"])
    shared = gpd.read_file(f"{address}/api/v1/geometry/epci.topojson?departement=D62", engine="pyogrio")
    assert shared["code"].tolist() == outlines["code"].tolist()
    apart = outlines.set_crs(None, allow_override=True).symmetric_difference(shared.make_valid())
    assert apart.area.max() < 1e-7


def test_the_python_of_the_documentation_runs_as_it_is_written(address: str) -> None:
    page = unescape(fetch(f"{address}/api")[2].decode())
    (code,) = re.findall(r"(import pandas as pd\n.*?)</code>", page, re.DOTALL)
    space: dict[str, pd.DataFrame] = {}
    exec(code, space)
    assert len(space["rows"]) > 100 and space["rows"]["territory"].dtype == "str"


def test_the_query_of_a_spreadsheet_has_its_numbers_where_it_says(address: str) -> None:
    """Power Query: the addresses of its example answer, and have the columns that it types."""
    page = unescape(fetch(f"{address}/api")[2].decode())
    (asked,) = re.findall(r'Web\.Contents\("([^"]+)"\)', page)
    head = fetch(asked)[2].decode().splitlines()[0]
    assert {'"value"', '"year"'} <= {*head.split(",")}


def test_an_answer_comes_compressed_and_only_where_it_changed(address: str) -> None:
    asked = f"{address}/api/v1/observations?level=epci"
    _, headers, body = fetch(asked, Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip" and json.loads(gzip.decompress(body))["meta"]["count"] == 1000
    with pytest.raises(HTTPError) as unchanged:
        fetch(asked, If_None_Match=headers["etag"])
    assert unchanged.value.code == 304


def test_a_problem_comes_as_one_and_for_any_site(address: str) -> None:
    with pytest.raises(HTTPError) as refused:
        fetch(f"{address}/api/v1/observations?annee=2021")
    assert refused.value.headers["content-type"] == "application/problem+json"
    assert refused.value.headers["access-control-allow-origin"] == "*"


def test_an_assistant_reads_by_the_client_of_its_protocol(address: str) -> None:
    async def read() -> tuple[list[str], Any]:
        async with Client(f"{address}/mcp") as client:
            tools = await client.list_tools()
            asked = {"indicator": "waste.collected", "territory": [LENS], "year": "2021"}
            return [tool.name for tool in tools.tools], await client.call_tool("series", asked)

    # In a thread of its own: that of the tests may have the loop of the browser.
    with ThreadPoolExecutor(1) as pool:
        names, found = pool.submit(anyio.run, read).result()
    assert {"search", "series", "ranks", "peers", "figure", "contradictions", "view"} <= {*names}
    assert found.structured_content["rows"][0]["value"] == 156402.0
