"""A service that puts figures of its own into an installation: a small one, its databases, what it drops."""
