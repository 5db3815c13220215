"""What stands where a chart would have nothing to show: a sentence that says why, never empty axes."""

from baophu.report.blocks import Paragraph


def no_chart(why: str) -> Paragraph:
    """The sentence in a chart's place."""
    return Paragraph(why, style="note")
