"""Terril with 20 made-up years for every commune: `streamlit run tests/bench/national_app.py`; only for measuring."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from dashboard import INSTALLED, PARTS  # noqa: E402
from pages.server.surroundings import Surroundings  # noqa: E402
from pages.server.warm_up import warm_up  # noqa: E402
from pages.views.france import figures  # noqa: E402
from pages.widgets import errors  # noqa: E402

YEARS = tuple(range(2001, 2021))
STEPS = 0.985 + 0.03 * np.random.default_rng(1).random((len(YEARS), 1))


def invent() -> figures.Table:
    """The density of communes, moved a little from year to year, with some confidential and provisional values."""
    real = figures.read_density()
    chance = np.random.default_rng(2).random((len(YEARS), real.values.shape[1]))
    values = (real.values * np.cumprod(STEPS, axis=0) * (0.8 + 0.4 * chance)).astype(np.float32)
    statuses = np.repeat(real.statuses, len(YEARS), axis=0)
    is_hidden = (chance > 0.98) & (statuses == 0)
    values[is_hidden] = np.nan
    statuses[is_hidden] = figures.STATUSES.index("confidential")
    statuses[-1][statuses[-1] == 0] = figures.STATUSES.index("provisional")
    return figures.Table(YEARS, values, statuses)


figures.MEASURES["densite"] = replace(
    figures.MEASURES["densite"], label="Synthétique", title="Données inventées pour la mesure", read=invent
)

app = st.App(
    str(ROOT / "pages" / "frame.py"),
    routes=[route for part in PARTS for route in part.routes],
    middleware=[Middleware(Surroundings, installed=INSTALLED)],
    lifespan=partial(warm_up, installed=INSTALLED),
    on_script_error=errors.show_failure,
)
