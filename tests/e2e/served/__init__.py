"""What a server that runs does while its data change."""
