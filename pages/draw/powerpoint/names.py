"""Names in the workbook that stands behind a native chart."""

from __future__ import annotations

import re

from pages.words.cells import FORMULA_STARTS

# What the writer of a chart's own workbook would make a formula or a link of.
ACTIVE = re.compile(r"\{=|(?:ftp|http|file)s?:|mailto:|(?:in|ex)ternal:", re.IGNORECASE)


def quote_name(words: str) -> str:
    """A name that stays text in the workbook behind a chart: an apostrophe stands before what would be run."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) or ACTIVE.match(words) else words
