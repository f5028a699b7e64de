"""What pages read of the tables: series, portraits, origins, search."""
