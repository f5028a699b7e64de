"""What the server answers beside the pages: routes, middleware, search, the panel of a figure."""
