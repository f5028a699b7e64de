"""The choice of territories: the list that is chosen from, and the groups that can be added at once."""
