"""The ledger and its facts, cached until the data files change."""

from functools import lru_cache
from pathlib import Path

from baophu.common.paths import DATA
from baophu.facts.citations import CitedFigures, build_cited_figures
from baophu.facts.lapse_drops import LapseDrops, Period, build_lapse_drops
from baophu.facts.ledger_audit import LedgerAudit
from baophu.facts.ledger_audit import build_ledger_audit as build_audit
from baophu.facts.national import National, build_national, facts_of_provinces
from baophu.facts.province import Facts, build_facts
from baophu.facts.records import Source
from baophu.facts.shared import shared_facts
from baophu.ledger.tables import Ledger, load_ledger
from baophu.ledger.validity import data_version


def load_facts(slug: str, data: Path = DATA) -> Facts:
    """The facts of one province.

    Raises
    ------
    InvalidLedger
        The tables break a rule.
    """
    return _province_facts(slug, _ledger(data, data_version(data)))


def load_all_facts() -> dict[str, Facts]:
    """The facts of every province, by slug, in the statistics office's order."""
    return _all_facts(_published_ledger())


def load_national_facts() -> National:
    """The facts of the country."""
    return _national_facts(_published_ledger())


def load_lapse_drops(scheme: str, period: Period) -> LapseDrops:
    """The falls of all provinces in a scheme and some years."""
    ledger = _published_ledger()
    return build_lapse_drops(ledger, _national_facts(ledger), _all_facts(ledger), scheme, period)


def load_audit_facts() -> LedgerAudit:
    """The audit of the whole ledger."""
    return _audit_facts(_published_ledger())


def load_cited_figures(claim_ids: frozenset[str]) -> CitedFigures:
    """The figures with these ids.

    Raises
    ------
    UnknownClaim
        The ledger has no figure with one of the ids.
    """
    return build_cited_figures(_published_ledger(), claim_ids)


def sources_by_claim() -> dict[str, Source]:
    """The source of each claim of the whole ledger, by claim id."""
    return _sources_by_claim(_published_ledger())


def _published_ledger() -> Ledger:
    return _ledger(DATA, data_version(DATA))


# The data version is part of the cache key, so that an edited table is read again without a restart.
@lru_cache(maxsize=4)
def _ledger(data: Path, version: str) -> Ledger:
    return load_ledger(data)


@lru_cache(maxsize=128)
def _province_facts(slug: str, ledger: Ledger) -> Facts:
    return build_facts(ledger, slug)


@lru_cache(maxsize=1)
def _all_facts(ledger: Ledger) -> dict[str, Facts]:
    return facts_of_provinces(ledger)


@lru_cache(maxsize=1)
def _national_facts(ledger: Ledger) -> National:
    return build_national(ledger, _all_facts(ledger))


@lru_cache(maxsize=1)
def _audit_facts(ledger: Ledger) -> LedgerAudit:
    return build_audit(ledger)


@lru_cache(maxsize=1)
def _sources_by_claim(ledger: Ledger) -> dict[str, Source]:
    ledger_facts = shared_facts(ledger)
    return {claim.claim_id: ledger_facts.sources[claim.source_id] for claim in ledger_facts.claims}
