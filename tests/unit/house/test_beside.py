"""The bench beside another commit: what it compares, how it says so, and that nothing of it is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.beside import Measure, Side, alternate, check_out, read_git, tabulate

OLD, TREE = Side("a2b8413", Path("/old")), Side("arbre", Path("/tree"))


def test_each_round_measures_both_and_the_one_that_begins_changes() -> None:
    order = [(turn, side.name) for turn, side in alternate((OLD, TREE), 2)]
    assert order == [(0, "arbre"), (0, "a2b8413"), (1, "a2b8413"), (1, "arbre"), (2, "arbre"), (2, "a2b8413")]


def test_a_ratio_is_that_of_the_medians_of_the_tree_and_of_the_other_commit() -> None:
    first, memory = Measure("première carte", "ms", 1.05), Measure("mémoire", "Mo", 1.0)
    values = {
        (first, OLD): [1000.0, 1200.0, 5000.0],
        (first, TREE): [1100.0, 1260.0, 1300.0],
        (memory, OLD): [400.0, 400.0, 400.0],
        (memory, TREE): [408.0, 408.0, 408.0],
    }
    lines = tabulate(values, (OLD, TREE)).splitlines()
    assert lines[0] == "| mesure | a2b8413 | quartiles | arbre | quartiles | n | rapport | visé | atteint |"
    assert lines[2] == (
        "| première carte | 1,20 s | 1,10 s – 3,10 s | 1,26 s | 1,18 s – 1,28 s | 3, 3 | 1,05 | ≤ 1,05 | oui |"
    )
    assert lines[3] == "| mémoire | 400 Mo | 400 Mo – 400 Mo | 408 Mo | 408 Mo – 408 Mo | 3, 3 | 1,02 | ≤ 1,00 | non |"


def test_what_one_of_both_never_reached_has_no_ratio_and_is_not_met() -> None:
    added = Measure("territoire ajouté", "ms", 1.05)
    line = tabulate({(added, OLD): [900.0, 900.0]}, (OLD, TREE)).splitlines()[2]
    assert line == "| territoire ajouté | 900 ms | 900 ms – 900 ms |  |  | 2, 0 |  | ≤ 1,05 | non |"


@pytest.fixture
def head() -> str:
    """The commit that this checkout stands on."""
    try:
        return read_git("rev-parse", "HEAD")
    except (RuntimeError, FileNotFoundError):
        pytest.skip("not in a checkout of git")


def fail_beside(commit: str) -> None:
    """A run that fails once the commit is there: a LookupError that holds the folder."""
    with check_out(commit) as root:
        assert (root / "dashboard.py").is_file()
        assert str(root) in read_git("worktree", "list")
        raise LookupError(root)


def test_a_commit_is_checked_out_and_gone_afterwards_even_where_the_run_fails(head: str) -> None:
    with pytest.raises(LookupError) as failure:
        fail_beside(head)
    (root,) = failure.value.args
    assert not root.parent.exists()
    assert str(root) not in read_git("worktree", "list")


def test_an_unknown_commit_is_named(head: str) -> None:
    with pytest.raises(RuntimeError, match="no-such-commit"), check_out("no-such-commit"):
        pass
