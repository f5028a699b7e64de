"""From figures in data/figures to the tables in data/."""
