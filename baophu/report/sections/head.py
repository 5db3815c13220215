"""Title, description and geography of a report."""

from unicodedata import combining, normalize

from baophu.facts.province import Facts
from baophu.report.words import YEARS, Words


def title(words: Words) -> str:
    """Title of the report, with the province's name in it."""
    return words.say("report-title", province=words.province, **YEARS)


def description(facts: Facts, words: Words) -> str:
    """One sentence for previews and search results."""
    if facts.as_of is None:
        return words.say("report-description-empty", province=words.province)
    newest = facts.dated_claims[-1]
    return words.say("report-description", province=words.province, date=words.on(newest.as_of, newest.as_of_precision))


def geography(facts: Facts, words: Words) -> str:
    """The geography of the report, and the unit that the province belongs to today."""
    area = facts.area
    merged = facts.is_merged
    kind = "unchanged" if not merged else "same-name" if area.unit_from_2025_07_01 == area.name_vi else "merged"
    values = {"unit": _unit_name(area.unit_from_2025_07_01, words.language)} if kind == "merged" else {}
    return words.say(f"geography-{kind}", province=words.province, **values)


def _unit_name(name: str, language: str) -> str:
    """Name of a unit of today: in English without marks and with the rank of a city behind it."""
    if language == "vi":
        return name
    plain = "".join(sign for sign in normalize("NFD", name.replace("Đ", "D").replace("đ", "d")) if not combining(sign))
    return f"{plain.removeprefix('TP. ')} City" if plain.startswith("TP. ") else plain
