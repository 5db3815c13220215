"""Method and stamp."""

from baophu import __version__
from baophu.facts import Facts
from baophu.show.blocks import (
    Block,
    Paragraph,
)
from baophu.show.words import Words


def method(words: Words) -> Block:
    """The method in a paragraph."""
    return Paragraph(words.say("method-text"))


def stamp(facts: Facts, words: Words) -> Block:
    """What the report was made from: enough to make it again."""
    text = words.say(
        "stamp-text", data=facts.data_version, version=__version__, province=facts.area.area, language=words.language
    )
    return Paragraph(text, style="stamp")
