"""Checks: the contradictions that rules find in the documents, and the figures left out."""

from pages.parts import cached, checks
from pages.parts.scope import current_scope

scope = current_scope()
findings = cached.read_findings()

checks.show_head(findings)
chosen = checks.choose(findings)
checks.show_findings(chosen)
checks.show_file(chosen, scope)
checks.show_left_out(scope)
