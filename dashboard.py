"""Terril: `streamlit run dashboard.py`. The launcher; the pages begin in pages/frame.py."""

import streamlit as st
from starlette.middleware import Middleware

from pages.parts import errors, geometry, panel, scripts, search, values, web

app = st.App(
    "pages/frame.py",
    routes=[*geometry.routes, *values.routes, *panel.routes, *scripts.routes, *search.routes, *web.routes],
    middleware=[Middleware(web.Surroundings)],
    lifespan=web.warm_up,
    on_script_error=errors.show_failure,
)
