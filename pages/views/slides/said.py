"""What a text says of a map to who cannot see it: who has the most, who has the least, whom the reader chose, of
whom there is a remark."""

from __future__ import annotations

from pages.views.content import Content
from pages.views.data.remarked import keep_remarked
from pages.views.marks import write_mark
from pages.words.french import shorten_list

MOST = 3


def describe_values(content: Content) -> str:
    """« Les plus élevés : Arras 12 t… Les moins élevés : … Choisis : … »; "" where no value is known."""
    rows = content.rows
    if "value" not in rows or content.year is None or not rows["value"].notna().any():
        return ""
    known = rows[rows["value"].notna()].sort_values("value", ascending=False)
    panel = content.series
    said = {
        str(row["territory"]): f"{content.selection.name(str(row['territory']))} "
        f"{write_mark(float(row['value']), str(row['status']), panel.unit, panel.decimals)}"
        for row in known.to_dict("records")
    }
    codes = list(said)
    chosen = [said[code] for code in content.selection.territories if code in said]
    groups = [("Les plus élevés", [said[c] for c in codes[:MOST]])]
    groups += [("Les moins élevés", [said[c] for c in codes[-MOST:]])] if len(codes) > MOST else []
    groups += [("Choisis", chosen)] if chosen else []
    remarked = [content.selection.name(code) for code in keep_remarked(known)["territory"].astype(str)]
    groups += [("Avec une remarque", [shorten_list(remarked, MOST)])] if remarked else []
    return " ".join(f"{label} : {', '.join(words)}." for label, words in groups)
