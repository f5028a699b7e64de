"""A choice that the address holds by its bare id: `?id=000-call-2021`, which can be copied and sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.words.markup import plain


def choose_by_id(
    label: str,
    options: Sequence[str],
    format_func: Callable[[str], str],
    *,
    parameter: str,
    default: str | None,
    unknown: str,
) -> str | None:
    """A selector whose choice is the `parameter` of the address; None where nothing is chosen and there is no default.

    An id that is not among the options gets the sentence `unknown`, with the id, and a way on.
    """
    key = f"choix-{parameter}-{label}"
    asked = st.query_params.get(parameter, "")
    if asked and asked not in options:
        st.warning(f"{unknown} : « {plain(asked[:60])} ». Choisissez dans la liste.")
    current = asked if asked in options else default

    def write_address() -> None:
        chosen = st.session_state[key]
        if chosen is None:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen

    st.session_state[key] = current
    return st.selectbox(
        label,
        options,
        index=None if default is None else 0,
        key=key,
        format_func=format_func,
        on_change=write_address,
        placeholder="Choisir…",
    )
