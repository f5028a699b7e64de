"""French: numbers, sentences, names, markup."""
