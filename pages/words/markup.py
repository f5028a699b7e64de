"""Small pieces of HTML, every text escaped: nothing a file or a reader writes can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from urllib.parse import quote

from loaders.catalog import Source
from loaders.pipeline.remarks import LEAD, SIGN
from pages.words.addresses import indicator_address, source_address, territory_address
from pages.words.french import REMARKED, label_status

# Marks of Markdown, and what makes a link of words that have none.
MARKS, LINKING = re.compile(r"[\\`*\[\]<>#|~$]"), re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
WORD_JOINER = "\u2060"
HEADS, TAGS, UNQUOTED = re.compile(r"<th[^>]*>(.*?)</th>"), re.compile(r"<[^>]+>"), re.compile(r"[\\'\n\r]")
# Of a wider table, as one of years, the rows are no list to read.
MOST_STACKED = 12
# The element that pages/draw/browser/links.js gives every document, which says what the link of a figure opens.
ORIGIN_ID = "t-origin"
NO_CLASSES: Mapping[str, str] = {}
LINES = re.compile(r"\d{1,5}([-;]\d{1,5})*")


def plain(words: str) -> str:
    """Words for a message of Streamlit, which reads Markdown: links, pictures and marks in them stay words."""
    return LINKING.sub(WORD_JOINER, MARKS.sub(r"\\\g<0>", " ".join(words.split("\n"))))


def tag(name: str, content: str = "", **attributes: str) -> str:
    """An element whose `content` is markup already; attribute values are escaped, `class_` stands for class."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def text(name: str, content: str, **attributes: str) -> str:
    """An element that holds plain text."""
    return tag(name, escape(content), **attributes)


def heading_markup(subject: str, finding: str = "", *, aside: str = "", is_section: bool = False) -> str:
    """A heading: what was found, or else what it is of; under it the latter, and what stands beside it."""
    head = text("h2", finding or subject, class_="t-title section" if is_section else "t-title")
    under = " · ".join(part for part in (subject if finding else "", aside) if part)
    return head + (text("p", under[:1].upper() + under[1:], class_="t-subject") if under else "")


def figure_link(content: str, figure: str) -> str:
    """A figure that opens its origin when followed; `figure` is its id, "" for one that has none."""
    if not figure:
        return escape(content)
    href = f"#chiffre-{quote(figure, safe='~')}"
    return text("a", content, href=href, class_="t-figure", target="_self", aria_describedby=ORIGIN_ID)


def territory_link(content: str, code: str) -> str:
    """The name of a territory that leads to its portrait."""
    return text("a", content, href=territory_address(code), target="_self")


def source_link(content: str, source: str) -> str:
    """The name of a source that leads to its page."""
    return text("a", content, href=source_address(source), target="_self")


def indicator_link(content: str, indicator: str) -> str:
    """The name of an indicator that leads to its page."""
    return text("a", content, href=indicator_address(indicator), target="_self")


def heads(names: Iterable[str], classes: Mapping[str, str] = NO_CLASSES) -> str:
    """The cells of the head of a table: the name of each column, in its class where it has one."""
    return "".join(
        text("th", name, scope="col", **({"class_": classes[name]} if classes.get(name) else {})) for name in names
    )


def table(head: str, rows: Iterable[str], *, label: str, foot: str = "", **attributes: str) -> str:
    """A table: the cells of its head, its rows, those of its foot; `label` is its title, for who does not see it."""
    body = tag("thead", tag("tr", head)) + tag("tbody", "".join(rows)) + (tag("tfoot", foot) if foot else "")
    return tag("table", body, aria_label=label, **attributes)


def table_region(head: str, rows: list[str], *, label: str, kind: str = "t-table", note: str = "") -> str:
    """A table in a region that scrolls and that a keyboard reaches: cells of the head, rows, and a note below.

    On a telephone the rows of one that is not too wide are stacked, each cell after the name of its column.
    """
    names = [unescape(TAGS.sub("", name)) for name in HEADS.findall(head)]
    shown = {"class_": kind}
    if 1 < len(names) <= MOST_STACKED and "t-checks" not in kind:
        shown = {
            "class_": f"{kind} stacked",
            "style": "".join(f"--n{n}:{_quote(name)};" for n, name in enumerate(names, 1)),
        }
    return tag("div", table(head, rows, label=label) + note, tabindex="0", role="region", aria_label=label, **shown)


def _quote(words: str) -> str:
    """Words as a string of CSS, without what could end it."""
    return f"'{UNQUOTED.sub('’', words)}'"


def status_badge(status: str, warning: str = "") -> str:
    """A small word after a value that is not a final one, which `warning`, its caveats, may complete; else nothing."""
    return "" if status == "normal" else " " + text("span", label_status(status, warning), class_=f"badge {status}")


def remark_sign(note: str) -> str:
    """The sign of a remark after a value, where one stands in its note; else nothing."""
    return (
        tag("span", SIGN, class_="t-remarked", role="img", aria_label=REMARKED, title=REMARKED) if LEAD in note else ""
    )


def format_source(source: Source) -> str:
    """« Communauté d'agglomération de Lens-Liévin, Rapport d'activités 2021 »."""
    return f"{source.publisher}, {source.title}"


def list_terms(rows: list[tuple[str, str]]) -> str:
    """A list of terms and what is said of each, markup already; those of which nothing is said are left out."""
    said = [tag("div", text("dt", name) + tag("dd", content)) for name, content in rows if content]
    return tag("dl", "".join(said))


def locate(locator: str) -> str:
    """Where in the source: an address to follow, or lines, a row, a sheet."""
    if locator.startswith(("https://", "http://")):
        return text("a", locator, href=locator, rel="noopener noreferrer", target="_blank")
    return text("span", f"lignes {locator}" if LINES.fullmatch(locator) else locator)


def locate_in_file(locator: str) -> str:
    """Where in a file that a service has put in: « ligne 12, colonne C »."""
    return text("span", f"ligne {locator} du fichier")


def locate_transcribed(locator: str) -> str:
    """The same, with what lines are: a transcription keeps no pages."""
    told = text("small", " de sa transcription, où ses pages ne sont pas gardées") if LINES.fullmatch(locator) else ""
    return locate(locator) + told
