"""Boundaries of France: how they are made (build) and how they are read and drawn (boundaries)."""
