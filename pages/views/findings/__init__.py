"""Findings: the one sentence that a view is titled with, from the same content and rules as its marks."""
