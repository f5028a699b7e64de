"""Territories over time: codes, perimeters, and who took the place of whom."""
