"""Dossiers too long for an address, kept for a while in memory under a word that cannot be guessed."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict

from pages.views.dossier import Dossier

MOST_KEPT = 64
SECONDS = 12 * 3600
_kept: OrderedDict[str, tuple[float, Dossier]] = OrderedDict()
_lock = threading.Lock()


def keep_dossier(dossier: Dossier) -> str:
    """Keep a dossier for twelve hours, or until 64 others have come; the word that finds it again."""
    token = secrets.token_urlsafe(18)
    with _lock:
        _kept[token] = (time.monotonic(), dossier)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return token


def find_dossier(token: str) -> Dossier | None:
    """The dossier kept under a word; None where there is none, or no longer."""
    with _lock:
        when, dossier = _kept.get(token, (0.0, None))
        if dossier is not None and time.monotonic() - when > SECONDS:
            del _kept[token]
            return None
        if dossier is not None:
            _kept.move_to_end(token)
        return dossier
