"""The slides of a dossier laid out: which there are, and what stands where on each; painters only paint them."""
