"""One round in a process of its own, so that nothing is known from the round before; prints its numbers as JSON."""

import json
import time
from functools import partial


def _timed(work) -> tuple[float, float, object]:
    """Seconds by the clock, seconds of the processor, and what came out."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - wall, time.process_time() - cpu, result


def _imports() -> tuple:
    from baophu.facts.province import build_facts
    from baophu.facts.shared import shared_facts
    from baophu.ledger import tables

    return build_facts, shared_facts, tables


def main() -> None:
    """Measure imports, loading, all provinces from one ledger, and each of them with the shared part made anew."""
    imported, _, (build_facts, shared_facts, tables) = _timed(_imports)
    loaded, _, ledger = _timed(tables.load_ledger)
    slugs = sorted(ledger.areas.loc[ledger.areas["kind"] == "province", "area"])
    every = {}

    def build_all() -> None:
        for slug in slugs:
            every[slug], _, _ = _timed(partial(build_facts, ledger, slug))

    wall, cpu, _ = _timed(build_all)
    from benchmarks.machine import peak_megabytes

    peak = peak_megabytes()

    def build_each_alone() -> None:
        for slug in slugs:
            shared_facts.cache_clear()
            build_facts(ledger, slug)

    alone, _, _ = _timed(build_each_alone)
    dated = ledger.sources["published_on"].max().date().isoformat()
    figures = len(ledger.claims)
    print(
        json.dumps(
            {"import": imported, "load": loaded, "all": wall, "all_cpu": cpu, "each_alone": alone, "peak_mb": peak}
            | {"provinces": every, "version": ledger.version, "newest_source": dated, "figures": figures}
        )
    )


if __name__ == "__main__":
    main()
