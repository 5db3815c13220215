"""The page of true lapse: an office's own card records, or synthetic ones to try it on, with the ledger's figures."""

import json
import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from baophu.api.facts_cache import load_cited_figures
from baophu.api.one_province import province
from baophu.common.digests import digest
from baophu.common.errors import BaophuError
from baophu.common.languages import check_language
from baophu.common.messages import add_choices, message
from baophu.common.paths import BUILD, DATA
from baophu.records import synthetic
from baophu.records.cubes import build_cubes
from baophu.records.frames import DEFAULT_THRESHOLD, Records, open_records
from baophu.records.key import records_folder
from baophu.report.pages.lapse_records import LapseRecordsPage, RecordFacts
from baophu.report.record_words import TOTAL, RecordWords

OFFICE, SYNTHETIC = "office", "synthetic"
_PERSONS, _SEED, _SKELETON = 200_000, 2022, "can-tho"  # of the synthetic province; districts are those of a real one
_PUBLISHED_SHARE = 1.004  # synthetic figures in the place of published ones lie a little above the records
# Groups of the ledger that are groups of card records.
_GROUPS = {
    "total": TOTAL, "household": "household", "near_poor": "near_poor", "students": "pupil", "employees": "employee",
    "pensioners": "agency",
}  # fmt: skip


class UnknownSource(BaophuError):
    """Card records are an office's own or synthetic."""

    exit_code = 2


def office_records(province: str | int, source: str = OFFICE, k: int | None = DEFAULT_THRESHOLD) -> Records:
    """Card records to make a page of.

    Parameters
    ----------
    province : str or int
        Slug, name or code of the office's province; of synthetic records it is ignored.
    source : str
        ``"office"``, the records that ``make records`` took in, as :func:`baophu.records` gives them; ``"synthetic"``,
        invented ones of an invented province, made when first asked for (a quarter of a minute).
    k : int or None
        See :func:`baophu.records`.

    Returns
    -------
    Records

    Raises
    ------
    UnknownSource
        ``source`` is something else.
    UnknownProvince, NoCubes, ThresholdTooLow, OfficeOnly
        See :func:`baophu.records`.

    Examples
    --------
    >>> import baophu
    >>> baophu.office_records("can-tho", "synthetic")
    Card records of can-tho, 2015-01-01 to 2024-12-31, counts under 10 hidden
    """
    if source not in (OFFICE, SYNTHETIC):
        raise UnknownSource(add_choices(message("lapse-no-source", name=repr(source)), source, (OFFICE, SYNTHETIC)))
    if source == OFFICE:
        return open_records(province, k=k)
    return open_records(_SKELETON, k=k, data=make_synthetic_office(BUILD / "lapse-synthetic"))


def lapse_page(records: Records, start: str, end: str, language: str = "vi") -> LapseRecordsPage:
    """The page of card records between two days.

    Parameters
    ----------
    records : Records
        What :func:`office_records` or :func:`baophu.records` gave.
    start, end : str
        First and last day, month ends: ``"2021-12-31"``.
    language : str
        ``"vi"`` or ``"en"``.

    Returns
    -------
    LapseRecordsPage

    Raises
    ------
    UnknownLanguage
        Pages are not written in this language.
    UnknownClaim
        The ledger has changed since its changes were worked out.

    Examples
    --------
    >>> import baophu
    >>> records = baophu.office_records("can-tho", "synthetic")
    >>> page = baophu.lapse_page(records, "2021-12-31", "2022-06-30", "en")
    >>> page.year_before
    ('2020-12-31', '2021-06-30')
    """
    check_language(language)
    period = (date.fromisoformat(start), date.fromisoformat(end))
    is_synthetic = records.is_synthetic
    words = RecordWords(language, _places(records, language, is_synthetic), is_synthetic, period)
    if is_synthetic:
        published, changes = _synthetic_figures(records, words), pd.DataFrame()
    else:
        published, changes = _published(records.slug, period, language)
    claims = {claim for frame in (published, changes) if "claim_id" in frame for claim in frame["claim_id"] if claim}
    facts = RecordFacts(
        page=f"lapse-{SYNTHETIC}" if is_synthetic else f"lapse-{records.slug}",
        first_day=records.start,
        as_of=records.cut,
        data_version=records.version,
        threshold=records.k,
        counts=records.counts(),
        published_figures=published,
        changes=changes,
        citations=load_cited_figures(frozenset(claims)) if claims else None,
    )
    return LapseRecordsPage(facts, words)


def make_synthetic_office(root: Path, persons: int = _PERSONS) -> Path:
    """A data folder with the synthetic records of an invented province, counted; made anew if its code has changed.

    Parameters
    ----------
    root : Path
        Folder of its own.
    persons : int
        Number of invented people.

    Returns
    -------
    Path
        The data folder, for :func:`baophu.records`.
    """
    data, stamp = root / "data", root / "made.txt"
    folder = records_folder(data) / _SKELETON
    made_of = f"{persons} {_SEED} {digest([Path(synthetic.__file__)], Path(synthetic.__file__).parent)}"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("local", ".*"), dirs_exist_ok=True)
    if not stamp.exists() or stamp.read_text("utf-8") != made_of:
        shutil.rmtree(folder, ignore_errors=True)
        spells, events = synthetic.synthetic_records(persons, _SEED)
        synthetic.write_synthetic(folder, spells, events)
        counts = json.loads((folder / "counts.json").read_text("utf-8")) | _count_intake(spells, events)
        (folder / "counts.json").write_text(json.dumps(counts), "utf-8")
        stamp.write_text(made_of, "utf-8")
    build_cubes(folder)
    return data


def _count_intake(spells: pd.DataFrame, events: pd.DataFrame) -> dict[str, int]:
    """What an intake would count of the rows."""
    provinces = (spells["district"] // 100).groupby(spells["person"]).nunique()
    same = ["person", "district", "grp", "valid_from", "valid_to", "term"]
    is_inverted = spells["valid_to"] < spells["valid_from"]
    is_duplicate = spells.duplicated(same) & ~is_inverted
    return {
        "kept": int((~is_inverted & ~is_duplicate).sum()),
        "persons": len(provinces),
        "events": len(events),
        "duplicates": int(is_duplicate.sum()),
        "inverted": int(is_inverted.sum()),
        "open_ends": int(spells["valid_to"].isna().sum()),
        "persons_in_two_provinces": int((provinces > 1).sum()),
    }


def _places(records: Records, language: str, is_synthetic: bool) -> dict[str, str]:
    codes, words = records.district_rows(), RecordWords(language)
    home, *districts = codes
    names = {row["area"]: row[f"name_{language}"] for row in codes}
    if is_synthetic:
        names = {
            row["area"]: words.say("records-synthetic-district", number=str(number))
            for number, row in enumerate(districts, 1)
        }
    province_name = words.say("records-synthetic-name") if is_synthetic else home[f"name_{language}"]
    return {**names, "": province_name, home["area"]: words.say("records-no-district")}


def _synthetic_figures(records: Records, words: RecordWords) -> pd.DataFrame:
    """Invented figures in the place of published ones: the stock of some days, a little above it and rounded."""
    stock = records.stock()
    days = pd.to_datetime(["2019-12-31", "2021-12-31", "2022-06-30"])
    is_chosen = (stock["district"] == TOTAL) & stock["group"].isin([TOTAL, "household"]) & stock["day"].isin(days)
    rows = stock[is_chosen & ~stock["is_hidden"]]
    count = (rows["insured_count"].astype("float64") * _PUBLISHED_SHARE).round(-2)
    frame = {"group": rows["group"], "as_of": rows["day"], "as_of_precision": "day", "insured_count": count}
    publisher = words.say("records-published-synthetic")
    return pd.DataFrame({**frame, "publishers": publisher, "claim_id": ""}).reset_index(drop=True)


def _published(slug: str, period: tuple[date, date], language: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ledger's numbers of insured people, and its changes between the two days."""
    place = province(slug, language)
    figures = place.figures()
    is_count = (figures["scheme"] == "bhyt") & (figures["kind"] == "count") & (figures["unit"] == "persons")
    is_count &= (figures["area"] == slug) & figures["as_of"].notna() & figures["group"].isin(_GROUPS)
    rows = figures[is_count]
    names = ["group", "as_of", "as_of_precision", "insured_count", "publishers", "claim_id"]
    published = rows.rename(columns={"value": "insured_count", "publisher": "publishers"})[names]
    published = published.assign(group=published["group"].map(_GROUPS)).reset_index(drop=True)
    changes = place.changes()
    is_same = (changes["scheme"] == "bhyt") & (changes["area"] == slug) & (changes["group"] == "total")
    is_same &= (changes["kind"] == "printed") & changes["change_count"].notna()
    is_same &= (changes["start"] == pd.Timestamp(period[0])) & (changes["end"] == pd.Timestamp(period[1]))
    rows = changes[is_same]
    return published, rows.assign(claim_id=rows["claim_ids"].str.split().str[0]).reset_index(drop=True)
