"""Speed of reports against plain papermill and nbconvert. ``python -m benchmarks.reports [rounds] [times]``."""

import re
import sys
from dataclasses import dataclass, field
from statistics import mean, median

from benchmarks import machine, naive, plain_draw
from benchmarks.page import seconds, table, write_section
from benchmarks.report_rounds import checkout, draw_reports, repeat_builds, run_make, set_pdfs
from benchmarks.trees import Run

ROUNDS = 3
ALL_ROUNDS = 2
TIMES = 5  # builds of all reports in one process
ONE = ("can-tho", "binh-thuan")  # many figures, and fewer
EVERY = 9  # every 9th province, for a mean of reports made by hand
WIDTH, LANGUAGES = 2, ("vi", "en")
ALONE_TIMES, DRAWN_TIMES, ALL_TIMES, ALL_DRAWN_TIMES = 4.5, 1.5, 15, 1.4
NOTHING_SECONDS, WORKER_MB = 0.3, 300
LIBRARIES = ("papermill", "nbconvert", "matplotlib", "pandas", "typst")


@dataclass
class Measurements:
    """The measured runs of each way to make reports."""

    by_hand: list[Run] = field(default_factory=list)
    ours: list[Run] = field(default_factory=list)
    plain: list[Run] = field(default_factory=list)
    sample: list[Run] = field(default_factory=list)
    every: list[Run] = field(default_factory=list)
    floor: list[Run] = field(default_factory=list)
    pdfs: list[Run] = field(default_factory=list)
    one_again: list[Run] = field(default_factory=list)
    all_again: list[Run] = field(default_factory=list)
    few: list[Run] = field(default_factory=list)
    many: list[Run] = field(default_factory=list)

    @property
    def held_mb(self) -> list[float]:
        """Memory of the process after each build of all reports, in millions of bytes."""
        return [float(number) for run in self.many for number in re.findall(r"^held (\S+)", run.output, re.MULTILINE)]


def measure(rounds: int, times: int, provinces: list[str]) -> Measurements:
    """Run everything; ways that are compared run one after the other in each round."""
    measurements = Measurements()
    with checkout() as root:
        run_make(root, "check")
        for _ in range(rounds):
            for province in ONE:
                measurements.by_hand.append(naive.measure(province).total)
                measurements.ours.append(run_make(root, "report", f"PROVINCE={province}", "FORCE=1"))
                measurements.plain.append(plain_draw.measure(province))
        measurements.sample += [naive.measure(province).total for province in provinces[::EVERY]]
        for _ in range(ALL_ROUNDS):
            measurements.every.append(run_make(root, "reports", f"JOBS={WIDTH}", "FORCE=1"))
            measurements.floor.append(draw_reports(provinces, LANGUAGES, WIDTH))
            measurements.pdfs.append(set_pdfs(root, WIDTH))
        for _ in range(rounds):
            measurements.one_again.append(run_make(root, "report", f"PROVINCE={ONE[0]}"))
            measurements.all_again.append(run_make(root, "reports"))
        some = " ".join(provinces[:10])
        measurements.few.append(run_make(root, "reports", f"PROVINCES={some}", f"JOBS={WIDTH}", "FORCE=1"))
        measurements.many.append(repeat_builds(root, times, WIDTH))
    return measurements


def section(measurements: Measurements, provinces: int, machine_text: str) -> str:
    """The section of the page; ``machine_text`` describes the machine."""
    count = provinces * len(LANGUAGES)
    held = measurements.held_mb
    in_one_run = len(held) * count
    by_hand, ours, plain = (
        _median_seconds(runs) for runs in (measurements.by_hand, measurements.ours, measurements.plain)
    )
    all_by_hand = count * mean(run.seconds for run in measurements.sample)
    every, floor = _median_seconds(measurements.every), _median_seconds(measurements.floor)
    pdfs = _median_seconds(measurements.pdfs)
    rows = [
        _row(f"(a) by hand: papermill, nbconvert html, webpdf ({', '.join(ONE)})", measurements.by_hand),
        _row("(b) `make report`, from cold, HTML and PDF", measurements.ours),
        _row("the libraries imported and the same figures drawn, no page", measurements.plain),
        _row(f"(a) by hand, every {EVERY}th province, one report", measurements.sample),
        _row(f"(c) `make reports`: {count} reports, {WIDTH} workers", measurements.every),
        _row("their analysis and drawing alone, as many processes", measurements.floor),
        _row("their PDFs alone, of notebooks that have run, as many processes", measurements.pdfs),
        _row("(d) nothing to do: `make report`", measurements.one_again),
        _row(f"nothing to do: `make reports`, {count} of them", measurements.all_again),
        _row("(f) 20 reports of 10 provinces", measurements.few),
        _row(f"{in_one_run} reports in one run", measurements.many),
    ]
    rules = [
        _rule(
            f"one report against by hand: {by_hand / ours:.1f} times faster", by_hand / ours >= ALONE_TIMES, ALONE_TIMES
        ),
        _rule(f"one report: {ours / plain:.2f} times the plain drawing", ours / plain <= DRAWN_TIMES, DRAWN_TIMES),
        _rule(
            f"all reports against by hand ({seconds(all_by_hand)} by the mean of those measured): "
            f"{all_by_hand / every:.1f} times faster",
            all_by_hand / every >= ALL_TIMES,
            ALL_TIMES,
        ),
        _rule(
            f"all reports: {every / floor:.2f} times analysis and drawing",
            every / floor <= ALL_DRAWN_TIMES,
            ALL_DRAWN_TIMES,
        ),
        f"- all reports: {every / (floor + pdfs):.2f} times analysis, drawing and the setting of their PDFs.",
        _rule(
            f"nothing to do: {seconds(_median_seconds(measurements.one_again))}",
            _median_seconds(measurements.one_again) < NOTHING_SECONDS,
            NOTHING_SECONDS,
        ),
        _rule(
            f"largest process in {in_one_run} reports: {measurements.many[-1].largest_mb:.0f} MB",
            measurements.many[-1].largest_mb <= WORKER_MB,
            WORKER_MB,
        ),
    ]
    grown = ", ".join(f"{value:.0f}" for value in held)
    return "\n\n".join(
        [
            "## Reports",
            "HTML and PDF of the same figures. By hand each command is a process of its own, its PDF is printed by the "
            f"system's chromium. Medians, by the clock, all of it in one run; {machine_text}.",
            table(("", "median", "least", "most", "peak of all processes"), rows),
            "\n".join(rules),
            f"The process that all others are forked from held, after each {count} reports: {grown} MB. Peaks count "
            "memory that processes share for each of them.",
        ]
    )


def _median_seconds(runs: list[Run]) -> float:
    return median(run.seconds for run in runs)


def _row(name: str, runs: list[Run]) -> tuple[str, ...]:
    times = [run.seconds for run in runs]
    peak = max(run.peak_mb for run in runs)
    return (name, *(seconds(value) for value in (median(times), min(times), max(times))), f"{peak:.0f} MB")


def _rule(what: str, is_met: bool, limit: float) -> str:
    return f"- {what}; the limit is {limit:g}: {'met' if is_met else '**not met**'}."


def main() -> None:
    """Measure and write the section."""
    from baophu.ledger.names import provinces

    names = list(provinces())
    arguments = [int(word) for word in sys.argv[1:]]
    measurements = measure(*arguments, *(ROUNDS, TIMES)[len(arguments) :], names)
    body = section(measurements, len(names), machine.describe_machine(LIBRARIES))
    print(body)
    write_section("reports", body)


if __name__ == "__main__":
    main()
