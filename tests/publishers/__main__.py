"""`python -m tests.publishers`: publishers on the loopback that give their files until they are interrupted."""

from __future__ import annotations

import threading

from tests.publishers import open_house
from tests.publishers.filled import fill


def main() -> None:
    """Say how to refresh from them, and wait."""
    with open_house() as house:
        fill(house)
        print(f"TERRIL_PUBLISHERS={house.address} python -m loaders refresh")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
