"""`python -m tests.corpus record | compare | count`: see the module's own words."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.corpus import keep
from tests.corpus.cases import GROUPS, Case, find_cases, list_cases, sample_cases


def record(cases: tuple[Case, ...], *, is_whole: bool) -> int:
    """Write what is shown today as what is expected; of the whole corpus, what has no case any more goes."""
    for case in cases:
        keep.write_expected(case, keep.describe(case))
    gone = keep.drop_strays() if is_whole else []
    print(f"{len(cases)} cases recorded", *(f"dropped {path}" for path in gone), sep="\n")
    return 0


def compare(cases: tuple[Case, ...]) -> int:
    """Print what differs, case by case."""
    wrong = 0
    for case in cases:
        said = keep.find_differences(case)
        if said:
            wrong += 1
            print(f"{case.id}\n" + "\n".join(f"  {line}" for line in said))
    print(f"{len(cases)} cases compared, {wrong} differ")
    return int(wrong > 0)


def count() -> int:
    """Print how many cases there are."""
    cases, sample = list_cases(), sample_cases()
    for group in GROUPS:
        kinds = Counter(case.kind or "overview" for case in cases if case.group == group)
        print(f"{group}: {kinds.total()} ({sum(case.group == group for case in sample)} in the sample)")
        print("  " + ", ".join(f"{kind} {number}" for kind, number in kinds.items()))
    print(f"all: {len(cases)} ({len(sample)} in the sample), {keep.measure_expected():,} bytes")
    return 0


def main() -> int:
    """Obey the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus")
    parser.add_argument("what", choices=["record", "compare", "count"])
    parser.add_argument("--only", default="", help="a part of the names of cases, or a pattern with stars")
    parser.add_argument("--sample", action="store_true", help="the cases that are compared by default")
    asked = parser.parse_args()
    cases = sample_cases() if asked.sample else find_cases(asked.only)
    started = time.monotonic()
    done = {
        "record": lambda: record(cases, is_whole=not asked.only and not asked.sample),
        "compare": lambda: compare(cases),
        "count": count,
    }[asked.what]()
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    return done


if __name__ == "__main__":
    sys.exit(main())
