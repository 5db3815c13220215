"""The API for notebooks: provinces and the country as objects, their figures as pandas tables.

Nothing is computed here: ``facts_cache`` reads the facts, ``tables`` turns them into frames whose columns ``columns``
describes, ``reports`` builds files by the command line, ``own_table`` tries an office's table on a copy of the data.
"""

from baophu.api.listing import provinces
from baophu.api.one_province import province
from baophu.api.own_table import own_data
from baophu.api.whole_country import country

__all__ = ["country", "own_data", "province", "provinces"]
