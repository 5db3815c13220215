"""Card records: time and memory of all cubes, against plain pandas.

``python -m benchmarks.records [SIZE ...]``: a size is a number of million spells, ``100x63`` with 63 provinces. The
records are synthetic and stay in ``build/records``.
"""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks import machine
from benchmarks.page import seconds, table, write_section

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "records"
DISTRICTS = 9
# Of 10 million spells: seconds, megabytes, times faster and times less memory than pandas.
MAX_SECONDS, MAX_MB, FASTER, SMALLER = 12.0, 1500.0, 3.5, 4.0
# Of 100 million: seconds, megabytes of a process, times as long as 10 million.
LARGE_SECONDS, LARGE_MB, LARGE_TIMES = 120.0, 2500.0, 13.0
LONGEST_LOOK, MEDIAN_LOOK = 0.3, 0.05
LOOKS = {
    "curves": "curves of the stock, all districts and groups",
    "decompositions": "decomposition between month ends",
    "any_day": "decomposition between other days",
}
LIBRARIES = ("duckdb", "pandas", "numpy")
_SMALL, _LARGE = "10", "100"


def run(what: str, folder: Path, *words: str) -> dict:
    """What one process measured."""
    command = [sys.executable, "-m", "benchmarks.records_round", what, str(folder), *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return json.loads(done.stdout.splitlines()[-1])


def measure(size: str) -> dict:
    """All measurements of one size; plain pandas only where its frames fit into memory."""
    folder, (millions, _, provinces) = FOLDER / size, size.partition("x")
    if not (folder / "counts.json").exists():
        run("make", folder, millions, provinces or "1")
    measured = {"build": run("build", folder), "again": run("again", folder), "look": run("look", folder)}
    if size == _SMALL:
        measured["plain"] = run("plain", folder)
        measured["equal"] = measured["plain"].pop("digests") == run("digest", folder)["digests"]
    return measured


def section(sizes: dict[str, dict], machine_text: str) -> str:
    """The section of the page; ``machine_text`` describes the machine."""
    rows = [row for size, measured in sizes.items() for row in _rows(size, measured)]
    paragraphs = [
        "## Card records",
        f"All cubes of synthetic card spells of ten years, from files to files, by the clock; {machine_text}. Each "
        "measurement is a process of its own; its peak memory is that of the process.",
        table(("", "time", "of the processor", "peak memory"), rows),
        "\n".join(f"- {line}" for line in _limits(sizes)),
    ]
    return "\n\n".join(paragraphs)


def _rows(size: str, measured: dict) -> list[tuple[str, ...]]:
    millions, _, provinces = size.partition("x")
    name = f"{millions} million spells, {int(provinces or 1) * DISTRICTS} districts"
    rows = [
        (f"**{name}**", *_cells(measured["build"])),
        ("the same again, nothing has changed", *_cells(measured["again"])),
        *([("the same cubes in plain pandas", *_cells(measured["plain"]))] if "plain" in measured else []),
    ]
    for key, label in LOOKS.items():
        spread = measured["look"][key]
        clock = f"{seconds(spread['median'])} ({seconds(spread['most'])})"
        rows.append((f"{label}, median (most)", clock, seconds(spread["processor"]), ""))
    return rows


def _cells(measured: dict) -> tuple[str, str, str]:
    return seconds(measured["seconds"]), seconds(measured["processor"]), f"{measured['peak_mb']:.0f} MB"


def _limits(sizes: dict[str, dict]) -> list[str]:
    lines = []
    if small := sizes.get(_SMALL):
        plain, build = small["plain"], small["build"]
        lines += [
            _limit("10 million spells, seconds", build["seconds"], MAX_SECONDS),
            _limit("10 million spells, megabytes", build["peak_mb"], MAX_MB),
            _limit("times faster than pandas", plain["seconds"] / build["seconds"], FASTER, at_least=True),
            _limit("times less memory than pandas", plain["peak_mb"] / build["peak_mb"], SMALLER, at_least=True),
            f"All numbers equal those of pandas: {'yes' if small['equal'] else '**no**'}.",
            *_look_limits(small["look"]),
        ]
    if large := sizes.get(_LARGE):
        lines.append(_limit("100 million spells, seconds", large["build"]["seconds"], LARGE_SECONDS))
        if small:
            times = large["build"]["seconds"] / small["build"]["seconds"]
            lines.append(_limit("100 million spells, times as long as 10 million", times, LARGE_TIMES))
    for size, measured in sizes.items():
        if size != _SMALL:
            lines.append(_limit(f"{size} million spells, megabytes", measured["build"]["peak_mb"], LARGE_MB))
    return lines


def _look_limits(look: dict) -> list[str]:
    spreads = look["curves"], look["decompositions"]
    return [
        _limit("slowest curves or decomposition, seconds", max(each["most"] for each in spreads), LONGEST_LOOK),
        _limit("their medians, seconds", max(each["median"] for each in spreads), MEDIAN_LOOK),
    ]


def _limit(name: str, value: float, limit: float, at_least: bool = False) -> str:
    is_met = value >= limit if at_least else value <= limit
    return f"{name}: {value:.3g}; the limit is {limit:g}: {'met' if is_met else '**not met**'}."


def main() -> None:
    """Measure and write the section."""
    sizes = {size: measure(size) for size in sys.argv[1:] or [_SMALL]}
    body = section(sizes, machine.describe_machine(LIBRARIES))
    print(body)
    write_section("records", body)


if __name__ == "__main__":
    main()
