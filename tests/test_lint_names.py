"""The lint of names and docstrings refuses what it should, and nothing else."""

import ast

import pytest
from lint_names import is_empty_word, is_type, public_names, untyped

EMPTY = ["told", "beside", "judged", "Drawn", "saving", "SHOWN", "own", "nearly"]
FULL = [
    "find_changes",
    "excluded_claims",
    "DrawnChart",
    "finding",
    "HEADING",
    "seed",
    "need",
    "announced",
    "read",
    "is_read",
]
TYPES = ["str", "list of Path", "int, optional", "pandas.DataFrame", "dict[str, int] or None", "Path | None"]
SENTENCES = ["coverage points of the area", "a list", "the same", "folder of the tables; the project's own", ""]


@pytest.mark.parametrize("name", EMPTY)
def test_participles_and_adverbs_alone_are_refused(name):
    assert is_empty_word(name)


@pytest.mark.parametrize("name", FULL)
def test_nouns_verbs_and_names_of_several_words_pass(name):
    assert not is_empty_word(name)


@pytest.mark.parametrize("text", TYPES)
def test_types_are_types(text):
    assert is_type(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_descriptions_are_no_types(text):
    assert not is_type(text)


def test_every_kind_of_public_name_is_looked_at_and_no_private_one():
    code = """
LIMIT = 1
class Table:
    rows: int
    def find(self, key, *, deep=False): local = 2
    def _hidden(self, told): pass
class Broken(ValueError): pass
def _private(told): pass
async def run(jobs): pass
"""
    names = [name for _, name in public_names(ast.parse(code), "module")]
    assert names == ["module", "LIMIT", "Table", "rows", "find", "self", "key", "deep", "run", "jobs"]


def test_sections_of_a_docstring_are_read_entry_by_entry():
    docstring = """Summary.

    Parameters
    ----------
    rows : list of str
        Cells of a table, which may say: anything.
    told : what it says

    Returns
    -------
    A description.
        With more.

    Raises
    ------
    ValueError
        Never.
    """
    assert list(untyped(docstring)) == ["told : what it says", "A description."]
