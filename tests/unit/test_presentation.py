"""The presentation: screens from a dossier, figures that a room can read, one page that asks for nothing."""

from __future__ import annotations

import asyncio
import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from pages.presentation import build_presentation, keep_dossier, kept
from pages.presentation.build import write_data, write_script
from pages.presentation.figures import _split_chart, list_figures, share_out
from pages.presentation.kept import find_dossier
from pages.presentation.route import receive_dossier, serve_presentation
from pages.presentation.screens import list_screens, split_words
from pages.presentation.tables import MOST_ROWS
from pages.views.chart import Chart, Line, Mark
from pages.views.dossier import Dossier, Slide, write_address, write_dossier
from pages.views.readers import read_content
from pages.views.view import View

LENS, BETHUNE, HENIN = "246200364", "200072460", "246200299"
BASE = "http://terril.test"
HOUSING = ("housing.authorised",)


def make(*views: View, **fields: Any) -> Dossier:
    return Dossier(title="Bureau", slides=tuple(Slide(view=view, **fields) for view in views))


def trend(*territories: str) -> View:
    return View(kind="trend", indicators=("waste.collected",), territories=territories)


def ask(query: str = "", body: bytes | None = None) -> Response:
    """The answer of the route to an address, or to a dossier sent."""
    scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "scheme": "http",
        "server": ("terril.test", 80),
        "path": "/presentation",
        "query_string": query.encode(),
        "headers": [(b"host", b"terril.test")],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    handler = serve_presentation if body is None else receive_dossier
    return asyncio.run(handler(Request(scope, receive)))


def read(answer: Response) -> str:
    return bytes(answer.body).decode()


class Page(HTMLParser):
    """What the page would fetch, and its data."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.fetched: list[str | None] = []
        self.slides = 0
        self.texts: list[str] = []
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.slides += "slide" in (named.get("class") or "").split()
        if tag != "a":
            self.fetched += [
                value for key, value in attributes if key in ("src", "href") and not (value or "").startswith("data:")
            ]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_figures(body: bytes) -> list[dict[str, Any]]:
    found = re.search(rb'id="data">(.*?)</script>', body, re.DOTALL)
    assert found
    return list(json.loads(found[1])["figures"])


def test_a_dossier_has_a_title_screen_a_screen_per_section_and_one_per_view() -> None:
    dossier = Dossier(
        title="Bureau",
        slides=(
            Slide(view=trend(LENS), section="Déchets"),
            Slide(view=trend(BETHUNE), section="Déchets"),
            Slide(view=View(kind="map", indicators=HOUSING, year=2021), section="Logement"),
        ),
    )
    kinds = [screen.kind for screen in list_screens(dossier, BASE)]
    assert kinds == ["title", "section", "view", "view", "section", "view"]


def test_a_view_that_cannot_be_made_has_a_screen_that_says_so_and_the_rest_goes_on() -> None:
    screens = list(list_screens(make(trend("ZZ99"), trend(LENS)), BASE))
    assert "Territoire inconnu ici : ZZ99" in screens[1].paragraphs[0]
    assert screens[2].kind == "view"


def test_a_view_without_a_value_says_that_nothing_is_published() -> None:
    screens = list(list_screens(make(trend(HENIN)), BASE))
    assert screens[1].paragraphs[0].startswith("Aucune valeur n’est publiée")


def test_every_view_has_its_source_on_the_screen_and_its_statuses_in_the_notes() -> None:
    screen = list(list_screens(make(trend(LENS), notes="Rappeler la hausse."), BASE))[1]
    assert "Source : " in screen.foot[-1]
    assert screen.notes[0] == "Rappeler la hausse."
    assert "Statuts : 1 publié, 1 estimé." in [line.replace("\u00a0", " ") for line in screen.notes]


def test_what_is_not_final_is_explained_on_the_screen() -> None:
    screen = list(list_screens(make(trend(LENS)), BASE))[1]
    assert screen.key == "Marque creuse : valeur estimée."


def test_a_short_comment_stands_beside_its_view_and_a_long_one_has_its_own_screens() -> None:
    short = list(list_screens(make(trend(LENS), comment="En hausse."), BASE))
    long = list(list_screens(make(trend(LENS), comment="Le tonnage monte depuis un an. " * 40), BASE))
    assert [screen.comment for screen in short] == ["", "En hausse."]
    assert [screen.part for screen in long] == ["", "", "1/3", "2/3", "3/3"]
    assert long[1].comment == ""


def test_a_long_text_is_cut_after_sentences_and_loses_none() -> None:
    words = "Une phrase assez courte. " * 30
    parts = split_words(words, 120)
    assert all(len(part) <= 120 and part.endswith(".") for part in parts)
    assert " ".join(parts) == words.strip()


def test_a_word_longer_than_a_screen_is_cut_all_the_same() -> None:
    assert split_words("x" * 250, 100) == ["x" * 100, "x" * 100, "x" * 50]


def test_items_are_shared_out_as_evenly_as_can_be() -> None:
    assert [len(group) for group in share_out(list(range(14)), 6)] == [5, 5, 4]
    assert share_out([], 6) == []


def test_bars_too_many_for_a_screen_go_on_the_next_at_the_same_scale() -> None:
    labels = tuple(f"{n}. Territoire" for n in range(1, 31))
    marks = tuple(Mark(label, 100.0 - n, f"{100 - n} t") for n, label in enumerate(labels))
    parts = _split_chart(Chart("bar", "Titre", "t", "tonnes", 0, (Line("Tous", marks),), labels))
    assert [len(part.categories) for part in parts] == [15, 15]
    assert {part.top for part in parts} == {100.0}
    assert tuple(mark for part in parts for mark in part.lines[0].marks) == marks


def test_a_split_stack_drops_the_parts_that_a_screen_does_not_have() -> None:
    labels = tuple("abcdefgh")
    lines = (
        Line("Partout", tuple(Mark(label, 1.0, "1 t") for label in labels)),
        Line("Au début", tuple(Mark(label, 2.0 if label == "a" else None, "") for label in labels)),
    )
    first, second = _split_chart(Chart("stack", "Titre", "t", "tonnes", 0, lines, labels))
    assert [line.name for line in first.lines] == ["Partout", "Au début"]
    assert [line.name for line in second.lines] == ["Partout"]
    assert first.top == second.top == 3.0


def test_the_chart_on_the_screen_has_the_values_and_the_words_of_the_view() -> None:
    (figure,) = list_figures(read_content(trend(LENS, BETHUNE)), BASE)[0]
    assert figure.data
    marks = {line["name"]: line["marks"] for line in figure.data["lines"]}
    assert [(mark["x"], mark["y"], mark["status"]) for mark in marks["Lens-Liévin"]] == [
        (2020, 144037.0, "estimated"),
        (2021, 156402.0, "normal"),
    ]
    assert marks["Béthune-Bruay"][0]["text"].endswith("(provisoire)")


def test_a_map_holds_all_its_years_and_opens_on_that_of_the_view() -> None:
    (figure,) = list_figures(read_content(View(kind="map", indicators=HOUSING, year=2021)), BASE)[0]
    assert figure.data
    assert figure.data["year"] == 2021
    assert figure.data["years"] == figure.data["table"]["years"]
    assert len(figure.data["table"]["years"]) > 5


def test_a_count_is_shown_by_circles_and_a_ratio_by_shades() -> None:
    def symbol(**fields: Any) -> str:
        view = View(kind="map", indicators=HOUSING, year=2021, **fields)
        data = list_figures(read_content(view), BASE)[0][0].data
        assert data
        return str(data["symbol"])

    assert symbol() == "circle"
    assert symbol(per_inhabitant=True) == "fill"


def test_a_map_has_as_many_classes_and_shades_as_asked() -> None:
    view = View(kind="map", indicators=HOUSING, year=2021, per_inhabitant=True, classes=7)
    data = list_figures(read_content(view), BASE)[0][0].data
    assert data
    assert len(data["breaks"]) == len(data["labels"]) == len(data["colors"]["dark"]) == 7


def test_a_card_says_why_a_territory_has_no_figure_and_leads_to_the_origin_of_those_it_has() -> None:
    view = View(kind="cards", indicators=("waste.collected",), territories=(LENS, HENIN))
    markup = list_figures(read_content(view), BASE)[0][0].markup
    assert "sans donnée" in markup
    assert re.search(rf'href="{BASE}/dechets[^"]*#chiffre-3113f03816"', markup)


def test_a_table_counts_the_rows_that_have_no_room() -> None:
    markup = list_figures(read_content(View(kind="table", indicators=("waste.collected",))), BASE)[0][0].markup
    rows = int(re.search(r'data-rows="(\d+)"', markup)[1])  # type: ignore[index]
    assert rows == len(read_content(View(kind="table", indicators=("waste.collected",))).rows)
    assert markup.count("<tr>") == MOST_ROWS + 1


def test_the_page_fetches_nothing() -> None:
    page = Page(build_presentation(make(trend(LENS)), is_file=True, base=BASE))
    assert page.fetched == []
    assert page.slides == 2


def test_the_scripts_are_one_module_without_imports_or_exports() -> None:
    script = write_script()
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
    assert "</script" not in script


def test_nothing_a_reader_writes_becomes_markup() -> None:
    bad = "</script><script>alert(1)</script>%SCRIPT%<img src=x>"
    dossier = make(trend(LENS), title=bad, comment=bad, notes=bad, section=bad[:160])
    page = Page(build_presentation(dossier.model_copy(update={"title": bad}), is_file=True, base=BASE))
    assert page.fetched == []
    assert sum(bad in said for said in page.texts) >= 5


def test_no_text_in_the_data_can_end_its_element() -> None:
    written = write_data({"a": "</script>\u2028<!--"})
    assert "<" not in written
    assert json.loads(written) == {"a": "</script>\u2028<!--"}


def test_the_outlines_of_a_level_are_embedded_once() -> None:
    views = [View(kind="map", indicators=HOUSING, year=year) for year in (2020, 2021)]
    body = build_presentation(make(*views), is_file=True, base=BASE)
    assert body.count(b'"viewBox"') == 1
    assert len(read_figures(body)) == 2


def test_an_address_is_presented() -> None:
    word = write_address(make(trend(LENS)))
    answer = ask(urlencode({"dossier": word}))
    assert answer.status_code == 200
    assert "<title>Bureau – Terril</title>" in read(answer)
    assert f'data-leave="{BASE}/dossier?dossier={word}"' in read(answer)


def test_the_file_is_an_attachment_that_has_no_page_to_go_back_to() -> None:
    answer = ask(urlencode({"dossier": write_address(make(trend(LENS))), "fichier": "1"}))
    assert answer.headers["content-disposition"] == 'attachment; filename="terril-presentation.html"'
    assert 'data-leave=""' in read(answer)


@pytest.mark.parametrize("query", ["", "dossier=abime", "dossier=%E9%80%80", "jeton=inconnu"])
def test_a_broken_address_gets_a_sentence_and_a_way_on(query: str) -> None:
    answer = ask(query)
    assert answer.status_code == 400
    assert "Présentation impossible" in read(answer)
    assert 'href="/dossier"' in read(answer)


def test_a_dossier_sent_is_kept_and_presented() -> None:
    sent = ask(body=write_dossier(make(trend(LENS))))
    assert sent.status_code == 303
    path, _, query = sent.headers["location"].partition("?")
    assert path == "/presentation"
    assert ask(query).status_code == 200


def test_a_broken_dossier_sent_is_refused() -> None:
    answer = ask(body=b'{"format": "autre"}')
    assert answer.status_code == 400
    assert "n’est pas un dossier de Terril" in read(answer)


def test_no_more_dossiers_are_kept_than_there_is_room_for() -> None:
    first = keep_dossier(make())
    for _ in range(kept.MOST_KEPT):
        keep_dossier(make())
    assert find_dossier(first) is None


def test_a_dossier_is_forgotten_after_twelve_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    token = keep_dossier(make())
    assert find_dossier(token) is not None
    now = kept.time.monotonic()
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + kept.SECONDS + 1)
    assert find_dossier(token) is None
