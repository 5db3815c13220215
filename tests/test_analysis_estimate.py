from math import exp, log
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import claim, claims, millions, population, rate, target

from baophu.analysis import backtest, estimate, season
from baophu.analysis.claims import prepare_claims
from baophu.analysis.coverage import ANNOUNCED, GSO, POINTS
from baophu.analysis.estimate import (
    ANCHORED,
    DECISION_861,
    GATE_DAY,
    GATED_REGIONS,
    HALF_WIDTHS,
    NO_NATIONAL,
    NO_PEER,
    OUTSIDE_YEARS,
    PUBLISHED,
    REGIONAL,
    Estimate,
    estimate_year_ends,
    evidence_of,
    gather_evidence,
    logistic,
    logit,
    printed_losses,
)
from baophu.common.paths import DATA
from baophu.facts.records import records

NORTH, SOUTH, EAST, CITY = "synthetic-north", "synthetic-south", "synthetic-east", "synthetic-city"
REGIONS = {NORTH: "Synthetic Hills", SOUTH: "Synthetic Hills", EAST: "Synthetic Coast", CITY: "Synthetic Delta"}
(GATED, *_) = sorted(GATED_REGIONS)


def table(*rows, area=NORTH):
    """Points (day, scale, percent); a GSO point stands on a million people."""
    found = []
    for number, (day, scale, pct, *insured) in enumerate(rows):
        count = insured[0] if insured else (10_000 * pct if scale == GSO else None)
        row = {"claim_id": f"{area}-{scale}-{day}-{number}", "area": area, "as_of": pd.Timestamp(day)}
        row |= {"as_of_precision": "day", "scale": scale, "coverage_pct": float(pct), "base": "synthetic"}
        row |= {"low_pct": pct - 0.05, "high_pct": pct + 0.05, "insured_count": count, "obs_status": "A"}
        row |= {"population_count": count / pct * 100 if count else None, "bound": "exact"}
        found.append(row | {"uninsured_count": None, "claim_ids": (row["claim_id"],)})
    numbers = dict.fromkeys(["coverage_pct", "low_pct", "high_pct", "insured_count", "population_count"], "float64")
    return pd.DataFrame(found, columns=POINTS).astype({"as_of": "datetime64[s]", **numbers})


def nation(level=80.0):
    """The same level at every year end and, eight points lower, in the middle of every year, on both scales."""
    days = [(f"{year}-12-31", level) for year in range(2010, 2024)]
    days += [(f"{year}-06-30", level - 8) for year in range(2011, 2024)]
    return table(*((day, scale, pct) for day, pct in days for scale in (ANNOUNCED, GSO)), area="synthetic-country")


def losses_of(**percents):
    """Printed losses in percent by area (``synthetic_north=12.0``), each of a claim ``loss``."""
    rows = [(area.replace("_", "-"), pct, ("loss",)) for area, pct in percents.items()]
    return pd.DataFrame(rows, columns=["area", "loss_pct", "claim_ids"])


def evidence(points, regions=REGIONS, national=None, losses=None, targets=()):
    own = pd.concat([table(), *(rows.assign(area=area) for area, rows in points.items())])
    plans = pd.DataFrame(list(targets), columns=["area", "year", "coverage_pct"])
    losses = losses_of() if losses is None else losses
    return evidence_of(own, nation() if national is None else national, regions, losses, plans)


def estimates_of(known, *asked):
    """Estimates of (area, scale, day)."""
    queries = pd.DataFrame(asked, columns=["area", "scale", "as_of"]).assign(trial=0)
    return records(Estimate, estimate.estimate(known, queries.astype({"as_of": "datetime64[s]"})))


def said(points, day, area=NORTH, scale=ANNOUNCED, **cells):
    (found,) = estimates_of(evidence(points, **cells), (area, scale, day))
    return found


def ratio_of(points, area):
    """The ratio of an area and the number of its own pairs."""
    table = evidence(points).ratios
    return tuple(table.loc[table["area"] == area, ["ratio", "ratio_count"]].to_numpy()[0])


def test_published_figure_is_not_estimated():
    found = said({NORTH: table(("2018-01-01", ANNOUNCED, 80))}, "2018-01-01")
    assert (found.pct, found.reason, len(found.claim_ids)) == (None, PUBLISHED, 1)


@pytest.mark.parametrize("day", ["2010-12-31", "2024-01-01"])
def test_years_outside_are_declined(day):
    assert said({NORTH: table(("2018-01-01", ANNOUNCED, 80))}, day).reason == OUTSIDE_YEARS


def test_province_without_figure_and_without_peer_is_declined():
    points = {NORTH: table(("2018-01-01", ANNOUNCED, 80)), CITY: table()}
    assert said(points, "2018-01-01", CITY).reason == NO_PEER


def test_nothing_at_all_is_declined():
    assert said({}, "2018-01-01").reason == NO_PEER


def test_no_national_figures_are_a_reason():
    points = {NORTH: table(("2018-01-01", ANNOUNCED, 80))}
    assert said(points, "2019-01-01", national=table()).reason == NO_NATIONAL


def test_province_without_figure_gets_the_band_of_its_region_and_no_value():
    found = said({NORTH: table(("2018-01-01", ANNOUNCED, 80))}, "2018-01-01", SOUTH)
    assert (found.basis, found.pct, found.reason) == (REGIONAL, None, "")
    assert found.low95 < found.low80 < found.high80 < found.high95
    assert found.claim_ids == (f"{NORTH}-{ANNOUNCED}-2018-01-01-0",)


def test_three_years_from_its_own_figure_a_province_has_only_a_band():
    points = {NORTH: table(("2015-01-01", ANNOUNCED, 80))}
    assert said(points, "2017-12-31").basis == ANCHORED
    assert said(points, "2018-01-02").basis == REGIONAL


def test_anchored_estimate_is_the_nation_with_a_third_of_its_sawtooth_and_the_distances_by_nearness():
    points = {
        NORTH: table(("2014-12-31", ANNOUNCED, 70), ("2018-12-31", ANNOUNCED, 75)),
        SOUTH: table(("2016-12-31", ANNOUNCED, 60)),
        EAST: table(("2016-12-31", ANNOUNCED, 90)),
    }

    def odds(pct):
        return log(pct / (100 - pct))

    level = odds(80) + (odds(72) - odds(80)) / 3
    south, east = odds(60) - odds(80), odds(90) - odds(80)
    base = (south + 1.5 * (south + east) / 2) / 2.5
    day = pd.Timestamp("2016-06-30")
    near = [exp(-abs((pd.Timestamp(d) - day).days) / 365.25 / 2) for d in ("2014-12-31", "2018-12-31")]
    pull = sum(w * (odds(y) - odds(80)) for w, y in zip(near, (70, 75), strict=True))
    expected = level + (pull + 0.1 * base) / (sum(near) + 0.1)
    found = said(points, day)
    assert found.pct == pytest.approx(100 / (1 + exp(-expected)))
    assert found.high80 - found.pct == pytest.approx(HALF_WIDTHS["near"][0])


def test_one_figure_of_the_other_scale_is_carried_by_the_ratio():
    points = {
        NORTH: table(("2018-12-31", GSO, 80)),
        EAST: table(("2018-12-31", GSO, 80), ("2018-12-31", ANNOUNCED, 88)),
    }
    found = said(points, "2018-12-31")
    assert (found.basis, found.ratio, found.ratio_count) == (ANCHORED, pytest.approx(1.1), 0)
    assert logit(found.pct) == pytest.approx(logit(88), abs=0.1)


def test_own_ratio_is_drawn_to_the_mean_of_all():
    points = {
        NORTH: table(("2018-12-31", GSO, 80), ("2018-12-31", ANNOUNCED, 80)),
        EAST: table(("2018-12-31", GSO, 80), ("2018-12-31", ANNOUNCED, 88)),
    }
    ratio, count = ratio_of(points, NORTH)
    assert (log(ratio), count) == (pytest.approx(0.5 * log(1.1) / 2 / 1.5), 1)


@pytest.mark.parametrize(("insured", "pairs"), [(800_000, 1), (700_000, 0)])
def test_rate_is_paired_with_its_own_count_of_another_day(insured, pairs):
    points = {NORTH: table(("2018-05-30", GSO, 80, 800_000), ("2018-06-28", ANNOUNCED, 88, insured))}
    assert ratio_of(points, NORTH)[1] == pairs


def test_of_two_figures_of_a_day_the_one_that_leaves_less_open_counts():
    points = table(("2018-12-31", ANNOUNCED, 80), ("2018-12-31", ANNOUNCED, 81))
    points.loc[0, "low_pct"] = 60
    assert evidence({NORTH: points}).figures["coverage_pct"].to_list() == [81]


def test_interval_ends_at_a_hundred_percent():
    points = {NORTH: table(("2018-01-01", GSO, 101), ("2018-12-31", GSO, 103))}
    found = said(points, "2018-07-01", scale=GSO)
    assert found.low80 < found.pct < found.high80 == found.high95 == 100


# ── What anchors ─────────────────────────────────────────────────────────────────────────────────────────────


def status(points, code):
    return points.assign(obs_status=code)


DAY = "2019-12-31"
KNOWN = table(("2016-12-31", ANNOUNCED, 70))
LOUD = table(("2018-12-31", ANNOUNCED, 98.5))


def with_status(code, **cells):
    return said({NORTH: pd.concat([KNOWN, status(LOUD, code)])}, DAY, **cells)


def test_figure_that_its_publisher_calls_an_estimate_anchors_nothing():
    assert with_status("E") == said({NORTH: KNOWN}, DAY)
    assert said({NORTH: status(LOUD, "E")}, DAY, SOUTH).reason == NO_PEER


@pytest.mark.parametrize("code", ["A", "P", "D"])
def test_counted_figure_of_another_status_anchors(code):
    assert with_status(code) == with_status("A") != with_status("E")


@pytest.mark.parametrize(
    ("target", "anchors"),
    [((NORTH, 2018, 98.5), False), ((NORTH, 2019, 98.5), True), ((SOUTH, 2018, 98.5), True), ((NORTH, 2018, 98), True)],
)
def test_rate_that_equals_the_target_of_its_area_and_year_anchors_nothing(target, anchors):
    assert with_status("A", targets={target}) == with_status("A" if anchors else "E")


def test_count_is_no_rate_that_could_repeat_a_target():
    points = {NORTH: table(("2018-12-31", GSO, 90))}
    assert said(points, DAY, scale=GSO, targets={(NORTH, 2018, 90.0)}) == said(points, DAY, scale=GSO)


def test_figure_that_anchors_nothing_is_published_all_the_same():
    found = said({NORTH: status(LOUD, "E")}, "2018-12-31")
    assert (found.reason, found.claim_ids) == (PUBLISHED, (f"{NORTH}-{ANNOUNCED}-2018-12-31-0",))


def test_of_two_figures_of_a_day_the_one_that_anchors_counts_whatever_it_leaves_open():
    points = table(("2018-12-31", ANNOUNCED, 80), ("2018-12-31", ANNOUNCED, 81))
    points.loc[0, ["low_pct", "obs_status"]] = [60, "A"]
    points.loc[1, "obs_status"] = "E"
    figures = evidence({NORTH: points}).figures
    assert (figures["coverage_pct"].to_list(), figures["is_anchor"].to_list()) == ([80], [True])


def test_countrys_estimates_do_not_bend_its_curve():
    country = pd.concat([nation(), status(table(("2018-09-30", ANNOUNCED, 20), area="synthetic-country"), "E")])
    assert said({NORTH: KNOWN}, "2018-09-30", national=country) == said({NORTH: KNOWN}, "2018-09-30")


def test_interval_is_that_of_far_figures_where_only_the_other_scale_has_a_near_one():
    near, carried = (said({NORTH: table(("2018-12-31", scale, 80))}, "2019-06-30") for scale in (ANNOUNCED, GSO))
    assert near.high80 - near.low80 == pytest.approx(2 * HALF_WIDTHS["near"][0])
    assert (carried.basis, carried.high80 - carried.low80) == (ANCHORED, pytest.approx(2 * HALF_WIDTHS["far"][0]))
    assert carried.high95 - carried.low95 == pytest.approx(2 * HALF_WIDTHS["far"][1])


def test_targets_are_read_off_the_ledgers_claims():
    rows = [rate("2018-12-31", 98.5, area=NORTH), target(2018, 98.5, area=NORTH)]
    areas = pd.DataFrame(
        {"area": [NORTH, "synthetic-country"], "kind": ["province", "country"], "region6_vi": ["Synthetic Hills", ""]}
    )
    anchors = [
        gather_evidence(prepare_claims(claims(*known)), areas, millions(2018)).figures["is_anchor"].to_list()
        for known in (rows[:1], rows)
    ]
    assert anchors == [[True], [False]]


# ── Decision 861 ─────────────────────────────────────────────────────────────────────────────────────────────

HILLS = {**REGIONS, NORTH: GATED, SOUTH: GATED}
BEFORE = ("2020-12-31", GSO, 90.0)


def test_earlier_figures_do_not_speak_of_a_gated_province_after_the_free_cards_ended():
    assert said({NORTH: table(BEFORE)}, "2021-06-30", scale=GSO, regions=HILLS).basis == ANCHORED
    found = said({NORTH: table(BEFORE)}, "2021-07-01", scale=GSO, regions=HILLS)
    assert (found.reason, found.pct, found.low80, found.range_low) == (DECISION_861, None, None, None)


def test_other_provinces_are_estimated_across_the_day():
    assert said({NORTH: table(BEFORE)}, "2021-12-01", scale=GSO).basis == ANCHORED


def test_printed_loss_leaves_a_range():
    found = said({NORTH: table(BEFORE)}, "2021-12-01", scale=GSO, losses=losses_of(synthetic_north=12.0))
    assert (found.reason, found.range_low, found.range_high) == (DECISION_861, pytest.approx(78), 90)
    assert found.claim_ids[-1] == "loss"


def test_range_on_the_announced_scale_carries_the_loss_by_the_ratio():
    points = {NORTH: table(BEFORE, ("2020-12-31", ANNOUNCED, 99))}
    found = said(points, "2021-12-01", losses=losses_of(synthetic_north=10.0))
    assert (found.range_low, found.range_high) == (pytest.approx(99 - 11), 99)


def test_loss_does_not_leave_a_range_from_a_figure_of_long_ago():
    points = {NORTH: table(("2018-12-31", GSO, 90))}
    lost = losses_of(synthetic_north=12.0)
    near, far = (said(points, day, scale=GSO, losses=lost) for day in ("2021-12-30", "2022-01-02"))
    assert (near.reason, near.range_low) == (DECISION_861, pytest.approx(78))
    assert (far.reason, far.range_low) == (DECISION_861, None)


def test_later_figure_alone_speaks_after_the_day():
    points = {NORTH: table(BEFORE, ("2022-12-31", GSO, 80))}
    assert said(points, "2021-12-01", scale=GSO, regions=HILLS).basis == ANCHORED
    assert said(points, "2021-12-01", scale=GSO, regions=HILLS).claim_ids == (f"{NORTH}-{GSO}-2022-12-31-1",)
    assert len(said(points, "2021-12-01", scale=GSO).claim_ids) == 2


def test_region_and_country_alone_do_not_speak_of_a_gated_province_after_the_free_cards_ended():
    points = {NORTH: table(BEFORE, ("2022-12-31", GSO, 80))}
    assert said(points, "2021-06-30", SOUTH, GSO, regions=HILLS).basis == REGIONAL
    assert said(points, "2022-12-31", SOUTH, GSO, regions=HILLS).reason == DECISION_861
    assert said(points, "2022-12-31", SOUTH, GSO).basis == REGIONAL


def test_printed_loss_gates_a_province_of_any_region():
    points = {NORTH: table(BEFORE, ("2022-12-31", GSO, 80))}
    found = said(points, "2022-12-31", SOUTH, GSO, losses=losses_of(synthetic_south=12.0))
    assert (found.reason, found.range_low, found.claim_ids) == (DECISION_861, None, ())


def test_later_figures_do_not_speak_of_a_gated_province_before_the_free_cards_ended():
    points = {NORTH: table(("2022-12-31", GSO, 80))}
    for area in (NORTH, SOUTH):
        assert said(points, "2021-06-30", area, GSO, regions=HILLS).reason == DECISION_861


def test_printed_losses_stand_on_the_population_of_the_year():
    rows = [
        claim("2021-07-01", 120_000, kind="loss", group="d861_free_cards"),
        claim("2021-07-01", 90_000, kind="loss", group="d861_353_free_cards", area=SOUTH),
        claim("2021-07-01", 1_000, kind="loss", group="near_poor"),
        claim("2021-07-01", 5_000, kind="loss", group="d861_free_cards", area="synthetic-town"),
    ]
    people = population({(NORTH, 2021): 1_000_000, (SOUTH, 2021): 1_000_000})
    found = printed_losses(prepare_claims(claims(*rows)), people).set_index("area")["loss_pct"]
    assert (found[NORTH], found[SOUTH], pd.isna(found["synthetic-town"])) == (12, 9, True)


# ── Properties ───────────────────────────────────────────────────────────────────────────────────────────────

DAYS = st.dates(pd.Timestamp("2011-01-01").date(), pd.Timestamp("2023-12-31").date())
ROWS = st.tuples(st.sampled_from([NORTH, SOUTH, EAST]), DAYS, st.sampled_from([ANNOUNCED, GSO]), st.integers(40, 99))
NATION = nation()


def tables(rows):
    found = {}
    for area, day, scale, pct in rows:
        found.setdefault(area, []).append((day.isoformat(), scale, pct))
    return {area: table(*own, area=area) for area, own in found.items()}


def all_said(points, national, day, regions):
    known = evidence(points, regions, national, losses_of(synthetic_east=9.0))
    return estimates_of(known, *((area, scale, day) for area in REGIONS for scale in (ANNOUNCED, GSO)))


def times(points, factor):
    people = ["insured_count", "population_count"]
    return points.assign(**{name: points[name].astype(float) * factor for name in people})


@settings(max_examples=8, deadline=None)
@given(st.lists(ROWS, max_size=8), DAYS, st.randoms(use_true_random=False))
def test_unit_of_persons_and_order_of_rows_change_nothing(rows, day, random):
    day, points = pd.Timestamp(day), tables(rows)
    plain = all_said(points, NATION, day, HILLS)
    thousands = {area: times(own, 1_000) for area, own in points.items()}
    assert all_said(thousands, times(NATION, 1_000), day, HILLS) == plain
    areas = random.sample(list(points), len(points))
    seed = random.randrange(2**32)
    mixed = {area: points[area].sample(frac=1, random_state=seed) for area in areas}
    assert all_said(mixed, NATION.sample(frac=1, random_state=seed), day, HILLS) == plain


@settings(max_examples=8, deadline=None)
@given(st.lists(ROWS, max_size=8), DAYS)
def test_every_answer_is_a_value_in_its_interval_or_a_band_or_a_reason(rows, day):
    for found in all_said(tables(rows), NATION, pd.Timestamp(day), HILLS):
        if found.reason:
            assert (found.pct, found.low80, found.basis) == (None, None, "")
            continue
        assert 0 < found.low95 < found.low80 < found.high80 <= found.high95 <= 100
        assert (found.pct is None) == (found.basis == REGIONAL)
        assert found.pct is None or found.low80 < found.pct <= found.high80


@settings(max_examples=8, deadline=None)
@given(st.lists(ROWS, max_size=8), st.lists(ROWS, max_size=4), DAYS)
def test_figures_that_anchor_nothing_move_no_estimate_of_another_day(rows, loose, day):
    day, points = pd.Timestamp(day), tables(rows)
    loose = {a: status(own[own["as_of"] != day], "E") for a, own in tables(loose).items()}
    mixed = {a: pd.concat([own[a] for own in (points, loose) if a in own]) for a in {**points, **loose}}
    assert all_said(mixed, NATION, day, HILLS) == all_said(points, NATION, day, HILLS)


@settings(max_examples=8, deadline=None)
@given(st.lists(ROWS, max_size=8), DAYS)
def test_estimate_of_a_gated_province_rests_on_its_own_side_of_the_gate_and_after_it_on_own_figures(rows, day):
    day = pd.Timestamp(day)
    for area, found in zip(
        [a for a in REGIONS for _ in range(2)], all_said(tables(rows), NATION, day, HILLS), strict=True
    ):
        if area == CITY or found.basis == "":
            continue
        days = [pd.Timestamp(claim[len(claim) - 12 : -2]) for claim in found.claim_ids]
        assert {at >= GATE_DAY for at in days} <= {day >= GATE_DAY}
        assert day < GATE_DAY or any(claim.startswith(area) for claim in found.claim_ids)


@settings(max_examples=8, deadline=None)
@given(st.lists(ROWS, max_size=8))
def test_all_areas_and_years_at_once_give_what_each_gives_alone(rows):
    known = evidence(tables(rows), HILLS, NATION, losses_of(synthetic_east=9.0))
    scales = pd.Series({NORTH: ANNOUNCED, SOUTH: GSO, EAST: GSO, CITY: ANNOUNCED})
    alone = [
        estimates_of(known, (area, scale, f"{year}-12-31"))[0]
        for area, scale in scales.items()
        for year in range(2019, 2023)
    ]
    assert records(Estimate, estimate_year_ends(known, scales, range(2019, 2023))) == alone


@given(st.floats(1, 99))
def test_logit_and_back(pct):
    assert logistic(logit(pct)) == pytest.approx(pct)


def test_no_areas_name_stands_in_the_code():
    slugs = set(pd.read_csv(DATA / "areas.csv")["area"])
    for module in (estimate, season, backtest):
        text = Path(module.__file__).read_text(encoding="utf-8")
        assert [slug for slug in slugs if slug in text] == []
