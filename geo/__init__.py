"""Boundaries of France: how they are made (build) and how they are read and drawn (boundaries)."""

from geo.memory import give_back

give_back()
