"""Checks: the contradictions that rules find in the documents or that were read in them, and the figures left out."""

from loaders.reading.findings import read_contradictions, read_ties
from pages.widgets import checks
from pages.widgets.selection import current_selection

selection = current_selection()
findings = read_contradictions()

checks.show_head(findings)
chosen, ties = checks.choose(findings, read_ties())
checks.show_findings(chosen)
checks.show_file(chosen, selection)
checks.show_ties(ties)
checks.show_left_out(selection)
