"""What a blind reader hears, as the tests in the browser write it down: structure and names, never values."""

from __future__ import annotations

from tests.e2e.accessibility.heard import cut, describe, list_unheard, parse_tree

SNAPSHOT = """- main:
  - heading "Déchets" [level=1]
  - 'paragraph': "D’après l’ADEME : 12 sources"
  - link "Rapport de 2021":
    - /url: /source?id=a
  - group "Territoires":
    - button "Retirer Lens": ×
  - table "DMA collectés (2021)":
    - rowgroup:
      - row "Territoire Tonnes":
        - columnheader "Territoire"
        - columnheader "Tonnes"
    - rowgroup:
      - row "Lens 12":
        - rowheader "Lens"
        - cell "12"
"""


def test_what_is_heard_is_written_without_its_values() -> None:
    assert describe(parse_tree(SNAPSHOT), "Déchets · Terril").splitlines() == [
        "page : Déchets · Terril",
        "premiers mots : D’après l’ADEME…",
        "main",
        "  titre 1 : Déchets",
        "  link : une source",
        "  group : Territoires",
        "    button : Retirer Lens",
        "  tableau : DMA collectés… | Territoire ; Tonnes | lignes nommées",
    ]


def test_another_value_changes_nothing_and_another_name_does() -> None:
    before = describe(parse_tree(SNAPSHOT), "Déchets · Terril")
    assert describe(parse_tree(SNAPSHOT.replace("12", "3 400")), "Déchets · Terril") == before
    assert describe(parse_tree(SNAPSHOT.replace("Retirer", "Ôter")), "Déchets · Terril") != before


def test_of_many_of_a_kind_three_are_named() -> None:
    many = "- main:\n  - list:\n" + "".join(f'    - link "{name}"\n' for name in ("a", "b", "b", "c", "d", "e"))
    assert describe(parse_tree(many), "T").splitlines()[2:] == [
        "main",
        "  link : a",
        "  link : b",
        "  link : c",
        "  … (link)",
    ]


def test_what_has_no_name_is_a_fault_whatever_is_recorded() -> None:
    assert list_unheard(parse_tree(SNAPSHOT), "Déchets") == []
    bare = (
        SNAPSHOT.replace(' "Retirer Lens": ×', "")
        .replace('table "DMA collectés (2021)"', "table")
        .replace("- main", "- region")
    )
    assert [fault.partition(":")[0] for fault in list_unheard(parse_tree(bare), "")] == [
        "a button without a name", "a table without a title or heads", "no main", "no title",
    ]  # fmt: skip


def test_words_end_before_their_first_value() -> None:
    assert cut("Nord, en tête des 5 départements") == "Nord, en tête des…"
    assert cut("Ajouter, ranger…") == "Ajouter, ranger…"
