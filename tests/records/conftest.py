"""An office whose records every test may spoil."""

import pytest
from office import Office


@pytest.fixture
def office(tmp_path):
    """An office without records."""
    return Office(tmp_path)
