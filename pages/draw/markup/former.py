"""The sentence that leads from a commune that is no more to the one of today."""

from __future__ import annotations

from loaders.reading.former import Former
from loaders.reading.surroundings import read_territories
from pages.words.french import NBSP, join_words
from pages.words.markup import tag, territory_link, text


def former_markup(former: Former) -> str:
    """« Canteleux (62210) a rejoint Bonnières en 2019. », with links, and the steps where there were several."""
    table = read_territories()
    links = [territory_link(str(table.at[code, "name"]), code) for code in former.successors]
    who = f"{former.name} ({former.code})"
    if len(links) > 1:
        said = text("span", f"{who} a été partagée en {former.year} entre ") + join_words(links)
    elif former.is_recoded:
        said = text("span", f"{who} a changé de code en {former.year}{NBSP}: ") + links[0]
    else:
        said = text("span", f"{who} a rejoint ") + links[0] + text("span", f" en {former.year}")
    steps = text("p", f"{former.note}.", class_="t-missing") if " ; " in former.note else ""
    return tag("div", tag("p", said + ".") + steps, class_="t-former t-terms", role="status")
