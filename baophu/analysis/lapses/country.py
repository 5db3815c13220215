"""What the country did between the same days."""

from baophu.analysis.coverage import level_on
from baophu.analysis.lapses.model import Fall
from baophu.analysis.rows import Points


def with_country(fall: Fall, national: Points) -> Fall:
    """The country's change between the same days on the same scale, where both of its levels are known.

    ``national_is_between`` says that one of them lies on the line between two dated levels.
    """
    if not fall.is_total:
        return fall
    before, after = (level_on(national, fall.scale, day) for day in (fall.start, fall.end))
    if before is None or after is None:
        return fall
    return fall.with_(
        national_points=after[0] - before[0],
        national_is_between=len(before[1]) > 1 or len(after[1]) > 1,
        national_ids=tuple(dict.fromkeys(before[1] + after[1])),
    )
