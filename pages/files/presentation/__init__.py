"""The presentation of a dossier: one HTML page that holds all it needs."""
