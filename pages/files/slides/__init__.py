"""The slides of a dossier."""
