"""The version of Terril, which the page Méthode and every file made bear."""

# That of pyproject.toml, which is not there where only the application is installed; a test holds both alike.
VERSION = "0.2.0"
MADE_BY = f"Terril {VERSION}"
