"""The palette: contrasts in both themes, Streamlit's own theme, and no colour written anywhere else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from loaders.catalog import ROOT
from loaders.contrast import measure_contrast
from pages.draw.browser.scripts import FOLDER, MAPS, join_style
from pages.files.presentation.build import FOLDER as PRESENTATION
from pages.files.presentation.build import write_style
from pages.server.style import read_style
from pages.views.palette import (
    AROUND_ON_BOTH,
    DARK,
    LIGHT,
    ON_BOTH,
    SLOTS,
    THEMES,
    WHITE,
    Palette,
    find_color,
    list_tones,
    write_root,
)

TEXT, MARK = 4.5, 3.0
LINES = tuple(f"c{n}" for n in range(SLOTS))
MARKS = (*LINES, "other", "accent", "disc", "choice", "edge")
both_themes = pytest.mark.parametrize("palette", [pytest.param(palette, id=name) for name, palette in THEMES.items()])

SUFFIXES = (".py", ".css", ".js", ".html", ".svg", ".toml", ".typ")
# Where a colour may be written besides the palette, and why.
EXCEPTIONS = {
    "pages/views/palette.py": "the palette",
    ".streamlit/config.toml": "read by Streamlit as it is; held against the palette below",
    "pages/draw/browser/logo.svg": "the logotype, a picture of its own that is seen on both papers",
}
# The names of CSS, as the value of a property or as a whole text in quotes.
HUES = (
    "aqua|beige|black|blue|brown|coral|crimson|cyan|fuchsia|gold|gr[ae]y|green|indigo|ivory|khaki|lavender|lime|magenta|"
    "maroon|navy|olive|orange|orchid|pink|plum|purple|red|salmon|sienna|silver|tan|teal|tomato|turquoise|violet|wheat|"
    "white|yellow"
)
KINDS = "dark|light|medium|dim|deep|pale|slate|royal|sky|steel|dodger|midnight|forest|lawn|lime|spring|sea|hot|indian"
NAMED = f"(?:{KINDS})*(?:{HUES})(?:smoke)?"
COLOR = re.compile(
    r"(?<![&\w/])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b"
    r"|%23[0-9a-f]{6}\b"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*[\d.]"
    r"|\bRGBColor\(\s*(?:0x|\d)"
    r"|[\"'](?=\d*[a-f])[0-9a-f]{6}[\"']"
    r"|color\w*[\"']?\s*[=:]\s*[\[(]\s*\d"
    rf"|[\"'](?:{NAMED})[\"']"
    rf"|(?:color|background|fill|stroke|border[a-z-]*|outline|shadow)\s*:[^;}}\"']*(?<![\w-])(?:{NAMED})(?![\w(-])",
    re.IGNORECASE,
)


# Contrasts


@both_themes
@pytest.mark.parametrize("ground", ["paper", "panel", "side"])
@pytest.mark.parametrize("tone", ["ink", "muted", "link"])
def test_text_is_read_on_every_ground(tone: str, ground: str, palette: Palette) -> None:
    assert measure_contrast(find_color(tone, palette), find_color(ground, palette)) >= TEXT


@both_themes
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("line", LINES)
def test_a_name_in_the_colour_of_its_line_is_read(line: str, ground: str, palette: Palette) -> None:
    assert measure_contrast(find_color(f"of:{line}", palette), find_color(ground, palette)) >= TEXT


@both_themes
def test_white_is_read_on_a_button(palette: Palette) -> None:
    assert measure_contrast(WHITE, palette.button) >= TEXT


@both_themes
@pytest.mark.parametrize("tone", [*LINES, "other", "accent"])
def test_words_are_read_on_the_colour_of_a_mark(tone: str, palette: Palette) -> None:
    assert measure_contrast(find_color(f"on:{tone}", palette), find_color(tone, palette)) >= TEXT


@both_themes
@pytest.mark.parametrize("tone", MARKS)
def test_marks_are_seen_on_paper(tone: str, palette: Palette) -> None:
    assert measure_contrast(find_color(tone, palette), palette.paper) >= MARK


@both_themes
@pytest.mark.parametrize("tone", ["disc", "choice", "edge"])
def test_what_lies_on_a_map_is_seen_on_its_ground(tone: str, palette: Palette) -> None:
    assert measure_contrast(find_color(tone, palette), palette.ground) >= MARK


@both_themes
@pytest.mark.parametrize("color", [ON_BOTH, AROUND_ON_BOTH])
def test_a_picture_without_a_theme_is_seen_on_both_papers(color: str, palette: Palette) -> None:
    assert measure_contrast(color, palette.paper) >= MARK


def test_a_contrast_is_that_of_wcag() -> None:
    # The limits of the definition, and the example of its « Understanding 1.4.3 »: #777777 on white.
    assert measure_contrast("#000000", "#ffffff") == 21
    assert measure_contrast("#777777", "#777777") == 1
    assert round(measure_contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("sheet", [FOLDER / "terril.css", MAPS / "shared.css"], ids=lambda path: path.name)
def test_no_text_is_faded(sheet: Path) -> None:
    """Faded within faded goes under any contrast; what is less than another is muted."""
    faded = re.findall(r"(?<![\w-])opacity:\s*0?\.\d+", join_style(sheet))
    assert faded == []


# One palette


def test_both_themes_have_as_many_colours() -> None:
    def count(palette: Palette) -> dict[str, int]:
        found = {field.name: getattr(palette, field.name) for field in fields(palette)}
        return {name: 1 if isinstance(value, str) else len(value) for name, value in found.items()}

    assert count(LIGHT) == count(DARK)


@pytest.mark.parametrize("name", THEMES)
def test_the_theme_of_streamlit_is_that_of_the_palette(name: str) -> None:
    palette = THEMES[name]
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["primaryColor"] == LIGHT.button
    assert theme[name] == {
        "primaryColor": palette.button,
        "backgroundColor": palette.paper,
        "secondaryBackgroundColor": palette.side,
        "textColor": palette.ink,
        "linkColor": palette.link,
        "borderColor": palette.rule,
    }


def test_a_style_sheet_begins_with_the_colours_of_both_themes() -> None:
    assert f"--t-c1:light-dark({LIGHT.lines[1]},{DARK.lines[1]});" in write_root()
    assert read_style()[1].decode().startswith(write_root())
    assert write_style().startswith(write_root())


def test_every_variable_that_a_sheet_or_a_script_uses_is_a_tone() -> None:
    files = [path for folder in (FOLDER, PRESENTATION) for path in folder.rglob("*") if path.suffix in (".css", ".js")]
    used = {name for path in files for name in re.findall(r"--t-([\w-]+)", path.read_text(encoding="utf-8"))}
    assert used <= list_tones(LIGHT).keys()


# Nowhere else


def read_sources() -> Iterator[tuple[str, str]]:
    """Each file that a reader's screen or file comes from, without the remarks of style sheets."""
    files = [*(ROOT / "pages").rglob("*"), ROOT / "dashboard.py", *(ROOT / ".streamlit").rglob("*")]
    for path in sorted(files):
        if path.suffix in SUFFIXES:
            yield (
                path.relative_to(ROOT).as_posix(),
                re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL),
            )


def find_colors() -> dict[str, list[str]]:
    found = {name: [match[0] for match in COLOR.finditer(source)] for name, source in read_sources()}
    return {name: colors for name, colors in found.items() if colors}


def test_no_colour_is_written_outside_the_palette() -> None:
    assert {name: colors for name, colors in find_colors().items() if name not in EXCEPTIONS} == {}


def test_no_exception_is_out_of_date() -> None:
    assert find_colors().keys() >= EXCEPTIONS.keys()


@pytest.mark.parametrize(
    "written",
    [
        "color: #fff;", "fill='#2b80c4'", "#0009", "rgb(0 0 0 / 0.3)", "rgba(1,2,3,0.5)", "RGBColor(0x5A, 0x60, 0x69)",
        'ACCENT = "0B63A5"', "get_fill_color=[130, 140, 150, 40]", "background: white;", "border: 1px solid gray",
        'color="gray"', 'rgb("#0b63a5")', "fill='%230b63a5'", "box-shadow: 0 0 2px black",
    ],
)  # fmt: skip
def test_a_colour_is_found_however_it_is_written(written: str) -> None:
    assert COLOR.search(written)


@pytest.mark.parametrize(
    "written",
    [
        "color: var(--t-ink);", "background: none", "href='#chiffre-12'", "white-space: nowrap", '"202412"',
        "border: 1px solid currentColor", "color-mix(in srgb, var(--t-ink) 5%, transparent)", "&#8239;", "#place",
        "color-scheme: light dark;", 'theme("light", "dark")',
    ],
)  # fmt: skip
def test_what_is_no_colour_is_not_taken_for_one(written: str) -> None:
    assert not COLOR.search(written)
