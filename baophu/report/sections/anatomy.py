"""The parts of a change as a table with a row per axis."""

from baophu.analysis.changes import AXES, Change, ChangePart
from baophu.analysis.changes.model import NUMERATOR
from baophu.analysis.intervals import Interval
from baophu.report.blocks import Content, TableBlock
from baophu.report.change_words import interval_text, signed_size
from baophu.report.sections.parts import claim_links
from baophu.report.words import Words, mid_sentence

# Parts that only say that nothing is known or that nothing is unusual.
_SILENT_CODES = {
    "count_unknown",
    "publishers_unknown",
    "country_unknown",
    "groups_unknown",
    "one_group",
    "no_event",
    "same",
}
_FEWEST_ROWS = 2


def anatomy(change: Change, title: str, words: Words) -> TableBlock | None:
    """Numerator, population, time of year, groups, policy and definition of a change, where something is known."""
    telling = {part.axis for part in change.parts if part.code not in _SILENT_CODES}
    rows = [(words.say(f"anatomy-axis-{axis}"), _axis(axis, change, words)) for axis in AXES if axis in telling]
    if len(rows) < _FEWEST_ROWS:
        return None
    return TableBlock(
        caption=words.say("anatomy-caption", change=title),
        header=(words.say("anatomy-col-part"), words.say("anatomy-col-finding")),
        rows=tuple(rows),
        widths=(1.3, 5),
    )


def _axis(axis: str, change: Change, words: Words) -> Content:
    content: list = []
    for part in change.parts:
        if part.axis == axis:
            content += [part_text(part, change, words), *_links(part, change), " "]
    return tuple(content[:-1])


def _links(part: ChangePart, change: Change) -> list:
    """Links to the claims of a part that the change itself does not cite."""
    new_ids = tuple(claim for claim in part.claim_ids if claim not in change.claim_ids + change.national_ids)
    return [" ", *claim_links(new_ids)] if new_ids else []


def part_text(part: ChangePart, change: Change, words: Words) -> str:
    """One part of a change in a sentence."""
    values = {name: _number_text(name, number, words) for name, number in part.numbers}
    if part.axis == NUMERATOR:
        values |= _bounded_counts(part, change, words)
    if part.code.startswith("event_"):
        return _event_text(part, words)
    if part.code == "last_count":
        claim = words.facts.claim(part.claim_ids[0])
        values["when"] = words.when(claim.as_of, claim.as_of_precision)
    if "national_low_points" in values:
        ends = (number for name, number in part.numbers if name.startswith("national_"))
        return words.say(f"anatomy-{part.code}", span=interval_text(Interval(*ends), words))
    if part.code in ("groups_changed", "other_groups_too"):
        values["groups"] = words.join([_group_change(claim_id, words) for claim_id in part.claim_ids])
    if part.code == "two_sources":
        values["n"] = str(len({words.facts.claim(claim_id).source_id for claim_id in part.claim_ids}))
    effect = values.pop("count_points", None)
    text = words.say(f"anatomy-{part.code}", **values)
    return text if effect is None else f"{text} {words.say('anatomy-count_effect', count_points=effect)}"


def _bounded_counts(part: ChangePart, change: Change, words: Words) -> dict[str, str]:
    """The persons of the change itself, which are as certain as the figures that they come from."""
    bounds = {"before_count": change.bound_before, "after_count": change.bound_after}
    texts = {
        name: words.with_bound(_number_text(name, number, words), bounds[name])
        for name, number in part.numbers
        if name in bounds
    }
    size = dict(part.numbers).get("change_count")
    return texts if size is None else texts | {"change_count": signed_size(size, change.bound, words)}


def _number_text(name: str, number: float, words: Words) -> str:
    if name.endswith("_points"):
        return words.f.number(number, 2, is_signed=True)
    if name == "relative_pct":
        return words.f.number(number, 1, is_signed=True) + "%"
    if name.endswith("_pct"):
        return words.f.exact_pct(number)
    if name == "change_count":
        return words.f.count(number, is_signed=True)
    return str(int(number)) if name == "year" else words.f.count(number)


def _event_text(part: ChangePart, words: Words) -> str:
    event = words.facts.events[part.refs[0]]
    label = event.label_vi if words.language == "vi" else event.label_en
    day = words.f.short_day(event.date, event.date_precision)
    return words.say(f"anatomy-{part.code}", day=day, label=label, instrument=event.instrument_vi)


def _group_change(claim_id: str, words: Words) -> str:
    claim = words.facts.claim(claim_id)
    return f"{mid_sentence(words.label('group', claim.group))} {signed_size(claim.value, claim.bound, words)}"
