"""What people say of a figure, in its panel: the remarks that stand, and for who may write, the way to say more."""

from __future__ import annotations

from loaders.own.database.named import OwnDatabaseError
from loaders.own.memory import find_remarked
from loaders.own.password import may_write
from loaders.reading.provenance import UnknownFigureError
from pages.server.office.own import open_own
from pages.words.addresses import remarks_address
from pages.words.markup import tag, text
from pages.words.memory import write_moment

WRITE = "Écrire une remarque"


def said_markup(figure: str) -> str:
    """The remarks on a figure or a grant, the newest first; "" where there is nothing to read and nobody may write.

    They are those of the tables made last, which may not be served yet: who has said something reads it at once.
    """
    try:
        thing = find_remarked(figure)
        database = open_own()
    except (UnknownFigureError, OwnDatabaseError):
        return ""
    items = ""
    if database is not None:
        # Read here: where there is none, nothing needs what reads it.
        from loaders.own.remarks import list_shown

        try:
            found = list_shown(database, thing)
        except OwnDatabaseError:
            return ""
        items = "".join(
            tag("li", text("span", one.words) + text("small", f" {one.author}, le {write_moment(one.at)}"))
            for one in found
        )
    words = WRITE if thing.is_computed else f"{WRITE}, proposer une autre valeur"
    way = text("a", words, href=remarks_address(figure), target="_self") if may_write() else ""
    if not items and not way:
        return ""
    said = tag("ul", items) if items else ""
    return tag("section", text("h3", "Remarques") + said + (tag("p", way) if way else ""), class_="t-history")
