"""The reader's dossier: every change and its undoing, long work, the dossiers that come with Terril, and files."""

from __future__ import annotations

import json
import random
import re
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from loaders.catalog import load_catalog
from pages.files import portrait
from pages.files.dossier import choose_writer, name_file
from pages.files.links import FORMS, files_markup
from pages.server.files import write_file
from pages.views.data import cached
from pages.views.dossier import (
    MOST_SLIDES,
    Dossier,
    DossierError,
    Slide,
    editing,
    parse_address,
    parse_dossier,
    write_address,
    write_dossier,
)
from pages.views.dossier.editing import MOST_STEPS, Kept
from pages.views.prepared import prepare
from pages.views.ready import list_ready
from pages.views.record import EARLIEST, LATEST, ViewError
from pages.views.selection import list_members, make_selection
from pages.views.view import write_word
from pages.widgets.dossier.offering import make_table_view
from pages.widgets.dossier.previews import describe_view
from tests.make_view import make_view

LENS, BETHUNE = "246200364", "200072460"
WASTE = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
MAP = make_view(kind="map", indicators=("housing.authorised",), level="epci", year=2024)
UNKNOWN = make_view(kind="trend", indicators=("nothing.here",))
READY = {title: parse_dossier(body) for title, body in list_ready().items()}


def make_dossier(*titles: str) -> Dossier:
    return Dossier(slides=tuple(Slide(view=WASTE, title=title) for title in titles))


def read_titles(dossier: Dossier) -> str:
    return "".join(slide.title for slide in dossier.slides)


def test_a_slide_moves_is_copied_and_removed_within_bounds() -> None:
    dossier = make_dossier("a", "b", "c")
    assert read_titles(editing.move_slide(dossier, 0, 1)) == "bac"
    assert read_titles(editing.move_slide(dossier, 2, -1)) == "acb"
    assert editing.move_slide(dossier, 0, -1) == dossier == editing.move_slide(dossier, 2, 1)
    assert read_titles(editing.copy_slide(dossier, 1)) == "abbc"
    assert read_titles(editing.remove_slide(dossier, 1)) == "ac"
    assert read_titles(editing.edit_slide(dossier, 2, title="z")) == "abz"


def test_a_full_dossier_takes_no_more() -> None:
    full = make_dossier(*["a"] * MOST_SLIDES)
    assert editing.add_slide(full, WASTE) == full == editing.copy_slide(full, 0)


def test_a_view_is_added_at_the_end_of_the_last_section() -> None:
    dossier = editing.with_slides(Dossier(), (Slide(view=WASTE, section="Fin"),))
    assert editing.add_slide(dossier, MAP).slides[-1] == Slide(view=MAP, section="Fin")


def test_every_change_is_undone_and_done_again() -> None:
    source = random.Random(3)
    held, states = Kept(), [Dossier()]
    for n in range(MOST_STEPS):
        dossier = make_dossier(*source.sample("abcdefgh", 3), str(n))
        held = held.change(dossier, str(n))
        states.append(dossier)
    for before in reversed(states[:-1]):
        held = held.undo()
        assert held.dossier == before
    assert held.undo() is held
    for after in states[1:]:
        held = held.redo()
        assert held.dossier == after
    assert held.redo() is held


def test_the_history_is_bounded_and_a_change_forgets_what_was_undone() -> None:
    held = Kept()
    for n in range(MOST_STEPS + 20):
        held = held.change(make_dossier(str(n)), "")
    assert len(held.past) == MOST_STEPS
    held = held.undo().change(make_dossier("neuf"), "")
    assert not held.future and held.redo() is held


def test_words_keep_the_fields_of_the_editor_and_a_move_renews_them() -> None:
    held = Kept().change(make_dossier("a", "b"), "")
    assert held.change(make_dossier("a", "c"), "", is_of_words=True).version == held.version
    assert held.change(make_dossier("b", "a"), "").version > held.version
    assert held.change(held.dossier, "rien") is held


def test_a_view_that_cannot_be_made_is_named_and_the_rest_is_delivered() -> None:
    dossier = Dossier(slides=(Slide(view=UNKNOWN, title="Inconnue"), Slide(view=WASTE)))
    steps: list[str] = []
    body, faults = choose_writer("xlsx", dossier, "https://terril.example", None)(
        lambda step, count, words: steps.append(words)
    )
    assert len(faults) == 1 and faults[0].startswith("Vue 1 (Inconnue) : ")
    cells = [c.value for sheet in openpyxl.load_workbook(BytesIO(body)) for row in sheet.iter_rows() for c in row]
    assert 156402 in cells and "Inconnue" in steps


def test_files_are_named_after_the_dossier() -> None:
    assert name_file(Dossier(title="Les déchets de l’année"), "pptx") == "terril-les-dechets-de-l-annee.pptx"
    assert name_file(Dossier(title="../« »"), "pdf") == "terril-dossier.pdf"


def test_a_view_is_described_or_its_fault_is() -> None:
    shown = describe_view(WASTE)
    assert shown.title == "DMA collectés" and shown.address.startswith("/dechets?") and not shown.fault
    assert "nothing.here" in describe_view(UNKNOWN).fault


SIGNS = {
    "csv": b"\xef\xbb\xbf",
    "png": b"\x89PNG",
    "svg": b"<svg",
    "xlsx": b"PK",
    "parquet": b"PAR1",
    "geojson": b"{",
    "gpkg": b"SQLite",
}


@pytest.mark.parametrize("form", list(FORMS))
def test_a_map_is_taken_away_in_every_form(form: str) -> None:
    name, body = write_file(write_word(MAP), form, "https://terril.example")
    assert name == f"terril-logements-autorises.{form}" and body.startswith(SIGNS[form])


def test_a_chart_has_no_contours_and_a_broken_word_no_file() -> None:
    assert "geojson" not in files_markup(WASTE) and "geojson" in files_markup(MAP)
    for word, form in ((write_word(WASTE), "gpkg"), ("abc", "png"), (write_word(UNKNOWN), "xlsx")):
        with pytest.raises(ViewError):
            write_file(word, form, "")


def test_the_preview_of_a_view_is_bare() -> None:
    word = write_word(WASTE)
    assert b"terril.example" in write_file(word, "svg", "https://terril.example")[1]
    assert b"terril.example" not in write_file(word, "svg", "https://terril.example", True)[1]


@pytest.mark.parametrize("title", list(READY))
def test_a_dossier_that_comes_with_terril_is_whole(title: str) -> None:
    dossier = READY[title]
    for found in prepare(dossier):
        assert found.content is not None and not found.content.rows.empty, found.fault
        assert found.slide.comment and found.slide.section
    assert parse_address(write_address(dossier)) == dossier


def count_otherwise() -> dict[str, float]:
    """What the comments say that is no value of their rows: each computed from the store."""
    cells = cached.read_cells("D62")
    cells = cells[cells["year"] == 2021]
    stored = cells.loc[cells["destination"] == "Stockage", "value"].sum()
    plans = cached.read_grants(("planned",))
    given = plans[plans["nomAttribuant"] == "Département du Pas-de-Calais"]
    of_project = given.groupby("projet")["montant"].sum()
    housing = cached.read_observations(("housing.authorised",), territories=(LENS, BETHUNE, "246200299"))
    by_year = housing[housing["scope"].astype(str) == ""].groupby("year")["value"].sum()
    aims = cached.read_observations(("waste.collected_per_inhabitant",), territories=("R32",))
    aims = aims[aims["status"].astype(str) == "objective"].set_index("year")["value"]
    assert aims.to_dict() == {2025: 558, 2030: 527}
    return {
        "8,6": 100 * (156402 / 144037 - 1),
        "12365": 156402 - 144037,
        "558": aims[2025],
        "527": aims[2030],
        # The base year stands in the note of the source.
        "620": 558 / 0.9,
        "1041301": cells["value"].sum(),
        "211723": stored,
        "20,3": 100 * stored / cells["value"].sum(),
        "171167": cells[(cells["destination"] == "Stockage") & cells["stream"].str.contains("résiduelles")][
            "value"
        ].sum(),
        "2167": by_year[2025],
        "2401": by_year[2024],
        "2540000": given["montant"].sum(),
        "1250000": of_project["Piscine François Ménard à Achicourt"],
        "750000": of_project["Salle des sports Georges Carpentier à Courcelles-lès-Lens"],
        # « pour 1 000 habitants »
        "1000": 1000,
    }


@pytest.mark.parametrize("title", list(READY))
def test_every_figure_of_a_comment_is_that_of_the_data(title: str) -> None:
    otherwise = count_otherwise()
    for found in prepare(READY[title]):
        assert found.content is not None
        rows = found.content.rows
        known = pd.concat([pd.to_numeric(rows[c], errors="coerce") for c in rows.select_dtypes("number")]).dropna()
        known = [*known.tolist(), *(known / 1e6).tolist(), len(rows)]
        for said in re.findall(r"\d[\d\u202f]*(?:,\d+)?", f"{found.slide.comment} {found.slide.notes}"):
            plain = said.replace("\u202f", "")
            number, decimals = float(plain.replace(",", ".")), len(plain.partition(",")[2])
            tried = [*known, *([otherwise[plain]] if plain in otherwise else [])]
            is_year = not decimals and 2009 <= number <= 2030
            assert is_year or any(round(v, decimals) == number for v in tried), f"{found.title} : {said}"


def mangle(body: bytes, source: random.Random) -> bytes:
    """A file with a field gone, of another type, repeated, or with bytes changed."""
    raw = json.loads(body)
    slide = source.choice(raw["slides"])
    place = source.choice([raw, slide, slide["view"]])
    key = source.choice(list(place))
    place[key] = source.choice([None, -1, 10**30, "é" * 5000, [], {}, True, [[[]]], "<script>", float("inf")])
    if source.random() < 0.3:
        del place[key]
    if source.random() < 0.2:
        raw["slides"] = raw["slides"] * 100
    changed = bytearray(json.dumps(raw).encode())
    for _ in range(source.choice([0, 0, 0, 1, 5])):
        changed[source.randrange(len(changed))] = source.randrange(256)
    return bytes(changed[: source.randrange(len(changed))] if source.random() < 0.1 else changed)


def test_a_hundred_mangled_dossiers_are_opened_or_refused_in_words() -> None:
    source, said = random.Random(11), []
    for _ in range(100):
        body = mangle(write_dossier(source.choice(list(READY.values()))), source)
        try:
            opened = parse_dossier(body)
        except DossierError as error:
            said.append(str(error))
            continue
        assert all(describe_view(slide.view) for slide in opened.slides)
    assert 50 < len(said) < 100
    assert all(sentence.endswith("Rien n’a été changé.") and "Error" not in sentence for sentence in said)


def test_a_table_is_offered_as_wide_as_it_is_shown_or_not_at_all() -> None:
    selection = make_selection(WASTE.territories, WASTE.years)
    many = tuple(load_catalog().indicators)
    assert make_table_view(many * 2, None, selection) is None
    whole = make_table_view(many[:40], None, selection)
    assert whole is not None and whole.years == (EARLIEST, LATEST) and whole.territories == ()
    some = make_table_view(many[:1], (LENS,), selection)
    assert some is not None and some.years == selection.years
    around = make_table_view(many[:40], list_members(selection), selection)
    assert around is not None and around.territories == selection.territories and around.with_members
    assert make_table_view(many[:1], list_members(selection)[1:], selection) is None


def test_a_portrait_is_taken_away_as_a_pdf() -> None:
    assert portrait.write_pdf(LENS, "https://terril.example").startswith(b"%PDF")
