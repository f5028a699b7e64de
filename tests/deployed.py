"""`python -m tests.deployed`: every page of the deployment that TERRIL_DEPLOYMENT names, as JSON, without a browser.

A process of its own, since what depends on the deployment is read once.
"""

from __future__ import annotations

import json
import sys

from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT
from pages.views.data.geography import LEVELS, find_departements, read_codes
from pages.views.layout.maps.ground import read_ground
from tests.app.opening import read_charts, read_maps, read_markup, read_page, read_words, turn_to

PAGES = (
    "overview", "waste", "water", "housing", "subsidies", "themes", "territory", "compare", "maps", "france", "slides",
    "indicator", "source", "checks", "method",
)  # fmt: skip


def describe(app: AppTest) -> dict[str, object]:
    """What a page shows: what failed, its line of context, its sentences, its maps and its charts."""
    markup = read_markup(app)
    head = markup.partition('<header class="t-head">')[2].partition("</header>")[0]
    return {
        "failures": [element.value for element in app.exception],
        "head": read_words(head),
        "info": [element.value for element in app.info],
        "words": read_page(app),
        "maps": sum(1 for _ in read_maps(app)),
        "charts": list(read_charts(app)),
        "groups": {group.key: list(group.options) for group in app.get("button_group")},
    }


def main() -> None:
    """Print what the deployment shows."""
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=60).run()
    pages = {"overview": describe(app)}
    for page in PAGES[1:]:
        # By way of a page without selectors: what one page leaves chosen, the next may not know.
        pages[page] = describe(turn_to(app.switch_page("slides.py").run(), page))
    codes = {level: list(read_codes(level, find_departements())) for level in LEVELS}
    json.dump(
        {"pages": pages, "codes": codes, "ground": len(read_ground("epci", find_departements()).shapes)}, sys.stdout
    )


if __name__ == "__main__":
    main()
