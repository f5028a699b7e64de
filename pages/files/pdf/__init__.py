"""The PDF of a dossier and of a portrait."""
