"""Checks: the contradictions that rules find in the documents, and the figures left out."""

from loaders.reading.findings import read_contradictions
from pages.widgets import checks
from pages.widgets.scope import current_scope

scope = current_scope()
findings = read_contradictions()

checks.show_head(findings)
chosen = checks.choose(findings)
checks.show_findings(chosen)
checks.show_file(chosen, scope)
checks.show_left_out(scope)
