"""Terril: `streamlit run dashboard.py`. The launcher; the pages begin in pages/frame.py."""

from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from pages.server import health, later, scripts, style
from pages.server.inside import Installed
from pages.server.surroundings import Surroundings
from pages.server.warm_up import warm_up
from pages.widgets import errors

PARTS = (later, scripts, style, health)
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
