"""Loaders: the catalogue, the publishers' files, the tables made of them, and the one read API of the pages."""
