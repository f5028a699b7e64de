"""The page of the dossier: opened, edited, undone, and filled from the other pages."""

from __future__ import annotations

import base64
import zlib

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalog import ROOT
from pages.views.contents import read_content
from pages.views.dossier import Dossier, Slide, parse_dossier, write_address, write_dossier
from pages.views.ready import list_ready
from pages.views.record import split_headlines
from pages.widgets.dossier.kept import KEY
from tests.app.opening import choose_territories, read_markup, read_page, turn_to, visit
from tests.app.test_compare import AUTHORISED, STARTED, VIEWS, open_compare
from tests.make_view import make_view

LENS, BETHUNE = "246200364", "200072460"
WASTE = make_view(kind="trend", indicators=("waste.collected",), territories=(LENS, BETHUNE))
BROKEN = "L’adresse ne contient pas un dossier entier"


def open_dossier(word: str = "") -> AppTest:
    """The page, as it is on a first visit, under the address of a dossier if one is given."""
    return visit("dossier", **({"dossier": word} if word else {}))


def open_theme(page: str, territories: tuple[str, ...] = (), years: tuple[int, int] | None = None) -> AppTest:
    """The page of a theme by way of one without indicator, so that its own first one is chosen."""
    app = AppTest.from_file(ROOT / "pages" / "frame.py", default_timeout=30).run().switch_page("slides.py").run()
    if territories and years:
        choose_territories(app, territories)
        app.select_slider(key="annees").set_range(*years)
        app.run()
    return turn_to(app, page)


def read_dossier(app: AppTest) -> Dossier:
    return app.session_state[KEY].dossier


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_an_empty_dossier_says_how_to_fill_it() -> None:
    app = open_dossier()
    assert not app.exception
    assert "Ce dossier est vide." in app.info[0].value and "Ajouter au dossier" in app.info[0].value
    assert [b.label for b in app.button if str(b.key).startswith("ready-")] == list(list_ready())


def test_a_ready_dossier_is_opened_edited_and_given_back() -> None:
    app = click(open_dossier(), "ready-0")
    before = read_dossier(app)
    assert before == parse_dossier(next(iter(list_ready().values())))
    assert write_address(before) in app.query_params["dossier"]
    assert f"{len(before.slides)}\u00a0vues." in read_page(app)

    version = app.session_state[KEY].version
    app.text_input(key="words-title-0").set_value("  Un titre neuf ").run()
    app.text_area(key="words-notes-1").set_value("À dire").run()
    edited = read_dossier(app)
    assert (edited.slides[0].title, edited.slides[1].notes) == ("Un titre neuf", "À dire")
    assert app.session_state[KEY].version == version

    click(app, "Descendre-0")
    assert read_dossier(app).slides[1].title == "Un titre neuf"
    click(app, "Dupliquer-1")
    click(app, "Retirer-0")
    assert [s.title for s in read_dossier(app).slides[:2]] == ["Un titre neuf", "Un titre neuf"]
    for _ in range(5):
        click(app, "undo")
    assert read_dossier(app) == before
    click(app, "redo")
    assert read_dossier(app).slides[0].title == "Un titre neuf"


def test_a_new_dossier_can_be_undone() -> None:
    app = click(open_dossier(write_address(Dossier(slides=(Slide(view=WASTE),)))), "empty")
    assert not read_dossier(app).slides and "dossier" not in app.query_params
    assert read_dossier(click(app, "undo")).slides[0].view == WASTE


def test_every_run_tells_the_browser_the_words_of_each_field() -> None:
    """What a run says is lost where another begins at once: a field that says nothing then would stand empty, and the
    next choice would take the words away."""
    words = {"words-title": "Bureau", "words-title-0": "Nos déchets", "words-comment-0": "En hausse."}
    slide = Slide(view=WASTE, title="Nos déchets", comment="En hausse.")
    app = open_dossier(write_address(Dossier(title="Bureau", slides=(slide,))))
    for _ in range(2):
        fields = {str(one.key): one.proto for one in (*app.text_input, *app.text_area)}
        told = {key: (fields[key].value if fields[key].set_value else fields[key].default) for key in words}
        assert told == words
        app.run()


def test_the_title_of_a_dossier_is_never_empty() -> None:
    app = open_dossier(write_address(Dossier(title="Bureau", slides=(Slide(view=WASTE),))))
    app.text_input(key="words-title").set_value(" ").run()
    assert read_dossier(app).title == "Dossier"


def test_a_view_that_no_longer_exists_is_explained_among_the_others() -> None:
    gone = make_view(kind="trend", indicators=("nothing.here",))
    app = open_dossier(write_address(Dossier(slides=(Slide(view=gone), Slide(view=WASTE)))))
    assert not app.exception and "nothing.here" in app.warning[0].value
    assert read_markup(app).count('class="t-preview"') == 1


def pack(body: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(body)).decode()


WHOLE = write_address(Dossier(slides=(Slide(view=WASTE),)))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (WHOLE[:-9], BROKEN),
        ("é" * 40, BROKEN),
        (pack(b"[]"), "n’est pas un dossier de Terril"),
        (pack(b'{"format": "terril-dossier", "version": 9}'), "version 9"),
        (pack(write_dossier(Dossier(slides=(Slide(view=WASTE),))).replace(b"trend", b"cake")), "vue 1"),
    ],
)
def test_an_address_that_holds_no_dossier_is_explained_and_changes_nothing(word: str, said: str) -> None:
    app = open_dossier(word)
    assert not app.exception and said in app.error[0].value
    assert not read_dossier(app).slides


def test_a_foreign_file_is_explained_and_changes_nothing() -> None:
    app = click(open_dossier(), "ready-1")
    before = read_dossier(app)
    app.file_uploader(key="open-file").upload("budget.json", b'{"a": 1}', "application/json").run()
    assert not app.exception and "n’est pas un dossier de Terril" in app.error[0].value
    assert read_dossier(app) == before


@pytest.mark.parametrize(
    ("page", "key", "kind"),
    [
        ("waste", "add-cards", "cards"),
        ("waste", "add-streams", "streams"),
        ("subsidies", "add-plans", "plans"),
        ("subsidies", "add-grants", "grants"),
        ("water", "add-balance", "cards"),
        ("housing", "add-schemes", "table"),
        ("maps", "add-maps", "maps"),
        ("france", "add-france", "france"),
        ("waste", "add-table-all-waste", "table"),
    ],
)
def test_a_view_is_added_where_it_is_seen_and_taken_back(page: str, key: str, kind: str) -> None:
    app = click(open_theme(page), key)
    assert [slide.view.kind for slide in read_dossier(app).slides] == [kind]
    assert "Ajouté au dossier (1\u00a0vue)." in app.toast[0].value
    click(app, key)
    assert not read_dossier(app).slides
    assert app.button(key=key).label.startswith("Ajouter au dossier")


def test_what_is_added_is_what_is_shown() -> None:
    app = open_theme("waste", (LENS, BETHUNE), (2015, 2022))
    for kind in ("map", "ranking", "trend"):
        click(app, f"add-{kind}-waste")
    views = {slide.view.kind: slide.view for slide in read_dossier(app).slides}
    assert list(views) == ["map", "ranking", "trend"]
    assert all((v.territories, v.years) == ((LENS, BETHUNE), (2015, 2022)) for v in views.values())
    app.switch_page("slides.py").run()
    assert not app.exception and not app.warning


@pytest.mark.parametrize(("label", "kind"), [("Évolution", "change"), ("Deux indicateurs croisés", "crossed")])
def test_a_map_of_two_things_is_added_with_what_it_is_made_of(label: str, kind: str) -> None:
    app = click(visit("cartes", carte=label), "add-maps")
    (slide,) = read_dossier(app).slides
    assert slide.view.kind == kind and len(slide.view.indicators) == 1 + (kind == "crossed")
    shown = [int(app.selectbox(key=key).value) for key in ("de", "a")] if kind == "change" else []
    assert not shown or slide.view.years == tuple(shown)


def test_the_peers_the_index_and_the_measure_go_along() -> None:
    app = open_compare(AUTHORISED, vue="pairs")
    app.selectbox(key="pairs").set_value("forme").run()
    added = read_dossier(click(app, "add-compare")).slides[0].view
    assert (added.peers, added.reference) == ("forme", app.selectbox(key="reference").value)
    app = open_compare(AUTHORISED)
    app.selectbox(key="base").set_value("2015").run()
    app.selectbox(key="rapport").set_value("km2").run()
    added = read_dossier(click(app, "add-compare")).slides[0].view
    assert (added.base, added.measure) == (2015, "km2")


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_of_the_compare_page_is_added(view: str) -> None:
    app = click(open_compare(AUTHORISED, STARTED, vue=view), "add-compare")
    added = read_dossier(app).slides[0].view
    assert added.indicators == (AUTHORISED, STARTED) and len(added.territories) == 4
    assert not app.switch_page("slides.py").run().warning


def test_what_the_dossier_shows_otherwise_is_said_in_the_offer() -> None:
    def read_offer(view: str, measure: str = "", **chosen: str) -> list[str]:
        app = open_compare(AUTHORISED, vue=view, **chosen)
        if measure:
            app.selectbox(key="rapport").set_value(measure).run()
        return [b.label for b in app.button if b.key == "add-compare"]

    assert read_offer("lignes") == ["Ajouter au dossier"]
    assert read_offer("pairs") == ["Ajouter au dossier"]
    assert read_offer("classement") == ["Ajouter au dossier"]
    assert read_offer("lignes", "km2") == ["Ajouter au dossier"]
    assert read_offer("multiples", par="Indicateur") == ["Ajouter au dossier"]
    assert read_offer("multiples", echelle="Propre") == ["Ajouter au dossier"]
    assert read_offer("tableau") == ["Ajouter au dossier (dernières valeurs)"]


def test_the_figures_of_a_portrait_are_added_for_its_territory() -> None:
    app = open_theme("territory")
    click(app, "add-portrait")
    (slide,) = read_dossier(app).slides
    assert (slide.view.kind, slide.view.territories) == ("cards", ("PMA",))
    assert set(read_content(slide.view).rows["indicator"].astype(str)) == {
        i for i, _ in split_headlines(slide.view.indicators)
    }


def test_the_table_of_an_indicator_is_added_with_all_its_rows() -> None:
    app = visit("indicateur", territoires=[LENS, BETHUNE], id="waste.collected_per_inhabitant")
    click(app, "add-table-indicator-waste.collected_per_inhabitant")
    rows = read_content(read_dossier(app).slides[0].view).rows
    label = next(box.label for box in app.expander if box.label.endswith(f"({len(rows)}\u00a0lignes)"))
    assert label and rows["status"].astype(str).eq("objective").any()


def test_the_number_of_slides_is_said_before_they_are_made_and_each_is_seen() -> None:
    app = click(open_dossier(), "ready-1")
    assert "11\u00a0diapositives\u00a0: un titre, 3\u00a0parties, 6\u00a0vues et les sources." in read_page(app)
    assert read_markup(app).count('src="/vignette?') == 11 + 6


def test_the_views_of_a_page_are_added_at_once_and_taken_back() -> None:
    app = click(open_theme("housing"), "page-to-dossier")
    dossier = read_dossier(app)
    kinds = [slide.view.kind for slide in dossier.slides]
    assert (dossier.title, kinds) == ("Logement", ["cards", "map", "ranking", "trend", "table"])
    assert {slide.section for slide in dossier.slides} == {""}
    assert [button.label for button in app.button if button.key == "page-to-dossier"] == [
        "Vues de cette page ajoutées au dossier – annuler"
    ]
    assert read_dossier(click(app, "page-to-dossier")).slides == ()

    click(click(app, "page-to-dossier"), "page-to-dossier")
    click(app, "page-to-dossier")
    both = read_dossier(click(turn_to(app, "water"), "page-to-dossier"))
    assert both.title == "Logement" and both.slides[:5] == dossier.slides
    assert {slide.section for slide in both.slides[5:]} == {"Eau"}


def test_a_long_table_is_not_added_without_a_question() -> None:
    app = open_theme("housing")
    key = next(str(b.key) for b in app.button if str(b.key).startswith("add-table-all-"))
    app = click(app, key)
    assert not read_dossier(app).slides
    said = [one.value for one in app.warning if "Sa diapositive n’en montre qu’une quinzaine" in one.value]
    assert len(said) == 1 and "lignes" in said[0]
    short = key.removeprefix("add-")
    app = click(app, f"leave-{short}-long")
    assert not read_dossier(app).slides and not app.warning
    app = click(click(app, key), f"take-{short}-long")
    assert [slide.view.kind for slide in read_dossier(app).slides] == ["table"]
