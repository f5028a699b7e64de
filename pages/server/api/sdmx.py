"""The series as SDMX-CSV 2.0: one observation a line, with its codes of status and of confidentiality.

SDMX 3.0, section 5, « SDMX-CSV field guide »; code lists CL_OBS_STATUS 2.2 and CL_CONF_STATUS 1.3 of the SDMX
Statistical Working Group.
"""

from __future__ import annotations

import pandas as pd

from loaders.statuses import Status, are_results
from pages.files.csv import write_tidy_csv
from pages.words.french import STATUS_LABELS

FLOW = "TERRIL:SERIES(1.0)"
OBS_STATUS: dict[Status, str] = {
    "normal": "A", "provisional": "P", "estimated": "E", "partial": "D", "objective": "F", "planned": "F",
    "threshold": "A", "offer": "A", "missing": "O", "confidential": "Q", "not_applicable": "M",
}  # fmt: skip
BREAK = "B"


def tell_confidentiality(status: str) -> str:
    """The code of what may be told: C for what is confidential, F for what is free."""
    return "C" if status == "confidential" else "F"


def write_sdmx(rows: pd.DataFrame) -> bytes:
    """Rows of series, in the columns of SDMX; what stands beside results (an objective, a plan) is not among them.

    An observation has one code: that of its status, else that of the break before it. Both are in COMMENT in words.
    """
    own = rows[are_results(rows["status"])]
    codes = own["status"].map(OBS_STATUS)
    words = own["status"].map(STATUS_LABELS).where(own["status"].ne("normal"), "")
    broken = own["break_before"].astype(bool)
    said = [
        " ; ".join(filter(None, (status, "rupture de série" if is_broken else "", note)))
        for status, is_broken, note in zip(words, broken, own["note"].astype(str), strict=True)
    ]
    table = {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": FLOW,
        "ACTION": "I",
        "INDICATOR": own["indicator"],
        "REF_AREA": own["territory"],
        "SCOPE": own["scope"].where(own["scope"].astype(str).ne(""), "_T"),
        "TIME_PERIOD": own["year"],
        "OBS_VALUE": own["value"],
        "UNIT_MEASURE": own["unit"],
        "OBS_STATUS": codes.mask(codes.eq("A") & broken, BREAK),
        "CONF_STATUS": own["status"].map(tell_confidentiality),
        "SOURCE": own["source"],
        "COMMENT": said,
    }
    return write_tidy_csv(pd.DataFrame(table, index=own.index))
