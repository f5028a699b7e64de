"""One small module per publisher, all of one shape: `SOURCE`, `read(path)`, `observations(frame, area)`."""
