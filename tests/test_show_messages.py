import ast
import json
import re

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from baophu.analysis import audit, changes, denominators, season, targets
from baophu.paths import NOTEBOOKS, PACKAGE
from baophu.show import report
from baophu.show.messages import Messages


def catalogue(language):
    """Message id to the names of its variables."""
    files = sorted((PACKAGE / "locales" / language).glob("*.ftl"))
    entries = [entry for path in files for entry in FluentParser().parse(path.read_text("utf-8")).body]
    assert not [entry for entry in entries if isinstance(entry, fluent.Junk)]
    messages = [entry for entry in entries if isinstance(entry, fluent.Message)]
    assert len(messages) == len({entry.id.name for entry in messages}), "one id stands in two catalogues"
    return {entry.id.name: variables(entry) for entry in messages}


def variables(node):
    """Names of all variables in a message, those inside choices too; what a choice turns on is only grammar."""
    if isinstance(node, fluent.SelectExpression):
        return set().union(*(variables(variant.value) for variant in node.variants))
    if isinstance(node, fluent.VariableReference):
        return {node.id.name}
    children = getattr(getattr(node, "value", node), "elements", [])
    expression = getattr(node, "expression", None)
    return set().union(*(variables(child) for child in children), variables(expression) if expression else set())


VI, EN = catalogue("vi"), catalogue("en")

FILES = sorted(path for room in ("show", "explore") for path in (PACKAGE / room).rglob("*.py"))
TREES = [ast.parse(path.read_text("utf-8")) for path in FILES]
NODES = [node for tree in TREES for node in ast.walk(tree)]


def texts(node):
    """Plain strings at a node or among the choices it holds."""
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def asked_plainly():
    """Ids written out in a call of `say`, and the labels of cards, which are passed through a variable."""
    calls = [node for node in NODES if isinstance(node, ast.Call) and getattr(node.func, "attr", node.func) == "say"]
    firsts = [call.args[0] for call in calls if call.args] + [
        call.args[0] for call in NODES if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say"
    ]
    named = set().union(*(texts(first) for first in firsts if not isinstance(first, ast.JoinedStr)))
    return named | {text for node in NODES if isinstance(node, ast.Tuple) for text in texts(node) if text in EN}


def families():
    """Beginnings of ids that are put together, such as `verdict-`."""
    joined = (node for node in NODES if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant))
    return {node.values[0].value for node in joined if re.fullmatch(r"[a-z][a-z-]*-", node.values[0].value)}


def constants_of(module):
    tree = ast.parse(sources_of(module))
    return set().union(*(texts(node) for node in ast.walk(tree) if isinstance(node, ast.Call | ast.Assign)))


def sources_of(module):
    """Text of a module of the analysis, or of all modules of a package."""
    folder = PACKAGE / "analysis" / module
    paths = sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    return "\n".join(path.read_text("utf-8") for path in paths)


def strings_of(module):
    tree = ast.parse(sources_of(module))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def headings(name="province_report"):
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))
    return set(re.findall(r'heading\("([a-z-]+)"\)', "".join("".join(cell["source"]) for cell in notebook["cells"])))


# Which ends the put-together ids can have, from the code and the codes that they come from.
ENDS = {
    "audit-": {*audit.CHECKS, audit.CONSISTENT, audit.CONTRADICTORY, audit.UNDECIDABLE},
    "chart-audit-panel-": {audit.CONSISTENT, audit.CONTRADICTORY},
    "legend-audit-": {audit.CONSISTENT, audit.CONTRADICTORY},
    "audit-measure-": {"points", "times", "count"},
    "labour-": {"no_count", "no_labour_force_of_year"},
    "base-": {denominators.ANNOUNCED_BASE, *denominators.SERIES},
    "chart-uninsured-kind-": {"announced", "average", "census"},
    "counted-": {"persons", "cards"},
    "default-": {"revised_series", "earlier_series", "announced_only", "census_only"},
    "own-days-": {"none", "no-end", "some", "all"},
    "own-ratio-": set(
        re.findall(r'"(own_days|own_days_alone|mean_of_all|no_day_with_both)"', sources_of("denominators"))
    ),
    "season-unknown-": {season.NO_DECEMBER, season.NO_BEFORE, season.NO_AFTER, season.TOO_FAR},
    "take-caveat-": {"end", "year", "other", "estimate", "cards"},
    "take-trajectory-": {"both", "announced", "gso"},
    "take-uninsured-": {"population", "one", "cards"},
    "bound-": {"exact", "about", "at_least", "at_most"},
    "anatomy-": {
        *strings_of("changes"),
        "count_effect",
        "event_down",
        "event_mixed",
        "event_up",
        "country_derived",
        "country_total_derived",
    }
    & {name.removeprefix("anatomy-") for name in EN},
    "anatomy-axis-": set(changes.AXES),
    "axis-": {text for text in constants_of("confidence") if f"axis-{text}" in EN},
    "confidence-": {text for text in strings_of("confidence") if f"confidence-{text}" in EN},
    "direction-": {"up", "down", "mixed", "neutral"},
    "exits-": {"total", "group"},
    "evidence-": {text for text in strings_of("evidence") if f"evidence-{text}" in EN},
    "settles-": {text for text in constants_of("evidence") if f"settles-{text}" in EN},
    "pace-verdict-": {targets.MET, targets.WITHIN_BEST, targets.BEYOND_BEST, targets.CANNOT_SAY, targets.DECLINED},
    "social-": {text for text in strings_of("social") if f"social-{text}" in EN},
    "by-": {"day", "month", "year"},
    "on-": {"day", "month", "year"},
    "decision-": {"prefer", "set_aside", "comment"},
    "finding-": {"both-rate", "announced", "gso", "over", "over-rate"},
    "geography-": {"unchanged", "same-name", "merged"},
    "label-": {"contents", "page", "skip", "code", "failed", "language", *report.PAGE_LABELS},
    "locator-": {"para", "page", "table", "sheet", "title", "unrecorded"},
    "reason-": {text for text in strings_of("changes") if f"reason-{text}" in EN}
    | {"gross_loss-bare", "not_renewed-bare", "two_readings-gate", "loss_covers_fall-net"},
    "scale-": {"announced", "gso"},
    "scale-estimate-": {"announced", "gso"},
    "estimate-declined-": {"published", "outside_years", "no_peer", "no_national", "decision_861"},
    "explore-": {"scheme", "scale", "years"},
    "explore-save-": {"trajectory", "comparison"},
    "explore-scale-": {"both", "announced", "gso", "persons"},
    "explore-table-": {"search", "info", "empty", "filtered", "length", "nothing"},
    "explore-value-": {"announced", "announced-labour", "gso", "gso-labour", "persons"},
    "site-map-": {"older", "other-scale", "unknown", "failed"}
    | {f"{kind}{end}" for kind in ("level", "age") for end in ("", "-label", "-scope")},
    "section-": headings(),
    "page-section-": headings("national_overview") | headings("audit") | headings("lapse_drops"),
    "verdict-": {*changes.VERDICTS, "gross_loss", "not_renewed"}
    | {"more-fall", "more-fall-against", "more-rise", "less-fall", "less-rise", "less-rise-against"},
    "change-": {"gross", "not-renewed", "people", "cards"},
    "convention-": {*changes.CONVENTIONS, "announced-alone"},
    "scale-derived-": {"announced", "gso"},
    "lapses-panel-": {"gross", "gso", "announced", "counted"},
}
COLUMNS = (
    "audit-col-",
    "change-col-",
    "denominators-col-",
    "season-col-",
    "season-push-col-",
    "decisions-col-",
    "events-col-",
    "explore-col-",
    "readings-col-",
    "labour-col-",
    "plans-col-",
    "schemes-col-",
    "sources-col-",
    "targets-col-",
)
PUT_TOGETHER = {start + end for start, ends in ENDS.items() for end in ends}


def test_both_languages_have_the_same_messages():
    assert set(VI) == set(EN)


def test_both_languages_name_the_same_variables_in_each_message():
    assert {name: VI[name] for name in VI if VI[name] != EN[name]} == {}


def test_code_asks_for_no_message_that_is_not_there():
    assert {name for name in asked_plainly() if "-" in name} <= set(EN)
    assert set(EN) >= PUT_TOGETHER


def test_every_way_to_put_an_id_together_is_listed_here():
    of_messages = {start for start in families() if not start.startswith(("pt-", "src-"))} - {"fall-", "event-"}
    assert of_messages == set(ENDS) | set(COLUMNS)


def test_every_reason_of_a_verdict_has_a_message():
    judged = sources_of("changes")
    reasons = set(re.findall(r'_verdict\(.*, "(\w+)"\)', judged))
    assert len(reasons) > 10 and reasons <= ENDS["reason-"]


def test_no_message_waits_for_nobody():
    columns = {name for name in EN if name.startswith(COLUMNS)}
    assert set(EN) - asked_plainly() - PUT_TOGETHER - columns == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_message_without_its_value_is_refused(language):
    with pytest.raises(KeyError, match="gap-points"):
        Messages(language)("gap-points")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_unknown_message_is_refused(language):
    assert not Messages(language).has("no-such-message")
    with pytest.raises(KeyError, match="no-such-message"):
        Messages(language)("no-such-message")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_values_stand_in_the_sentence_without_marks_of_direction(language):
    said = Messages(language)("chart-year-pct", year="2021", pct="91,01%")
    assert said == "2021 91,01%"


def test_long_lists_are_said_whole():
    points = "; ".join(f"point {number}" for number in range(600))
    said = Messages("en")("chart-schemes-alt", province="Synthetic", schemes=points)
    assert points in said and said.startswith("Each scheme over time in Synthetic.")
