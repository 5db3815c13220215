import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import claim, claims

from baophu.analysis.audit import CHECKS, CONSISTENT, CONTRADICTORY, Finding, audit, parents_of
from baophu.common.paths import PACKAGE
from baophu.facts.records import records
from baophu.ledger.tokens import rounding_step

DAY, BEFORE = "2022-06-30", "2021-12-31"
SEVERAL = settings(max_examples=5, deadline=None)  # each with five countries, audited at once


def findings_of(table, evidence=False, **options):
    return records(Finding, audit(table, evidence, **options))


# ── A country whose numbers are all known, and printed rounded ───────────────────────────────────────────────


def printed_count(truth, zeros, bound):
    """Value and token of a count as a newspaper might round it: a bound needs a count that is large to its step."""
    step = 10**zeros
    if bound == "at_least" and truth >= 40 * step:
        value = truth // step * step
    elif bound == "at_most" and truth >= 40 * step:
        value = -(-truth // step) * step
    else:
        # Rounded to its first digit, as never to nothing.
        step = step if truth >= step else 1
        value, bound = round(truth / step) * step, "about" if bound == "about" else "exact"
    return {"value": value, "as_printed": f"{value:,}".replace(",", "."), "bound": bound}


def printed_percent(truth, places):
    text = f"{truth:.{places}f}"
    return {"value": float(text), "as_printed": text.replace(".", ",") + "%"}


WORLD = st.fixed_dictionaries(
    {
        "population": st.integers(20_000, 90_000_000),
        "share": st.floats(0.2, 0.99),
        "voluntary": st.floats(0.001, 0.2),
        "compulsory": st.floats(0.01, 0.3),
        "plan": st.floats(1.01, 1.8),
        "earlier": st.floats(0.6, 1.4),
        "zeros": st.lists(st.sampled_from([0, 0, 3, 4]), min_size=20, max_size=20),
        "places": st.lists(st.integers(0, 2), min_size=20, max_size=20),
        "bounds": st.lists(
            st.sampled_from(["exact", "exact", "about", "at_least", "at_most"]), min_size=20, max_size=20
        ),
        "kept": st.sets(st.integers(0, 40)),
        "joint": st.booleans(),
    }
)


def truths_of(world):
    population = world["population"]
    insured = max(int(population * world["share"]), 1000)
    voluntary, compulsory = (max(int(population * world[k]), 20) for k in ("voluntary", "compulsory"))
    plan = int(insured * world["plan"])
    before = max(int(insured * world["earlier"]), 1000)
    return {
        "population": population, "insured": insured, "voluntary": voluntary, "compulsory": compulsory, "plan": plan,
        "before": before, "rate": 100 * insured / population, "rate_before": 100 * before / population,
        "target": 100 * plan / population, "attainment": 100 * insured / plan,
    }  # fmt: skip


def rows_of(world):
    """Every figure of the country that may be printed."""
    t = truths_of(world)
    zeros, places, bounds = (iter(world[name]) for name in ("zeros", "places", "bounds"))

    def count(truth, **cells):
        return claim(DAY, 0) | printed_count(truth, next(zeros), next(bounds)) | cells

    def percent(truth, **cells):
        return claim(DAY, 0, kind="rate", unit="percent_of_population") | printed_percent(truth, next(places)) | cells

    def moved(difference, **cells):
        shown = printed_count(abs(difference), 0, "exact")
        return claim(DAY, 0, kind="change", base_as_of=BEFORE) | shown | {"value": shown["value"]} | cells

    since = {"base_as_of": BEFORE, "kind": "change"}
    rows = [
        count(t["insured"]),
        percent(t["rate"]),
        count(t["population"], kind="denominator"),
        percent(100 - t["rate"], kind="share", group="uninsured"),
        count(t["population"] - t["insured"], group="uninsured"),
        count(t["voluntary"], scheme="bhxh_tn"),
        count(t["compulsory"], scheme="bhxh_bb"),
        count(t["voluntary"] + t["compulsory"], scheme="bhxh"),
        count(t["insured"] + t["voluntary"], scheme="all"),
        count(t["plan"], kind="target_count", as_of="2022-12-31", as_of_precision="year"),
        percent(t["target"], kind="target_rate", as_of="2022-12-31", as_of_precision="year"),
        percent(t["attainment"], kind="attainment", unit="percent_of_plan"),
        count(t["plan"] - t["insured"], kind="shortfall"),
        percent(t["target"] - t["rate"], kind="shortfall", unit="percentage_points"),
        count(t["before"], as_of=BEFORE),
        percent(t["rate_before"], as_of=BEFORE),
        percent(100 * t["insured"] / t["before"], kind="ratio", unit="percent_of_base", base_as_of=BEFORE),
        percent(t["insured"] / t["before"], kind="ratio", unit="times", base_as_of=BEFORE),
        moved(t["insured"] - t["before"]) | {"value": float(t["insured"] - t["before"])},
        percent(100 * (t["insured"] / t["before"] - 1), **since, unit="percent_of_base"),
        percent(t["rate"] - t["rate_before"], **since, unit="percentage_points"),
        count(t["insured"], source_id="another-paper"),
        percent(t["rate"], source_id="another-paper"),
    ]
    # A token bears no sign: the ledger's value does.
    rows = [row | {"as_printed": row["as_printed"].lstrip("-")} for row in rows]
    return [row | {"claim_id": f"c{number:02}", "as_of_precision": "day"} for number, row in enumerate(rows)]


def chosen(world):
    rows = rows_of(world)
    return [row for number, row in enumerate(rows) if number in world["kept"]] or rows


def several(countries):
    return st.lists(countries, min_size=5, max_size=5)


def table_of(countries):
    """Figures of several countries, each an area of its own that its number names."""
    return claims(
        *(
            row | {"area": str(number), "claim_id": f"{number}-{row['claim_id']}"}
            for number, rows in enumerate(countries)
            for row in rows
        )
    )


TRUE = {
    "implied_population": "population",
    "two_populations": "population",
    "plan_population": "population",
    "implied_plan": "plan",
    "implied_plan_gap": "plan",
    "plan_sum": "plan",
    "implied_reached": "insured",
    "two_rates": "rate",
    "attainment": "attainment",
    "attainment_count": "attainment",
    "attainment_gap": "attainment",
    "target_sum": "target",
}


@SEVERAL
@given(several(WORLD))
def test_figures_of_one_truth_never_contradict_one_another(worlds):
    for rows in (rows_of, chosen):
        found = findings_of(table_of(map(rows, worlds)))
        assert [f for f in found if f.verdict == CONTRADICTORY] == []


@SEVERAL
@given(several(WORLD))
def test_every_interval_holds_the_number_that_was_rounded(worlds):
    for f in findings_of(table_of(map(chosen, worlds))):
        truths = truths_of(worlds[int(f.area)])
        insured = {"persons": truths["before"], "percent_of_population": truths["rate_before"]}
        moves = {
            "times": truths["insured"] / truths["before"],
            "percent_of_base": 100 * truths["insured"] / truths["before"],
            "persons": truths["insured"] - truths["before"],
            "percentage_points": truths["rate"] - truths["rate_before"],
        }
        if f.check == "plan_population" and len(f.claim_ids) > 2:
            # From a percentage of plan, with a target that is decided: this country's own is rounded.
            continue
        if f.check in TRUE:
            true = truths[TRUE[f.check]]
        elif f.check in ("implied_level", "two_levels"):
            true = insured[f.unit]
        elif f.check in ("ratio", "change", "change_points"):
            true = moves[f.unit]
        elif f.check == "growth":
            true = moves["percent_of_base"] - 100
        else:
            continue
        hair = 1e-9 * max(1, abs(true))
        assert f.implied_low - hair <= true <= f.implied_high + hair, f


@SEVERAL
@given(several(WORLD))
def test_implied_number_lies_in_its_own_interval(worlds):
    for f in findings_of(table_of(map(chosen, worlds))):
        hair = 1e-9 * max(1, abs(f.implied))
        assert f.implied_low - hair <= f.implied <= f.implied_high + hair, f


def with_a_wrong_figure(world, number, factor):
    """Figures of a country of which one is made wrong, so that there is a quarrel; a print that agrees with another."""
    rows = rows_of(world)
    wrong = number % len(rows)
    rows[wrong] = rows[wrong] | {"value": round(rows[wrong]["value"] * factor)}
    rows[wrong]["as_printed"] = f"{abs(rows[wrong]['value'])}"
    return rows, rows[(wrong + 1) % len(rows)] | {"claim_id": "a00", "source_id": "third-paper"}


@SEVERAL
@given(several(st.tuples(WORLD, st.integers(0, 22), st.sampled_from([0.5, 0.9, 1.04, 1.3]))))
def test_claim_that_agrees_turns_nothing_consistent_into_a_contradiction(quarrels):
    countries = [with_a_wrong_figure(*quarrel) for quarrel in quarrels]
    before = findings_of(table_of(rows for rows, _ in countries))
    after = findings_of(table_of([*rows, agreeing] for rows, agreeing in countries))
    held = {(f.check, f.claim_ids) for f in before if f.verdict == CONSISTENT}
    assert held & {(f.check, f.claim_ids) for f in after if f.verdict == CONTRADICTORY} == set()


@SEVERAL
@given(several(WORLD), st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_nothing(worlds, seed):
    table = table_of(map(rows_of, worlds))
    assert findings_of(table.sample(frac=1, random_state=seed)) == findings_of(table)


# ── The real ledger ──────────────────────────────────────────────────────────────────────────────────────────


LARGER = {"nghìn": "triệu", "ngàn": "triệu", "thousand": "million", "triệu": "tỷ", "million": "billion", "m": "billion"}


def thousandfold(row):
    """The same print of a country a thousand times as large, rounded a thousand times as coarsely."""
    if row["unit"] not in ("persons", "cards"):
        return row
    token, step = row["as_printed"], rounding_step(row["as_printed"], row["value"])
    digits = f"{abs(row['value']):.0f}"
    word = re.search(r"[^\W\d_]+", token)
    if word:
        token = token.replace(word.group(), LARGER[word.group().lower()], 1)
    else:
        token = digits + " nghìn" if step == 1 else digits + "000"
    return row | {"value": row["value"] * 1000, "as_printed": token}


def test_country_a_thousand_times_as_large_gets_the_same_verdicts(ledger):
    dated = ledger.claims[ledger.claims["as_of"].notna()].drop(columns=["note", "locator"])
    rows = dated.astype({"as_of": object, "base_as_of": object}).to_dict("records")
    larger = claims(*map(thousandfold, rows))
    assert (larger["value"] != claims(*rows)["value"]).sum() > 300
    expected = [(f.check, f.claim_ids, f.verdict) for f in findings_of(dated)]
    assert [(f.check, f.claim_ids, f.verdict) for f in findings_of(larger)] == expected


def test_order_of_the_ledger_changes_no_finding(ledger):
    expected = findings_of(ledger.claims)
    for seed in range(3):
        assert findings_of(ledger.claims.sample(frac=1, random_state=seed)) == expected


def test_claims_of_one_area_are_judged_alike_in_the_whole_ledger(ledger):
    found = findings_of(ledger.claims)
    for area in random.Random(0).sample(sorted(ledger.claims["area"].unique()), 8):
        own = ledger.claims[ledger.claims["area"] == area]
        assert findings_of(own) == [f for f in found if f.area == area]


def test_province_and_its_districts_are_judged_alike_in_the_whole_ledger(ledger):
    parents = parents_of(ledger.areas)
    found = findings_of(ledger.claims, parents=parents)
    with_districts = {parents[area] for area in ledger.claims["area"] if area in parents} & set(parents)
    for province in random.Random(0).sample(sorted(with_districts), 8):
        inside = {province, *(area for area, parent in parents.items() if parent == province)}
        own = ledger.claims[ledger.claims["area"].isin(inside)]
        assert findings_of(own, parents=parents) == [f for f in found if f.area in inside]


def test_every_finding_says_what_its_numbers_are(ledger):
    for f in findings_of(ledger.claims, evidence=True):
        assert f.check in CHECKS
        assert f.quantity and f.unit and f.claim_ids
        assert (f.printed is None) == (f.printed_low is None) == (f.printed_high is None)


def test_no_area_and_no_source_stands_in_the_code(ledger):
    code = "".join(path.read_text("utf-8") for path in (PACKAGE / "analysis" / "audit").glob("*.py"))
    names = {*ledger.areas["area"], *ledger.areas["name_vi"], *ledger.sources["source_id"], *ledger.claims["claim_id"]}
    words = set(re.findall(r"[\w-]+", code))
    assert [name for name in names if name in words or (" " in name and name in code)] == []


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_every_check_is_made_somewhere_in_the_code(check):
    code = "".join(
        path.read_text("utf-8")
        for path in (PACKAGE / "analysis" / "audit").glob("*.py")
        if path.name not in ("__init__.py", "findings.py")
    )
    assert f'"{check}"' in code
