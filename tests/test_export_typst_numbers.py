import pytest
from data.contract.contract_notebook import code_cell, executed, shown

from baophu.common.errors import ReportNotWhole
from baophu.export.run import export
from baophu.export.typst.numbers import number_entries, typst_numbers
from baophu.export.typst.pdf import BaophuPDFExporter

ROWS = '([#anchor("src-b")x],), ([#anchor("src-c")y],)'
TABLE = f"#data-table(columns: 1, header: ([a],), rows: ({ROWS},), numbered: true)"


def test_entries_are_numbered_through_all_fragments_in_their_order():
    fragments, numbers = number_entries(['#source-entry("src-a", [x], [y])', "text", f"before {TABLE}"])
    assert numbers == {"src-a": 1, "src-b": 2, "src-c": 3}
    assert "numbered: (1, 3)" in fragments[2]
    assert fragments[:2] == ['#source-entry("src-a", [x], [y])', "text"]


def test_tables_of_one_fragment_are_told_apart():
    plain = '#data-table(columns: 1, header: ([a],), rows: (([#anchor("event-x")x],),))'
    (fragment,), numbers = number_entries([f"{plain}\n\n{TABLE}\n\n{TABLE.replace('src-', 'src-2')}"])
    assert numbers == {"src-b": 1, "src-c": 2, "src-2b": 3, "src-2c": 4}
    assert fragment.startswith(plain)
    assert "numbered: (0, 2)" in fragment and "numbered: (2, 4)" in fragment


def test_numbers_are_written_as_a_dictionary_of_typst():
    assert typst_numbers({}) == "(:)"
    assert typst_numbers({"src-a": 1, "src-b": 2}) == '("src-a": 1, "src-b": 2)'


def test_a_row_without_an_anchor_is_refused_rather_than_numbered_wrongly():
    markup = TABLE.replace('#anchor("src-c")', "")
    cell = code_cell(markup, shown({"application/x-typst": markup, "text/plain": markup}))
    with pytest.raises(ReportNotWhole, match="a row without an anchor"):
        export(executed(cells=[cell]), BaophuPDFExporter)
