"""The views of the page that compares, and their controls."""
