"""A wire between a browser and a server: it can be cut, mended to another server, and counts what it carries."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Wire:
    """The address of a server, "http://127.0.0.1:PORT", on a port of its own."""

    def __init__(self, server: str) -> None:
        self._server: str | None = server
        # Bytes to the browser until now, as they travel: headers, and frames as they are compressed.
        self.carried = 0
        self._counting = threading.Lock()
        self._ends: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End what passes, and let nothing pass any more."""
        self._server = None
        for end in list(self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self, server: str) -> None:
        """Let what comes pass to a server again."""
        self._server = server

    def close(self) -> None:
        """Cut it for good."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            url = urlsplit(self._server or "")
            if url.port is None:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", url.port))
            self._ends |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other, one is far), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while body := one.recv(65536):
                other.sendall(body)
                with self._counting:
                    self.carried += len(body) * is_answer
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self._ends.discard(end)


@contextmanager
def stretch_wire(server: str) -> Iterator[Wire]:
    """A wire to a server, cut for good on leaving."""
    wire = Wire(server)
    try:
        yield wire
    finally:
        wire.close()
