"""Charts in plain terms, see pages.views.marks: what several kinds of views are drawn as."""
