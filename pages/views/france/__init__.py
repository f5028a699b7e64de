"""The figures of all communes of France."""
