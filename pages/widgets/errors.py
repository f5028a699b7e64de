"""What a reader sees when a page fails: a sentence and a way on; the trace goes to the log."""

from __future__ import annotations

import logging

import streamlit as st

logger = logging.getLogger("terril")


def show_failure(error: Exception) -> bool:
    """Log the error and say so in French; True keeps Streamlit from showing its own message."""
    logger.error("page non affichée", exc_info=error)
    st.error(
        "Cette partie de la page n’a pas pu être affichée. Rechargez la page ou changez de sélection ; si le message "
        "revient, signalez-le avec l’adresse de la page."
    )
    return True
