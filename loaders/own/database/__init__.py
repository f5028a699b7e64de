"""The database of what people put in: opened, brought to today's shape, read and written all or nothing."""
