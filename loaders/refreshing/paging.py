"""Rows that a publisher gives page after page, followed to the end whatever it says comes next.

Traps: « next » may name a page that was read, or never end; a page is kept as it came, so that it is asked for again
only if it has changed; of a list that has become shorter, the pages that are left over go.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from loaders.refreshing.client import Client
from loaders.refreshing.download import download
from loaders.refreshing.faults import FetchError
from loaders.refreshing.incoming import drop_whole
from loaders.sources.shape import Asked, Paged

MOST_PAGES = 1000
MOST_BYTES = 100_000_000
LOOK = "Vérifiez la page de l’éditeur, puis relancez."


def download_pages(
    paged: Paged, home: Path, client: Client, *, begin: Callable[[str], Callable[[int, int], object]]
) -> list[Asked]:
    """Have every page below a folder, as the publisher has them now; `begin` is told the name of each page.

    Raises FetchError where one cannot be had, or the pages have no end.
    """
    pages: list[Asked] = []
    url, read = paged.url, set[str]()
    while url:
        if len(pages) == MOST_PAGES:
            raise FetchError(f"plus de {MOST_PAGES} pages à la suite", LOOK, where=paged.name(1))
        asked = Asked(url, paged.name(len(pages) + 1))
        download(asked, home / asked.file, client, progress=begin(asked.file))
        pages.append(asked)
        read.add(url)
        url = _find_next(home / asked.file, url)
        if url in read:
            raise FetchError(f"la page dite suivante a déjà été lue, après {len(pages)} pages", LOOK, where=asked.file)
    last = home / pages[-1].file
    for path in last.parent.glob(Path(paged.file).name.replace("{page}", "*")):
        if path.name > last.name:
            drop_whole(path)
    return pages


def _find_next(path: Path, url: str) -> str:
    """The address of the page after one, "" where it is the last. Raises FetchError for what is no page."""
    try:
        page: Any = json.loads(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else None
    except (ValueError, RecursionError):
        page = None
    following = (page.get("next") or "") if isinstance(page, dict) and isinstance(page.get("results"), list) else None
    if not isinstance(following, str):
        wrong = "une page JSON de lignes, « results », est attendue, autre chose est donné"
        raise FetchError(wrong, LOOK, where=path.name)
    return urljoin(url, following) if following else ""
