"""Records in the facts: points, claims, causes, sources, areas and events."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Point:
    """One dated coverage on one scale; see ``coverage.levels`` for the units."""

    claim_id: str
    as_of: date
    as_of_precision: str
    scale: str
    coverage_pct: float
    insured_count: float | None
    population_count: float | None
    uninsured_count: float | None
    base: str
    unit: str
    bound: str
    obs_status: str
    claim_ids: tuple[str, ...]

    def compares_with(self, other: "Point") -> bool:
        """Whether both have the same definition; otherwise no line connects them and no difference is computed."""
        return (self.obs_status == "D") == (other.obs_status == "D")


@dataclass(frozen=True)
class LatestLevel:
    """The newest dated level of a province: announced, of the statistics-office scale, or both of one day."""

    as_of: date
    as_of_precision: str
    announced: Point | None
    gso: Point | None


@dataclass(frozen=True)
class Claim:
    """One published figure, with its source, decision and reason."""

    claim_id: str
    area: str
    scheme: str
    group: str
    kind: str
    value: float
    unit: str
    as_of: date | None
    as_of_precision: str
    base_as_of: date | None
    bound: str
    plan_owner: str
    obs_status: str
    as_printed: str
    instrument: str
    locator: str
    source_id: str
    decision: str
    reason_vi: str
    reason_en: str
    is_local: bool


@dataclass(frozen=True)
class Cause:
    """The cause that the source of a figure names; not verified."""

    claim_id: str
    cause: str
    role: str
    locator: str


@dataclass(frozen=True)
class Source:
    """A publication in which figures were printed."""

    source_id: str
    title: str
    publisher_vi: str
    publisher_en: str
    published_on: date | None
    url: str
    file_name: str
    language: str
    copy_type: str

    @property
    def is_doubtful_copy(self) -> bool:
        """Whether it was read on a copy at an unrelated site, or on one that somebody has written into."""
        return self.copy_type in ("unrelated_copy", "tampered_mirror")

    @property
    def link(self) -> str:
        """Its web address; blank for doubtful copies too, since pages that offices pass on must not lead to them."""
        return self.url if self.url.startswith("http") and not self.is_doubtful_copy else ""

    def publisher(self, language: str) -> str:
        """Name of the publisher in a language."""
        return self.publisher_vi if language == "vi" else self.publisher_en


@dataclass(frozen=True)
class Area:
    """An area with its names."""

    area: str
    code: str
    kind: str
    name_vi: str
    name_en: str
    full_name_vi: str
    region6_vi: str
    region6_en: str
    valid_to: date | None
    unit_from_2025_07_01: str

    @property
    def region(self) -> str:
        """Slug of its region of six, blank of the country."""
        return self.region6_en.lower().replace(" ", "-")

    def region_name(self, language: str) -> str:
        """Its region of six, in a language."""
        return self.region6_vi if language == "vi" else self.region6_en


@dataclass(frozen=True)
class Event:
    """A policy or shock that moved coverage; ``direction`` is up, down or mixed."""

    event_id: str
    date: date
    date_precision: str
    scheme: str
    instrument_vi: str
    label_vi: str
    label_en: str
    direction: str
    source_id: str


def record(kind: type, row: pd.Series):
    """A record from a row of a table: days as dates, missing values as None."""
    return kind(**{field.name: _value(row[field.name]) for field in fields(kind)})


def records(kind: type, table: pd.DataFrame) -> list:
    """Records of all rows of a table; days as dates, or as timestamps where the record has these."""
    columns = (_cells(table[field.name], field.type) for field in fields(kind))
    return [kind(*cells) for cells in zip(*columns, strict=True)]


def records_by_area(kind: type, table: pd.DataFrame) -> dict[str, tuple]:
    """Records of all rows of a table of many areas, by area."""
    found = defaultdict(list)
    for area, item in zip(table["area"], records(kind, table), strict=True):
        found[area].append(item)
    return {area: tuple(own) for area, own in found.items()}


def _cells(column: pd.Series, kind: Any) -> list:
    if kind in (pd.Timestamp, pd.Timestamp | None):
        return [None if day is pd.NaT else day for day in column.tolist()]
    return [_value(cell) for cell in column.tolist()]


def _value(cell):
    # NaN and NaT alone are not equal to themselves; ``pd.isna`` takes ten times as long for a cell.
    if cell is pd.NA or cell != cell:  # noqa: PLR0124
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell
