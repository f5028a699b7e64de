"""The PDF of a dossier and of a portrait, opened with another reader."""

import io
import random
import re
from collections.abc import Iterator

import pandas as pd
import pytest
from pypdf import PdfReader

from loaders.catalog import load_catalog
from loaders.reading.portraits import UnknownTerritoryError
from pages.files.pdf import dossier as pdf
from pages.files.pdf import view
from pages.files.pdf.paper import CUT, LANDSCAPE, PORTRAIT, SIZES, cut_words, wrap_words
from pages.files.pdf.tables import choose_paper, lay_rows, lay_telling, number_notes, split_constant
from pages.files.progress import CancelledError
from pages.views.contents import read_content
from pages.views.data import cached
from pages.views.dossier import Dossier, Slide
from pages.views.rows import write_rows
from pages.words.french import format_number
from tests.any_view import draw_view
from tests.make_view import make_view
from tests.proof import count

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
    finding = read_content(TREND).finding
    assert finding.startswith("En 2021, Lens-Liévin collecte 8,6\u00a0% de plus")
    assert titles == ["Déchets", finding, "Logement", "Classement 2021", "Vue perdue"]


def test_each_page_says_its_number_and_how_many_there_are(made: tuple[PdfReader, str, list[str]]) -> None:
    pages = made[0].pages
    for n, page in enumerate(pages, 1):
        assert f"{n} / {len(pages)}" in flatten(page.extract_text())


def test_every_value_of_a_view_is_in_its_table(made: tuple[PdfReader, str, list[str]]) -> None:
    for shown in (TREND, RANKING):
        for row in write_rows(read_content(shown)).to_dict("records"):
            value = re.escape(flatten(row["Valeur"]))
            assert re.search(rf"{re.escape(row['Territoire'])} .{{0,40}}?{value} .{{0,8}}?{row['Statut']}", made[1])


def test_the_first_cell_of_each_row_is_its_head(made: tuple[PdfReader, str, list[str]]) -> None:
    rows = [o for o in _objects(made[0]) if isinstance(o, dict) and o.get("/S") == "/TR"]
    firsts = [row["/K"][0].get_object() for row in rows]
    scopes = [
        attributes.get("/Scope") for cell in firsts for attributes in cell["/A"] if attributes.get("/O") == "/Table"
    ]
    assert {cell["/S"] for cell in firsts} == {"/TH"}
    assert scopes.count("/Row") == len(rows) - scopes.count("/Column") > 20


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
    assert any(str(alt).startswith("Classement\u00a0: ") for alt in alts)


def _objects(reader: PdfReader) -> Iterator[object]:
    for number in range(1, len(reader.xref_objStm) + sum(len(x) for x in reader.xref.values()) + 1):
        try:
            yield reader.get_object(number)
        except Exception:  # a free entry of the table of objects
            continue


def test_a_view_that_cannot_be_drawn_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> bytes:
        raise RuntimeError("synthetic")

    monkeypatch.setattr(view, "lay_picture", fail)
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
    assert len(set(titles)) == 2


def test_a_portrait_has_its_figures_sources_and_members() -> None:
    reader = PdfReader(io.BytesIO(pdf.write_portrait(LENS, base="https://exemple.fr")))
    said = flatten(" ".join(page.extract_text() for page in reader.pages))
    assert "DMA collectés 156 402 t 2021 publié [" in said
    assert "https://exemple.fr/territoire?code=246200364" in said
    assert list_titles(reader.outline)[-2:] == ["Ses communes", "Sources"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_a_composed_territory_has_its_members_beside_the_whole_and_its_rank_among_epcis() -> None:
    reader = PdfReader(io.BytesIO(pdf.write_portrait("compose.246200299.246200364.Gohelle")))
    said = flatten(" ".join(page.extract_text() for page in reader.pages))
    assert list_titles(reader.outline)[0] == "Avant et après"
    assert "Avant : Lens-Liévin Avant : Hénin-Carvin Après : Gohelle" in said
    assert "242 013 hab. · 2e sur 20 125 793 hab. · 3e sur 20 367 806 hab. · 1er sur 19" in said
    assert "1er sur 19 EPCI" in said and "groupements" not in said


@pytest.mark.parametrize("code", ["62510", "62498", "62041", "62066", "97411"])
def test_the_portrait_of_a_commune_is_of_four_pages_at_most(code: str) -> None:
    assert len(PdfReader(io.BytesIO(pdf.write_portrait(code))).pages) <= 4


def test_the_portrait_of_a_commune_has_its_own_figures_first_and_one_line_a_theme_of_its_epci() -> None:
    reader = PdfReader(io.BytesIO(pdf.write_portrait("62510")))
    titles = [title for title in list_titles(reader.outline) if title[0] != "O"]
    sections = cached.read_portrait("62510").sections
    themes = load_catalog().themes
    own = [themes[s.theme].label for s in sections if s.lender is None]
    lent = [s for s in sections if s.lender is not None]
    place = titles.index("De son intercommunalité, CA de Lens-Liévin")
    assert [title for title in titles[:place] if title in own] == own and len(lent) > 5
    said = flatten(" ".join(page.extract_text() for page in reader.pages))
    assert "Déchets DMA collectés 156 402 t 2021 publié [" in said and "Taux de valorisation" not in said


def test_a_portrait_of_nobody_is_refused() -> None:
    with pytest.raises(UnknownTerritoryError):
        pdf.write_portrait("00000")


def test_what_is_the_same_on_every_row_is_said_once() -> None:
    rows = pd.DataFrame({"Territoire": ["A", "A"], "Unité": ["t", "t"], "Valeur": ["1", "2"]})
    told, said = split_constant(rows)
    assert list(told.columns) == ["Territoire", "Valeur"]
    assert said == ["Unité : t"]


def test_the_notes_of_a_long_table_are_numbered() -> None:
    rows = pd.DataFrame({"Territoire": [f"T{n}" for n in range(40)], "Note": ["x", "y"] * 20})
    numbered, words = number_notes(rows)
    assert list(numbered["Note"][:3]) == ["(1)", "(2)", "(1)"]
    assert words == ["(1) x", "(2) y"]


def test_numbers_stand_at_the_right_and_a_row_begins_with_its_name() -> None:
    rows = pd.DataFrame({"Rang": ["1"], "Territoire": ["Lens"], "Valeur": ["12"], "Note": ["mot " * 60]})
    laid = lay_rows(rows, 6.0)
    assert laid.head == ("Territoire", "Rang", "Valeur", "Note")
    assert laid.write()["numbers"] == [1, 2]
    assert sum(laid.widths) == pytest.approx(6.0) and laid.widths[3] > 3


def count_pages(*slides: Slide) -> int:
    body, _ = pdf.write_pdf(Dossier(title="Essai", slides=slides))
    return len(PdfReader(io.BytesIO(body)).pages)


@pytest.mark.parametrize("seed", range(count(12, sampled=3)))
def test_a_view_takes_two_pages_at_most_whatever_it_is(seed: int) -> None:
    source = random.Random(seed)
    words = ["", "Un mot. " * 40, "Une phrase plus longue que la vue. " * 110, "ligne\n" * 600]
    slides = tuple(
        Slide(view=draw_view(source), comment=source.choice(words)[:3990], title="Titre " * source.choice([0, 2, 26]))
        for _ in range(3)
    )
    assert 1 + len(slides) <= count_pages(*slides) <= 1 + 2 * len(slides)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "cards", "indicators": ("housing.authorised", "housing.started", "waste.collected")},
        {"kind": "multiples", "indicators": ("housing.authorised", "housing.started")},
        {"kind": "table", "indicators": ("housing.authorised",), "with_members": True},
    ],
)
def test_twenty_territories_are_on_two_pages_at_most(fields: dict[str, object]) -> None:
    codes = cached.read_territories(("D62",)).query("level == 'epci'").index[:20].tolist()
    assert count_pages(Slide(view=make_view(**fields, territories=tuple(codes)))) <= 3


def test_the_contents_of_sixty_views_are_on_five_pages_at_most() -> None:
    slides = tuple(Slide(view=UNKNOWN, title=f"Vue {n} " + "mot " * 25, section=f"Partie {n}") for n in range(60))
    assert count_pages(*slides) <= 60 + 5


def test_a_table_of_thousands_of_rows_says_how_many_are_in_the_workbook() -> None:
    content = read_content(
        make_view(kind="table", indicators=("housing.authorised",), territories=("PMA",), with_members=True)
    )
    laid = lay_telling(content, PORTRAIT.width, 9.0)
    left = len(content.rows) - len(laid.rows)
    assert len(content.rows) > 1000 and 40 < len(laid.rows) < 150 and laid.height <= 9.0
    assert f"Les {format_number(left)} autres sont dans le classeur." in laid.words[0]


def test_a_table_of_many_wide_columns_lies_in_landscape() -> None:
    wide = read_content(
        make_view(kind="table", indicators=("waste.collected", "waste.recovery_rate"), territories=(LENS,))
    )
    assert choose_paper(wide, (PORTRAIT, LANDSCAPE)) is LANDSCAPE
    narrow = read_content(make_view(kind="table", indicators=("housing.authorised",), territories=("62498",)))
    assert choose_paper(narrow, (PORTRAIT, LANDSCAPE)) is PORTRAIT


def test_what_has_no_room_is_cut_and_says_so() -> None:
    cut = cut_words(["Un mot. " * 200, "Autre paragraphe."], "comment", 6.0, 3)
    assert len(cut) == 1 and cut[0].endswith(CUT)
    assert sum(len(wrap_words(line, "comment", 6.0)) for line in cut) == 3
    assert cut_words(["Court.", "Autre."], "comment", 6.0, 3) == ["Court.", "Autre."]


def test_letters_of_paper_can_be_read() -> None:
    assert min(SIZES.values()) >= 7 and SIZES["cell"] >= 8 and SIZES["comment"] >= 10
