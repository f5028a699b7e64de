"""A list of files of data.gouv.fr, read to its end whatever it says comes next, and those of its files that are wanted.

Traps: « next_page » may be null while pages are left, or name a page that was read; a page may be empty; a year may
have several files, of which the newest counts; the address of a file ends with its name, its title may be anything.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urljoin, urlsplit, urlunsplit

from loaders.refreshing.client import Client
from loaders.refreshing.decoding import read_blocks
from loaders.refreshing.faults import FetchError
from loaders.sources.shape import Asked, Listed
from loaders.tabular.faults import join_some

MOST_PAGES = 100
MOST_BYTES = 20_000_000
CHECKSUMS = frozenset({"sha1", "sha256", "md5"})
LOOK = "Vérifiez la page de l’éditeur, puis relancez."


def list_wanted(listed: Listed, client: Client) -> list[Asked]:
    """The files of a list to ask for, by year. Raises FetchError where the list cannot be read, or has none of them."""
    where = urlsplit(listed.url).path.strip("/").split("/")[-2]
    try:
        files = _read_pages(listed.url, client)
    except FetchError as error:
        raise error.about(where) from None
    wanted: dict[int, dict[str, Any]] = {}
    for file in sorted(files, key=lambda file: str(file.get("last_modified", ""))):
        found = listed.pattern.search(_name(file))
        if found is not None and int(found[1]) in listed.years:
            wanted[int(found[1])] = file
    if not wanted:
        names = join_some(sorted({_name(file) for file in files}))
        raise FetchError(f"aucun fichier de la liste n’a le nom attendu ; trouvés {names}", LOOK, where=where)
    return [
        Asked(str(file["url"]), listed.file.format(year=year), _read_checksum(file))
        for year, file in sorted(wanted.items())
    ]


def _name(file: dict[str, Any]) -> str:
    return unquote(urlsplit(str(file.get("url", ""))).path.rsplit("/", 1)[-1])


def _read_checksum(file: dict[str, Any]) -> str:
    told = file.get("checksum")
    if not isinstance(told, dict) or told.get("type") not in CHECKSUMS or not told.get("value"):
        return ""
    return f"{told['type']}:{str(told['value']).lower()}"


def _read_pages(url: str, client: Client) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = []
    read: set[str] = set()
    total = None
    while True:
        if len(read) == MOST_PAGES:
            raise FetchError(f"plus de {MOST_PAGES} pages à la suite", LOOK)
        read.add(url)
        page = _read_page(url, client)
        files += page["data"]
        total = page.get("total", total)
        following = page.get("next_page")
        is_last = len(files) >= total if isinstance(total, int) else not following
        if is_last:
            return files
        if not page["data"]:
            raise FetchError(f"page vide, {len(files)} fichiers lus sur {total} annoncés", LOOK)
        url = urljoin(url, str(following)) if following else _turn(url)
        if url in read:
            raise FetchError(f"la page dite suivante a déjà été lue, {len(files)} fichiers sur {total} annoncés", LOOK)


def _turn(url: str) -> str:
    """The address of the next page by its number, for a list that does not say where it goes on."""
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    query["page"] = str(int(query.get("page", "1")) + 1)
    return urlunsplit(parts._replace(query=urlencode(query)))


def _read_page(url: str, client: Client) -> dict[str, Any]:
    content = bytearray()

    def read() -> None:
        content.clear()
        with client.ask(url) as response:
            for block in read_blocks(response):
                content.extend(block)
                if len(content) > MOST_BYTES:
                    raise FetchError("la liste est démesurée", LOOK)

    client.insist(read)
    try:
        page = json.loads(content)
        is_list = isinstance(page["data"], list) and all(isinstance(file, dict) for file in page["data"])
    except (ValueError, KeyError, TypeError, RecursionError):
        is_list = False
    if not is_list:
        raise FetchError("une liste JSON de fichiers, « data », est attendue, autre chose est donné", LOOK)
    return dict(page)
