"""Painters: they draw what a view holds and decide nothing."""
