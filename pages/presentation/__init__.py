"""The presentation of a dossier: one HTML page that holds all it needs, and the route that serves it."""

from pages.presentation.build import build_presentation
from pages.presentation.kept import keep_dossier
from pages.presentation.route import routes

__all__ = ["build_presentation", "keep_dossier", "routes"]
