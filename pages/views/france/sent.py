"""The map of all communes as the browser fetches it: outlines, names and packed values, each under its hash."""

from __future__ import annotations

import gzip
import hashlib
import json

from geo import packed
from geo.kept import CONTOURS, SHAPES, keep
from pages.views.france.classes import read_numbers
from pages.views.france.figures import MEASURES, VINTAGE, read_communes, read_epcis, read_table
from pages.views.france.names import FINENESS, name_towns
from pages.words.paths import BASE

OUTLINES, VALUES = f"{BASE}/contours/france", f"{BASE}/valeurs/france"


@keep(CONTOURS)
def build_communes() -> tuple[str, bytes]:
    """The address and compressed bytes of the outlines of all communes."""
    return _name(f"{OUTLINES}/communes", "bin", packed.FILE.read_bytes())


@keep(CONTOURS)
def build_names() -> tuple[str, bytes]:
    """The address and compressed JSON of names, for each commune its EPCI by its place among the EPCIs, or -1, and the
    towns that are named on the map: the place of each among the communes, the ratio from which it is."""
    communes = read_communes()
    epcis = read_epcis()
    place = {code: n for n, code in enumerate(epcis.index)}
    number = {code: n for n, code in enumerate(communes["code"])}
    table = {
        "names": communes["name"].to_list(),
        "epci": [place.get(code, -1) for code in communes["epci"]],
        "epcis": epcis["name"].to_list(),
        "sirens": epcis.index.to_list(),
        "towns": [[number[name.code], name.least] for name in name_towns()],
        "fineness": FINENESS,
    }
    return _name(f"{OUTLINES}/noms", "json", json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode())


@keep(SHAPES)
def build_epci(siren: str) -> tuple[str, bytes]:
    """The address and compressed bytes of the fine outlines of an EPCI and round it. ValueError for an unknown one."""
    return _name(f"{OUTLINES}/{siren}", "bin", packed.build_epci(siren, VINTAGE))


@keep(CONTOURS)
def build_values(measure: str) -> tuple[str, bytes]:
    """The address and compressed bytes of a measure: 32-bit numbers year by year, then for each one byte of status and
    one of class, 255 where it has none."""
    table = read_table(measure)
    parts = (table.values.astype("<f4"), table.statuses.astype("u1"), read_numbers(measure).astype("u1"))
    return _name(f"{VALUES}/{measure}", "bin", b"".join(part.tobytes() for part in parts))


def _name(stem: str, ending: str, body: bytes) -> tuple[str, bytes]:
    return f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{ending}", gzip.compress(body, 6, mtime=0)


def find_file(path: str) -> bytes | None:
    """The compressed bytes at an address; None where it is not one of today's."""
    folder, _, name = path.rpartition("/")
    stem = name.partition("-")[0]
    if folder == VALUES:
        found = build_values(stem) if stem in MEASURES else None
    elif stem in ("communes", "noms"):
        found = build_communes() if stem == "communes" else build_names()
    else:
        found = build_epci(stem) if stem in read_epcis().index else None
    return found[1] if found and found[0] == path else None
