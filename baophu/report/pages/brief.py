"""Page one of a province as methods, each returning a block to display."""

from baophu.facts.province import Facts
from baophu.report.blocks import Block
from baophu.report.sections import brief
from baophu.report.words import Words


class BriefBlocks:
    """Page one in parts; a class that has these must give ``facts`` and ``_words``."""

    facts: Facts
    _words: Words

    def verdict(self) -> Block:
        """Whether the newest target was reached, short by how many people, where, and what fell."""
        return brief.verdict(self.facts, self._words)

    def cards(self) -> Block:
        """At most four key figures, by what is to be decided, then by age."""
        return brief.cards(self.facts, self._words)

    def reasons(self) -> Block:
        """At most three lines on why."""
        return brief.reasons(self.facts, self._words)

    def actions(self) -> Block:
        """At most three lines on what to do or to find out."""
        return brief.actions(self.facts, self._words)

    def source_line(self) -> Block:
        """Publisher and day of every source that page one shows."""
        return brief.source_line(self.facts, self._words)

    def absent(self) -> Block:
        """One line on the subjects of which nothing is known; displays nothing if there are none."""
        return brief.absent(self.facts, self._words)
