"""The PDF of a dossier and of a portrait, opened with another reader."""

import io
import re
from collections.abc import Iterator

import pandas as pd
import pytest
from pypdf import PdfReader

from loaders.reading.portraits import UnknownTerritoryError
from pages.files.pdf import dossier as pdf
from pages.files.pdf.typeset import lay_rows, number_notes, split_constant
from pages.files.progress import CancelledError
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide
from pages.views.rows import write_rows
from tests.make_view import make_view

LENS, BETHUNE = "246200364", "200072460"
RANKING = make_view(
    kind="ranking", indicators=("housing.authorised",), territories=(LENS,), year=2021, per_inhabitant=True
)
TREND = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
UNKNOWN = make_view(kind="trend", indicators=("waste.inconnu",), territories=(LENS,))
DOSSIER = Dossier(
    title="Bureau du 3 mars #1",
    subtitle="Déchets",
    slides=(
        Slide(view=TREND, comment="= pas un titre\n#panic() et *gras* $x$ <étiquette>", section="Déchets"),
        Slide(view=RANKING, title="Classement 2021", section="Logement"),
        Slide(view=UNKNOWN, title="Vue perdue", section="Logement"),
    ),
)


def flatten(text: str) -> str:
    """The text with its spaces and line ends made alike."""
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def made() -> tuple[PdfReader, str, list[str]]:
    body, faults = pdf.write_pdf(DOSSIER, base="https://exemple.fr")
    reader = PdfReader(io.BytesIO(body))
    return reader, flatten(" ".join(page.extract_text() for page in reader.pages)), faults


def list_titles(entries: list) -> list[str]:
    return [title for e in entries for title in (list_titles(e) if isinstance(e, list) else [e.title])]


def test_the_file_is_tagged_titled_and_in_french(made: tuple[PdfReader, str, list[str]]) -> None:
    root = made[0].trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fr")
    assert made[0].metadata.title == "Bureau du 3 mars #1"


def test_the_contents_name_the_sections_and_the_views(made: tuple[PdfReader, str, list[str]]) -> None:
    titles = list_titles(made[0].outline)
    assert titles == ["Déchets", "DMA collectés", "Logement", "Classement 2021", "Vue perdue"]


def test_each_page_says_its_number_and_how_many_there_are(made: tuple[PdfReader, str, list[str]]) -> None:
    pages = made[0].pages
    for n, page in enumerate(pages, 1):
        assert f"{n} / {len(pages)}" in flatten(page.extract_text())


def test_every_value_of_a_view_is_in_its_table(made: tuple[PdfReader, str, list[str]]) -> None:
    for view in (TREND, RANKING):
        for row in write_rows(read_content(view)).to_dict("records"):
            value = re.escape(flatten(row["Valeur"]))
            assert re.search(rf"{re.escape(row['Territoire'])} .{{0,40}}?{value} .{{0,8}}?{row['Statut']}", made[1])


def test_what_a_user_typed_is_never_taken_for_layout(made: tuple[PdfReader, str, list[str]]) -> None:
    assert "= pas un titre" in made[1]
    assert "#panic() et *gras* $x$ <étiquette>" in made[1]


def test_a_view_that_fails_is_named_and_the_rest_delivered(made: tuple[PdfReader, str, list[str]]) -> None:
    assert len(made[2]) == 1
    assert made[2][0].startswith("Vue 3, « Vue perdue » : L’indicateur « waste.inconnu » n’existe pas ici.")
    assert "L’indicateur « waste.inconnu » n’existe pas ici." in made[1]


def test_each_view_has_its_stamp(made: tuple[PdfReader, str, list[str]]) -> None:
    assert made[1].count("Statuts ") == 2
    assert "https://exemple.fr/dechets?" in made[1]


def test_pictures_have_a_text_in_their_place(made: tuple[PdfReader, str, list[str]]) -> None:
    alts = [o.get("/Alt") for o in _objects(made[0]) if isinstance(o, dict) and "/Alt" in o]
    assert any(str(alt).startswith("Classement : ") for alt in alts)


def _objects(reader: PdfReader) -> Iterator[object]:
    for number in range(1, len(reader.xref_objStm) + sum(len(x) for x in reader.xref.values()) + 1):
        try:
            yield reader.get_object(number)
        except Exception:  # a free entry of the table of objects
            continue


def test_a_view_that_cannot_be_drawn_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> bytes:
        raise RuntimeError("synthetic")

    monkeypatch.setattr(pdf, "draw_picture", fail)
    body, faults = pdf.write_pdf(Dossier(slides=(Slide(view=TREND, title="Tendance"),)))
    assert body.startswith(b"%PDF")
    assert faults == [f"Vue 1, « Tendance » : {pdf.FAILED}"]


def test_the_making_can_be_stopped_and_says_its_steps() -> None:
    steps = []

    def stop(step: int, count: int, words: str) -> None:
        steps.append((step, count, words))
        if step == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        pdf.write_pdf(DOSSIER, progress=stop)
    assert steps == [(1, 4, "Vue 1 : DMA collectés"), (2, 4, "Vue 2 : Classement 2021")]


def test_an_empty_dossier_is_a_file_all_the_same() -> None:
    body, faults = pdf.write_pdf(Dossier())
    assert faults == []
    assert "Dossier" in PdfReader(io.BytesIO(body)).pages[0].extract_text()


def test_views_of_one_title_are_told_apart() -> None:
    slides = (Slide(view=RANKING), Slide(view=make_view(**RANKING.model_dump() | {"kind": "map"})))
    reader = PdfReader(io.BytesIO(pdf.write_pdf(Dossier(slides=slides))[0]))
    titles = list_titles(reader.outline)
    assert titles == ["Logements autorisés : classement", "Logements autorisés : carte"]


def test_a_portrait_has_its_figures_sources_and_members() -> None:
    reader = PdfReader(io.BytesIO(pdf.write_portrait(LENS, base="https://exemple.fr")))
    said = flatten(" ".join(page.extract_text() for page in reader.pages))
    assert "DMA collectés 156 402 t 2021 publié [" in said
    assert "https://exemple.fr/territoire?code=246200364" in said
    assert list_titles(reader.outline)[-2:] == ["Ses communes", "Sources"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_a_portrait_of_nobody_is_refused() -> None:
    with pytest.raises(UnknownTerritoryError):
        pdf.write_portrait("00000")


def test_what_is_the_same_on_every_row_is_said_once() -> None:
    rows = pd.DataFrame({"Territoire": ["A", "A"], "Unité": ["t", "t"], "Valeur": ["1", "2"]})
    told, said = split_constant(rows, {"Territoire"})
    assert list(told.columns) == ["Territoire", "Valeur"]
    assert said == ["Unité : t"]


def test_the_notes_of_a_long_table_are_numbered() -> None:
    rows = pd.DataFrame({"Territoire": [f"T{n}" for n in range(40)], "Note": ["x", "y"] * 20})
    numbered, words = number_notes(rows)
    assert list(numbered["Note"][:3]) == ["(1)", "(2)", "(1)"]
    assert words == ["(1) x", "(2) y"]


def test_numbers_stand_at_the_right_and_short_columns_take_what_they_need() -> None:
    laid = lay_rows(pd.DataFrame({"Territoire": ["Lens"], "Valeur": ["12"], "Note": ["mot " * 20]}))
    assert laid["numbers"] == [1]
    assert laid["widths"] == [0, 0, 48]
