"""One small module per publisher, all of the shape of `loaders.sources.shape`, listed in `loaders.sources.registry`."""
