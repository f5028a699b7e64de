"""Painters of charts on a page, with Plotly."""
