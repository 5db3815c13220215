"""The published figures, typed and validated. ``data/`` is read through this package only.

``tables.load_ledger`` returns the typed tables, ``validate.find_problems`` every broken rule, and
``names.resolve_province`` the slug of a province. Nothing is imported here, so that resolving a name does not load
pandas.
"""
