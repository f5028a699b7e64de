"""Who may read and do what on this server, and what is wrong in what says so."""
