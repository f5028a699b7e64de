"""The page « Importer », part by part: who may, the template, the file, what was understood, what is published."""
