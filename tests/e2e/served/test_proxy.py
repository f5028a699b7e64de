"""Two servers behind the nginx of deploy/: a reader stays with one, and keeps the page while each is restarted."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from loaders.catalog import ROOT
from tests.browser import free_port, serve, wait_ready

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
LENS = "/logement?territoires=246200364&indicateur=housing.authorised"


def make_certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command = ["openssl", *words, "-out", certificate, "-keyout", key]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@contextmanager
def serve_nginx(folder: Path, ports: tuple[int, int], *, base: str = "", plain: int | None = None) -> Iterator[str]:
    """The configuration as it is shipped, but for the ports (`plain` is that without TLS), the name, the certificate
    and the prefix; its address."""
    port, (certificate, key) = free_port(), make_certificate(folder)
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in zip(("8501", "8502"), ports, strict=True):
        text = text.replace(old, str(new))
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl").replace("terril.example.fr", "localhost")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain or free_port()};")
    text = re.sub(r"listen \[::\]:.*;", "", text)
    text = text.replace("location / {", f"location {base}/ {{").replace("= /sante/mesures", f"= {base}/sante/mesures")
    text = text.replace("/etc/ssl/terril/fullchain.pem", str(certificate))
    text = text.replace("/etc/ssl/terril/privkey.pem", str(key))
    around = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
    stores = [f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]
    (folder / "nginx.conf").write_text(f"{around}http {{\naccess_log off;\n{' '.join(stores)}\n{text}\n}}")
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as nginx:
        try:
            yield f"https://localhost:{port}"
        finally:
            nginx.terminate()


@pytest.fixture
def behind(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR", ignore_https_errors=True)
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.mark.skipif(NGINX is None, reason="pas de nginx sur cette machine")
def test_a_reader_stays_with_one_server_and_keeps_the_page_while_it_is_restarted(behind: Page, tmp_path: Path) -> None:
    ports = (free_port(), free_port())
    with ExitStack() as others, serve_nginx(tmp_path, ports) as address:
        servers = {}
        for port in ports:
            servers[port] = others.enter_context(ExitStack())
            servers[port].enter_context(serve(port=port))
        page = behind
        answer = page.goto(address + LENS)
        assert answer is not None and answer.headers["strict-transport-security"] == "max-age=31536000"
        wait_ready(page)
        cookie = next(one for one in page.context.cookies() if one["name"] == "terril_serveur")
        assert cookie["secure"] and cookie["httpOnly"] and int(cookie["value"]) in ports
        page.locator(".t-plot").first.wait_for()
        seen = read_title(page)
        servers[int(cookie["value"])].close()
        page.locator('[data-test-connection-state="CONNECTED"]').wait_for(state="detached")
        page.locator('[data-test-connection-state="CONNECTED"]').wait_for()
        page.wait_for_timeout(500)
        wait_ready(page)
        page.get_by_text("Par habitant", exact=True).click()
        page.wait_for_url(re.compile("mesure=habitant"))
        page.get_by_text("Valeur", exact=True).click()
        page.wait_for_url(re.compile(r"^((?!mesure=).)*$"))
        wait_ready(page)
        assert read_title(page) == seen
        assert page.locator(".stException").count() == 0


@pytest.mark.skipif(NGINX is None, reason="pas de nginx sur cette machine")
def test_who_asks_without_tls_is_led_to_the_same_address_with_it(tmp_path: Path) -> None:
    plain = free_port()
    asking = httpx.Client(transport=httpx.HTTPTransport(retries=6))
    with serve_nginx(tmp_path, (free_port(), free_port()), plain=plain), asking as client:
        answer = client.get(f"http://localhost:{plain}{LENS}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"https://localhost{LENS}")
    assert "set-cookie" not in answer.headers


def read_title(page: Page) -> list[str]:
    """The words of the page's headings, which say what is shown."""
    return page.locator("h1, h2, h3").all_inner_texts()
