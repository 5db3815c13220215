"""The SQL that reads the cells of a source as whole numbers; what it cannot read sets a bit of ``faults``."""

from collections.abc import Mapping
from datetime import date

from baophu.records.sources import Source, quote

NO_DAY, OPEN = -(2**31), 2**31 - 1
FIRST_OPEN_YEAR = 2099
# Decree 299-HĐBT began health insurance: an earlier day is a slip.
FIRST_DAY = date(1992, 10, 1)
# Công văn 3340/BHXH-ST: the last ten digits of cards from this day on are the person's lasting number.
FIRST_LASTING_NUMBER = date(2017, 8, 1)
LONGEST_TERM = 72
# Rules by bit of ``faults``, with the column that each speaks of.
RULES = {
    "number": "number", "rounded": "number", "code": "grp", "valid_from": "valid_from", "valid_to": "valid_to",
    "term": "term", "district": "district", "agent": "agent", "issued_on": "issued_on", "died_on": "died_on",
    "moved_on": "moved_on",
}  # fmt: skip
# What is counted and reported, by bit of ``notes``; rows of the first three are left out.
NOTES = ("blank", "inverted", "old_number", "padded", "other_province", "term_from_dates", "open_ends")
LEFT_OUT = ("blank", "inverted", "old_number")
# Only what is no plain number of ten digits is held against patterns, which take longer than all else.
_PADDED, _FLOAT, _ROUNDED = "[0-9]{9}", "[0-9]{9,10}[.,]0+", "[0-9]([.,][0-9]+)?E[+]?[0-9]+"
_FORMATS = "['%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d.%m.%Y', '%Y%m%d']"
_DAYS = ("valid_from", "valid_to", "issued_on", "died_on", "moved_on")
# Groups that pay 3, 6 or 12 months ahead (law 15.6; Decree 146/2018, 9.5-9.7).
_PAY_AHEAD = "('GB', 'GD', 'HS', 'SV')"


def reading_query(
    source: Source, home: int, codes: Mapping[str, str], districts: Mapping[str, int], agents: Mapping[str, int]
) -> str:
    """The query of a source: numbers, never missing, in the order of its rows.

    Texts are looked up without a join, because DuckDB does not keep the order of rows in one.

    Parameters
    ----------
    source : Source
        What to read.
    home : int
        Code of the office's province.
    codes : dict[str, str]
        Letters of the payer code by text of the file.
    districts : dict[str, int]
        Code of the district by text of the file.
    agents : dict[str, int]
        Number of the agent by text of the file.

    Returns
    -------
    str
        SQL with the columns ``number``, ``code`` (position of its text in ``codes``), ``district``, ``term``,
        ``agent`` (0 for none), days since 1970 (``OPEN`` for a card without end, ``NO_DAY`` for none), ``faults`` and
        ``notes``.
    """
    has = source.columns.positions
    cell = {role: f"nullif(trim({role}), '')" if role in has else "NULL::VARCHAR" for role in (*RULES.values(), "card")}
    return f"""
    WITH cells AS (
        SELECT upper(replace({cell["card"]}, ' ', '')) AS card,
            upper(replace({cell["number"]}, ' ', '')) AS given_number,
            {", ".join(f"{cell[role]} AS {role}" for role in ("grp", "term", "district", "agent"))},
            {", ".join(f"{_day(cell[role])} AS {role}" for role in _DAYS)},
            {", ".join(f"{cell[role]} AS {role}_text" for role in _DAYS)}
        FROM ({source.relation})
    ),
    split AS (
        SELECT *, CASE WHEN length(card) = 15 THEN {_whole("substr(card, 3)", 13)} END AS card_digits,
            card_digits IS NOT NULL AS has_code,
            coalesce(year(valid_to) >= {FIRST_OPEN_YEAR}, coalesce(valid_to_text, '-') IN ('-', 'NULL')) AS is_open,
            coalesce(given_number, CASE WHEN NOT has_code THEN card END) AS digits
        FROM cells
    ),
    parsed AS (
        SELECT *, CASE WHEN digits IS NULL THEN card_digits % 10000000000 ELSE coalesce({_whole("digits", 10)},
                CASE WHEN regexp_full_match(digits, '{_PADDED}|{_FLOAT}')
                THEN split_part(replace(digits, ',', '.'), '.', 1)::BIGINT END) END AS number,
            coalesce(TRY_CAST(term AS INTEGER), TRY_CAST(regexp_extract(term, '[0-9]+') AS INTEGER)) AS months
        FROM split
    ),
    known AS (
        SELECT *, {position("CASE WHEN has_code THEN left(card, 2) ELSE grp END", codes)} AS code,
            ([{", ".join(map(quote, codes.values()))}]::VARCHAR[])[code + 1] AS letters,
            {position("district", districts)} AS district_place,
            ([{", ".join(map(str, districts.values()))}]::INTEGER[])[district_place + 1] AS district_code,
            ([{", ".join(map(str, agents.values()))}]::INTEGER[])[{position("agent", agents)} + 1] AS agent_number,
            card_digits // 10000000000 % 100 AS card_province
        FROM parsed
    )
    SELECT coalesce(number, -1) AS number,
        coalesce(code, 0)::INTEGER AS code,
        coalesce(district_code, 100 * CASE WHEN card_province BETWEEN 1 AND 96 THEN card_province ELSE {home} END)
            ::USMALLINT AS district,
        coalesce(months, {_term_from_dates()})::INTEGER AS term,
        coalesce(agent_number, 0)::USMALLINT AS agent,
        {", ".join(f"{_days_since_1970(role)} AS {role}" for role in _DAYS)},
        {_bits(_faults(source.columns.has_spells), RULES)} AS faults,
        {_bits(_notes(source.columns.has_spells, home), NOTES)} AS notes
    FROM known
    """


def position(text: str, texts: Mapping[str, object]) -> str:
    """SQL of the position of a text among others, from 0; missing if it is not one of them."""
    return f"enum_code(TRY_CAST({text} AS ENUM({', '.join(map(quote, texts))})))" if texts else "NULL::INTEGER"


def _whole(text: str, length: int) -> str:
    """A number of so many digits and nothing else; missing for any other text."""
    number = f"TRY_CAST({text} AS BIGINT)"
    return f"CASE WHEN lpad({number}::VARCHAR, {length}, '0') = {text} THEN {number} END"


def _day(text: str) -> str:
    return f"try_strptime(split_part(split_part({text}, ' ', 1), 'T', 1), {_FORMATS})::DATE"


def _days_since_1970(role: str) -> str:
    days = f"coalesce({role} - DATE '1970-01-01', {NO_DAY})"
    return f"(CASE WHEN is_open THEN {OPEN} ELSE {days} END)::INTEGER" if role == "valid_to" else f"{days}::INTEGER"


def _term_from_dates() -> str:
    spans = " ".join(f"WHEN valid_to + 1 = valid_from + INTERVAL {m} MONTH THEN {m}" for m in (3, 6, 12))
    return f"CASE WHEN letters = 'TE' THEN {LONGEST_TERM} WHEN letters NOT IN {_PAY_AHEAD} THEN 0 {spans} ELSE 0 END"


def _bits(conditions: dict[str, str], names) -> str:
    """A number with the bit of each name whose condition holds; a missing condition does not."""
    terms = (
        f"coalesce(({conditions[name]})::INTEGER, 0) * {1 << bit}"
        for bit, name in enumerate(names)
        if name in conditions
    )
    return f"({' + '.join(terms)})::INTEGER" if conditions else "0"


def _faults(has_spells: bool) -> dict[str, str]:
    rounded = f"number IS NULL AND regexp_full_match(digits, '{_ROUNDED}')"
    days = {role: f"{role}_text IS NOT NULL AND ({role} IS NULL OR {_is_implausible(role)})" for role in _DAYS[2:]}
    rules = {"number": f"number IS NULL AND NOT coalesce({rounded}, false)", "rounded": rounded, **days}
    if has_spells:
        rules |= {
            "code": "code IS NULL",
            "valid_from": f"valid_from IS NULL OR {_is_implausible('valid_from')}",
            "valid_to": f"NOT is_open AND (valid_to IS NULL OR {_is_implausible('valid_to')})",
            "term": f"months NOT BETWEEN 0 AND {LONGEST_TERM} OR (term IS NOT NULL AND months IS NULL)",
            "district": "district IS NOT NULL AND district_code IS NULL",
            "agent": "agent IS NOT NULL AND agent_number IS NULL",
        }
    is_blank = _notes(has_spells, 0)["blank"]
    return {name: f"({rule}) AND NOT ({is_blank})" for name, rule in rules.items()}


def _is_implausible(role: str) -> str:
    return f"{role} < DATE '{FIRST_DAY}' OR year({role}) >= {FIRST_OPEN_YEAR}"


def _notes(has_spells: bool, home: int) -> dict[str, str]:
    if not has_spells:
        return {"blank": "digits IS NULL AND card IS NULL"}
    return {
        "blank": "digits IS NULL AND card IS NULL AND valid_from_text IS NULL",
        "inverted": "NOT is_open AND valid_to < valid_from",
        "old_number": f"has_code AND given_number IS NULL AND valid_from < DATE '{FIRST_LASTING_NUMBER}'",
        "padded": "number < 1000000000 AND length(digits) <> 10",
        "other_province": f"district_code IS NULL AND card_province <> {home}",
        "term_from_dates": "months IS NULL",
        "open_ends": "is_open",
    }
