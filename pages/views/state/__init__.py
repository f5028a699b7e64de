"""What a reader chose, as one state: its fields, where each holds, how an address spells it, today and before."""
