"""The anchored method: the nation's curve, moved to the province's own figures or its region's."""

from math import exp
from statistics import fmean, median
from typing import NamedTuple

from baophu.analysis.constants import MEAN_YEAR_DAYS, OLD_DAYS, RECENT_DAYS
from baophu.analysis.estimate.curve import DatedCoverage
from baophu.analysis.estimate.inputs import GATE_DAY, Evidence

# Where most of the communes lie that lost their free cards with Decision 861: figures of before and after do not speak
# of one another there. The ledger cannot name these regions by itself: its few printed losses would add one where most
# provinces had none of them.
GATED_REGIONS = frozenset({"Trung du và miền núi phía Bắc", "Tây Nguyên"})
# Chosen in the trial on published figures (docs/backtest.md), not fitted again here.
MEMORY_DAYS = 2 * MEAN_YEAR_DAYS
REGION_WEIGHT, COUNTRY_WEIGHT = 0.1, 1.5


class Prediction(NamedTuple):
    """Centre of an estimate on the logit scale, and how near its own figures are: near, far or unseen.

    Near is a figure printed on the scale itself. One of the other scale anchors too, but as from afar: it is carried by
    a ratio that is known to a few points only (docs/backtest.md).
    """

    logit: float
    horizon: str
    nearest_days: int | None
    claim_ids: tuple[str, ...]


def is_gated(evidence: Evidence, area: str) -> bool:
    """Whether figures of an area from before and after Decision 861 may not speak of one another."""
    return area in evidence.losses or evidence.regions.get(area) in GATED_REGIONS


def speaks(is_gated_area: bool, figure: DatedCoverage, day: int) -> bool:
    """Whether a figure and a day lie on the same side of the end of the free cards, where that matters."""
    gate = GATE_DAY.toordinal()
    return not is_gated_area or (figure.day < gate) == (day < gate)


def predict(evidence: Evidence, area: str, scale: str, day: int) -> Prediction | None:
    """The anchored method alone, without its gates; None where neither own figures, peers nor the nation speak."""
    level = evidence.curves[scale].at(day)
    if level is None:
        return None
    is_gated_area = is_gated(evidence, area)
    own = [(f, d) for f, d in evidence.deviations(area, scale) if speaks(is_gated_area, f, day)]
    base, peers = _base(evidence, area, scale, day)
    if not own and not peers:
        return None
    weights = [exp(-abs(f.day - day) / MEMORY_DAYS) for f, _ in own]
    pull = sum(w * d for w, (_, d) in zip(weights, own, strict=True)) + REGION_WEIGHT * base
    nearest = min((abs(f.day - day) for f, _ in own), default=None)
    is_near = any(abs(f.day - day) <= RECENT_DAYS for f, _ in own if not f.is_carried)
    horizon = "unseen" if nearest is None else "near" if is_near else "far"
    # The region weighs a tenth of one own figure of the day: it is cited where it decides.
    cited = [f for f, _ in own] + ([] if nearest is not None and nearest <= OLD_DAYS else peers)
    ids = tuple(dict.fromkeys(claim for f in cited for claim in f.claim_ids))
    return Prediction(level + pull / (sum(weights) + REGION_WEIGHT), horizon, nearest, ids)


def _base(evidence: Evidence, area: str, scale: str, day: int) -> tuple[float, list[DatedCoverage]]:
    """Where the region stands against the nation (logit), drawn to the middle of all provinces; its figures."""
    is_gated_area = is_gated(evidence, area)
    others = [a for a in evidence.areas if a != area]
    means = [evidence.means[a, scale] for a in others if (a, scale) in evidence.means]
    centre = median(means) if means else 0.0
    region, figures = [], []
    for peer in others:
        if evidence.regions.get(peer) != evidence.regions.get(area, area):
            continue
        kept = [(f, d) for f, d in evidence.deviations(peer, scale) if speaks(is_gated_area, f, day)]
        if kept:
            region.append(fmean(d for _, d in kept))
            figures += [f for f, _ in kept]
    return (sum(region) + COUNTRY_WEIGHT * centre) / (len(region) + COUNTRY_WEIGHT), figures
