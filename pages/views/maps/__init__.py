"""What maps are made of: classes, colours, changes, crossings, settings."""
