"""The anchored method: the country's curve, shifted to the province's figures or its region's."""

from math import exp
from statistics import fmean, median
from typing import NamedTuple

from baophu.analysis.constants import MEAN_YEAR_DAYS, OLD_DAYS, RECENT_DAYS
from baophu.analysis.estimate.curve import DatedCoverage
from baophu.analysis.estimate.inputs import GATE_DAY, Evidence

# Regions of most communes that lost their free cards with Decision 861: figures from before it do not predict those
# after it there, and conversely. They are named here because the few printed losses in the ledger would add a region
# where most provinces lost none.
GATED_REGIONS = frozenset({"Trung du và miền núi phía Bắc", "Tây Nguyên"})
# Chosen in the trial on published figures (docs/backtest.md) and not fitted again.
MEMORY_DAYS = 2 * MEAN_YEAR_DAYS
REGION_WEIGHT, COUNTRY_WEIGHT = 0.1, 1.5


class Prediction(NamedTuple):
    """Centre of an estimate on the logit scale, and its ``horizon``: ``near``, ``far`` or ``unseen``.

    The horizon is near only with a figure printed on the scale itself. One converted from the other scale counts as
    far, because its ratio is known only to a few points (docs/backtest.md).
    """

    logit: float
    horizon: str
    nearest_days: int | None
    claim_ids: tuple[str, ...]


def is_gated(evidence: Evidence, area: str) -> bool:
    """Whether figures of an area from one side of Decision 861 may not be used for days on the other."""
    return area in evidence.losses or evidence.regions.get(area) in GATED_REGIONS


def speaks(is_gated_area: bool, figure: DatedCoverage, day: int) -> bool:
    """Whether a figure may be used for a day: in gated areas only on the same side of the end of the free cards."""
    gate = GATE_DAY.toordinal()
    return not is_gated_area or (figure.day < gate) == (day < gate)


def predict(evidence: Evidence, area: str, scale: str, day: int) -> Prediction | None:
    """The prediction, also where ``estimate`` withholds it; None without the country's level or any usable figure."""
    level = evidence.curves[scale].at(day)
    if level is None:
        return None
    is_gated_area = is_gated(evidence, area)
    anchors = [(f, d) for f, d in evidence.deviations(area, scale) if speaks(is_gated_area, f, day)]
    base, peers = _base(evidence, area, scale, day)
    if not anchors and not peers:
        return None
    weights = [exp(-abs(f.day - day) / MEMORY_DAYS) for f, _ in anchors]
    pull = sum(w * d for w, (_, d) in zip(weights, anchors, strict=True)) + REGION_WEIGHT * base
    nearest = min((abs(f.day - day) for f, _ in anchors), default=None)
    is_near = any(abs(f.day - day) <= RECENT_DAYS for f, _ in anchors if not f.is_carried)
    horizon = "unseen" if nearest is None else "near" if is_near else "far"
    # The region has a tenth of the weight of one figure of the day itself: it is cited only where it matters.
    cited = [f for f, _ in anchors] + ([] if nearest is not None and nearest <= OLD_DAYS else peers)
    ids = tuple(dict.fromkeys(claim for f in cited for claim in f.claim_ids))
    return Prediction(level + pull / (sum(weights) + REGION_WEIGHT), horizon, nearest, ids)


def _base(evidence: Evidence, area: str, scale: str, day: int) -> tuple[float, list[DatedCoverage]]:
    """The region's logit distance from the country, shrunk to the median of all provinces, and its figures."""
    is_gated_area = is_gated(evidence, area)
    others = [a for a in evidence.areas if a != area]
    means = [evidence.means[a, scale] for a in others if (a, scale) in evidence.means]
    centre = median(means) if means else 0.0
    region, figures = [], []
    for peer in others:
        if evidence.regions.get(peer) != evidence.regions.get(area, area):
            continue
        usable = [(f, d) for f, d in evidence.deviations(peer, scale) if speaks(is_gated_area, f, day)]
        if usable:
            region.append(fmean(d for _, d in usable))
            figures += [f for f, _ in usable]
    return (sum(region) + COUNTRY_WEIGHT * centre) / (len(region) + COUNTRY_WEIGHT), figures
