"""Plain text as Typst markup that prints exactly that text.

Both ``report`` and ``export`` write Typst with it.
"""

import re

# White space and control characters of Typst; the no-break space counts as text.
_SPACE = re.compile(r"[\x09-\x0d\x1c-\x1f\x20\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")

# `-` becomes a dash or a minus sign, quotes become curly ones, and the rest is Typst's syntax.
_SYNTAX = re.compile(r"""[\\#$*_`<>@\[\]{}~'"-]|/(?=/)|\.(?=\.)""")

# At the start of a line these open a list, a heading or a term; after a call such as `#badge[x]` they
# continue the call.
_AT_START = re.compile(r"^( ?)([=+/.:;,(]|\d+(?=[.)]))")


def escape_typst(text) -> str:
    """Typst markup for ``text``; runs of white space become one space, as in HTML.

    Control characters are removed. The result may follow any markup and be enclosed in any brackets.
    """
    clean = _UNPRINTABLE.sub("", _SPACE.sub(" ", str(text)))
    return _AT_START.sub(_escape_start, _SYNTAX.sub(r"\\\g<0>", clean))


def quote_typst(text) -> str:
    """A Typst string literal, for arguments that take a string (``alt``, ``title``)."""
    clean = _UNPRINTABLE.sub("", str(text))
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escape_start(match) -> str:
    space, mark = match.groups()
    # Of a number only the following dot is escaped, which would make it a list item.
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"
