"""Messages, numbers, dates and labels of a report in one language."""

import re
from collections.abc import Iterable
from datetime import date
from math import log10
from typing import Any

from baophu.analysis.coverage import ANNOUNCED
from baophu.analysis.denominators import DenominatorRate
from baophu.analysis.intervals import REST
from baophu.common.messages import Messages
from baophu.facts.province import FIRST_YEAR, LAST_YEAR, Claim, Event, Point, Source
from baophu.ledger.tokens import find_magnitude, match_reading
from baophu.report.formats import Formats, round_within

_INSTRUMENTS = {
    "decision": r"Quyết định (\d+)/QĐ-TTg",
    "decree": r"Nghị định (\d+/\d{4})/NĐ-CP",
    "resolution": r"Nghị quyết (\d+)/NQ-CP",
}

_MAGNITUDES = {1e3: "number-thousand", 1e6: "number-million", 1e9: "number-billion"}
YEARS = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}  # the years covered, as arguments of messages


class Words:
    """Texts of one report: ``words.say`` for messages, ``words.f`` for numbers and dates, labels for codes.

    The facts are those of any page; all have ``areas``, ``labels`` and ``sources``, most have ``area``.
    """

    def __init__(self, facts: Any, language: str):
        self.facts = facts
        self.language = language
        self.f = Formats(language)
        self.say = Messages(language)

    @property
    def province(self) -> str:
        """Name of the report's province."""
        return self.area(self.facts.area.area)

    def area(self, slug: str) -> str:
        """Name of an area."""
        area = self.facts.areas[slug]
        return area.name_vi if self.language == "vi" else area.name_en

    def region(self) -> str:
        """Socio-economic region of the province."""
        return self.facts.area.region_name(self.language)

    def publisher(self, source: Source) -> str:
        """Publisher of a source, followed by the kind of copy if that may be incomplete."""
        name = source.publisher(self.language)
        if source.is_doubtful_copy:
            name = self.say(
                "publisher-of-copy", publisher=name, copy=mid_sentence(self.label("copy_type", source.copy_type))
            )
        return name

    def publisher_of(self, claim: Claim) -> str:
        """Publisher of the source of a figure."""
        return self.publisher(self.facts.sources[claim.source_id])

    def publishers(self, claim_ids: Iterable[str], source_ids: Iterable[str] = ()) -> str:
        """Publishers of figures and of sources, without repetition, in the order of use."""
        known = (self.facts.claim(claim_id) for claim_id in claim_ids)
        used = dict.fromkeys([*(claim.source_id for claim in known), *source_ids])
        return "; ".join(dict.fromkeys(self.publisher(self.facts.sources[name]) for name in used))

    def claim_tip(self, claim: Claim, text: str) -> str:
        """What a mark of a figure says: area, text, the figure with its bound, publisher."""
        values = {"area": self.area(claim.area), "printed": self.printed_token(claim)}
        return self.say("chart-tip", said=text, publisher=self.publisher_of(claim), **values)

    def plan_owner(self, owner: str) -> str:
        """Name of a plan's owner, or the words for an owner that the source does not name.

        One code is for the authorities of provinces and of centrally run cities; the rank is that of the report's area.
        """
        if owner in ("", "unstated"):
            return self.say("plan-owner-unstated")
        is_city = self.facts.area.full_name_vi.startswith("Thành phố")
        of_city = is_city and ("plan_owner_of_city", owner) in self.facts.labels
        return self.label("plan_owner_of_city" if of_city else "plan_owner", owner)

    def label(self, field: str, code: str) -> str:
        """Label of a code of the ledger."""
        pair = self.facts.labels[(field, code)]
        return pair[0] if self.language == "vi" else pair[1]

    def scheme(self, scheme: str, group: str = "total") -> str:
        """A scheme, with the group unless it is the total."""
        name = self.label("scheme", scheme)
        return name if group == "total" else f"{name}, {mid_sentence(self.label('group', group))}"

    def scale(self, scale: str) -> str:
        """Name of a scale."""
        return self.say(f"scale-{scale}")

    def point_pct(self, point: Point) -> str:
        """A point's percentage with its bound: with the printed decimals if announced, with one if computed."""
        if point.scale == ANNOUNCED:
            return self.with_bound(self.f.exact_pct(point.coverage_pct), point.bound)
        return self.bounded_pct(point.coverage_pct, point.bound)

    def event(self, event: Event) -> str:
        """A policy or shock with its instrument."""
        label = event.label_vi if self.language == "vi" else event.label_en
        return self.say("event-text", label=label, instrument=event.instrument_vi)

    def when(self, day: date, precision: str = "day") -> str:
        """A day at its known precision."""
        return self.f.day(day, precision or "day")

    def when_of(self, claim: Claim) -> str:
        """The day of a dated claim."""
        return self.when(claim.as_of, claim.as_of_precision)

    def on(self, day: date, precision: str = "day") -> str:
        """``ngày 30/11/2023``, ``tháng 09/2019``, ``năm 2012``; ``on 30 November 2023``, ``in 2012``."""
        return self.say(f"on-{precision or 'day'}", date=self.when(day, precision))

    def by(self, day: date, precision: str = "day") -> str:
        """The same, worded for the start of a sentence about a level."""
        return self.say(f"by-{precision or 'day'}", date=self.when(day, precision))

    def rounded_count(self, number: float) -> str:
        """A derived number of persons, rounded to the hundred: the inputs are no more precise."""
        return self.f.count(round(number, -2))

    def bounded_count(self, number: float, bound: str) -> str:
        """A derived number of persons with the word for its bound, to three digits; rounded so that the bound holds."""
        if bound == "exact":
            return self.rounded_count(number)
        unit = max(100, 10 ** (int(log10(max(number, 1))) - 2))
        return self.with_bound(self.f.count(round_within(number / unit, bound) * unit), bound)

    def bounded_pct(self, percent: float, bound: str) -> str:
        """A computed percentage with one decimal and the word for its bound; rounded so that the bound holds."""
        return self.with_bound(self.f.pct(round_within(percent * 10, bound) / 10), bound)

    def instrument(self, name: str) -> str:
        """A decision or decree as the report's language cites it; others by their Vietnamese name."""
        for kind, pattern in _INSTRUMENTS.items():
            if found := re.fullmatch(pattern, name):
                return self.say(f"instrument-{kind}", number=found[1])
        return name

    def with_bound(self, text: str, bound: str) -> str:
        """A figure with the word for its bound."""
        return self.say(f"bound-{bound}", value=text)

    def rest(self, text: str, bound: str) -> str:
        """The remainder of a whole less a figure with this bound, with the word for the bound of the remainder."""
        return self.with_bound(text, "about" if bound == "exact" else REST[bound])

    def uninsured_range(self, *rates: DenominatorRate) -> str:
        """The uninsured on one population, or the range over several with the bound of each end."""
        ends = sorted(rates, key=lambda rate: rate.uninsured_count)
        low, high = (self.bounded_count(end.uninsured_count, end.uninsured_bound) for end in (ends[0], ends[-1]))
        return low if low == high else self.say("uninsured-range", low=low, high=high)

    def join(self, items: list[str]) -> str:
        """Items separated by commas."""
        return ", ".join(items)

    def amount(self, value: float, unit: str) -> str:
        """A number with its unit: ``39.268 người``, ``99,87% trong nhóm``."""
        if unit == "percentage_points":
            return self.say("gap-points", points=self.f.exact(value))
        if unit == "persons":
            return self.say("people-count", count=self.f.count(value))
        label = self.label("unit", unit)
        return self.f.exact(value) + label if label.startswith("%") else f"{self.f.count(value)} {label}"

    def printed_token(self, claim: Claim) -> str:
        """A claim as printed, in the marks of the page, with its bound; a change as "down about 6,859"."""
        if claim.kind != "change":
            return self.with_bound(self._token(claim), claim.bound)
        text = self.with_bound(self._size(abs(claim.value), claim.unit), claim.bound)
        return self.say("change-fell" if claim.value < 0 else "change-rose", count=text)

    def _token(self, claim: Claim) -> str:
        """The token with the decimal marks and the word for a million of the page's language, all decimals kept."""
        reading, magnitude = match_reading(claim.as_printed, claim.value), find_magnitude(claim.as_printed)
        if reading is None:
            return claim.as_printed
        places = max(0, round(-log10(reading.step / magnitude)))
        number = self.f.number(abs(claim.value) / magnitude, places)
        if magnitude > 1:
            return self.say(_MAGNITUDES[magnitude], number=number)
        if claim.unit == "times":
            return self.say("number-times", number=number)
        return number + "%" * (claim.unit.startswith("percent") and not claim.as_printed[-1].isdigit())

    def _size(self, value: float, unit: str) -> str:
        if unit == "percentage_points":
            return self.say("gap-points", points=self.f.exact(value))
        return self.f.exact_pct(value) if unit.startswith("percent") else self.f.count(value)


def mid_sentence(label: str) -> str:
    """A label for the middle of a sentence: with a small initial unless it is an abbreviation."""
    return label if label[:2].isupper() and label[1:2].isalpha() else label[:1].lower() + label[1:]


def sentence_case(text: str) -> str:
    """The text with a capital initial."""
    return text[:1].upper() + text[1:]


def year_ranges(years: list[int]) -> list[str]:
    """Years with consecutive ones joined: ``2010–2012``, ``2015``."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
