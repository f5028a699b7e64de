"""Publishers on the loopback: they answer as the hosts of France's open data do, well, and badly in every way known.

What they give is real where a test hands them a real file, and otherwise synthetic in the publisher's form.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from loaders.refreshing.client import Client, Patience
from loaders.refreshing.publishers import Directory, Publisher

SINOE_FILE = "SINOE04_DestinationDmaParTypeTraitement.csv"
SINOE = (
    "/data.ademe.fr/data-fair/api/v1/datasets/sinoe-(r)-destination-des-dma-collectes-par-type-de-traitement/"
    f"data-files/{SINOE_FILE}"
)
SITADEL = (
    "/data.statistiques.developpement-durable.gouv.fr/dido/api/v1/datafiles/9c90a880-4ba0-49b4-b99d-d7dd6c810dd0/csv"
)
ISDND = "/raw.githubusercontent.com/geo2france/odema-dashboard/HEAD/data/isdnd_tonnage_annee.json"
LISTS = {
    "dotations": "projets-finances-par-les-dotations-de-soutien-a-linvestissement-des-collectivites-territoriales",
    "fonds_vert": "fonds-vert-liste-des-projets-subventionnes",
}
STATIC = "https://static.data.gouv.fr/resources"
HOSTS = (
    "data.ademe.fr",
    "www.data.gouv.fr",
    "static.data.gouv.fr",
    "data.statistiques.developpement-durable.gouv.fr",
    "raw.githubusercontent.com",
    "www.geo2france.fr",
    "www.services.eaufrance.fr",
    "data.ofgl.fr",
    "opendata.agenceore.fr",
)


class Asking(BaseHTTPRequestHandler):
    """One request; what answers it is the server's."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer by the path, without what follows « ? » where only that is known."""
        self.server.house.asked.append((self.path, dict(self.headers)))
        answers = self.server.house.answers
        answer = answers.get(self.path) or answers.get(self.path.split("?")[0]) or missing
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):
            answer(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A whole answer; « Retry_After » is the header Retry-After."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


Answer = Callable[[Asking], None]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    house: House


@dataclass
class House:
    """Where all publishers are, what they answer by path, and what they were asked."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def make_client(self, **given: Any) -> Client:
        """A client that finds every publisher here, waits for nobody, and says what it would have waited."""
        publishers = {host: Publisher(publisher=host, pause=0) for host in HOSTS}
        self.waits: list[float] = []
        patience = Patience(**{"timeout": 1, "tries": 3, "sleep": self.waits.append, **given})
        return Client(Directory(publishers, self.address), patience)

    def list_files(
        self,
        name: str,
        files: Mapping[str, bytes],
        *,
        page_size: int = 3,
        spoil: Callable[[dict[str, Any]], None] = len,
    ) -> None:
        """Serve files and the list of data.gouv.fr that names them; `spoil` changes a page before it is sent."""
        start = f"/www.data.gouv.fr/api/2/datasets/{LISTS[name]}/resources/?page="
        named = [self._name(name, file, content) for file, content in files.items()]
        pages = [named[n : n + page_size] for n in range(0, len(named), page_size)]
        for number, data in enumerate(pages, 1):
            following = f"https:/{start}{number + 1}&page_size=50" if number < len(pages) else None
            page = {"data": data, "page": number, "total": len(named), "next_page": following}
            spoil(page)
            self.answers[f"{start}{number}&page_size=50"] = whole(json.dumps(page).encode())

    def _name(self, name: str, file: str, content: bytes) -> dict[str, Any]:
        path = f"/static.data.gouv.fr/resources/{name}/{file}"
        self.answers[path] = whole(content)
        checksum = {"type": "sha1", "value": hashlib.sha1(content).hexdigest()}
        return {"title": file, "url": f"{STATIC}/{name}/{file}", "checksum": checksum, "last_modified": "2026-01-01"}


@contextmanager
def open_house(certificate: Path | None = None) -> Iterator[House]:
    """Publishers on a free port of the loopback, over TLS where there is a certificate for it."""
    house = House()
    server = _Server(("127.0.0.1", 0), Asking)
    server.house = house
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "http" if certificate is None else "https"
    house.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()


def missing(request: Asking) -> None:
    """404."""
    request.reply(404, b"not found")


def whole(content: bytes, *, etag: str = "", has_etag: bool = True) -> Answer:
    """A file as a good host gives it: with its mark, 304 to who has it, the rest to who has a part."""
    mark = etag or f'"{hashlib.sha256(content).hexdigest()[:16]}"'

    def answer(request: Asking) -> None:
        headers = {"ETag": mark, "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"} if has_etag else {}
        if has_etag and request.headers.get("If-None-Match") == mark:
            request.reply(304, **headers)
            return
        start = request.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
        if has_etag and start.isdigit() and request.headers.get("If-Range") == mark:
            rest = content[int(start) :]
            where = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
            request.reply(206, rest, **headers, **where)
            return
        request.reply(200, content, **headers)

    return answer


def status(number: int, **headers: str) -> Answer:
    """Nothing but a number, an explanation in English with it."""
    return lambda request: request.reply(number, b"<html>Error</html>", **headers)


def in_turn(*answers: Answer) -> Answer:
    """One answer, then the next, the last for ever."""
    left = list(answers)
    return lambda request: (left.pop(0) if len(left) > 1 else left[0])(request)


def slow(content: bytes, pause: float, *, pieces: int = 4) -> Answer:
    """A file in pieces, each after a pause."""

    def answer(request: Asking) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        size = len(content) // pieces + 1
        for n in range(pieces):
            time.sleep(pause)
            request.wfile.write(content[n * size : (n + 1) * size])
            request.wfile.flush()

    return answer


def cut(content: bytes, at: float = 0.5, **headers: str) -> Answer:
    """A part of a file, then nothing: fewer bytes than announced."""

    def answer(request: Asking) -> None:
        request.send_response(200)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content[: int(len(content) * at)])

    return answer


def announce(content: bytes, length: int) -> Answer:
    """A file whose announced length is not its own."""

    def answer(request: Asking) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(length))
        request.end_headers()
        request.wfile.write(content)

    return answer


def say_gzip(content: bytes) -> Answer:
    """Bytes said to be compressed, as they are."""
    return lambda request: request.reply(200, content, Content_Encoding="gzip")


def bomb(size: int = 120_000_000) -> Answer:
    """A few kilobytes that become a hundred megabytes."""
    content = gzip.compress(bytes(size), 6)
    return lambda request: request.reply(200, content, Content_Encoding="gzip")


def move(address: str, number: int = 302) -> Answer:
    """Elsewhere."""
    return lambda request: request.reply(number, Location=address)


def hang_up(request: Asking) -> None:
    """Not a word."""
    request.connection.shutdown(socket.SHUT_RDWR)


def babble(request: Asking) -> None:
    """What is no answer of the web."""
    request.wfile.write(b"220 ftp ready\r\n\r\n")
