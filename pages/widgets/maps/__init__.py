"""The maps as elements of a page, and their controls."""
