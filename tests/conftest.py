"""The two ledgers that tests read: the real one, and a miniature that they may spoil."""

import pytest
from miniature import Miniature

from baophu import facts
from baophu.ledger import tables, valid


@pytest.fixture(scope="session")
def build_apart(tmp_path_factory):
    """A build folder of the tests' own, so that what they validate is not remembered in the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(valid, "BUILD", tmp_path_factory.mktemp("build"))
        yield valid.BUILD


@pytest.fixture(scope="session")
def ledger(build_apart):
    """The real ledger."""
    return tables.load()


@pytest.fixture(scope="session")
def facts_of(ledger):
    """Facts of a real province, built once."""
    known = {}

    def facts_of(province):
        if province not in known:
            known[province] = facts.build(ledger, province)
        return known[province]

    return facts_of


@pytest.fixture
def miniature(tmp_path, build_apart):
    """A valid miniature of the test's own."""
    return Miniature(tmp_path)
