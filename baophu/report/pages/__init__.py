"""Report objects that notebooks call: a class per kind of page, a method per section."""
