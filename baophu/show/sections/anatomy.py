"""What a fall is made of, as a table: one row an axis, in words."""

from baophu.analysis.lapses import AXES, Fall, Part
from baophu.show.blocks import Content, TableBlock
from baophu.show.sections.parts import claim_links
from baophu.show.words import Words, inside


def anatomy(fall: Fall, title: str, words: Words) -> TableBlock:
    """Numerator, population, time of year, groups, policy and definition of a fall."""
    rows = [(words.say(f"anatomy-axis-{axis}"), _axis(axis, fall, words)) for axis in AXES]
    return TableBlock(
        caption=words.say("anatomy-caption", fall=title),
        header=(words.say("anatomy-col-part"), words.say("anatomy-col-finding")),
        rows=tuple(rows),
        widths=(1.3, 5),
        is_folded=True,
    )


def _axis(axis: str, fall: Fall, words: Words) -> Content:
    content: list = []
    for part in fall.parts:
        if part.axis == axis:
            content += [_said(part, words), *_links(part, fall), " "]
    return tuple(content[:-1])


def _links(part: Part, fall: Fall) -> list:
    """Sources of a part that the fall itself does not name already."""
    own = tuple(claim for claim in part.claim_ids if claim not in fall.claim_ids + fall.national_ids)
    return [" ", *claim_links(own)] if own else []


def _said(part: Part, words: Words) -> str:
    values = {name: _number(name, number, words) for name, number in part.numbers}
    if part.code.startswith("event_"):
        return _event(part, words)
    if part.code in ("groups_changed", "other_groups_too"):
        values["groups"] = words.listed([_group_change(claim_id, words) for claim_id in part.claim_ids])
    if part.code == "two_sources":
        values["n"] = str(len({words.facts.claim(claim_id).source_id for claim_id in part.claim_ids}))
    effect = values.pop("count_points", None)
    said = words.say(f"anatomy-{part.code}", **values)
    return said if effect is None else f"{said} {words.say('anatomy-count_effect', count_points=effect)}"


def _number(name: str, number: float, words: Words) -> str:
    if name.endswith("_points"):
        return words.f.number(number, 2, signed=True)
    if name.endswith("_pct"):
        return words.f.exact_pct(number)
    if name == "change_count":
        return words.f.count(number, signed=True)
    return str(int(number)) if name == "year" else words.f.count(number)


def _event(part: Part, words: Words) -> str:
    event = words.facts.events[part.refs[0]]
    label = event.label_vi if words.language == "vi" else event.label_en
    day = words.f.short_day(event.date, event.date_precision)
    return words.say(f"anatomy-{part.code}", day=day, label=label, instrument=event.instrument_vi)


def _group_change(claim_id: str, words: Words) -> str:
    claim = words.facts.claim(claim_id)
    return f"{inside(words.label('group', claim.group))} {words.f.count(claim.value, signed=True)}"
