"""Two versions' statements side by side: which reports can be compared, what differs, what cannot be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from baophu.compare import changes, records
from baophu.compare.changes import Change
from baophu.compare.inputs import METHOD
from baophu.compare.records import KINDS, Statement


@dataclass(frozen=True)
class ReportDiff:
    """What changed in the reports of one province, with the causes of all of it."""

    province: str
    name: str
    changes: tuple[Change, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True)
class Both:
    """What an earlier version and today's say, as ``statement`` writes it; read as far as both know the same things."""

    was: dict
    now: dict

    @cached_property
    def failed(self) -> dict[str, str]:
        """Provinces without a statement in one of the versions, and why."""
        found = {}
        for side, whose in self._sides:
            found |= {slug: f"{whose}: {said['fault']}" for slug, said in side["provinces"].items() if "fault" in said}
            for other, _ in self._sides:
                found |= {slug: f"only {whose} has it" for slug in side["provinces"] if slug not in other["provinces"]}
        return found

    @cached_property
    def compared(self) -> list[str]:
        """Provinces stated by both versions."""
        return [slug for slug in self.now["provinces"] if slug not in self.failed]

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """Provinces of which the versions say different things."""
        return tuple(slug for slug in self.compared if self._old[slug] != self._new[slug] and self.differences(slug))

    def differences(self, slug: str) -> list[Change]:
        """Changes of one province's reports, without causes."""
        return changes.compare(self._old[slug], self._new[slug])

    def reports(self, mixtures: Mapping[str, dict], inputs: Mapping) -> tuple[ReportDiff, ...]:
        """What changed, province by province, with causes.

        Parameters
        ----------
        mixtures : statements of old data under today's code (under ``method``, if the code differs), and with the
            tables of each cause replaced; not read where a single input differs, which then did everything.
        inputs : files that differ, by cause.
        """
        mixed = {cause: self._read(stated) for cause, stated in mixtures.items()}
        found = []
        for slug in self.differing:
            change = self._attributed(slug, {cause: read.get(slug) for cause, read in mixed.items()}, tuple(inputs))
            found.append(ReportDiff(slug, self.now["provinces"][slug]["name"], tuple(change), changes.joined(change)))
        return tuple(found)

    def notes(self) -> list[str]:
        """What could not be compared, each thing once."""
        told = [note for side, _ in self._sides for note in side["notes"]]
        for (one, whose), (other, _) in zip(self._sides, self._sides[::-1], strict=True):
            sections = [name for name in one["sections"] if name not in other["sections"]]
            kinds = [k.title for k in KINDS if k.name in self._known(one) and k.name not in self._known(other)]
            told += [f"only {whose} has the sections {', '.join(sections)}; not compared"] if sections else []
            told += [f"only the facts of {whose} hold: {', '.join(kinds)}; not compared"] if kinds else []
            told += [
                f"section {section} fails in {whose} for {_first(slugs)}, not compared there: {fault}"
                for (section, fault), slugs in _faults(one).items()
                if section in other["sections"]
            ]
        return list(dict.fromkeys(told))

    @property
    def _sides(self):
        return (self.was, "the revision"), (self.now, "the working tree")

    @cached_property
    def _fields(self) -> dict[str, set[str]]:
        return records.shared_fields(self._known(self.was), self._known(self.now))

    @cached_property
    def _old(self) -> dict[str, Statement]:
        return self._read(self.was)

    @cached_property
    def _new(self) -> dict[str, Statement]:
        return self._read(self.now)

    def _known(self, side: dict) -> dict[str, set[str]]:
        return records.known_fields(side["provinces"].values())

    def _read(self, side: dict) -> dict[str, Statement]:
        """Statements by province, of those that could be stated."""
        sections = [name for name in self.now["sections"] if name in self.was["sections"]]
        stated = side.get("provinces", {}).items()
        return {slug: records.read(said, self._fields, sections) for slug, said in stated if "fault" not in said}

    def _attributed(self, slug: str, mixed: dict[str, Statement | None], inputs: tuple[str, ...]) -> list[Change]:
        if len(inputs) == 1:
            return [replace(change, causes=inputs) for change in self.differences(slug)]
        base = mixed.pop(METHOD) if METHOD in mixed else self._old[slug]
        known = {cause: said for cause, said in mixed.items() if said}
        known_sides = (self._old[slug], base, known, self._new[slug])
        return [changes.attribute(change, *known_sides) for change in self.differences(slug)]


def _faults(side: dict) -> dict[tuple[str, str], list[str]]:
    """Provinces by section and fault."""
    found = {}
    for slug, said in side["provinces"].items():
        for section, fault in said.get("faults", {}).items():
            found.setdefault((section, fault), []).append(slug)
    return found


def _first(slugs: list[str]) -> str:
    return ", ".join(slugs[:3]) + (f" and {len(slugs) - 3} more" if len(slugs) > 3 else "")
