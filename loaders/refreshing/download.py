"""A publisher's file downloaded: asked for only if it has changed, gone on with where it was cut, whole or not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx

from loaders.refreshing.client import Client
from loaders.refreshing.decoding import read_blocks
from loaders.refreshing.faults import FetchError, PassingError
from loaders.refreshing.incoming import Stored, drop_partial, hash_file, keep_whole, note, partial_of, read_stored
from loaders.sources.shape import Asked
from loaders.tabular.encodings import MOST_BYTES

PAGE = (b"<!doctype html", b"<html")
ELSEWHERE = "Vérifiez la page de l’éditeur : le fichier y a peut-être une autre adresse."


def download(
    asked: Asked, path: Path, client: Client, *, progress: Callable[[int, int], object] = lambda done, total: None
) -> Stored:
    """Have a file as the publisher has it now; `progress` is told the bytes that are there and those announced.

    Raises FetchError; the file that was there is then still there. What had come of a file that was cut is gone on with
    at the next call, where the publisher lets it be.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    found: list[Stored] = []
    try:
        client.insist(lambda: found.append(_try(asked, path, client, progress)))
    except FetchError as error:
        raise error.about(path.name) from None
    return found[0]


def _try(asked: Asked, path: Path, client: Client, progress: Callable[[int, int], object]) -> Stored:
    """One request. Raises PassingError where another may do better."""
    partial = partial_of(path)
    whole, begun = read_stored(path), read_stored(partial)
    is_resumed = begun is not None and begun.url == asked.url and bool(begun.etag) and partial.stat().st_size > 0
    headers = {}
    if is_resumed and begun is not None:
        headers = {
            "Range": f"bytes={partial.stat().st_size}-", "If-Range": begun.etag, "Accept-Encoding": "identity"
        }  # fmt: skip
    elif whole is not None and whole.url == asked.url:
        if whole.etag:
            headers["If-None-Match"] = whole.etag
        if whole.modified:
            headers["If-Modified-Since"] = whole.modified
    with client.ask(asked.url, headers) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED and whole is not None:
            return whole
        if response.status_code in (httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE, httpx.codes.NOT_MODIFIED):
            drop_partial(path)
            raise PassingError("l’éditeur n’a pas la suite du fichier, qui est à reprendre du début", wait=0)
        told = Stored(asked.url, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
        is_next = response.status_code == httpx.codes.PARTIAL_CONTENT
        if is_next and not (is_resumed and _follows(response, partial)):
            drop_partial(path)
            raise PassingError("l’éditeur donne une autre partie du fichier que celle demandée", wait=0)
        if not is_next:
            drop_partial(path)
            # A compressed answer is cut at other places than the file: it is begun anew. So is one without strong mark.
            is_strong = told.etag.startswith('"') and "Content-Encoding" not in response.headers
            note(partial, told if is_strong else replace(told, etag=""))
        _write(response, partial, client, progress)
    _check(asked, partial, path)
    return keep_whole(path, told)


def _follows(response: httpx.Response, partial: Path) -> bool:
    """Whether an answer begins where a part ends."""
    return str(response.headers.get("Content-Range", "")).startswith(f"bytes {partial.stat().st_size}-")


def _write(response: httpx.Response, partial: Path, client: Client, progress: Callable[[int, int], object]) -> None:
    start = partial.stat().st_size if response.status_code == httpx.codes.PARTIAL_CONTENT else 0
    length = str(response.headers.get("Content-Length", ""))
    announced = start + int(length) if length.isdigit() else 0
    if announced > MOST_BYTES:
        raise _too_big(announced)
    size, until = start, time.monotonic() + client.patience.deadline
    with partial.open("ab" if start else "wb") as file:
        for block in read_blocks(response):
            size += file.write(block)
            if size > MOST_BYTES:
                raise _too_big(size)
            if time.monotonic() > until:
                raise FetchError(f"{client.patience.deadline / 60:.0f} minutes ne suffisent pas à recevoir ce fichier")
            progress(size, announced)


def _too_big(size: int) -> FetchError:
    return FetchError(
        f"{size / 1e9:.1f} Go annoncés ou reçus, {MOST_BYTES / 1e9:.0f} Go au plus sont attendus".replace(".", ","),
        ELSEWHERE,
    )


def _check(asked: Asked, partial: Path, path: Path) -> None:
    """Raise FetchError for what cannot be the file, and forget it: what is whole and wrong is not gone on with."""
    with partial.open("rb") as file:
        head = file.read(400).lstrip(b"\xef\xbb\xbf \t\r\n")
    algorithm, _, expected = asked.checksum.partition(":")
    wrong = ""
    if not head:
        wrong = "la réponse est vide"
    elif head.lower().startswith(PAGE):
        wrong = "une page web est donnée à la place du fichier"
    elif expected and hash_file(partial, algorithm) != expected:
        wrong = "le fichier reçu n’est pas celui que l’éditeur annonce, son empreinte en diffère"
    if wrong:
        drop_partial(path)
        raise FetchError(wrong, ELSEWHERE)
