"""The ledger and its facts, read once for as long as the files stay as they are."""

from functools import lru_cache
from pathlib import Path

from baophu.common.paths import DATA
from baophu.facts.ledger_audit import LedgerAudit
from baophu.facts.ledger_audit import build_ledger_audit as build_audit
from baophu.facts.national import National, build_national, facts_of_provinces
from baophu.facts.province import Facts, build_facts
from baophu.facts.records import Source
from baophu.facts.shared import shared
from baophu.ledger.tables import Ledger, load_ledger
from baophu.ledger.validity import data_version


def facts_of(slug: str, data: Path = DATA) -> Facts:
    """The facts of one province.

    Raises
    ------
    InvalidLedger
    """
    return _facts(slug, _ledger(data, data_version(data)))


def facts_of_all() -> dict[str, Facts]:
    """The facts of every province, by slug, in the statistics office's order."""
    return _all(_shared())


def national_facts() -> National:
    """The facts of the country."""
    return _national(_shared())


def audit_facts() -> LedgerAudit:
    """The audit of the whole ledger."""
    return _audit(_shared())


def printers() -> dict[str, Source]:
    """Where each claim of the whole ledger was printed."""
    return _printers(_shared())


def printers_in(known: Facts) -> dict[str, Source]:
    """Where each claim of a province's report was printed."""
    return {claim.claim_id: known.sources[claim.source_id] for claim in (*known.claims, *known.national_claims)}


def _shared() -> Ledger:
    return _ledger(DATA, data_version(DATA))


# The version of the files is part of the key: an edited table is read anew, without a restart.
@lru_cache(maxsize=4)
def _ledger(data: Path, version: str) -> Ledger:
    return load_ledger(data)


@lru_cache(maxsize=128)
def _facts(slug: str, ledger: Ledger) -> Facts:
    return build_facts(ledger, slug)


@lru_cache(maxsize=1)
def _all(ledger: Ledger) -> dict[str, Facts]:
    return facts_of_provinces(ledger)


@lru_cache(maxsize=1)
def _national(ledger: Ledger) -> National:
    return build_national(ledger, _all(ledger))


@lru_cache(maxsize=1)
def _audit(ledger: Ledger) -> LedgerAudit:
    return build_audit(ledger)


@lru_cache(maxsize=1)
def _printers(ledger: Ledger) -> dict[str, Source]:
    known = shared(ledger)
    return {claim.claim_id: known.sources[claim.source_id] for claim in known.claims}
