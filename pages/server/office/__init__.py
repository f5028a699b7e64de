"""What the office keeps in its database, as pages and answers read it."""
