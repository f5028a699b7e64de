"""Terril: `streamlit run dashboard.py`. The launcher; the pages begin in pages/frame.py."""

from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from pages.server import (
    france,
    health,
    of_views,
    outlines,
    panel,
    portrait_map,
    scripts,
    search,
    style,
    values,
)
from pages.server.inside import Installed
from pages.server.surroundings import Surroundings
from pages.server.warm_up import warm_up
from pages.widgets import errors

PARTS = (outlines, france, values, panel, portrait_map, scripts, search, style, health, of_views)
INSTALLED = Installed(
    static=Path(st.__file__).parent / "static",
    read_base=lambda: str(st.get_option("server.baseUrlPath") or ""),
)

app = st.App(
    "pages/frame.py",
    routes=[route for part in PARTS for route in part.routes],
    middleware=[Middleware(Surroundings, installed=INSTALLED)],
    lifespan=partial(warm_up, installed=INSTALLED),
    on_script_error=errors.show_failure,
)
