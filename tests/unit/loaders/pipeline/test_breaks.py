"""The breaks that files do not mark: where a declared one falls, and that a faulty declaration is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.pipeline.breaks import BREAKS, SeriesBreak, mark_breaks, read_breaks
from loaders.yaml_files import CatalogError
from tests.synthetic import make_observations, read_catalog

REASON = "rupture synthétique"
VALUES = {2019: 10.0, 2020: 12.0, 2021: 90.0, 2022: 80.0, 2023: 10.0}
SCOPES = ["", "stream=glass", "stream=green", "stream=glass;place=home"]
WRITTEN = "synthetic: {source: report, indicators: [waste.collected], scopes: [''], year: 2021, reason: Synthétique}\n"
ROWS: list[dict[str, object]] = [
    {"territory": territory, "scope": scope, "year": year, "value": value, "source": "report", "note": note}
    for territory in "AB"
    for scope in SCOPES
    for note, (year, value) in zip(["", "", "déjà dit", "", ""], VALUES.items(), strict=True)
]


def mark(**given: object) -> set[tuple[str, str, int]]:
    """Where the synthetic figures are parted by one break: territory, scope and year."""
    entry = SeriesBreak.model_validate(
        {"source": "report", "indicators": ["waste.collected"], "scopes": [""], "reason": REASON} | given
    )
    frame = make_observations(ROWS).assign(variant=0)
    marked = mark_breaks(frame, [entry])
    found = marked[marked["break_before"]]
    assert found["note"].str.endswith(REASON).all()
    assert (marked.loc[~marked["break_before"], "note"] == frame.loc[~marked["break_before"], "note"]).all()
    return set(zip(found["territory"].astype(str), found["scope"].astype(str), found["year"], strict=True))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"year": 2021}, {("A", "", 2021), ("B", "", 2021)}),
        ({"year": 2021, "territories": ["A"]}, {("A", "", 2021)}),
        ({"times": 5.0, "territories": ["A"]}, {("A", "", 2021), ("A", "", 2023)}),
        (
            {"year": 2020, "territories": ["A"], "scopes": ["stream=glass"]},
            {("A", "stream=glass", 2020), ("A", "stream=glass;place=home", 2020)},
        ),
        ({"year": 2021, "source": "autre"}, set()),
        ({"year": 2021, "indicators": ["waste.balance"]}, set()),
    ],
)
def test_a_break_falls_where_it_is_declared(given: dict[str, object], expected: set[tuple[str, str, int]]) -> None:
    assert mark(**given) == expected


def test_the_reason_joins_what_the_note_said() -> None:
    entry = SeriesBreak.model_validate(
        {"source": "report", "indicators": ["waste.collected"], "scopes": [""], "year": 2021, "reason": REASON}
    )
    marked = mark_breaks(make_observations(ROWS).assign(variant=0), [entry])
    assert set(marked.loc[marked["break_before"], "note"]) == {f"déjà dit ; {REASON}"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("report", "absent", "la source « absent »"),
        ("waste.collected", "waste.absent", "l'indicateur « waste.absent »"),
        (", year: 2021", "", "une année ou un rapport"),
        ("year: 2021", "year: 2021, times: 3", "une année ou un rapport"),
        ("year: 2021", "year: jamais", "synthetic.year"),
        ("year: 2021", "an: 2021", "synthetic.an"),
        ("synthetic: {", "synthetic: {{", BREAKS),
        ("synthetic", "synthetic: {}\nsynthetic", "défini deux fois"),
    ],
)
def test_a_faulty_declaration_is_refused(tmp_path: Path, before: str, after: str, told: str) -> None:
    (tmp_path / BREAKS).write_text(WRITTEN.replace(before, after), encoding="utf-8")
    with pytest.raises(CatalogError, match=told):
        read_breaks(read_catalog(tmp_path), tmp_path / BREAKS)


def test_a_catalogue_without_the_file_has_no_break(tmp_path: Path) -> None:
    catalog = read_catalog(tmp_path)
    assert read_breaks(catalog, tmp_path / BREAKS) == {}
    (tmp_path / BREAKS).write_text(WRITTEN, encoding="utf-8")
    assert list(read_breaks(catalog, tmp_path / BREAKS)) == ["synthetic"]
