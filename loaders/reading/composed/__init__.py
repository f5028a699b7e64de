"""Territories that a reader makes of communes and EPCIs: their code in an address, who is in them, what they sum to."""
