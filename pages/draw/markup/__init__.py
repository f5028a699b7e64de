"""Painters of HTML: tables, bars, cards, portraits."""
