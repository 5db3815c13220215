"""Speed of the analysis: all provinces from one loaded ledger. ``python -m benchmarks.analysis [rounds]``."""

import json
import subprocess
import sys
from statistics import median

from benchmarks import machine
from benchmarks.page import seconds, table, write_section

ROUNDS = 7
MAX_SECONDS = 5.0  # all provinces, after imports and loading the ledger
LIBRARIES = ("pandas", "numpy")
MEASURES = {
    "import": "import of the analysis",
    "load": "load of the checked ledger",
    "all": "**all provinces, one ledger, one process**",
    "all_cpu": "the same, in seconds of the processor",
    "each_alone": "baseline: what provinces share made anew for each",
}


def measure(rounds: int) -> list[dict]:
    """The numbers of each round; every round runs in its own process."""
    command = [sys.executable, "-m", "benchmarks.analysis_round"]
    processes = (subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(rounds))
    return [json.loads(process.stdout) for process in processes]


def section(rounds: list[dict], machine_text: str) -> str:
    """The section of the page; ``machine_text`` describes the machine."""
    first = rounds[0]
    medians = {slug: median(one["provinces"][slug] for one in rounds) for slug in first["provinces"]}
    measures = [_row(name, [one[key] for one in rounds]) for key, name in MEASURES.items()]
    is_met = median(one["all"] for one in rounds) < MAX_SECONDS
    typical, least = seconds(median(medians.values())), seconds(min(medians.values()))
    peak = max(one["peak_mb"] for one in rounds)
    paragraphs = [
        "## Analysis",
        f"Every number that the reports of {len(medians)} provinces say, from {first['figures']} figures: data version "
        f"{first['version']}, newest source of {first['newest_source']}. {len(rounds)} rounds, each in a process of "
        f"its own; {machine_text}.",
        table(("", "median", "least", "most"), measures),
        f"All provinces shall take less than {MAX_SECONDS:g} s together: {'met' if is_met else '**not met**'}. The "
        f"typical province takes {typical}, the quickest {least}; the first one pays for what all of them share. Peak "
        f"memory: {peak:.0f} MB.",
        table(("slowest provinces", "median"), _slowest(medians)),
    ]
    return "\n\n".join(paragraphs)


def _row(name: str, values: list[float]) -> tuple[str, ...]:
    return (name, *(seconds(number) for number in (median(values), min(values), max(values))))


def _slowest(medians: dict[str, float], most: int = 5) -> list[tuple[str, str]]:
    ranked = sorted(medians.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(slug, seconds(value)) for slug, value in ranked[:most]]


def main() -> None:
    """Measure and write the section."""
    rounds = measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
    body = section(rounds, machine.describe_machine(LIBRARIES))
    print(body)
    write_section("analysis", body)


if __name__ == "__main__":
    main()
