"""One round of the measurement in a fresh process, without caches of earlier rounds; prints its numbers as JSON."""

import json
import time
from functools import partial


def _time(work) -> tuple[float, float, object]:
    """Wall-clock seconds, processor seconds, and the result."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - wall, time.process_time() - cpu, result


def _imports() -> tuple:
    from baophu.facts.province import build_facts
    from baophu.facts.shared import shared_facts
    from baophu.ledger import tables

    return build_facts, shared_facts, tables


def main() -> None:
    """Measure imports, loading, all provinces from one ledger, and each province with the shared facts recomputed."""
    imported, _, (build_facts, shared_facts, tables) = _time(_imports)
    loaded, _, ledger = _time(tables.load_ledger)
    slugs = sorted(ledger.areas.loc[ledger.areas["kind"] == "province", "area"])
    province_seconds = {}

    def build_all() -> None:
        for slug in slugs:
            province_seconds[slug], _, _ = _time(partial(build_facts, ledger, slug))

    wall, cpu, _ = _time(build_all)
    from benchmarks.machine import peak_megabytes

    peak = peak_megabytes()

    def build_each_alone() -> None:
        for slug in slugs:
            shared_facts.cache_clear()
            build_facts(ledger, slug)

    alone, _, _ = _time(build_each_alone)
    dated = ledger.sources["published_on"].max().date().isoformat()
    figures = len(ledger.claims)
    print(
        json.dumps(
            {"import": imported, "load": loaded, "all": wall, "all_cpu": cpu, "each_alone": alone, "peak_mb": peak}
            | {"provinces": province_seconds, "version": ledger.version, "newest_source": dated, "figures": figures}
        )
    )


if __name__ == "__main__":
    main()
