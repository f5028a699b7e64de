"""What the page « Importer » says of a file: the roles of its columns, what was understood, what is wrong."""
