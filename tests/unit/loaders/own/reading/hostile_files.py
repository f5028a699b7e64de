"""Files that somebody drops who means harm: each is refused, or holds nothing but text and numbers."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tests.office_files import (
    LONG,
    ROW,
    archive,
    document,
    lie_about_size,
    long,
    parquet,
    repeat,
    replace_member,
    sheet,
    sheet_of_cells,
    text,
    words,
)

HEADERS, RIGHT = ("Code", "Année", "Indicateur", "Valeur"), ("62498", 2021, "waste.collected", 1200)
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "{}">]><a>&b;</a>'
# What would be seen of a text that was not one: the page would have the mark, or the address be asked for.
MARK = "window.terril_was_hurt=1"
MARKUP = (
    f"<script>{MARK}</script>", f"<img src=x onerror={MARK}>", f"<svg/onload={MARK}>", f"\"><b onmouseover='{MARK}'>x",
    f"<iframe srcdoc='<script>parent.{MARK}</script>'></iframe>", f"</style><script>{MARK}</script>",
    f"<details open ontoggle={MARK}>", f"&lt;img src=x onerror={MARK}&gt;", f"[x](javascript:{MARK})",
    "![x](http://169.254.169.254/latest)", "<style>*{display:none}</style>", "$\\href{javascript:1}{x}$",
    "{{7*7}}${7*7}",
)  # fmt: skip
FORMULAS = (
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://169.254.169.254/","x")', '=WEBSERVICE("http://169.254.169.254/")',
    "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", "\t=1+1",
    "'); DROP TABLE figure; --",
)  # fmt: skip
NAMES = (
    "../../../../etc/cron.d/x.csv", "..\\..\\windows\\x.csv", "/etc/passwd", "C:\\x.csv", "a\x00.csv",
    "a\r\nSet-Cookie: b=1.csv",
    f"<img src=x onerror={MARK}>.csv", "=cmd|' /C calc'!A0.csv", "CON", f"{'a' * 300}.csv", "\u202egpj.vsc",
    "~/.bashrc", "",
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """`make` gives the bytes of what is dropped under a `name`; `is_refused` where nothing of it may be read."""

    what: str
    make: Callable[[], bytes]
    is_refused: bool
    name: str = "suivi.xlsx"


def _small() -> bytes:
    return sheet(HEADERS, RIGHT)


def _add(content: bytes, **members: str | bytes) -> bytes:
    """An archive with members more, named as those of `archive`."""
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as opened:
        for name, member in members.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), member)
    return made.getvalue()


def _add_named(name: str, member: bytes = b"x") -> bytes:
    made = io.BytesIO(_small())
    with zipfile.ZipFile(made, "a") as opened:
        opened.writestr(name, member)
    return made.getvalue()


def _link() -> bytes:
    """A workbook with a member that is a link to a file of the machine."""
    made = io.BytesIO(_small())
    with zipfile.ZipFile(made, "a") as opened:
        link = zipfile.ZipInfo("xl/media/x")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
    return made.getvalue()


def _of_members(count: int) -> bytes:
    return archive(xl__workbook_xml="<a/>", **{f"xl__x{n}_xml": "x" for n in range(count)})


def _nested() -> bytes:
    inner = archive(a_csv="0" * 5_000_000)
    for _ in range(4):
        inner = archive(**{f"a{n}_zip": inner for n in range(10)})
    return inner


def _in_member(member: str, content: str, *, encoding: str = "utf-8") -> bytes:
    made = _small()
    return (
        replace_member(made, member, content.encode(encoding))
        if member != STRINGS
        else _add(made, xl__sharedStrings_xml=content.encode(encoding))
    )


def _of_formula(formula: str) -> bytes:
    """A workbook whose value is that of a formula."""
    cells = {f"{'ABCD'[n]}1": words(header) for n, header in enumerate(HEADERS)}
    rest = {"A2": words("62498"), "B2": ("", "<v>2021</v>"), "C2": words("waste.collected")}
    return sheet_of_cells(**cells, **rest, D2=("", f"<f>{formula}</f><v>1200</v>"))


def _in_cells(said: str) -> bytes:
    """A right row whose note, place and a column of nobody's say something."""
    cell = f'"{said.replace(chr(34), chr(34) * 2)}"'
    return long(f"{ROW};{cell};{cell}", f"62427;2021;waste.collected;1300;;{cell}", header=f"{LONG};Note;Autre")


BOMBS = [
    Hostile("zeros zipped",
        lambda: archive(xl__workbook_xml="<a/>", xl__worksheets__sheet1_xml=b"\0" * 40_000_000), True),
    Hostile("a size that is a lie, too large", lambda: lie_about_size(_small(), SHEET, 2_000_000_000), True),
    Hostile("a size that is a lie, too small", lambda: lie_about_size(_small(), SHEET, 10), True),
    Hostile("archives in archives", _nested, True),
    Hostile("six thousand members", partial(_of_members, 6000), True),
    Hostile("a gzip of zeros", lambda: gzip.compress(b"0" * 50_000_000), True, "suivi.csv"),
    Hostile("a Parquet of a repeated text", lambda: parquet(Code=repeat("a" * 50_000, 7000)), True),
    Hostile("repeated rows",
        lambda: document([HEADERS, RIGHT], attributes='table:number-rows-repeated="900000"'), True),
    Hostile("a billion repeated rows",
        lambda: document([HEADERS], attributes='table:number-rows-repeated="1000000000"'), True),
    Hostile("three thousand columns", lambda: text(";".join(["a"] * 3000), ";".join(["1"] * 3000)), True),
    Hostile("one endless line", lambda: b"a" * 20_000_000, True, "suivi.csv"),
    Hostile("one endless cell", lambda: long(f'62498;2021;waste.collected;"{"9" * 3_000_000}"'), True, "suivi.csv"),
    Hostile("more than may be dropped", lambda: b"a;b\n" * 13_000_000, True, "suivi.csv"),
]  # fmt: skip
OF_XML = [
    *(Hostile(f"entities in {m}", partial(_in_member, m, LAUGHS), True) for m in (BOOK, SHEET, STRINGS)),
    *(Hostile(f"a file of the machine in {m}", partial(_in_member, m, OUTSIDE.format("file:///etc/passwd")), True)
      for m in (BOOK, SHEET, STRINGS)),
    Hostile("a file of the network", lambda: _in_member(BOOK, OUTSIDE.format("http://169.254.169.254/")), True),
    Hostile("entities in UTF-16", lambda: _in_member(BOOK, LAUGHS, encoding="utf-16"), True),
    Hostile("entities in an ODS",
        lambda: replace_member(document([HEADERS, RIGHT]), "content.xml", LAUGHS.encode()), True),
    Hostile("XML named .xls", lambda: LAUGHS.encode(), True, "suivi.xls"),
]  # fmt: skip
WITH_PROGRAMS = [
    Hostile("macros", lambda: _add(_small(), xl__vbaProject_bin=b"\xd0\xcf\x11\xe0macro"), False, "suivi.xlsm"),
    Hostile("a sheet of macros", lambda: _add(_small(), xl__macrosheets__sheet1_xml="<a/>"), False, "suivi.xlsm"),
    Hostile("an object inside", lambda: _add(_small(), xl__embeddings__x_bin=b"MZ\x90"), False),
    Hostile("a link to another workbook", lambda: _add(_small(), xl__externalLinks__x_xml="<a/>"), False),
    Hostile("a question to the network", lambda: _add(_small(), xl__connections_xml="<a/>"), False),
    Hostile("a program", lambda: b"MZ\x90\0" + b"\1" * 500, True, "suivi.csv"),
    Hostile("a script", lambda: b"#!/bin/sh\nrm -rf /\n", True, "suivi.csv"),
    Hostile("PHP", lambda: b"<?php system($_GET['a']); ?>", True, "suivi.csv"),
    Hostile("a pickle",
        lambda: b"\x80\x04\x95\x1d\0\0\0\0\0\0\0\x8c\x05posix\x94\x8c\x06system\x94\x93", True, "suivi.csv"),
]  # fmt: skip
POLYGLOTS = [
    Hostile("a program before a workbook", lambda: b"MZ\x90\0" + _small(), True),
    Hostile("a PDF before a workbook", lambda: b"%PDF-1.7\n" + _small(), True),
    Hostile("an image before a workbook", lambda: b"GIF89a" + _small(), True),
    Hostile("a page before a table",
        lambda: f"<html><script>{MARK}</script>\n".encode() + long(ROW), True, "suivi.csv"),
    Hostile("a page behind a workbook", lambda: _small() + f"<script>{MARK}</script>".encode(), False),
    Hostile("a Parquet that is a page", lambda: f"PAR1<script>{MARK}</script>PAR1".encode(), True),
    Hostile("a member outside", partial(_add_named, "../../../../tmp/terril-was-here"), False),
    Hostile("a member at the root", partial(_add_named, "/tmp/terril-was-here"), False),
    Hostile("a link to the machine", _link, False),
]  # fmt: skip


def _list_all() -> Iterator[Hostile]:
    yield from (*BOMBS, *OF_XML, *WITH_PROGRAMS, *POLYGLOTS)
    for said in (*MARKUP, *FORMULAS):
        yield Hostile(f"{said!r} in cells", partial(_in_cells, said), False, "suivi.csv")
    for formula in ("WEBSERVICE(&quot;http://169.254.169.254/&quot;)", "cmd|&apos; /C calc&apos;!A0"):
        yield Hostile(f"{formula} as a formula", partial(_of_formula, formula), False)
    for name in NAMES:
        yield Hostile(f"the name {name[:40]!r}", partial(long, ROW), False, name)


HOSTILE = list(_list_all())
