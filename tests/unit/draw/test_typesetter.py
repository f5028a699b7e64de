"""What the typesetter keeps of what it made."""

from __future__ import annotations

import subprocess
import sys

import pytest

# In a process of its own: whatever other tests made is not in its memory.
DRAW = """
import os
from pages.draw.raster import rasterize

def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

after = []
for number in range(18):
    size = 'viewBox="0 0 800 600" width="800pt" height="600pt"'
    circle = f'<circle cx="400" cy="300" r="{100 + number}"/>'
    rasterize(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{circle}</svg>'.encode(), dpi=200)
    after.append(resident())
print((after[-1] - after[11]) / (2222 * 1667 * 4))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process is read from /proc")
def test_pictures_that_were_made_are_not_kept_by_the_typesetter() -> None:
    answer = subprocess.run([sys.executable, "-c", DRAW], capture_output=True, text=True, check=True)
    # Six more pictures, each four bytes a dot: kept, they would be six times one. The first dozen fill the allocator.
    assert float(answer.stdout) < 1
