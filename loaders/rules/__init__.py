"""Rules over the printed figures: contradictions, and statistical secrecy."""
