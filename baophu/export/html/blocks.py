"""Outputs of a notebook as HTML."""

import re
from functools import cache
from html import escape, unescape

from baophu.export.content import Bundle
from baophu.export.svg import inline_svg
from baophu.report.blocks import HTML, MARKDOWN, PLAIN, PNG, SVG, Chart

# Including a scrolling frame around it, if the fragment has one.
_TABLE = re.compile(r"(<div\b[^>]*\btable-wrap\b[^>]*>\s*)?<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


def bundle_html(bundle: Bundle, labels: dict) -> str:
    """An output of a cell as an HTML fragment; ``labels`` are the words of the page's frame."""
    data, metadata = bundle
    text = escape(data.get(PLAIN, "").rstrip())
    if SVG in data:
        return _figure(Chart.from_bundle(data, metadata), labels)
    if HTML in data:
        return wrap_tables(data[HTML], labels)
    if PNG in data:
        return f'<figure><img src="data:image/png;base64,{data[PNG].strip()}" alt="{text}"></figure>'
    if MARKDOWN in data:
        return wrap_tables(_markdown()(data[MARKDOWN]), labels)
    return f"<pre>{text}</pre>"


def _figure(chart: Chart, labels: dict) -> str:
    name = f' id="{escape(chart.anchor)}"' if chart.anchor else ""
    title = f'<p class="figure-title">{escape(chart.title)}</p>' if chart.title else ""
    svg = inline_svg(chart.svg, chart.alt or labels["chart"])
    # Links make a drawing scroll by keyboard; one without links must be focusable itself.
    focus = "" if "<a " in svg else f' tabindex="0" role="group" aria-label="{escape(labels["chart"])}"'
    hint = f'<p class="hint">{escape(labels["swipe"])}</p>'
    panel = f'<div class="chart-panel"{focus}>{svg}</div>'
    return f'<figure class="chart"{name}>{title}{hint}{panel}{_caption(chart, labels)}</figure>'


def _caption(chart: Chart, labels: dict) -> str:
    caption = f"<p>{escape(chart.caption)}</p>" if chart.caption else ""
    below = f"{caption}{_sentence(chart, labels)}"
    return f"<figcaption>{below}</figcaption>" if below else ""


def _sentence(chart: Chart, labels: dict) -> str:
    """The chart's sentence as text that can be selected, with a button that copies it."""
    if not chart.sentence:
        return ""
    name = f"{chart.anchor or 'chart'}-sentence"
    return (
        f'<div class="take"><p class="sentence" id="{escape(name)}">{escape(chart.sentence)}</p>'
        f'<button type="button" class="copy" data-copy="{escape(name)}" hidden>{escape(labels["copy"])}</button></div>'
    )


def code_html(sources: tuple[str, ...], labels: dict) -> str:
    """The code of the notebook, collapsed; empty if it has none."""
    if not sources:
        return ""
    code = escape("\n\n".join(sources))
    return (
        f'<details class="code"><summary>{escape(labels["made"])}</summary>'
        f'<pre tabindex="0" role="region" aria-label="{escape(labels["made"])}"><code>{code}</code></pre></details>'
    )


def wrap_tables(html: str, labels: dict) -> str:
    """Put each table into a scrolling frame, so that on a phone the page itself does not scroll sideways."""

    def wrap(match):
        if match[1]:
            return match[0]
        caption = _CAPTION.search(match[0])
        name = unescape(_TAG.sub("", caption[1])).strip() if caption else labels["table"]
        return f'<div class="table-wrap" tabindex="0" role="region" aria-label="{escape(name)}">{match[0]}</div>'

    return _TABLE.sub(wrap, html)


@cache
def _markdown():
    import mistune

    # HTML in Markdown is kept, as in JupyterLab.
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
