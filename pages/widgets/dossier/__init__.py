"""The dossier that a reader makes: kept in the session, in the address while it is short, and in a file."""
