"""An office's own table into ``data/local/``, beside the published ledger and never in it.

From file to figures: ``sheets`` reads files (``xlsx``, ``ods``, ``text``) into ``cells`` · ``words`` knows header
words · ``layout`` finds the header, ``roles`` says what each column is · ``rows`` what each row says, with
``provinces``, ``areas`` and ``times`` · ``meanings`` what a cell counts, ``amounts`` how much (``numerals``,
``periods``) · ``figures`` puts it together · ``checks`` finds faults · ``pending`` and ``unknowns`` gather what must be
asked.

From figures to tables: ``claims`` makes rows and holds them to the ledger's rules · ``merge`` compares with earlier
imports · ``store`` writes. ``run`` is the whole of it, ``summary`` its words, ``template`` the form,
``command`` the command line.
"""
