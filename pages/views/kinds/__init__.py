"""One module for each kind of view."""
