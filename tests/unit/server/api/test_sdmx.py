"""The series in SDMX-CSV: its own columns, and one code of status and of confidentiality an observation."""

import io

import pandas as pd

from loaders.statuses import STATUSES
from pages.server.api.sdmx import OBS_STATUS, write_sdmx
from tests.corpus.routes import ask

# The columns that the field guide of SDMX-CSV 2.0 asks for first.
FIRST = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]


def read(body: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(body), dtype={"REF_AREA": str}, keep_default_na=False)


def make(**columns: object) -> pd.DataFrame:
    usual = {
        "indicator": "waste.collected", "territory": "01304", "scope": "", "year": 2021, "value": 5.0, "unit": "t",
        "status": "normal", "break_before": False, "source": "s", "note": "",
    }  # fmt: skip
    return pd.DataFrame([usual | columns])


def test_each_result_has_one_code_and_what_stands_beside_results_is_left_out() -> None:
    assert set(OBS_STATUS) == set(STATUSES)
    told = {status: read(write_sdmx(make(status=status))) for status in STATUSES}
    found = {status: tuple(rows["OBS_STATUS"] + rows["CONF_STATUS"]) for status, rows in told.items()}
    assert found == {
        "normal": ("AF",), "provisional": ("PF",), "estimated": ("EF",), "partial": ("DF",), "missing": ("OF",),
        "confidential": ("QC",), "not_applicable": ("MF",), "objective": (), "planned": (), "threshold": (),
        "offer": (),
    }  # fmt: skip
    assert list(told["normal"])[:3] == FIRST


def test_a_break_has_its_code_unless_the_status_has_one_and_is_said_in_words_in_both() -> None:
    (plain,) = read(write_sdmx(make(break_before=True))).to_dict("records")
    (early,) = read(write_sdmx(make(break_before=True, status="provisional", note="Deux mois"))).to_dict("records")
    assert (plain["OBS_STATUS"], plain["COMMENT"]) == ("B", "rupture de série")
    assert (early["OBS_STATUS"], early["COMMENT"]) == ("P", "provisoire ; rupture de série ; Deux mois")
    assert plain["REF_AREA"] == "01304"


def test_a_value_that_is_not_known_is_empty_and_a_zero_is_zero() -> None:
    (none,) = read(write_sdmx(make(value=None, status="missing"))).to_dict("records")
    (zero,) = read(write_sdmx(make(value=0.0))).to_dict("records")
    assert (none["OBS_VALUE"], none["OBS_STATUS"]) == ("", "O")
    assert (float(zero["OBS_VALUE"]), zero["OBS_STATUS"]) == (0, "A")


def test_the_series_of_the_interface_are_told_alike_and_other_resources_have_no_such_form() -> None:
    address = "?indicator=waste.collected&territory=246200364,D62&fields=value"
    status, headers, body = ask(f"/api/v1/series.sdmx.csv{address}")
    assert (status, headers["content-type"]) == (200, "application/vnd.sdmx.data+csv; version=2.0.0")
    rows, plain = read(body), pd.read_csv(io.BytesIO(ask(f"/api/v1/series.csv{address}")[2]))
    assert rows["OBS_VALUE"].tolist() == plain["value"].tolist() and len(rows) > 5
    lens = rows[rows["REF_AREA"].eq("246200364") & rows["TIME_PERIOD"].eq(2021)]
    assert lens["OBS_VALUE"].tolist() == [156402] and lens["SOURCE"].tolist() == ["000-call-2021"]
    assert ask("/api/v1/latest.sdmx.csv?indicator=waste.collected")[0] == 406
