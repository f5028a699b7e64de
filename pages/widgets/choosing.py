"""Controls whose choice is a field of the state: each draws what the state holds, and says what it does not know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from loaders.catalog import Use
from pages.views.state.fields import YES
from pages.widgets import state
from pages.words.markup import plain
from pages.words.uses import explain_asked

Draw = Callable[..., Any]
Word = TypeVar("Word", bound=str)


def warn_of_unknown(unknown: Collection[str], what: str, *, use: Use | None = None) -> None:
    """Name what an address asks for and does not exist here; of indicators, say which may not be put to a `use`."""
    if use is not None:
        refused = {text: explain_asked(text, use) for text in unknown}
        for said in dict.fromkeys(filter(None, refused.values())):
            state.notes().info(said)
        unknown = [text for text in unknown if not refused[text]]
    if unknown:
        names = ", ".join(f"« {plain(text[:60])} »" for text in list(unknown)[:5])
        state.notes().warning(f"L’adresse demande {what} qui n’existe pas ici : {names}. Choisissez dans la liste.")


def find_known(name: str, options: Mapping[Word, str], what: str, *, use: Use | None = None) -> list[Word] | None:
    """The words of a field that are options, which map each word to its label; None where the field is at its default.

    Earlier versions wrote labels. What the address asks for that is neither is named.
    """
    by_label = {label: word for word, label in options.items()}
    known: dict[str, Word] = by_label | {str(word): word for word in options}
    warn_of_unknown([word for word in state.read_asked(name) if word not in known], what, use=use)
    words = state.read(name)
    return None if words is None else list(dict.fromkeys(known[word] for word in words if word in known))


def choose(
    draw: Draw,
    label: str,
    name: str,
    options: Mapping[Word, str],
    *,
    default: Word,
    what: str,
    use: Use | None = None,
    key: str | None = None,
    **named: Any,
) -> Word:
    """Draw the choice of one word among options, which map each word to its label, `default` to begin with.

    `draw` is a control of Streamlit; `what` names in a sentence what the address asks for and is not an option.
    """
    found = find_known(name, options, what, use=use)
    current = found[-1] if found else default
    state.show(name, (current,), default=(default,))
    _draw(draw, label, name, options, current, key=key or name, **named)
    return current


def choose_year(label: str, name: str, years: Sequence[int], *, default: int) -> int:
    """Draw the choice of a year."""
    words = {str(year): str(year) for year in years}
    return int(choose(st.selectbox, label, name, words, default=str(default), what="une année", width=110))


def choose_maybe(
    draw: Draw,
    label: str,
    name: str,
    options: Mapping[Word, str],
    *,
    what: str,
    key: str | None = None,
    **named: Any,
) -> Word | None:
    """Draw the choice of one word among options, or of none, with which it begins."""
    found = find_known(name, options, what)
    current = found[-1] if found else None
    state.show(name, _spell_one(current), default=())
    _draw(draw, label, name, options, current, key=key or name, **named)
    return current


def _draw(
    draw: Draw, label: str, name: str, options: Mapping[Word, str], current: Word | None, *, key: str, **named: Any
) -> None:
    state.sync(key, current)
    draw(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=state.keep_choice,
        args=(name, key, _spell_one),
        **named,
    )


def choose_many(
    label: str, name: str, options: Mapping[Word, str], *, chosen: Sequence[Word], default: Sequence[Word], **named: Any
) -> None:
    """Draw the choice of several words among options, those `chosen` for now."""
    state.show(name, chosen, default=default)
    state.sync(name, list(chosen))
    st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        on_change=state.keep_choice,
        args=(name, name, tuple),
        wrap=True,
        **named,
    )


def choose_whether(label: str, name: str, *, help: str | None = None) -> bool:
    """Draw the choice of yes or no, no to begin with."""
    is_so = find_known(name, {YES: YES}, f"pour « {label} » une réponse") == [YES]
    state.show(name, _spell_yes(is_so), default=())
    state.sync(name, is_so)
    st.checkbox(label, key=name, help=help, on_change=state.keep_choice, args=(name, name, _spell_yes))
    return is_so


def _spell_one(word: str | None) -> tuple[str, ...]:
    return () if word is None else (word,)


def _spell_yes(is_so: bool) -> tuple[str, ...]:
    return (YES,) if is_so else ()
