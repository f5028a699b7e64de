"""What the service shares, dossiers and territories: what may be done with each, and the list of them."""
