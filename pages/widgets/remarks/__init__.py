"""The page « Remarques »: what is said of figures, and other values proposed for them, by who may write."""
