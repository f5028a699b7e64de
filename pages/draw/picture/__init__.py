"""Painters of pictures: charts, maps, cards and tables without a browser."""
