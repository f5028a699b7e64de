"""How far a refresh is: a bar that moves where somebody watches, a line a file where nobody does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from tqdm import tqdm

BAR = "{desc} {bar} {n_fmt}o{postfix} [{elapsed}]"
SEVERAL = "{desc} {percentage:3.0f} % {bar} {n_fmt}o sur {total_fmt}o, {rate_fmt}{postfix} [reste {remaining}]"


@dataclass
class Progress:
    """Files one after the other, `count` in all as far as is known; `say` takes the lines."""

    say: Callable[[str], object]
    is_watched: bool = field(default_factory=lambda: sys.stderr.isatty())
    done: int = 0
    count: int = 0
    _bar: tqdm | None = None

    def begin(self, name: str) -> Callable[[int, int], None]:
        """Begin a file; what is to be told of the bytes that came and of those announced."""
        self.end()
        self.done += 1
        where = f"{self.done}/{max(self.count, self.done)} {name}"
        if not self.is_watched:
            self.say(f"{where} : demandé.")
            return lambda done, total: None
        bar = self._bar = tqdm(desc=where, unit="o", unit_scale=True, file=sys.stderr, leave=False, bar_format=BAR)

        def tell(done: int, total: int) -> None:
            if total and bar.total != total:
                bar.total, bar.bar_format = total, SEVERAL
            bar.update(done - bar.n)

        return tell

    def end(self) -> None:
        """Take the bar away: its file is here, or has failed."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def write(self, sentence: str) -> None:
        """Say a sentence without breaking the bar."""
        if self.is_watched:
            tqdm.write(sentence, file=sys.stdout)
        else:
            self.say(sentence)
