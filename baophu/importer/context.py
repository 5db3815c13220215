"""What the texts around a table say of its figures: title, sheet name, section rows, notes.

Each text becomes a statement, in which known phrases count and other words do not. A statement fills in what headers
and rows leave open; where it contradicts them or speaks of a plan, of a change or of another area, it is asked about
with its words.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from baophu.common.messages import message
from baophu.importer import periods
from baophu.importer.layout import Table
from baophu.importer.periods import DatePart
from baophu.importer.words import INSURED, Words, combine_phrases, strip_accents

PLAN, DONE, CHANGE, INSURED_PEOPLE = "plan", "done", "change", "insured"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIELDS = ("scheme", "group", "kind", "unit")
# Offices and documents are no schemes: `BHXH tỉnh Hà Tĩnh`, `Quyết định 595/QĐ-BHXH`.
_OFFICE = re.compile(
    r"\b(?:bhxh|bảo hiểm xã hội|(?:cơ quan|ngành|sở|phòng) (?:bhxh|bảo hiểm xã hội))"
    r"(?=\s+(?:tỉnh|thành phố|tp|huyện|thị xã|tx|quận|việt nam|khu vực|cơ sở|liên huyện)\b)"
    r"|\b(?:vietnam|viet nam) social (?:security|insurance)|(?:\b\d+|(?<!\w))/[^\W\d]+(?:-\w+)*"
    r"|\b[^\W\d]+\d+(?:[-/]\w+)+",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\b(?:quyet dinh|nghi quyet|cong van|thong tu|nghi dinh|van ban|ban hanh|kem theo)\b")
# The title of a plan alone, such as `Biểu 2: Giao chỉ tiêu bao phủ BHYT năm 2022`; growth is not a level of people.
_PLAN_TITLE = re.compile(
    r"(?:(?:bieu|bang|phu luc|mau)\b(?: so)?[\w./ -]{0,8}[:.\-–]? *)?"
    r"(?:(?:bang|bieu|phan bo|phan khai|giao|v/v|ve viec) )*"
    r"(?:ke hoach|chi tieu|muc tieu|kh|targets?|plan)\b(?!.*\bphat trien\b)"
)
_YEAR = r"(?:19|20)\d\d"
# Days, years, numbers of lists and forms; any other number may be what figures count in.
_PLAIN_NUMBER = re.compile(
    rf"[ivx]+|[a-zđ]*\d{{1,2}}[a-zđ]?|{_YEAR}(?:[-–/]{_YEAR})?|\d\d?[-/]\d\d?|(?:\d\d?[-/.]){{1,2}}(?:{_YEAR}|\d\d)"
)
_UNIT = re.compile(r"\W*(?:đ\W?v\W?t|đ/v|(?:đơn vị|don vi)(?: tính| tinh|\s*:)|dvt|units?)(?!\w)", re.IGNORECASE)
_FAMILY_NAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Đào|Lương|Hà|Cao|Thái"
)
_PERSON = re.compile(rf"(?:^|(?<=:))\s*(?:{_FAMILY_NAMES})(?: [^\W\d_a-zà-ỹđ][a-zà-ỹđ]*){{1,4}}\s*$")
_DAY = rf"(\d\d?\s*[-/.]\s*\d\d?(?:\s*[-/.]\s*(?:{_YEAR}|\d\d))?|\d\d? thang \d\d?(?: nam {_YEAR})?)(?![\d/])"
_AS_OF = re.compile(
    rf"(?:\b(?:den|toi|het|tai|diem|as of|as at|at)\s*(?:cuoi\s*)?(?:ngay\s*)?|(?<!,)(?<!, )\bngay\s*){_DAY}"
)
_MONTHS = re.compile(  # the last month of `9 tháng đầu năm 2022`, of `đến tháng 9/2022`
    rf"\b(?:(\d\d?) thang (?:dau )?nam ({_YEAR})"
    rf"|(?:den|toi|het)(?: het| cuoi)? thang (\d\d?)\s*(?:/|-|nam)\s*({_YEAR}))"
)
_PERIOD = re.compile(
    r"\b(?<!\d )(thang \d\d?\s*(?:/|-|nam)\s*(?:19|20)\d\d|quy (?:[iv]+|\d)\s*(?:/|-|nam)\s*(?:19|20)\d\d"
    r"|(?<!dau )(?<!cuoi )(?<!(?<!cac )thang )(?<!giua )nam (?:19|20)\d\d)(?!\s*[-–/]\s*\d)\b"
)
_RANKS = r"tỉnh|thành phố|tp\.?|thị xã|tx\.?|huyện|quận"
_RANKED_NAME = re.compile(rf"\b({_RANKS})\s+(?=([^\W\d_]+(?:[ -][^\W\d_]+){{0,3}}))", re.IGNORECASE)
_RANKED_ASCII_NAME = re.compile(_RANKED_NAME.pattern.replace(_RANKS, strip_accents(_RANKS)), re.IGNORECASE)
_NO_NAME = _words("""
    các trên địa bàn năm tháng quý đến tính theo và có tham gia đạt nghèo miền núi số ngày của thuộc tỉnh huyện thị
    thành xã phường phố khó đặc trực chưa được bao tỷ ven đồng biên
""")
_NO_ASCII_NAME = frozenset([*map(strip_accents, _NO_NAME), "hinh", "toan"])


class Statement(NamedTuple):
    """One text, and what it says."""

    place: str  # C7 or R7C3, or the name of the sheet
    reference: str  # the same with the sheet
    text: str
    meanings: tuple[tuple[str, str], ...] = ()  # scheme, group, kind, unit of figures
    says: frozenset[str] = frozenset()
    day: DatePart = DatePart()  # of which the figures are
    period: DatePart = DatePart()
    unknown_words: tuple[str, ...] = ()
    is_foreign_area: bool = False  # a row that holds no more than the name of another province

    def meaning(self, name: str) -> str:
        """What the text says of a field; blank if nothing, or several things."""
        values = {value for field, value in self.meanings if field == name}
        return values.pop() if len(values) == 1 else ""

    @property
    def is_unit(self) -> bool:
        """Whether the text is of the unit of the figures, so that it cannot be ignored."""
        return bool(_UNIT.match(self.text))

    @property
    def last_day(self) -> DatePart:
        """The day up to which the text, such as a note, says that figures are; not the day of a signature."""
        is_level = PLAN not in self.says and re.search(
            r"\b(?:den|toi|het|diem|as of|as at)\b", strip_accents(self.text)
        )
        return self.day if is_level else DatePart()

    @property
    def plan_year(self) -> int:
        """The year of which the text, the title of a plan and nothing else, gives the targets; 0 for other texts."""
        is_plan = self.says == {PLAN} or self.says == {PLAN, INSURED_PEOPLE}
        is_title = not self.unknown_words and bool(_PLAN_TITLE.match(" ".join(strip_accents(self.text).split())))
        return self.period.year if is_plan and is_title and not self.period.month else 0

    @property
    def is_section(self) -> bool:
        """Whether the text, over rows, says something about them."""
        says = self.says & {PLAN, DONE, CHANGE}
        return bool(self.meanings or says or self.day != DatePart() or self.period != DatePart())


def read_statement(text: str, words: Words, place: str = "", reference: str = "") -> Statement:
    """What a text says."""
    flat = unicodedata.normalize("NFC", text)
    parts = words.split_phrases(_PERSON.sub(" ", _OFFICE.sub(" ", flat)), is_header=False)
    phrases = [(means, phrase) for means, phrase in parts if means]
    meanings = [{name: value for name, value in means.items() if name in _FIELDS} for means, _ in phrases]
    says = {means["says"] for means, _ in phrases if "says" in means} - {"attained"}
    says |= {DONE} if any(means.get("says") == "attained" for means, _ in phrases) else set()
    is_plan = any(means.get("kind", "").startswith("target") for means, _ in phrases)
    says |= {PLAN} if is_plan else set()
    others = [phrase for means, phrase in phrases if means.get("group") != "uninsured"]
    says |= {INSURED_PEOPLE} if any(_speaks_of_insured(phrase) for phrase in others) else set()
    joint = combine_phrases([{n: v for n, v in m.items() if n in ("kind", "unit")} for m in meanings])
    pairs = {(n, v) for m in meanings for n, v in m.items() if n in ("scheme", "group") and v != "total"}
    pairs |= set() if is_plan or CHANGE in says else set(joint.items())
    plain = " ".join(strip_accents(flat).split())
    unknown = [word for means, phrase in parts if means is None for word in phrase]
    # Without accents a year has its number, or a word before it; otherwise the word may mean men.
    unknown += (
        ["nam"] if flat.isascii() and re.search(r"(?<!ca |au |oi |et )(?<!ang )\bnam\b(?! *\d| hoc)", plain) else []
    )
    numbers = _PLAIN_NUMBER if not _DOCUMENT.search(plain) else re.compile(r"[\w./-]*\d[\w./-]*")
    unknown_words = tuple(word for word in unknown if _UNIT.match(flat) or not numbers.fullmatch(word))
    return Statement(place, reference, text, tuple(sorted(pairs)), frozenset(says), *_times(plain), unknown_words)


def _speaks_of_insured(phrase: Iterable[str]) -> bool:
    return any(set(insured) <= set(phrase) for insured in (*INSURED, ("bao", "phủ"), ("coverage",)))


def _times(plain: str) -> tuple[DatePart, DatePart]:
    """The day of which a text says that the figures are, and the month or year that it names."""
    if _DOCUMENT.search(plain):
        return DatePart(), DatePart()
    texts = (re.sub(r"\s*([-/.])\s*", r"\1", match) for match in _AS_OF.findall(plain))
    days = {
        periods.date_readings(re.sub(r"([-/.])(\d\d)$", r"\g<1>20\2", t) if t.count(t[-3]) == 2 else t).get(periods.DMY)
        for t in texts
    }
    days |= {DatePart(int(y1 or y2), int(m1 or m2)) for m1, y1, m2, y2 in _MONTHS.findall(plain)}
    times = {periods.date_readings(match).get(periods.DMY) for match in _PERIOD.findall(plain)} - {None}
    days -= {None}
    day = days.pop() if len(days) == 1 else DatePart()
    return day, times.pop() if len(times) == 1 and day == DatePart() else DatePart()


def read_statements(table: Table, rows: Iterable[int], words: Words) -> list[Statement]:
    """Statements of the texts in some rows."""
    sheet = table.sheet
    return [
        read_statement(cell.text, words, sheet.local_reference(row, column), sheet.cell_reference(row, column))
        for row in rows
        for column, cell in enumerate(sheet.rows[row])
        if cell.text and not table.is_ignored(sheet.local_reference(row, column))
    ]


def read_titles(table: Table, words: Words) -> list[Statement]:
    """Statements of the texts above a table and of its sheet's name; a text file's name says nothing."""
    name = table.sheet.name
    has_name = table.sheet.has_letter_columns and not table.is_ignored(name)
    # `30-9-2022` says more than the year of a title; a bare year says no more than others.
    time = periods.date_readings(name).get(periods.DMY, DatePart())
    day = time if time.year and time.month else DatePart()
    named = [read_statement(name, words, name, name)._replace(day=day, period=DatePart())] if has_name else []
    return [*named, *read_statements(table, range(table.header_start), words)]


def find_meaning(name: str, sections: Sequence[Statement], titles: Sequence[Statement]) -> str:
    """What the texts around a figure say of a field: its nearest section that says something, else the titles."""
    for section in reversed(sections):
        if value := section.meaning(name):
            return value
    values = {value for title in titles for field, value in title.meanings if field == name}
    return values.pop() if len(values) == 1 else ""


def find_names(text: str) -> list[tuple[str, str]]:
    """Rank and name of the areas that a title names with their rank: `BHXH HUYỆN HƯƠNG SƠN`, `HUYEN HUONG SON`."""
    names = []
    pattern, no_name = (_RANKED_ASCII_NAME, _NO_ASCII_NAME) if text.isascii() else (_RANKED_NAME, _NO_NAME)
    for match in pattern.finditer(unicodedata.normalize("NFC", text)):
        rank, words = match.group(1), match.group(2).split()
        stop = next((i for i, w in enumerate(words) if w.casefold() in no_name or not w[0].isupper()), len(words))
        if stop:
            names.append((rank, " ".join(words[:stop])))
    return names


def ignore_answer(statement: Statement) -> str:
    """The option that says that a text has nothing to do with the figures."""
    return message("answer-ignore", place=repr(statement.place) if " " in statement.place else statement.place)
