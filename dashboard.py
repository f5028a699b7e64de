"""Terril: `streamlit run dashboard.py`. The launcher; the pages begin in pages/frame.py."""

import streamlit as st
from starlette.middleware import Middleware

from pages.server import files, france, outlines, panel, portrait_map, presentation, scripts, search, values, web
from pages.widgets import errors

PARTS = (outlines, france, values, panel, portrait_map, scripts, search, web, presentation, files)

app = st.App(
    "pages/frame.py",
    routes=[route for part in PARTS for route in part.routes],
    middleware=[Middleware(web.Surroundings)],
    lifespan=web.warm_up,
    on_script_error=errors.show_failure,
)
