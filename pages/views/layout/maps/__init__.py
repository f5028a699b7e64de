"""Maps laid out: their ground, what each territory shows, their legend."""
