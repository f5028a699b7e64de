"""Words measured in Liberation Sans, whose widths are those of Arial: what has room here has room everywhere."""

from __future__ import annotations

from pathlib import Path

from PIL import ImageFont

from geo.kept import CODE, WIDTHS, keep

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Liberation Sans"
LEADING = 1.28
# The height of capitals and of figures, in the size of the type.
CAPITALS = 0.72
# Units of the em of the family: at this size nothing is rounded to a dot.
EM = 2048


@keep(CODE)
def _read_font(is_bold: bool) -> ImageFont.FreeTypeFont:
    path = FONTS / f"LiberationSans-{'Bold' if is_bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), EM, layout_engine=ImageFont.Layout.BASIC)


@keep(WIDTHS)
def _measure(text: str, is_bold: bool) -> float:
    return float(_read_font(is_bold).getlength(text)) / EM


def measure_text(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of a line of text of `size` points, in inches."""
    return _measure(text, is_bold) * size / 72


def line_height(size: float) -> float:
    """The height of a line of text of `size` points, in inches."""
    return size * LEADING / 72


def wrap_text(text: str, size: float, width: float, *, is_bold: bool = False) -> list[str]:
    """The text in lines of so many inches at most; a word longer than a line is cut in two."""
    lines: list[str] = []
    current = ""
    for given in text.split(" "):
        word = given
        longer = f"{current} {word}" if current else word
        if measure_text(longer, size, is_bold=is_bold) <= width:
            current = longer
            continue
        if current:
            lines.append(current)
        while len(word) > 1 and measure_text(word, size, is_bold=is_bold) > width:
            kept = next(
                (n for n in range(len(word) - 1, 1, -1) if measure_text(word[:n], size, is_bold=is_bold) <= width), 1
            )
            lines.append(word[:kept])
            word = word[kept:]
        current = word
    return [*lines, current] if current or not lines else lines


def shorten_text(text: str, size: float, width: float, *, is_bold: bool = False) -> str:
    """The text, or its two ends where it has no room: names of one kind often differ at their ends."""
    if measure_text(text, size, is_bold=is_bold) <= width:
        return text
    for kept in range(len(text) - 1, 2, -1):
        head = -(-kept * 3 // 5)
        said = f"{text[:head].rstrip()}…{text[len(text) - kept + head :].lstrip()}"
        if measure_text(said, size, is_bold=is_bold) <= width:
            return said
    return "…"
