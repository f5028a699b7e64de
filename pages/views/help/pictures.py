"""The pictures of the page Aide: the very marks of charts and maps, on examples that are no figures of anyone."""

from __future__ import annotations

from loaders.levels import NAMES
from pages.views.help import Picture
from pages.views.layout.charts import lay_chart
from pages.views.layout.maps.legend import LOOKS, dress_lost
from pages.views.layout.metrics import measure_text
from pages.views.layout.scene import DOTTED, Area, Box, Patch, Scene, Stroke
from pages.views.marks import Break, Chart, Line, Mark
from pages.views.palette import LIGHT
from pages.views.ranking import describe_known
from pages.words.french import NBSP, STATUS_LABELS, format_value

# A telephone shows them at their own size: letters of 12 pixels at least, those of an axis too.
WIDTH, TALL, FONT = 3.8, 1.9, 10.2
UNIT = "t"
# What each picture shows, for who does not see it.
LABELS: dict[Picture, str] = {
    "origin": "Exemple : un chiffre souligné d’un pointillé mène à la section et aux lignes où il est imprimé.",
    "lines": "Exemple de courbe : valeurs pleines, année sans donnée en pointillé, rupture, valeur provisoire.",
    "map": "Exemple de légende : deux classes, sans donnée en traits, confidentiel en points, sans objet vide.",
    "ranking": "Exemple de classement : trois territoires connus sur quatre, le quatrième sans rang.",
    "aims": "Exemple de courbe : trois valeurs, puis un objectif en croix, qui n’est pas relié.",
}


def lay_picture(picture: Picture) -> Scene:
    """A picture, as a scene."""
    match picture:
        case "origin":
            return _lay_origin()
        case "map":
            return _lay_legend()
        case "lines":
            return lay_chart(_example("line", (_run_of_years(),), breaks=(Break(2018, ""),)), WIDTH, FONT, height=TALL)
        case "aims":
            return lay_chart(_example("line", _list_aims()), WIDTH, FONT, height=TALL)
        case "ranking":
            return lay_chart(_ranking(), WIDTH, FONT)


def _example(shape: str, lines: tuple[Line, ...], **options: object) -> Chart:
    return Chart(shape, "Exemple", UNIT, "tonnes", 0, lines, **options)  # type: ignore[arg-type]


def _mark(
    year: int, value: float | None, status: str = "normal", *, is_joined: bool = True, is_broken: bool = False
) -> Mark:
    text = STATUS_LABELS[status] if value is None else format_value(value, UNIT)
    return Mark(year, value, text, status, is_joined=is_joined, is_broken=is_broken)


def _run_of_years() -> Line:
    """A course with a hole, a break and a value that is not final."""
    marks = (
        _mark(2014, 52),
        _mark(2015, 55),
        _mark(2016, None, "missing"),
        _mark(2017, 60, is_joined=False),
        _mark(2018, 44, is_joined=False, is_broken=True),
        _mark(2019, 46),
        _mark(2020, 49, "provisional"),
    )
    return Line("Exemple", marks)


def _list_aims() -> tuple[Line, ...]:
    known = Line("Exemple", (_mark(2019, 60), _mark(2020, 58), _mark(2021, 57)))
    return known, Line("objectif Exemple", (_mark(2025, 48, "objective", is_joined=False),))


def _ranking() -> Chart:
    values = {"1. Amont": 39.0, "2. Centre": 27.0, "3. Aval": 12.0}
    marks = tuple(Mark(name, value, format_value(value, UNIT)) for name, value in values.items())
    return _example("bar", (Line("Exemple", marks),), categories=tuple(values), notes=(describe_known(3, 4),))


def _lay_legend() -> Scene:
    """Two classes, then each way of having no value."""
    rows = [("de 10 à 20 t (12)", LIGHT.shades[1], ""), ("de 20 à 40 t (6)", LIGHT.shades[4], "")]
    rows += [(f"{STATUS_LABELS[status]} (2)", "", status) for status in LOOKS if status in STATUS_LABELS]
    step, swatch = 0.26, Box(0, 0, 0.4, 0.17)
    scene = Scene(WIDTH, step * (len(rows) + 1), FONT)
    scene.write(0.05, scene.height - step / 2, f"Tonnes, par {NAMES['commune'].singular}", is_bold=True)
    for n, (words, shade, status) in enumerate(rows, 1):
        own = Box(0.05, scene.height - (n + 0.5) * step - swatch.height / 2, swatch.width, swatch.height)
        if status:
            wide, tall = own.width * 72, own.height * 72
            outline = Area(f"M0 0h{wide:.2f}v{tall:.2f}h{-wide:.2f}z", own.left, own.top, 1 / 72, "none")
            scene.add(dress_lost(outline, status), Patch(own, "none", "muted", 0.4))
        else:
            scene.add(Patch(own, shade, "muted", 0.4))
        scene.write(own.right + 0.1, own.bottom + own.height / 2, words)
    return scene


def _lay_origin() -> Scene:
    """A figure underlined, and the panel that it opens."""
    scene = Scene(WIDTH, 1.35, FONT)
    card, panel = Box(0.05, 0.25, 1.1, 0.85), Box(1.45, 0.05, WIDTH - 1.5, 1.25)
    for box in (card, panel):
        scene.add(Patch(box, "panel", "rule", 0.9))
    scene.write(card.left + 0.1, card.top - 0.2, "Exemple", tone="muted")
    value = format_value(1234, UNIT)
    size = 14.0
    scene.write(card.left + 0.1, card.bottom + 0.32, value, size=size, is_bold=True)
    end = card.left + 0.1 + measure_text(value, size, is_bold=True)
    scene.add(Stroke(((card.left + 0.1, card.bottom + 0.18), (end, card.bottom + 0.18)), "accent", 1.2, DOTTED))
    middle = card.bottom + card.height / 2
    scene.add(Stroke(((card.right + 0.06, middle), (panel.left - 0.08, middle)), "accent", 1.6))
    tip = panel.left - 0.08
    scene.add(Stroke(((tip - 0.1, middle + 0.08), (tip, middle), (tip - 0.1, middle - 0.08)), "accent", 1.6))
    told = ("Document : rapport d’activités", "Section : déchets", f"Lignes : 12-14, «{NBSP}1{NBSP}234 tonnes{NBSP}»")
    scene.write_lines(panel.left + 0.14, panel.top - 0.12, ["D’où vient ce chiffre"], is_bold=True)
    scene.write_lines(panel.left + 0.14, panel.top - 0.42, told)
    return scene
