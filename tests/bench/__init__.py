"""Terril beside a Dash page and a D3 page that draw the same map, in one run: `python -m tests.bench`."""
