"""What a notebook calls: provinces and the country as objects, their figures as plain pandas tables.

Nothing is worked out here: ``opened`` reads the facts, ``tables`` sets them as frames whose columns ``columns``
describes, ``reports`` has the command line build the files, ``own_table`` tries an office's table on a copy.
"""

from baophu.api.listing import provinces
from baophu.api.one_province import province
from baophu.api.own_table import own_data
from baophu.api.whole_country import country

__all__ = ["country", "own_data", "province", "provinces"]
