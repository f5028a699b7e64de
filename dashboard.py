"""Terril: `streamlit run dashboard.py`. The launcher; the pages begin in pages/frame.py."""

from functools import partial
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from pages.server import health, later, scripts, style
from pages.server.access.gate import Gate
from pages.server.access.signing import make_routes
from pages.server.access.starting import refuse_faults
from pages.server.inside import Installed, read_provider
from pages.server.surroundings import Surroundings
from pages.server.warm_up import warm_up
from pages.widgets import errors

PARTS = (later, scripts, style, health)
INSTALLED = Installed(
    static=Path(st.__file__).parent / "static", read_module=lambda name: import_module(f"streamlit.{name}")
)
refuse_faults(served=str(st.get_option("server.baseUrlPath") or ""), provider=read_provider(INSTALLED))

app = st.App(
    "pages/frame.py",
    routes=[*make_routes(INSTALLED), *(route for part in PARTS for route in part.routes)],
    middleware=[Middleware(Gate, installed=INSTALLED), Middleware(Surroundings, installed=INSTALLED)],
    lifespan=partial(warm_up, installed=INSTALLED),
    on_script_error=errors.show_failure,
)
