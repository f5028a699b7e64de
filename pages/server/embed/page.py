"""A view as a light page for other sites: title, drawing, table, source, date, and the way back; no Streamlit."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

from geo.kept import FILES, keep
from loaders.catalog import load_catalog
from pages.draw.browser.scripts import read_script
from pages.draw.markup.chart import chart_markup
from pages.draw.svg import paint_markup
from pages.server.light import write_page
from pages.views.charts.told import tell_chart
from pages.views.content import Content
from pages.views.contents import read_content
from pages.views.layout.explained import describe_marks
from pages.views.layout.picture import lay_picture
from pages.views.rows import NUMBERS, write_rows
from pages.views.stamp import describe_statuses
from pages.views.view import View, parse_word, write_word
from pages.words.french import NBSP, format_count
from pages.words.markup import heads, table, tag, text
from pages.words.paths import EMBED, OEMBED, VIEW_FILES

# In inches: what a map or cards are laid out for, in a narrow place and in a wider one.
WIDTHS = {"narrow": 3.7, "wide": 8.0}
FONTS = {"narrow": 9.0, "wide": 10.0}
MOST_ROWS, MOST_NOTES = 100, 4
THEMES = {"": "light dark", "clair": "light", "sombre": "dark"}


def embed_address(view: View) -> str:
    """The address of the page, which stays: it holds the record of the view."""
    return f"{EMBED}?v={write_word(view)}"


def write_policy() -> str:
    """The policy of contents of the page: nothing but its own, shown by this site and by those that are declared."""
    sites = " ".join(["'self'", *load_catalog().deployment.embedded_by])
    return (
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {sites}"
    )


@keep(FILES)
def write_embedded(word: str, theme: str, base: str, today: dt.date) -> bytes:
    """The page of a view, kept for the day that it bears. Raises ViewError; `theme` is one of THEMES."""
    view = parse_word(word)
    content = read_content(view)
    heading, subject = content.heading
    back = f"{base}{content.address}"
    body = [
        text("h1", heading),
        text("p", subject, class_="muted"),
        tag("figure", _draw(content)),
        *(text("p", said, class_="muted") for said in _list_notes(content)),
        _write_table(content, view),
        _write_foot(content, back, today),
    ]
    oembed = f"{base}{OEMBED}?url={quote(base + embed_address(view), safe='')}"
    head = tag("style", f":root{{color-scheme:{THEMES[theme]}}}")
    head += f'<link rel="alternate" type="application/json+oembed" href="{oembed}" title="Terril">'
    head += f'<script type="module" src="{read_script("embed")[0]}"></script>'
    return write_page(content.title, tag("main", "".join(body), class_="embed", data_page=back), head=head)


def _draw(content: Content) -> str:
    """The drawing: charts that answer, or the picture of a map or of cards, laid out for a narrow place and a wide."""
    if content.form == "table":
        return ""
    if content.form in ("maps", "cards") or content.is_empty:
        return tag("div", "".join(_paint(content, name) for name in WIDTHS), class_="drawn")
    is_small = content.form == "small charts"
    drawn = "".join(_draw_chart(content, n, is_small=is_small) for n in range(len(content.charts)))
    return tag("div", drawn, class_="small") if is_small else drawn


def _draw_chart(content: Content, number: int, *, is_small: bool) -> str:
    chart = content.charts[number]
    title = chart.title or content.title
    said = f"{title}. {tell_chart(chart)} Le tableau ci-dessous donne tout ; flèches pour lire, Entrée pour l’origine."
    head = text("p", chart.title, class_="muted") if len(content.charts) > 1 and chart.title else ""
    return tag("div", head + chart_markup(chart, said, is_small=is_small))


def _paint(content: Content, name: str) -> str:
    scene = lay_picture(
        content, width=WIDTHS[name], font=FONTS[name], is_bare=True, small=FONTS[name], most_notes=MOST_NOTES
    )
    label = f"{content.title}, {content.subtitle}. Le tableau ci-dessous donne toutes les valeurs."
    return paint_markup(scene, label=label, kind=name, is_fixed=True)


def _list_notes(content: Content) -> list[str]:
    """What the drawing means and what is not on it."""
    marks = [] if content.form in ("maps", "cards", "table") else [*describe_marks(content.charts), *content.lost]
    return [*marks, *content.notes]


def _write_table(content: Content, view: View) -> str:
    """The rows in words: open where the view is a table, folded under a drawing; the first ones of many."""
    rows = write_rows(content)
    shown = rows.head(MOST_ROWS)
    numbers = {column for column in shown if column in NUMBERS}
    lines = []
    for cells in shown.itertuples(index=False, name=None):
        parts = [
            text("td", str(cell), data_name=str(name), **({"class_": "num"} if name in numbers else {}))
            for name, cell in zip(shown.columns, cells, strict=True)
        ]
        lines.append(tag("tr", text("th", str(cells[0]), scope="row") + "".join(parts[1:])))
    label = f"Données : {content.title}"
    whole = table(heads(map(str, shown.columns)), lines, label=label)
    inside = tag("div", whole, class_="rows", tabindex="0", role="region", aria_label=label)
    more = len(rows) - len(shown)
    if more > 0:
        inside += text("p", f"Et {format_count(more, 'ligne')} de plus, dans le fichier.", class_="muted")
    word = write_word(view)
    links = " · ".join(
        text("a", form.upper(), href=f"{VIEW_FILES}/{form}?v={word}", download="") for form in ("csv", "xlsx")
    )
    inside += tag("p", f"Télécharger{NBSP}: {links}")
    if content.form == "table":
        return inside
    return tag("details", text("summary", "Tableau des données") + inside)


def _write_foot(content: Content, back: str, today: dt.date) -> str:
    statuses = describe_statuses(content)
    said = f"{content.source_line} {f'Statuts{NBSP}: {statuses}. ' if statuses else ''}Lu le {today:%d/%m/%Y}."
    link = text("a", "Voir dans Terril", href=back, target="_blank", rel="noopener")
    return tag("footer", text("span", f"{said} ") + link)
