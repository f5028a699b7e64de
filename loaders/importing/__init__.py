"""A publisher's file into the data: read, merged with what is kept, compared with it, written whole, undone."""
