"""What portals harvest and readers subscribe to: a catalogue, a data package, grants, a feed, a calendar."""
