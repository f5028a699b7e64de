"""Property tests are judged on what they find, not on how busy the machine is; of the tests of a file marked `drawn`,
`make test` tries a few."""

from collections import defaultdict

import pytest
from hypothesis import settings

from tests.proof import IS_PROOF, sample
from tests.service.log import audit_folder  # noqa: F401 the log of all tests here

settings.register_profile("terril", deadline=None)
settings.load_profile("terril")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, in words, those that are not drawn."""
    marked: dict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
    for item in items:
        mark = item.get_closest_marker("drawn")
        if mark is not None and not IS_PROOF:
            marked[str(item.path), int(mark.args[0])].append(item)
    for (_, most), own in marked.items():
        kept = {item.nodeid for item in sample(own, most)}
        for item in own:
            if item.nodeid not in kept:
                item.add_marker(pytest.mark.skip(reason="non tiré au sort : dans make proof"))
