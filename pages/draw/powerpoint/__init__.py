"""Painters of native charts in slides."""
