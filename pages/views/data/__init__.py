"""What views read: each read kept, and the territories of the maps."""
