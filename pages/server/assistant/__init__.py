"""What an assistant asks in the place of its reader: the interface, the search, contradictions, views."""
