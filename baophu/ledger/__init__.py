"""The first room: what was printed, typed and validated. Only this room reads ``data/``.

``tables.load`` gives the typed tables, ``validate.check`` every problem in them, ``names.resolve_province`` the
province that somebody means. Nothing is imported here: finding a name must not wait for pandas.
"""
