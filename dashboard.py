"""Terril: `streamlit run dashboard.py`. The launcher; the pages begin in pages/frame.py."""

import streamlit as st
from starlette.middleware import Middleware

from pages import presentation
from pages.exports import route
from pages.parts import errors, geometry, national, panel, portrait_map, scripts, search, values, web

PARTS = (geometry, national, values, panel, portrait_map, scripts, search, web, presentation, route)

app = st.App(
    "pages/frame.py",
    routes=[route for part in PARTS for route in part.routes],
    middleware=[Middleware(web.Surroundings)],
    lifespan=web.warm_up,
    on_script_error=errors.show_failure,
)
