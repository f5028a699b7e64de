"""Every colour of Terril: of the screen in both themes, of pictures, of paper, of slides; nowhere else is one written.

The style sheets, the theme of Streamlit and the scripts take theirs from here (`write_variables`). Text has a contrast
of 4.5 with what it stands on and a mark one of 3 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from loaders.contrast import measure_contrast, parse_color

# After Okabe and Ito (2008), darker on white and lighter on black than theirs; the first six are told apart with
# protanopia and deuteranopia, the others by their symbols too.
LINES_ON_LIGHT = (
    "#005f9e", "#d25400", "#00866a", "#a83a86", "#4a97cc", "#7a5c00",
    "#7a52b0", "#007a99", "#3f6f1c", "#8c1d40", "#5a67c9", "#6b7a1e",
)  # fmt: skip
LINES_ON_DARK = (
    "#3f9ae0", "#ff8a3d", "#2fc79a", "#f2a6d6", "#a9dcfb", "#d9c04a",
    "#c0a6ff", "#14b8c4", "#9ccc6a", "#f2788f", "#8f9df5", "#c9d46a",
)  # fmt: skip
SLOTS = len(LINES_ON_LIGHT)
# The contrast of words with what they stand on.
OF_TEXT = 4.5


@dataclass(frozen=True)
class Palette:
    """The colours of a theme, as « #rrggbb ».

    `paper` is what all stands on and `panel` what lies over it; `side` is the ground of a menu; `ink` and `muted` are
    of words, `rule` of faint lines; `accent` and `link` are ours; `button` bears white words; `other` is of marks that
    are only there to compare with. Of maps, `ground` is a territory without a shade, `hatch` the hatching of one
    without a value, `edge` a border over the shades, `seam` one between them, `disc` an amount, `choice` the outline
    of a territory where it has no colour of its own. `lines` are those of territories, streams and funders.

    Of the classes of a map, `shades` go from the lowest up, in even steps of lightness; `falls` and `rises` are the
    two sides of a middle, each from its first class to its last, and `still` is on neither; `crossed` are the nine of
    two indicators, from both low to both high, the first varying fastest.
    """

    paper: str
    panel: str
    side: str
    ink: str
    muted: str
    rule: str
    accent: str
    link: str
    button: str
    other: str
    ground: str
    hatch: str
    edge: str
    seam: str
    disc: str
    choice: str
    still: str
    lines: tuple[str, ...]
    shades: tuple[str, ...]
    falls: tuple[str, ...]
    rises: tuple[str, ...]
    crossed: tuple[str, ...]


LIGHT = Palette(
    paper="#ffffff",
    panel="#ffffff",
    side="#f4f5f7",
    ink="#1b1f24",
    muted="#59636e",
    rule="#d5d9df",
    accent="#0b63a5",
    link="#0b63a5",
    button="#0b63a5",
    other="#868d96",
    ground="#f4f4f2",
    hatch="#b4b4b0",
    edge="#1d1d1b",
    seam="#ffffff",
    disc="#1d5f8a",
    choice="#d9480f",
    still="#f4efc4",
    lines=LINES_ON_LIGHT,
    shades=("#d5e6f2", "#a3c9e2", "#66a5cf", "#2b7ab3", "#0b4f87"),
    # Purple and orange, after ColorBrewer's PuOr.
    falls=("#5e3c99", "#dcd8ec"),
    rises=("#fde0b8", "#a14e05"),
    # Ochre and blue, told apart by colour-blind readers.
    crossed=("#f0eee6", "#f0cb73", "#f0a800", "#9dc5d7", "#94947a", "#8b641d", "#4a9cc8", "#385e81", "#26203a"),
)
DARK = Palette(
    paper="#12161b",
    panel="#171c22",
    side="#1c2229",
    ink="#eceff3",
    muted="#a3adb9",
    rule="#39424d",
    accent="#5fb0ea",
    link="#7cc0f2",
    button="#2c7bbb",
    other="#7d8692",
    ground="#23272e",
    hatch="#565c66",
    edge="#f5f5f3",
    seam="#14171c",
    disc="#6db3de",
    choice="#ff922b",
    still="#5d5a38",
    lines=LINES_ON_DARK,
    shades=("#1d3a52", "#245a83", "#2f7fb8", "#66aede", "#b5dcf7"),
    falls=("#c0b0ee", "#3d3559"),
    rises=("#5c4528", "#f6ab55"),
    crossed=("#2b2f38", "#765524", "#c07a10", "#2d5474", "#848477", "#dab57a", "#2f78b0", "#92b4ca", "#f4f0e4"),
)
THEMES = {"light": LIGHT, "dark": DARK}
# Of both themes: words on a colour, and what darkens the page behind a dialog.
BLACK, WHITE, SHADE = "#111111", "#ffffff", "#000000"
# Of a picture that is seen on both papers, and has no colours of its page.
ON_BOTH, AROUND_ON_BOTH = "#2b80c4", "#8a93a0"


def find_color(tone: str, palette: Palette) -> str:
    """The colour of a tone: a field of the palette, « c3 » for a line, « #rrggbb » for itself.

    « on:c3 » is of words on a line's colour, « of:c3 » of words in it.
    """
    if tone.startswith("#") or tone == "none":
        return tone
    if tone.startswith("of:"):
        return _make_legible(find_color(tone[3:], palette), palette)
    if tone.startswith("on:"):
        return WHITE if is_dark(find_color(tone[3:], palette)) else BLACK
    if tone[0] == "c" and tone[1:].isdigit():
        return palette.lines[int(tone[1:]) % SLOTS]
    return str(getattr(palette, tone))


def _make_legible(color: str, palette: Palette) -> str:
    """A colour as words can have it: nearer to the ink, step by step, until it is read on paper."""
    shades = (mix_colors(color, palette.ink, n / 20) for n in range(21))
    return next(shade for shade in shades if measure_contrast(shade, palette.paper) >= OF_TEXT)


def mix_colors(one: str, other: str, share: float) -> str:
    """A colour with a share, from 0 to 1, of another."""
    parts = (a + (b - a) * share for a, b in zip(parse_color(one), parse_color(other), strict=True))
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def is_dark(color: str) -> bool:
    """Whether white is easier to read on it than black."""
    return measure_contrast(color, WHITE) > measure_contrast(color, BLACK)


def list_tones(palette: Palette) -> dict[str, str]:
    """Each colour of a theme by the name of its tone."""
    found = {f.name: getattr(palette, f.name) for f in fields(palette)}
    own = {name: color for name, color in found.items() if isinstance(color, str)}
    both = {"black": BLACK, "white": WHITE, "shade": SHADE}
    lines = {f"c{n}": color for n, color in enumerate(palette.lines)}
    words = {f"of-{tone}": find_color(f"of:{tone}", palette) for tone in lines}
    on = {f"on-{tone}": find_color(f"on:{tone}", palette) for tone in (*lines, "other", "accent")}
    return own | both | lines | words | on


def write_variables(prefix: str = "--t-") -> str:
    """The tones as CSS variables that follow the theme of the page: « --t-c0:light-dark(#…,#…); »."""
    light, dark = list_tones(LIGHT), list_tones(DARK)
    return "".join(f"{prefix}{tone}:light-dark({light[tone]},{dark[tone]});" for tone in light)


def write_root() -> str:
    """The rule that a style sheet begins with: its variables, which take the theme of whatever uses them."""
    return f":root{{{write_variables()}}}\n"
