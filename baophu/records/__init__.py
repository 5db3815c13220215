"""Card records of an office: true lapse from its own card spells, on its own machine.

``baophu.records("can-tho")`` gives the frames of a province; ``make records`` takes the office's files in.

From files to counts: ``columns`` says which columns are read, ``sources`` reads CSV, Parquet and workbooks,
``readings`` turns cells into numbers, ``rows`` reads them in order, ``key`` hashes the numbers of persons, ``parts``
writes files split by person, ``intake`` does the whole · ``payers``, ``districts`` and ``codes`` are codes · ``count``
makes the states of each person and the cubes of one file, ``cubes`` sums them, ``survival`` estimates persistency,
``decomposition`` takes a change apart · ``frames`` gives the tables that may leave the office, ``tables`` and
``disclosure`` hide small counts · ``command`` has the command, ``synthetic`` invents records.
"""

import sys
from types import ModuleType


class _CallableModule(ModuleType):
    """A package that can be called by its own name, whichever of its modules was imported first."""

    def __call__(self, *arguments, **options):
        """The records of a province; see :func:`baophu.records.frames.open_records`."""
        from baophu.records.frames import open_records

        return open_records(*arguments, **options)


sys.modules[__name__].__class__ = _CallableModule
