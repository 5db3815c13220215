"""A sentence in place of a chart that has no data."""

from baophu.report.blocks import Paragraph


def no_chart(reason: str) -> Paragraph:
    """The note that replaces a chart."""
    return Paragraph(reason, style="note")
