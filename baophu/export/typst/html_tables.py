"""Convert a plain HTML table, such as that of pandas, to Typst."""

from html.parser import HTMLParser

from baophu.report.typst_text import escape_typst


def typst_table(html: str) -> str | None:
    """The table in ``html`` as a call of ``data-table``; None unless there is exactly one."""
    reader = _TableReader()
    reader.feed(html)
    if reader.tables != 1 or not reader.rows:
        return None
    width = max(sum(span for _, span in row) for row in reader.rows)
    head = _cells(reader.rows[: reader.head_rows], width)
    body = _cells(reader.rows[reader.head_rows :], width)
    caption = f"[{escape_typst(reader.caption.strip())}]" if reader.caption.strip() else "none"
    return (
        f"#data-table(columns: {width}, align: (left,) + (right,) * {width - 1}, "
        f"caption: {caption}, header: ({head}), rows: ({body}))"
    )


class _TableReader(HTMLParser):
    """Collects (text, colspan) of each cell and counts the header rows."""

    def __init__(self):
        super().__init__()
        self.tables = self.head_rows = 0
        self.rows = []
        self.caption = ""
        self._in_head = False
        self._open_tag = None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables += 1
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self.rows.append([])
            self.head_rows += self._in_head
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(["", int(dict(attrs).get("colspan") or 1)])
        if tag in ("td", "th", "caption"):
            self._open_tag = tag

    def handle_endtag(self, tag):
        if tag == "thead":
            self._in_head = False
        if tag == self._open_tag:
            self._open_tag = None

    def handle_data(self, data):
        if self._open_tag == "caption":
            self.caption += data
        elif self._open_tag and self.rows and self.rows[-1]:
            self.rows[-1][-1][0] += data


def _cells(rows, width) -> str:
    return "".join(_row(row, width) for row in rows)


def _row(row, width) -> str:
    cells = [_cell(text, span) for text, span in row]
    # A cell that spans rows leaves the following rows short; they are filled from the left.
    missing = width - sum(span for _, span in row)
    return "[], " * missing + "".join(f"{cell}, " for cell in cells)


def _cell(text: str, span: int) -> str:
    markup = f"[{escape_typst(text.strip())}]"
    return f"table.cell(colspan: {span}){markup}" if span > 1 else markup
