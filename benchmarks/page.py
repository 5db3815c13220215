"""Write ``docs/benchmarks.md``: sections between marks, each replaced by one benchmark only."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"

LEAD = """# Benchmarks

*Đo trên một máy cụ thể ghi ở từng mục; máy khác cho số khác. Gõ `make bench` để đo lại.*

Measured on the machine that each section names; another machine gives other numbers. `make bench` measures anew and
writes this page. Every section has its own marks, and what is written between them is replaced.
"""


def replace_section(text: str, name: str, body: str) -> str:
    """The page with the section of this name replaced, or appended if there is none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{begin}\n{body.strip()}\n{end}"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if marked.search(text):
        return marked.sub(lambda _: section, text)
    return f"{text.rstrip()}\n\n{section}\n"


def write_section(name: str, body: str, path: Path = PAGE) -> Path:
    """Write one section of the page; a missing page is created."""
    text = path.read_text("utf-8") if path.exists() else LEAD
    path.write_text(replace_section(text, name, body), "utf-8")
    return path


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table, the first column left-aligned and the others right-aligned."""
    lines = [header, ("---", *("---:" for _ in header[1:])), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def seconds(value: float) -> str:
    """A duration with three digits: ``1.23 s``, ``45.6 ms``, ``0.789 ms``."""
    number, unit = (value, "s") if value >= 1 else (1000 * value, "ms")
    whole = len(str(int(number))) if number >= 1 else 0
    return f"{number:.{max(0, 3 - whole)}f} {unit}"
