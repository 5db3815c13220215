"""Read points, texts and ids from a chart's SVG."""

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"

# Texts that leave their drawing or overlap; an overlap of one pixel is invisible.
CROWDED = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), bad = []
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
  texts.forEach(([said, box], number) => {
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) bad.push(said)
    for (const [other, its] of texts.slice(0, number)) {
      const across = Math.min(box.right, its.right) - Math.max(box.left, its.left)
      const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top)
      if (across > 1 && down > 3.5) bad.push(said + ' | ' + other)
    }
  })
  return bad
})"""


def parse_svg(chart):
    return ElementTree.fromstring(chart.svg)


def points(chart, kind):
    """Groups of points of a kind, by claim id."""
    groups = {group.get("id") or "": group for group in parse_svg(chart).iter(f"{SVG}g")}
    start = f"pt-{kind}-"
    return {name.removeprefix(start): group for name, group in groups.items() if name.startswith(start)}


def tip(group):
    return group.find(f"{SVG}title").text


def texts(chart):
    return ["".join(text.itertext()) for text in parse_svg(chart).iter(f"{SVG}text")]


def all_text(chart):
    """All text of a chart as one string; wrapped lines are joined."""
    return " ".join(texts(chart))


def ids(chart):
    return re.findall(r'\bid="([^"]+)"', chart.svg)
