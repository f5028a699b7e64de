"""Terril where people sign in: a server, its secrets, its file of roles, and a provider on the loopback."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import oidc_provider_mock
import yaml
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from loaders.settings import ACCESS, AUDIT
from pages.words.paths import CALLBACK, WAY_IN
from tests.browser import free_port, serve

COOKIE = "_streamlit_user"
CLIENT, SECRET = "terril-de-l-essai", "un secret au hasard, de l’essai seul, assez long"
PEOPLE = {
    "alice": {"name": "Alice Admin", "email": "alice@exemple.fr", "roles": ["terril-admin"]},
    "omar": {"name": "Omar Officier", "email": "omar@exemple.fr"},
    "rose": {"name": "Rose Lectrice", "email": "rose@exemple.fr", "roles": ["agents"]},
    "eve": {"name": "Eve d’une autre application", "email": "alice@exemple.fr", "aud": ["autre-application"]},
    "sam": {"name": "Sam Étranger", "email": "sam@ailleurs.fr"},
}
ROLES = {"administrators": ["terril-admin"], "officers": ["omar@exemple.fr"], "readers": ["agents"]}


@dataclass(frozen=True)
class House:
    """A server that people sign in to: its address, that of the provider, and the folder of its files."""

    address: str
    provider: str
    folder: Path

    def write_access(self, **said: object) -> None:
        """Who may do what, from now on."""
        file = self.folder / "access.yaml"
        file.with_suffix(".new").write_text(yaml.safe_dump(said), encoding="utf-8")
        file.with_suffix(".new").replace(file)

    def open(self) -> httpx.Client:
        """A browser that remembers no one, in which redirects are followed."""
        return httpx.Client(
            base_url=self.address, follow_redirects=True, timeout=60, headers={"Accept": "text/html,*/*"}
        )

    def read_log(self) -> list[dict[str, str]]:
        """The lines of the log."""
        files = sorted((self.folder / "audit").glob("*.jsonl"))
        return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def sign_in(client: httpx.Client, who: str, wanted: str = "/", *, action: str = "") -> httpx.Response:
    """Go to the provider and say who one is, as its page has it; the answer that one comes back to."""
    form = client.get(f"{WAY_IN}?vers={wanted}")
    assert form.status_code == 200 and "/oauth2/authorize" in str(form.url), form.text[:300]
    return client.post(form.url, data={"action": action} if action else {"sub": who})


def mint(house: House, who: str = "omar", *, secret: str = SECRET, **changed: Any) -> dict[str, str]:
    """The cookie of somebody signed in, as Streamlit signs it, with other claims."""
    claims: dict[str, Any] = {
        "iss": house.provider,
        "sub": who,
        **PEOPLE[who],
        "aud": [CLIENT],
        "iat": int(time.time()),
        "nonce": secrets.token_hex(8),
        "origin": house.address,
        "is_logged_in": True,
        "provider": "default",
    }
    return {COOKIE: create_signed_value(secret, COOKIE, json.dumps({**claims, **changed})).decode()}


@contextmanager
def open_house(
    folder: Path, *, lasts: float = 3600, settings: dict[str, str] | None = None, **said: object
) -> Iterator[House]:
    """A house that runs, `said` being in its file of roles."""
    users = [oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    port = free_port()
    (folder / "audit").mkdir(exist_ok=True)
    age = dt.timedelta(seconds=lasts)
    with oidc_provider_mock.run_server_in_thread(user_claims=users, access_token_max_age=age) as provider:
        house = House(f"http://localhost:{port}", f"http://localhost:{provider.server_port}", folder)
        house.write_access(**said)
        write_secrets(house)
        named = {ACCESS: str(folder / "access.yaml"), AUDIT: str(folder / "audit"), **(settings or {})}
        with serve("--secrets.files", str(folder / "secrets.toml"), port=port, settings=named):
            yield house


def write_secrets(house: House, client: str = CLIENT) -> None:
    """The file of secrets of a house."""
    said = {
        "redirect_uri": f"{house.address}{CALLBACK}",
        "cookie_secret": SECRET,
        "client_id": client,
        "client_secret": "secret",
        "server_metadata_url": f"{house.provider}/.well-known/openid-configuration",
    }
    lines = "\n".join(f"{key} = {json.dumps(word, ensure_ascii=False)}" for key, word in said.items())
    (house.folder / "secrets.toml").write_text(f"[auth]\n{lines}\n", encoding="utf-8")
