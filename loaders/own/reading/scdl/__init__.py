"""Grants in the SCDL « Subventions » or in the older form of Etalab, read from a file of any kind."""
