"""All that leans on the inside of Streamlit and of the server under it: on what, and what is lost without it.

Each trick first looks for what it leans on. Where an upgrade has taken that away, the trick does nothing and says so
once in the log: the page still works, only slower, or in plainer clothes. tests/unit/server/test_inside.py says it too.
"""

from __future__ import annotations

import gzip
import logging
import mimetypes
import os
import re
import socket
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

from geo.kept import CODE, SCRIPTS, keep
from pages.server.french import translate_script
from pages.words.markup import tag
from pages.words.paths import HOME

log = logging.getLogger(__name__)
COMPRESSED = (".js", ".css")
# The elements that a page of ours begins with: the first part of the name of a chunk.
FIRST_ELEMENTS = ("BidiComponent", "Slider", "ButtonGroup", "Selectbox", "Html")
IMPORTED = re.compile(r"""(?:from|import)\s*["'`]\./([^"'`]+\.js)["'`]""")
ASKED_FIRST = re.compile(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"')
# What Streamlit's page looks for before it connects, and what its server would answer.
HERE_NAMES = ("__streamlit", "BACKEND_BASE_URL", "HOST_CONFIG")
HOST = (
    "{allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false, "
    'enforceDownloadInNewTab: false, metricsUrl: "", blockErrorDialogs: true, resourceCrossOriginMode: null}'
)
# What makes one choice one step of Back, and what would be seen without it (pages/draw/browser/history.js).
HISTORY = {
    "window.history.pushState({},": "an address written at a first visit, a link or the menu is a step of its own",
    "data-test-script-state": "the first choice on a page takes the place of the page in Back",
    "`popstate`": "Back, and a link of ours, change the address and not the page",
    "isHistoryNavigation": "Back, and a link of ours, change the address and not the page",
}
LANGUAGE, TITLE, PICTURE = '<html lang="en">', "<title>Streamlit</title>", 'href="./favicon.png"'
NO_SCRIPT = "You need to enable JavaScript to run this app."
# What our style sheet and scripts know of the elements on the page, and what would be seen without it.
ON_PAPER = (
    "stButton", "stDownloadButton", "stExpander", "stMultiSelect", "stSelectbox", "stSidebar",
    "stFileUploader", "stLinkButton", "stNumberInput", "stPopover", "stSpinner",
)  # fmt: skip
MARKS = {
    "CLIENT_ERROR_DIALOG": "a fault of the page: it is said in French",
    "data-test-connection-state": "the connection: a server that does not answer is told in French",
    "data-test-script-state": "a run that has ended: words typed go before the page that is asked for next",
    "stApp": "the page: its colours, for search and the panel of a figure",
    "stAppHeader": "the bar of the menu: left out on paper",
    "stAppToolbar": "the bar of the menu: left out on paper",
    "stAppViewContainer": "a box round the page: as long as its text on paper",
    "stBidiComponent": "a chart or a map: a chart is as wide as its place",
    "stConnectionStatus": "the bar of the menu: its English word for a lost connection is hidden",
    "stButtonGroup": "a choice of a few: the one made is legible on the page",
    "stCaptionContainer": "words under another element: legible on the page",
    "stExpandSidebarButton": "the button of the menu on a narrow page: it says « Menu »",
    "stFileChip": "a file that was given: its size in French",
    "stFileUploaderDropzone": "the field for a file: it is a group to who hears it",
    "stFileUploaderDropzoneInstructions": "the field for a file: its English words are hidden",
    "stHeader": "the bar of the menu: left out on paper",
    "stHeading": "a heading in our size",
    "stHtml": "a piece of our HTML: its links carry the selection along",
    "stMain": "a box round the page: as long as its text on paper",
    "stMainBlockContainer": "the page's text: its margins and its width",
    "stSidebarCollapseButton": "the menu of a narrow page: it closes once a page is chosen",
    "stSidebarNavItems": "the menu of a narrow page: its list is one to who hears it",
    "stSidebarNavLink": "the menu of a narrow page: it closes once a page is chosen",
    "stSliderThumbValue": "the ends of a range: legible on the page",
    "stToolbar": "the bar of the menu: it leaves room for the button of search",
    "stCheckbox": "left out on paper; its focus is seen",
    "stColumn": "elements side by side: one under the other on a narrow page",
    "stElementContainer": "the box of an element: its gap",
    "stHorizontalBlock": "elements in a row: their line, and one under the other on a narrow page",
    "stLayoutWrapper": "the box of a row: its gap",
    "stNavSectionHeader": "the menu of a narrow page: a heading that keys cannot fold is folded by nothing",
    "stPopoverBody": "what a button opens: it takes the focus and gives it back",
    "stPopoverButton": "what a button opens: it takes the focus and gives it back",
    "stRadio": "left out on paper; its focus is seen",
    "stSkipToContent": "the way to the content: ours comes before it",
    "stSlider": "left out on paper; its focus is seen",
    "stTextArea": "left out on paper; its words go before the page that is asked for next",
    "stTextAreaRootElement": "a field: its border is seen",
    "stTextInput": "left out on paper; its words go before the page that is asked for next",
    "stTextInputRootElement": "a field: its border is seen",
    "stToast": "a message: it has a name and is told; left out on paper",
    "stVerticalBlock": "elements one under the other: the gap between them",
    "st-key-": "a place that we named: the selection, tables, views of the dossier, what is left out on paper",
    "--st-": "the type of the theme: that of the maps",
} | dict.fromkeys(ON_PAPER, "left out on paper")


@dataclass(frozen=True)
class Installed:
    """What the server needs to know of the Streamlit installed, which dashboard.py tells it.

    `static` is the folder of its page and scripts; `read_module` gives one of its modules by name, none in a test.
    """

    static: Path
    read_module: Callable[[str], Any] | None = None


# Kept, so that it is said once.
@keep(CODE)
def _say(missing: str) -> None:
    """Say once in the log that an upgrade has taken away what a trick leans on."""
    log.warning("Streamlit has changed inside: %s. The page works without it, slower or plainer.", missing)


@keep(SCRIPTS)
def compress_file(installed: Installed, path: str) -> tuple[bytes, str] | None:
    """A script or style sheet of Streamlit in French, compressed once, with its type; None for what is no such file.

    Leans on: Streamlit's page and scripts lie in one folder, under the paths that they are asked for by.
    Without it: Streamlit compresses each file anew at each request, a second for a first page.
    """
    file = (installed.static / path.lstrip("/")).resolve()
    if not path.endswith(COMPRESSED) or not file.is_relative_to(installed.static.resolve()) or not file.is_file():
        return None
    body = file.read_bytes()
    if file.suffix == ".js":
        body = translate_script(file.name, body.decode("utf-8")).encode()
    return gzip.compress(body, 6, mtime=0), mimetypes.guess_type(file.name)[0] or "text/javascript"


@keep(CODE)
def list_first_scripts(installed: Installed) -> tuple[str, ...]:
    """The scripts of the elements that every page begins with and all that those import.

    Leans on: each element is a chunk ELEMENT.HASH.js, which names what it imports as "./NAME.js".
    Without it: the page asks for them one after the other.
    """
    folder = installed.static / "static" / "js"
    waiting: list[Path] = []
    for name in FIRST_ELEMENTS:
        files = list(folder.glob(f"{name}.*.js"))
        if not files:
            _say(f"no script is called {name}")
        waiting += files
    found: dict[str, None] = {}
    while waiting:
        file = waiting.pop(0)
        if f"static/js/{file.name}" in found or not file.is_file():
            continue
        found[f"static/js/{file.name}"] = None
        waiting += [folder / name for name in IMPORTED.findall(file.read_text(encoding="utf-8"))]
    return tuple(found)


@keep(CODE)
def list_page_files(installed: Installed) -> tuple[str, ...]:
    """The scripts and style sheets that Streamlit's page names, to be compressed before the first reader.

    Leans on: index.html names them as "./static/…". Without it: the first reader waits for their compression.
    """
    page = installed.static / "index.html"
    files = tuple(ASKED_FIRST.findall(page.read_text(encoding="utf-8"))) if page.is_file() else ()
    if not files:
        _say("index.html names no script")
    return files


@keep(CODE)
def tell_where(installed: Installed) -> str:
    """A script that tells the page where its server is and what it may do: no dialog in English, for what they would
    say is said by pages/draw/browser/dossier/connection.js.

    Leans on: the page looks into window.__streamlit for BACKEND_BASE_URL and HOST_CONFIG before it asks its server, and
    tells window of each dialog (CLIENT_ERROR_DIALOG).
    Without it: up to four requests before the page connects; dialogs in English.
    """
    texts = [(installed.static / file).read_text(encoding="utf-8") for file in list_page_files(installed)]
    if missing := [name for name in HERE_NAMES if not any(name in text for text in texts)]:
        _say(f"no script knows {', '.join(missing)}")
        return ""
    address = f'location.origin + "{HOME}"'
    return tag("script", f"window.__streamlit = {{BACKEND_BASE_URL: {address}, HOST_CONFIG: {HOST}}};")


def list_files_to_compress(installed: Installed) -> tuple[str, ...]:
    """The files that a first page asks for."""
    return tuple(dict.fromkeys([*list_page_files(installed), *list_first_scripts(installed)]))


def is_page(document: str) -> bool:
    """Whether a document is Streamlit's page and not one of ours.

    Leans on: Streamlit's names its scripts as "./static/…". Without it: the page has neither our style nor our scripts.
    """
    return ASKED_FIRST.search(document) is not None


def dress_page(page: str, *, head: str, icon: str, no_script: str) -> str:
    """Streamlit's page in French, with our title, icon and head.

    Leans on: the page spells LANGUAGE, TITLE, PICTURE and NO_SCRIPT. Without one of them: that word stays English, and
    our head stands at the end, where it is read last.
    """
    ours = {LANGUAGE: '<html lang="fr">', PICTURE: f'href="{icon}"', NO_SCRIPT: no_script}
    for theirs, own in (ours | {TITLE: f"<title>Terril</title>{head}"}).items():
        if theirs not in page:
            _say(f"index.html does not hold {theirs}")
        page = page.replace(theirs, own, 1) if theirs in page or theirs != TITLE else page + head
    return page


def came_by_history(context: object) -> bool:
    """Whether the reader came to a run by Back, by Forward or by a link of ours; `context` is Streamlit's of the run.

    Leans on: the context of a run says `is_history_navigation`. Without it: Back changes the address and not the page.
    """
    found = getattr(context, "is_history_navigation", None)
    if found is None and context is not None:
        _say("the context of a run does not say is_history_navigation")
    return bool(found)


def read_provider(installed: Installed) -> Mapping[str, Any]:
    """What secrets.toml says of the identity provider, in `[auth]`; nothing where it says nothing.

    Leans on: auth_util.get_secrets_auth_section. Without it: nobody signs in, and the start says that it is missing.
    """
    read = getattr(installed.read_module and installed.read_module("auth_util"), "get_secrets_auth_section", dict)
    return dict(read())


def read_claims(installed: Installed, cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the provider said of who sends cookies, as `st.user` has it; nothing for a cookie that is not of ours.

    Leans on: the websocket reads it by _get_signed_cookie_with_chunks and _parse_decoded_user_cookie, from the cookie
    USER_COOKIE_NAME, which it has signed. Without them: nobody is known outside pages: a staff-only server is closed.
    """
    if installed.read_module is None:
        return {}
    module = installed.read_module("web.server.starlette.starlette_websocket")
    names = ("_get_signed_cookie_with_chunks", "_parse_decoded_user_cookie", "USER_COOKIE_NAME")
    if missing := [name for name in names if not hasattr(module, name)]:
        _say(f"the websocket has no {', '.join(missing)}")
        return {}
    raw = module._get_signed_cookie_with_chunks(dict(cookies), module.USER_COOKIE_NAME)
    origin = installed.read_module("auth_util").get_origin_from_redirect_uri()
    return dict(module._parse_decoded_user_cookie(raw, origin)) if raw and origin else {}


def list_tokens(installed: Installed, request: HTTPConnection) -> list[str]:
    """The cookies of the token by which a session shows that it is of this page.

    Leans on: starlette_routes._ensure_xsrf_cookie. Without it: `st.user` is nobody, for `tell_where` spares the answer
    that would bring the token.
    """
    read = installed.read_module
    ensure = getattr(read and read("web.server.starlette.starlette_routes"), "_ensure_xsrf_cookie", None)
    answer = Response()
    if ensure is not None:
        ensure(request, answer)
    return answer.headers.getlist("set-cookie")


def make_way_in(installed: Installed) -> str:
    """The address that sends a reader to the provider, good for two minutes; "" where there is none.

    Leans on: user_info.generate_login_redirect_url. Without it: nobody can sign in.
    """
    make = getattr(installed.read_module and installed.read_module("user_info"), "generate_login_redirect_url", None)
    return str(make("default")) if make is not None else ""


def send_small_answers_at_once() -> None:
    """Set TCP_NODELAY on the sockets that the server listens on.

    Leans on: they are open once the server starts, and what they accept inherits it.
    Without it: a small answer may wait 40 ms.
    """
    for number in range(3, 256):
        try:
            if not stat.S_ISSOCK(os.fstat(number).st_mode):
                continue
            with socket.socket(fileno=os.dup(number)) as listener:
                if listener.family in (socket.AF_INET, socket.AF_INET6) and listener.type == socket.SOCK_STREAM:
                    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            continue
