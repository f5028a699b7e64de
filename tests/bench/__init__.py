"""Terril beside a Dash page and a D3 page that draw the same map, in one run: `python -m tests.bench`.

`python -m tests.bench.beside REV` (`make beside REV=a2b8413`) measures the working tree beside another commit instead:
starts, pages, and the files of a dossier, alternately in one run, so that the ratio of both holds on any machine.
"""
