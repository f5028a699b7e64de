"""Files of any kind, opened with care: what they are by their bytes, how big they may be, their cells as text."""
