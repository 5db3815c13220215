"""The measures of card records counted by walking through the days of each person: no intervals, no SQL."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

GRACES, HOUSEHOLD = (30, 90), 10


@dataclass(frozen=True)
class Card:
    """A card as issued; days as ordinals, both inclusive, ``to`` None for an open card."""

    g: int
    district: int
    term: int
    start: int
    to: int | None
    issued: int | None
    agent: int

    def rank(self):
        """Of cards valid on one day the least decides the person's state."""
        return self.g, -self.start, -(self.to or 10**7), self.district, self.term, self.agent


@dataclass
class Walk:
    """The first and the last day of the data, what is counted, and the days between which states are compared."""

    start: int
    cut: int
    pairs: list[tuple[int, int]]

    def __post_init__(self):
        self.cubes = {name: Counter() for name in ("stock", "flows", "renewals", "agents", "persistency")}
        self.compared = {pair: Counter() for pair in self.pairs}

    def add_person(self, cards, died, moves):
        """Count one person."""
        cards = [card for card in cards if self.is_looked_at(card, died)]
        cards = [card for card in cards if not any(is_corrected(card, other) for other in cards)]
        if not cards:
            return
        # Open cards run to the end of what is looked at.
        last = max(self.cut + 1, *(card.to for card in cards if card.to is not None), self.cut + 1)
        valid = defaultdict(list)
        for card in cards:
            for day in range(max(card.start, self.start), min(card.to or last, died or last) + 1):
                valid[day].append(card)
        winner = {day: here[0] if len(here) == 1 else min(here, key=Card.rank) for day, here in valid.items()}
        self.walk_flows(winner, died, moves)
        self.walk_renewals(winner, died)
        for grace in GRACES:
            self.walk_runs(winner, died, grace)
        for pair in self.pairs:
            states = [self.state(winner, day, died, moves) for day in pair]
            if any(is_covered for _, _, is_covered in states):
                self.compared[pair][states[0][:2], states[1][:2]] += 1

    def is_looked_at(self, card, died):
        """Whether a card begun by the last day has a day on which it covers."""
        ends = min(card.to or 10**7, died or 10**7)
        return card.start <= self.cut and ends >= card.start and ends >= self.start

    def walk_flows(self, winner, died, moves):
        last_covered = None
        yesterday = None
        for day in range(self.start, self.cut + 1):
            today = winner.get(day)
            if today is not None:
                self.cubes["stock"][day, today.district, today.g] += 1
            if day > self.start and today is not yesterday:
                self.add_flow(winner, day, yesterday, today, last_covered, died, moves)
            last_covered = day if today is not None else last_covered
            yesterday = today

    def add_flow(self, winner, day, yesterday, today, last_covered, died, moves):
        here = (today.district, today.g) if today else (0, 0)
        there = (yesterday.district, yesterday.g) if yesterday else (0, 0)
        if here == there:
            return
        gap = reason = ""
        if yesterday is None:
            away = None if last_covered is None else day - last_covered - 1
            gap = "first" if away is None else length(away)
        elif today is None:
            reason = how_it_ended(yesterday, day, died, moves)
            gap = self.comes_back(winner, day)
        self.cubes["flows"][first_of_month(day), *there, *here, reason, gap] += 1

    def comes_back(self, winner, day):
        away = 0
        while day + away <= self.cut:
            if day + away in winner:
                return length(away)
            away += 1
        return "never" if away > 90 else "unknown"

    def walk_renewals(self, winner, died):
        for day, card in winner.items():
            if card.to == day and died != day:
                outcome = self.outcome(winner, card, day + 1)
                ahead = "" if day <= self.cut else how_far_ahead(day - self.cut)
                self.cubes["renewals"][first_of_month(day), card.district, card.g, card.term, ahead, outcome] += 1
                if card.g == HOUSEHOLD and day <= self.cut:
                    year = date.fromordinal(day).replace(month=1, day=1).toordinal()
                    self.cubes["agents"][card.district // 100, year, card.agent, outcome] += 1

    def outcome(self, winner, card, due):
        if due > self.cut:
            return "unknown"
        if due in winner:
            return "on_time" if winner[due].g == card.g else "moved"
        back = self.comes_back(winner, due)
        return "later" if back == "over_90" else back

    def walk_runs(self, winner, died, grace):
        entry = covered = None
        for day in range(self.start, self.cut + 1):
            if day in winner:
                entry = entry or (day, winner[day])
                covered = day
            elif entry and day - covered > grace and (died is None or day <= died):
                self.add_run(entry, covered, grace, is_event=True)
                entry = None
        if entry and entry[0] <= self.cut - grace:
            # Later it is not known whether cover goes on.
            self.add_run(entry, min(covered, self.cut - grace), grace, is_event=False)

    def add_run(self, entry, covered, grace, is_event):
        day, card = entry
        if day > self.start:
            key = card.district // 100, grace, card.g, first_of_month(day), covered + 1 - day, is_event
            self.cubes["persistency"][key] += 1

    def state(self, winner, day, died, moves):
        """District, state in words, and whether the person is covered on the day."""
        if day in winner:
            return winner[day].district, winner[day].g, True
        covered = next((earlier for earlier in range(day, self.start - 1, -1) if earlier in winner), None)
        if covered is None:
            return 0, "new", False
        return winner[covered].district, how_it_ended(winner[covered], covered + 1, died, moves), False


def is_corrected(card, other):
    """Whether another card of the same group and start was issued later."""
    same = (card.g, card.start) == (other.g, other.start)
    return same and None not in (card.issued, other.issued) and other.issued > card.issued


def length(days):
    return "within_30" if days <= 30 else "within_90" if days <= 90 else "over_90"


def how_far_ahead(days):
    last = next((last for last in (30, 60, 90) if days <= last), None)
    return f"days_{last - 29}_{last}" if last else "later"


def how_it_ended(card, uncovered, died, moves):
    """Why nobody's card follows the card that covered the day before."""
    if died == uncovered - 1:
        return "died"
    if any(0 <= uncovered - day <= 400 for day in moves):
        return "moved_away"
    if card.term not in (3, 6, 12):
        return "other"
    return "ended_early" if uncovered < months_later(card.start, card.term) else f"term_{card.term}"


def months_later(day, months):
    """The same day of a later month, or its last day."""
    then = date.fromordinal(day)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    last = date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(1)
    return min(date(year, month + 1, 1) + timedelta(then.day - 1), last).toordinal()


def first_of_month(day):
    return date.fromordinal(day).replace(day=1).toordinal()


def simulate(spells, events, group_of, start, cut, pairs):
    """Walk through all persons of two tables; ``group_of`` gives the group of a code and a day.

    Returns the cubes, stock as persons on each day, and for each pair the persons by district and state on both days.
    """
    walk = Walk(start.toordinal(), cut.toordinal(), [tuple(day.toordinal() for day in pair) for pair in pairs])
    cards, deaths, moves = defaultdict(list), {}, defaultdict(list)
    for row in spells.itertuples():
        card = Card(
            group_of(row.grp, row.valid_from),
            row.district,
            row.term,
            *map(ordinal, row[4:6]),
            ordinal(row.issued_on),
            row.agent,
        )
        cards[row.person].append(card)
    for row in events.itertuples():
        day = ordinal(row.day)
        if row.kind == 1:
            deaths[row.person] = min(day, deaths.get(row.person, day))
        else:
            moves[row.person].append(day)
    for person, held in cards.items():
        walk.add_person(held, deaths.get(person), moves[person])
    return walk


def ordinal(day):
    """None for a day that is missing, or so far that it means none."""
    return None if day != day or day is None or day.year >= 2099 else day.toordinal()
