"""One grant in two lists: the same giver, receiver, amount and year, for the same object or for one in other words."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from loaders.vocabulary import list_words

# Who a row names, by the number of its SIREN or by its name.
BY = (("id", "id"), ("id", "nom"), ("nom", "id"), ("nom", "nom"))
LENGTH_OF_SIREN = 9


def find_same(given: pd.DataFrame, others: pd.DataFrame, *, whatever_object: bool = False) -> np.ndarray:
    """For each row given the place of the same grant among others, -1 for none; `value` is the amount, in euros.

    A giver and a receiver are the same by their SIREN, or by their name without case, accents and signs. The object is
    compared in the same way, unless `whatever_object`: one grant may be told in other words.
    """
    found = np.full(len(given), -1)
    for giver, receiver in BY:
        known: dict[Hashable, int] = {}
        for place, key in enumerate(_list_keys(others, giver, receiver, whatever_object)):
            if key is not None:
                known.setdefault(key, place)
        keys = _list_keys(given, giver, receiver, whatever_object)
        own = np.array([known.get(key, -1) for key in keys], dtype=int)
        found = np.where(found < 0, own, found)
    return found


def _list_keys(rows: pd.DataFrame, giver: str, receiver: str, whatever_object: bool) -> Sequence[Hashable]:
    """What tells each grant; None where a row does not say who gives or who receives."""
    cents = (pd.to_numeric(rows["value"]) * 100).round()
    objects = [""] * len(rows) if whatever_object else _fold(rows["objet"])
    who = (_name(rows, f"{giver}Attribuant"), _name(rows, f"{receiver}Beneficiaire"))
    parts = zip(*who, objects, cents, rows["year"].astype(str), rows["stage"], strict=True)
    return [part if part[0] and part[1] else None for part in parts]


def _name(rows: pd.DataFrame, column: str) -> Sequence[str]:
    if column.startswith("nom"):
        return _fold(rows[column])
    return list(rows[column].str.slice(0, LENGTH_OF_SIREN))


def _fold(texts: pd.Series) -> Sequence[str]:
    codes, words = pd.factorize(texts)
    folded = [" ".join(list_words(str(word))) for word in words]
    return [folded[code] for code in codes]
