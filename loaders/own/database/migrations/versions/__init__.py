"""A module a change of shape."""
