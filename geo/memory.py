"""How the memory that tables and contours took while they were read is given back."""

from __future__ import annotations

import ctypes
import os
from importlib import import_module

# Parameters of mallopt(3), glibc: blocks of so many bytes are mapped apart, and given back as they are freed. Its own
# limit grows with the largest block that it has seen, up to 32 MB, which then stay with the process.
MMAP_THRESHOLD, BYTES = -3, 128 * 1024


def give_back() -> None:
    """Have the allocators of Arrow and of the C library return what is freed; elsewhere than with glibc Arrow's alone.

    Arrow reads the variable once, when it is first imported, for its readers of files; the rest takes the pool set.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    pyarrow = import_module("pyarrow")
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    try:
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, BYTES)
    except (AttributeError, OSError, TypeError):
        return
