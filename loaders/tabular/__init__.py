"""The reader of files that publishers and offices deliver, of any separator, encoding and layout."""
