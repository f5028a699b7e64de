"""What an address shows, as facts: words, tables, charts as data, what maps are sent, widgets, links, files."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from tests.corpus import opened, reach
from tests.corpus.facts import Facts, clean, cut, flatten, read_address, write_leaf
from tests.corpus.files import READERS
from tests.corpus.markup import read_markup

MOST_WORDS, MOST_OF_CHART, MOST_OF_FILE, FEW = 60, 40, 8, 12
WORDS = ("markdown", "header", "subheader", "title", "info", "warning", "error", "success", "caption", "text", "code")


def describe_page(page: str, query: opened.Query) -> str:
    """All that is on a page under an address, then what unfolds on it, and the files that it offers."""
    facts = Facts()
    facts.head("asked")
    facts.list([f"/{page}", *read_address(query)])
    with opened.keep_files() as taken:
        app = opened.open_address(page, query)
        first = _describe_elements(app)
        facts.head("page")
        facts.lines += [line for part in first for line in part]
        facts.head("address after")
        facts.list(read_address(dict(app.query_params)))
        if opened.open_folded(app):
            facts.head("unfolded")
            known = {tuple(part) for part in first}
            new = [part for part in _describe_elements(app) if tuple(part) not in known]
            facts.lines += [line for part in new for line in cut(part, FEW)]
        facts.head("files")
        for element in opened.list_elements(app):
            if element.type == "download_button":
                facts.lines += _read_file(element.proto, taken)
    return facts.write()


def _describe_elements(app: Any) -> list[list[str]]:
    """The elements of a page, each as its lines."""
    said = [_describe(element) for element in opened.list_elements(app)]
    return [[clean(line) for line in lines] for lines in said if lines]


def _describe(element: Any) -> list[str]:
    kind, proto = element.type, getattr(element, "proto", None)
    if kind == "html" and 'class="t-foot"' in proto.body:
        # Alike on every page: tests/app/test_accessibility.py holds it.
        return []
    if kind == "html":
        return cut(["html", *(f"  {line}" for line in read_markup(proto.body))], MOST_WORDS)
    if kind in WORDS:
        return [f"{kind}: {str(element.value).replace(reach.read_version(), reach.VERSION)}"]
    if kind == "bidi_component" and proto.component_name == "terril_dossier":
        # It has no place on the page, and its session a name of its own.
        return []
    if kind == "bidi_component" and proto.component_name == "terril_picker":
        sent = json.loads(proto.json)
        return [f"picker: {sent['most']} at most", f"  value: {_write_value([one['name'] for one in sent['chosen']])}"]
    if kind == "bidi_component":
        sent = json.loads(proto.json) if proto.WhichOneof("data") == "json" else {}
        if "markup" in sent:
            return ["chart", *cut([f"  {line}" for line in read_chart(sent["markup"])], MOST_OF_CHART)]
        return ["map", *cut([f"  {line}" for line in flatten(sent)])]
    if kind == "exception":
        return [f"exception: {element.message}"]
    if kind in ("expander", "popover"):
        return [f"{kind}: {element.label if kind == 'expander' else proto.popover.label}"]
    if kind == "metric":
        return [f"metric: {element.label} = {element.value}"]
    return _describe_widget(kind, element, proto)


def _describe_widget(kind: str, element: Any, proto: Any) -> list[str]:
    """A widget: its label, its value, how many options it has and the first of them."""
    if not hasattr(proto, "label") or kind in ("column", "flex_container"):
        return []
    said = [f"{kind}: {proto.label}"]
    if hasattr(proto, "options"):
        options = [getattr(one, "content", one) for one in proto.options]
        said.append(f"  options: {len(options)}: {' | '.join(map(str, cut(options, 3)))}")
    if kind not in ("button", "download_button", "link_button", "file_uploader"):
        said.append(f"  value: {_write_value(getattr(element, 'value', None))}")
    said += [f"  {name}: {getattr(proto, name)}" for name in ("help", "placeholder") if getattr(proto, name, "")]
    if kind == "link_button":
        said.append(f"  leads to: {proto.url}")
    return [*said, *(["  disabled"] if getattr(proto, "disabled", False) else [])]


def _write_value(value: Any) -> str:
    return " | ".join(map(write_leaf, value)) if isinstance(value, list | tuple) else write_leaf(value)


def read_chart(markup: str) -> list[str]:
    """A chart as it is painted for a wide place: what it is called, its marks, its texts, how many strokes of each."""
    drawn = markup[markup.rfind('class="t-chart') :]
    drawn = drawn if "t-plot both" in markup else markup
    said = [f"label: {unescape(found)}" for found in re.findall(r'aria-label="([^"]*)"', markup)[-1:]]
    for mark in re.findall(r"<[a-z]+ [^>]*data-name=[^>]*>", drawn):
        told = {key: unescape(value) for key, value in re.findall(r'data-(\w+)="([^"]*)"', mark)}
        look = " ".join(re.findall(r'style="([^"]*)"', mark))
        said.append(f"mark: {' | '.join(told.values())} | {look}")
    said += [f"text: {unescape(found)}" for found in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)]
    strokes = re.findall(r'<(?:line|path)[^>]*style="([^"]*)"[^>]*data-line="(\d+)"', drawn)
    return [*said, *(f"stroke: line {line}, {style}" for style, line in dict.fromkeys(strokes))]


def _read_file(proto: Any, taken: opened.Taken) -> list[str]:
    """A file that a button offers: its name, its type, what it holds."""
    found = taken.files.get(proto.url) or taken.files.get(proto.deferred_file_id)
    if found is None:
        return [f"file: {proto.label}: not made"]
    name, mime, read = found
    body = read()
    body = body.encode() if isinstance(body, str) else body
    form = name.rpartition(".")[2]
    lines = READERS[form](body) if form in READERS else body.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    return [f"file: {name} ({mime})", *cut([clean(line) for line in lines], MOST_OF_FILE)]
