"""Blocks of a notebook as HTML."""

import re
from functools import cache, singledispatch
from html import escape, unescape

from baophu.publish.content import Chart, Fragment, Markdown, Picture, Text
from baophu.publish.svg import inline_svg

# With the frame around it, when the fragment brings one.
_TABLE = re.compile(r"(<div\b[^>]*\btable-wrap\b[^>]*>\s*)?<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


@singledispatch
def block_html(block, labels: dict) -> str:
    """One block as an HTML fragment; ``labels`` are the page's own words."""
    raise TypeError(f"no HTML for {type(block).__name__}")


@block_html.register
def _(block: Markdown, labels) -> str:
    return wrap_tables(_markdown()(block.source), labels)


@block_html.register
def _(block: Fragment, labels) -> str:
    return wrap_tables(block.html, labels) if block.html else f"<pre>{escape(block.text)}</pre>"


@block_html.register
def _(block: Text, labels) -> str:
    return f"<pre>{escape(block.text.rstrip())}</pre>"


@block_html.register
def _(block: Picture, labels) -> str:
    alt = escape(block.alt)
    return f'<figure><img src="data:image/png;base64,{block.png}" alt="{alt}"></figure>'


@block_html.register
def _(block: Chart, labels) -> str:
    name = f' id="{escape(block.id)}"' if block.id else ""
    title = f'<p class="figure-title">{escape(block.title)}</p>' if block.title else ""
    svg = inline_svg(block.svg, block.alt or labels["chart"])
    # A drawing with links scrolls with the keyboard through them; one without needs a stop of its own.
    stop = "" if "<a " in svg else f' tabindex="0" role="group" aria-label="{escape(labels["chart"])}"'
    hint = f'<p class="hint">{escape(labels["swipe"])}</p>'
    panel = f'<div class="chart-panel"{stop}>{svg}</div>'
    return f'<figure class="chart"{name}>{title}{hint}{panel}{_under(block, labels)}</figure>'


def _under(block: Chart, labels: dict) -> str:
    caption = f"<p>{escape(block.caption)}</p>" if block.caption else ""
    told = f"{caption}{_sentence(block, labels)}"
    return f"<figcaption>{told}</figcaption>" if told else ""


def _sentence(block: Chart, labels: dict) -> str:
    """The sentence to take along, as text that can be selected, and the button that takes it for you."""
    if not block.sentence:
        return ""
    name = f"{block.id or 'chart'}-sentence"
    return (
        f'<div class="take"><p class="sentence" id="{escape(name)}">{escape(block.sentence)}</p>'
        f'<button type="button" class="copy" data-copy="{escape(name)}" hidden>{escape(labels["copy"])}</button></div>'
    )


def code_html(sources: tuple[str, ...], labels: dict) -> str:
    """What the notebook ran, folded away; empty when nothing was."""
    if not sources:
        return ""
    code = escape("\n\n".join(sources))
    return (
        f'<details class="code"><summary>{escape(labels["made"])}</summary>'
        f'<pre tabindex="0" role="region" aria-label="{escape(labels["made"])}"><code>{code}</code></pre></details>'
    )


def wrap_tables(html: str, labels: dict) -> str:
    """Put each table into a frame that scrolls, so that a phone does not scroll the page."""

    def wrapped(match):
        if match[1]:
            return match[0]
        caption = _CAPTION.search(match[0])
        name = unescape(_TAG.sub("", caption[1])).strip() if caption else labels["table"]
        return f'<div class="table-wrap" tabindex="0" role="region" aria-label="{escape(name)}">{match[0]}</div>'

    return _TABLE.sub(wrapped, html)


@cache
def _markdown():
    import mistune

    # The author of the notebook may write HTML, as in JupyterLab.
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
