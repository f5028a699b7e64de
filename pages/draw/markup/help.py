"""The page Aide as markup: each answer with its picture and the pages where it goes on, then marks and words."""

from __future__ import annotations

from pages.draw.svg import paint_markup
from pages.views.help import Answer, Help, list_menu
from pages.views.help.pictures import LABELS, lay_picture
from pages.words.markup import tag, text

MARKS_ID, UNKNOWN_ID = "marques", "inconnu"
MARKS, UNKNOWN = "Ce que veulent dire les marques et les mots", "Ce que Terril ne connaît pas"


def list_subjects(found: Help) -> dict[str, str]:
    """The titles of all answers by the word of their address."""
    questions = {key: answer.question for key, answer in found.answers.items()}
    return {**questions, MARKS_ID: MARKS, UNKNOWN_ID: UNKNOWN}


def help_markup(found: Help, first: str = "") -> str:
    """All answers, the one of the address before the others; `first` is its word, "" for none."""
    sections = {key: _answer_markup(key, answer) for key, answer in found.answers.items()}
    sections |= {MARKS_ID: _marks_markup(found), UNKNOWN_ID: _unknown_markup(found)}
    asked = sections.pop(first, "")
    ways = "".join(
        tag("li", text("a", title, href=f"#{key}")) for key, title in ((MARKS_ID, MARKS), (UNKNOWN_ID, UNKNOWN))
    )
    head = tag("div", asked, class_="first") if asked else ""
    return tag("div", head + tag("ul", ways, class_="ways") + "".join(sections.values()), class_="t-help")


def _answer_markup(key: str, answer: Answer) -> str:
    """One answer: its question, its paragraphs beside its picture, and where it goes on."""
    menu = list_menu()
    said = "".join(text("p", paragraph) for paragraph in answer.said)
    links = ", ".join(text("a", menu[path], href=path, target="_self") for path in answer.leads_to)
    said += tag("p", text("span", "Page : " if len(answer.leads_to) == 1 else "Pages : ") + links) if links else ""
    picture = ""
    if answer.picture:
        drawn = paint_markup(lay_picture(answer.picture), label=LABELS[answer.picture], is_fixed=True)
        picture = tag(
            "figure",
            drawn + text("figcaption", LABELS[answer.picture]),
            role="figure",
            aria_label=LABELS[answer.picture],
        )
    head = text("h2", answer.question, id=key)
    return tag("section", head + tag("div", tag("div", said) + picture))


def _marks_markup(found: Help) -> str:
    terms = "".join(text("dt", mark) + text("dd", meaning) for mark, meaning in found.marks.items())
    return tag("section", text("h2", MARKS, id=MARKS_ID) + tag("dl", terms, class_="t-rules"))


def _unknown_markup(found: Help) -> str:
    items = "".join(text("li", said) for said in found.unknown)
    return tag("section", text("h2", UNKNOWN, id=UNKNOWN_ID) + tag("ul", items))
