"""The lower bound for a report: import the libraries, compute the facts and draw the same figures.

No notebook, no page, no PDF: ``python -m benchmarks.plain_draw PROVINCE LANGUAGE FOLDER`` writes the SVG files.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.trees import Run, run_measured

ROOT = Path(__file__).resolve().parents[1]


def figures(facts, language: str) -> dict[str, str]:
    """The SVG of each figure of a province's report, by the figure's id."""
    from baophu.report.blocks import Chart
    from baophu.report.province_charts import CHARTS, province_chart
    from baophu.report.words import Words

    words = Words(facts, language)
    outputs = [province_chart(name, facts, words) for name in CHARTS]
    return {chart.anchor: chart.svg for chart in outputs if isinstance(chart, Chart)}


def draw(province: str, language: str, folder: Path) -> list[Path]:
    """Draw the figures of a province's report and save each as a file."""
    import baophu

    files = []
    for name, svg in figures(baophu.province(province).facts, language).items():
        files.append(folder / f"{name}.svg")
        files[-1].write_text(svg, "utf-8")
    return files


def measure(province: str, language: str = "vi") -> Run:
    """Measure one cold round, in its own process."""
    command = [sys.executable, "-m", "benchmarks.plain_draw", province, language]
    with TemporaryDirectory(prefix="baophu-plain-") as folder:
        return run_measured([*command, folder], ROOT)


def main() -> None:
    """Draw the report that the command line names."""
    province, language, folder = sys.argv[1:]
    draw(province, language, Path(folder))


if __name__ == "__main__":
    main()
