"""Boundaries of France: how they are made (build) and how they are read and drawn (boundaries)."""

import pyarrow

# Its own allocator keeps for good what the contours took while they were read (40 MB), and reads no faster.
pyarrow.set_memory_pool(pyarrow.system_memory_pool())
