"""Import of an office's own table into ``data/local/``, separate from the published ledger.

From file to figures: ``sheets`` reads files (``xlsx``, ``xls``, ``ods``, ``text``, ``number_formats``) into ``cells`` ·
``words`` recognises header words · ``layout`` finds the header, ``roles`` the role of each column · ``rows`` reads the
keys of each row, with ``provinces``, ``areas`` and ``times`` · ``meanings`` finds what a cell counts, ``amounts`` its
value (``numerals``, ``periods``) · ``figures`` combines them · ``checks`` finds faults · ``open_questions`` and
``unknowns`` collect questions.

From figures to tables: ``claims`` makes rows and validates them · ``merge`` compares with earlier imports · ``store``
writes. ``run`` does the whole import, ``summary`` describes it, ``template`` writes the form, ``command`` has the
commands.
"""
