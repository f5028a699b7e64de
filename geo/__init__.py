"""Boundaries of France: how they are made (build) and how they are read and drawn (boundaries)."""

import os

# Arrow's own allocator keeps for good what the tables took while they were read (50 MB), and reads no faster. The
# setting is read once, when pyarrow is first imported; `set_memory_pool` alone does not reach the readers of files.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

import pyarrow

pyarrow.set_memory_pool(pyarrow.system_memory_pool())
