"""The page of card records, on synthetic records: what it says is in the frames, and it gives no small count away."""

import io
import json
import re
import shutil
from datetime import date
from functools import cache
from html import unescape

import numpy as np
import pandas as pd
import pikepdf
import pytest
from checkout import copy_project
from click.testing import CliRunner
from pages import run_notebook

import baophu
from baophu import __version__, charts
from baophu.api import lapse, office_changes
from baophu.cli import main
from baophu.common.office import office_records_version
from baophu.explore import lapse as chooser
from baophu.export.run import HTML, PDF, export
from baophu.ledger.names import provinces
from baophu.publish import batch, site
from baophu.publish import lapse as publish_lapse
from baophu.records import frames as records_frames
from baophu.records.decomposition import decompose
from baophu.records.frames import open_records
from baophu.report.charts.funnel import funnel_points
from baophu.report.charts.persistency import shown_cohorts
from baophu.report.charts.renewals import OUTCOMES
from baophu.report.charts.returns import RETURNS
from baophu.report.charts.waterfall import change_steps, change_totals
from baophu.report.record_words import HIDDEN

START, END = "2021-12-31", "2022-06-30"
BEFORE = ("2020-12-31", "2021-06-30")
PERSONS, FEW = 30_000, 2_000
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Numbers that words and captions have beside counts: terms, months and days of the definitions, limits in percent.
DEFINED = {"3", "6", "12", "13", "25", "30", "31", "60", "61", "90", "91", "95", "99.8", "396", "761", "10", "0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data folder with synthetic records."""
    return lapse.make_synthetic_office(tmp_path_factory.mktemp("synthetic"), PERSONS)


def opened(data):
    """Records of which every table is computed once."""
    records = open_records("can-tho", data=data)
    for name in ("stock", "renewals", "returns", "moves", "persistency", "decomposition", "due"):
        setattr(records, name, cache(getattr(records, name)))
    return records


@pytest.fixture(scope="module")
def records(folder):
    return opened(folder)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Records as if they were an office's own, of so few people that nearly every count is hidden."""
    root = lapse.make_synthetic_office(tmp_path_factory.mktemp("office"), FEW)
    file = root / "local/records/can-tho/counts.json"
    counts = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({name: value for name, value in counts.items() if name != "source"}), "utf-8")
    return opened(root)


@pytest.fixture(scope="module")
def executed(records, office):
    """``executed(which, language)``: the notebook with its outputs, run once."""
    known, of = {}, {"synthetic": records, "office": office}

    def executed(which="synthetic", language="en"):
        if (which, language) not in known:
            days = {"start": START, "end": END}
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(lapse, "office_records", lambda *_: of[which])
                patch.setattr(chooser, "choose_lapse", lambda *_: None)  # for analysts; it has tests of its own
                known[which, language] = run_notebook(
                    "lapse_records.ipynb", source="office", province="can-tho", **days, k=10, language=language
                )
        return known[which, language]

    return executed


@pytest.fixture(scope="module")
def page(executed):
    known = {}

    def page(which="synthetic", language="en"):
        if (which, language) not in known:
            known[which, language] = export(executed(which, language), HTML, profile="standard").decode("utf-8")
        return known[which, language]

    return page


def text_of(html):
    """What a reader sees or hears: texts, alternative texts, captions; without code, styles and data of drawings."""
    body = re.sub(r"<(style|script)\b.*?</\1>|<details class=\"code\".*?</details>", "", html, flags=re.DOTALL)
    body = re.sub(r"</text>", " ", body)
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', body))
    return unescape(re.sub(r"<[^>]+>", " ", body) + " " + labels)


def numbers_of(text):
    return set(re.findall(r"\d+(?:[,.]\d+)*", text))


def frames_of(place):
    return {
        "now": place.decomposition(START, END),
        "before": place.decomposition(*BEFORE),
        "stock": place.stock(),
        "renewals": place.renewals("term"),
        "returns": place.returns(),
        "districts": place.renewals("district"),
        "persistency": place.persistency(grace=30),
        "moves": place.moves(),
        "due": place.due(90, by="district"),
        "due_terms": place.due(90, by="term"),
    }


# ── The decomposition ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("days", [(START, END), BEFORE, ("2018-03-31", "2023-09-30")])
def test_the_waterfall_adds_up_to_the_person(records, days):
    frame = records.decomposition(*days)
    steps = change_steps(frame).set_index("step")["persons"]
    assert steps["opening"] + steps.drop(["opening", "closing"]).sum() == steps["closing"]
    totals = change_totals(frame)
    assert totals["net"] == totals["came"] - totals["left"] == totals["closing"] - totals["opening"]


def test_people_who_came_and_left_are_those_of_the_states(records):
    pairs = decompose(records._folder, date.fromisoformat(START), date.fromisoformat(END), by="province")
    pairs = pairs[pairs["province"] == 92]
    came = pairs[pairs["group0"].isin(["new", "returned", "elsewhere"])]["persons"].sum()
    left = pairs[pairs["group1"].isin(["left", "elsewhere"])]["persons"].sum()
    totals = change_totals(records.decomposition(START, END))
    assert (totals["came"], totals["left"]) == (came, left)


def test_few_who_came_by_a_way_are_a_step_of_their_own_side():
    columns = ["group", "opening", "new", "returned", "came_otherwise", "term_3", "other", "closing", "hidden"]
    frame = pd.DataFrame([["all", 100, 20, 10, 10, 30, 5, 105, ""]], columns=columns)
    steps = change_steps(frame).set_index("step")["persons"].to_dict()
    assert steps == {
        "opening": 100,
        "new": 20,
        "returned": 10,
        "came_otherwise": 10,
        "term_3": -30,
        "other": -5,
        "closing": 105,
    }


def test_a_hidden_part_hides_its_sum():
    frame = pd.DataFrame([["household", 100, 20, pd.NA, 30, pd.NA, ""]],
                         columns=["group", "opening", "new", "returned", "term_3", "closing", "hidden"])  # fmt: skip
    frame = frame.astype({name: "Int64" for name in ("opening", "new", "returned", "term_3", "closing")})
    totals = change_totals(frame, "household")
    assert totals[["came", "net"]].isna().all() and totals["left"] == 30


def test_bars_of_the_waterfall_are_the_steps(records):
    frame = records.decomposition(START, END)
    axes = charts.waterfall(frame, records.decomposition(*BEFORE))
    widths = [round(bar.get_width()) for bar in axes.patches if bar.get_height() > 0.2]
    steps = change_steps(frame)
    flows = steps[~steps["step"].isin(["opening", "closing"]) & (steps["persons"] != 0)]["persons"].abs().tolist()
    assert widths == flows


def test_shares_of_renewals_are_those_of_the_frame(records):
    frame = records.renewals("term")
    frame = frame[frame["period"].between("2021-01-01", "2022-10-01")]
    axes = charts.renewals(frame).figure.axes[2]
    rows = frame[frame["term"] == 12].reset_index(drop=True)
    for bars, name in zip(axes.containers, OUTCOMES, strict=True):
        for bar, row in zip(bars, rows.itertuples(), strict=True):
            shown = 0 if row.hidden else 100 * getattr(row, name) / row.due
            assert bar.get_height() == pytest.approx(shown)


def test_bars_of_returns_and_numbers_at_risk_are_those_of_the_frames(records):
    frame = records.returns()
    frame = frame[frame["period"].between("2021-01-01", "2022-10-01")]
    rows = frame[frame["group"] == "all"]
    for bars, name in zip(charts.returns(frame).containers, RETURNS, strict=True):
        shares = (100 * rows[name] / rows["left"]).fillna(0)
        assert [bar.get_height() for bar in bars] == pytest.approx(shares.tolist())
    cohorts = records.persistency(grace=30)
    shown = shown_cohorts(cohorts)
    labels = [label.get_text().split("\n") for label in charts.persistency(cohorts, language="en").get_xticklabels()]
    names = ["entry_year", "entered_count", "month_3_at_risk", "month_13_at_risk", "month_25_at_risk"]
    for label, row in zip(labels, shown[names].itertuples(index=False), strict=True):
        assert label[1:] == [HIDDEN if pd.isna(number) else f"{number:,}" for number in row[1:]]
        assert label[0] == str(row[0])


def test_limits_of_the_funnel_are_those_of_a_binomial_share(records):
    frame = records.renewals("district")
    points = funnel_points(frame, 2022)
    row = points.iloc[0]
    share = row["province_pct"] / 100
    error = 100 * np.sqrt(share * (1 - share) / row["known_count"])
    assert row["z"] == pytest.approx((row["renewed_pct"] - row["province_pct"]) / error)
    total = frame[(frame["period"].dt.year == 2022) & (frame["district"] == "all")].iloc[0]
    assert row["province_pct"] == total["renewed_pct"]


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────


def values_of(*frames):
    """Numbers of frames as the page writes them: shares with one decimal, counts."""
    values = set()
    for frame in frames:
        for name in frame.select_dtypes("number"):
            shown = "{:.1f}" if name.endswith("_pct") else "{:,.0f}"
            values |= {shown.format(abs(value)) for value in frame[name].dropna()}
    return values


def values_of_change(frame):
    """Numbers that are sums of a decomposition: of all, of the ways of each group, and their shares."""
    totals, f = change_totals(frame), "{:,.0f}".format
    values = {f(abs(totals[name])) for name in ("net", "came", "left")} | {f"{totals['left_pct']:.1f}"}
    values |= {f(abs(net)) for net in (frame["closing"] - frame["opening"]).dropna()}
    values.add(f"{abs(100 * totals['net'] / totals['opening']):.1f}")
    came = frame[["new", "returned", "from_other_province"]].sum(axis=1, skipna=False)
    left = frame["opening"] + came + frame["moved_in"] - frame["moved_out"] - frame["closing"]
    values |= {f(n) for n in (*came.dropna(), *left.dropna())}
    steps = change_steps(frame).set_index("step")["persons"]
    return values | {f"{100 * abs(persons) / totals['left']:.0f}" for persons in steps}


_PIECE = re.compile(r'<(figure|div)\b[^>]*\bid="([\w-]+-(?:chart|table))".*?</(?:figure|table)>', re.DOTALL)


def test_every_number_of_the_page_is_in_its_frame(records, page):
    frames, f = frames_of(records), "{:,.0f}".format
    figures = lapse.lapse_page(records, START, END, "en").published_figures(frames["stock"])
    change = values_of(frames["now"], frames["before"])
    change |= values_of_change(frames["now"]) | values_of_change(frames["before"])
    of_districts = values_of(frames["districts"])
    known = {
        f(count) for year in range(2015, 2025) for count in funnel_points(frames["districts"], year)["known_count"]
    }
    counts = {f(value) for value in records.counts().values() if isinstance(value, int)}
    allowed = {
        "waterfall-chart": change,
        "groups-table": change,
        "steps-table": change,
        "stock-chart": values_of(frames["stock"], figures),
        "published-table": values_of(figures),
        "renewals-chart": values_of(frames["renewals"]),
        "renewals-table": values_of(frames["renewals"]),
        "returns-chart": values_of(frames["returns"]),
        "returns-table": values_of(frames["returns"]),
        "persistency-chart": values_of(frames["persistency"]),
        "persistency-table": values_of(frames["persistency"]),
        "moves-chart": values_of(frames["moves"]),
        "funnel-chart": of_districts | known,
        "districts-table": of_districts,
        "due-chart": values_of(frames["due"]),
        "due-table": values_of(frames["due_terms"]),
        "intake-table": counts,
    }
    years = {str(year) for year in range(2015, 2026)} | {str(number) for number in range(1, 10)}  # and districts
    anywhere = DEFINED | years | numbers_of(f"{START} {END}")
    ticks = {f(value) for value in (*range(101), *range(0, 200_000, 50))}
    found = {match[2]: match[0] for match in _PIECE.finditer(page())}
    assert set(found) == set(allowed)
    for name, piece in found.items():
        words = re.sub(r"(<svg\b[^>]*>).*?</svg>", r"\1", piece, flags=re.DOTALL)
        assert numbers_of(text_of(words)) - allowed[name] - anywhere == set(), name
        assert numbers_of(text_of(piece)) - allowed[name] - anywhere - ticks == set(), name
    rest = text_of(_PIECE.sub("", page()))
    assert numbers_of(rest) - change - counts - anywhere - numbers_of(f"{records.version} {__version__}") == set()


def test_tables_of_returns_and_persistency_have_the_cells_of_their_rows(records, page):
    returns, cohorts = records.returns(), records.persistency(grace=30)
    rows = returns[(returns["period"] == "2022-01-01") & returns["left"].ne(0).fillna(True)]
    whole = cohorts[cohorts["month_25_pct"].notna() & ~cohorts["partial"].str.contains("month_25")]
    newest = whole.groupby("group", sort=False).tail(1)
    months = [f"month_{n}_pct" for n in (3, 13, 25)]
    for name, frame, columns in (
        ("returns", rows, ["left", *RETURNS, "returned_pct"]),
        ("persistency", newest, ["entered_count", *months, "month_25_at_risk"]),
    ):
        (table,) = (match[0] for match in _PIECE.finditer(page()) if match[2] == f"{name}-table")
        cells = iter(re.findall(r'<td class="num">(.*?)</td>', table))
        for _, row in frame.iterrows():
            assert name != "persistency" or next(cells) == str(row["entry_year"])
            for column in columns:
                shown = "{:.1f}%" if column.endswith("_pct") else "{:,.0f}"
                assert next(cells) == (HIDDEN if pd.isna(row[column]) else shown.format(row[column])), column
        assert next(cells, None) is None and len(frame) > 2


@pytest.mark.parametrize("which", ["synthetic", "office"])
def test_no_count_under_the_threshold_is_shown(page, which, records, office):
    for table in frames_of(office if which == "office" else records).values():
        counts = [name for name in table.columns if str(table[name].dtype) == "Int64"]
        assert not any(((table[name] > 0) & (table[name] < 10)).any() for name in counts)
    html = page(which)
    cells = re.findall(r'<td class="num">([^<]*)</td>', html)
    assert len(cells) > 50 and HIDDEN in cells
    assert [cell for cell in cells if re.fullmatch(r"[1-9]", cell)] == []
    alts = " ".join(unescape(alt) for alt in re.findall(r'aria-label="([^"]*)"', html))
    assert re.findall(r".{30}: −?[1-9](?![\d,.]\d|\d|-)", alts) == []
    tips = " ".join(re.findall(r"<title>(.*?)</title>", " ".join(re.findall(r"<svg\b.*?</svg>", html, re.DOTALL))))
    assert re.findall(r": −?[1-9](?![\d,.]\d|\d|-)", tips) == []


def test_page_of_few_people_says_what_it_cannot_show(page):
    text = text_of(page("office"))
    assert "Too few people began as household members" in text and "Fewer than three districts" in text
    assert "nan" not in text.lower() and "<NA>" not in text


def test_the_page_answers_what_happened(records, page):
    totals, text = change_totals(records.decomposition(START, END)), " ".join(text_of(page()).split())
    assert f"fell by a net {-totals['net']:,} people" in text
    assert f"{totals['came']:,} people joined or came back; {totals['left']:,} people left" in text
    steps = change_steps(records.decomposition(START, END)).set_index("step")["persons"]
    assert steps.drop(["opening", "closing"]).idxmin() == "term_12"
    assert f"12-month card ran out, no card on the last day, {-steps['term_12']:,} people" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_synthetic_page_says_so_everywhere(page, executed, language):
    html, word = page("synthetic", language), {"vi": "Giả lập: ", "en": "Synthetic: "}[language]
    titles = re.findall(r'<p class="figure-title">(.*?)</p>|<caption>(.*?)</caption>', html, re.DOTALL)
    titles = [re.sub(r'<span class="figure-number">.*?</span>', "", "".join(pair)).strip() for pair in titles]
    titles += re.findall(r'<p class="card-label">(.*?)</p>', html)
    assert len(titles) > 16 and all(title.startswith(word) for title in titles)
    kicker = re.search(r'<p class="kicker">(.*?)</p>', html)[1]
    assert "synthetic" in kicker.lower() and "Whole province" not in html and "Toàn tỉnh, thành phố" not in html
    assert all(
        "synthetic" in caption.lower() for caption in re.findall(r"<figcaption>(.*?)</figcaption>", html, re.DOTALL)
    )
    drawings = re.findall(r"<svg\b.*?</svg>", html, re.DOTALL)
    assert drawings and all("SYNTHETIC" in drawing for drawing in drawings)
    assert "synthetic" in re.search(r"<title>(.*?)</title>", html)[1].lower()
    data = json.loads(re.search(r'id="baophu-report">(.*?)</script>', html, re.DOTALL)[1])
    assert data["is_synthetic"] is True and data["province"] == "lapse-synthetic" and "SYNTHETIC" in data["mark"]
    assert f'<p class="mark">{data["mark"]}</p>' in html and f'data-mark="{data["mark"]}"' in html


def test_a_synthetic_page_names_no_real_place(page):
    text = text_of(page("synthetic", "vi"))
    names = {row["name_vi"] for row in provinces().values()} | {"Ninh Kiều", "Ô Môn", "Thốt Nốt"}
    assert [name for name in names if re.search(rf"(?<!\w){name}(?!\w)", text)] == []


def test_an_office_page_is_not_marked_and_sets_its_net_change_against_the_published_one(page, office):
    html = page("office")
    assert "synthetic" not in text_of(html).lower() and "data-mark" not in html
    net = change_totals(office.decomposition(START, END))["net"]
    assert f"difference: {net + 37_404:+,}" in text_of(html)
    assert f"Published change: about −37,404 people (difference {net + 37_404:+,})" in text_of(html)
    (steps,) = (match[0] for match in _PIECE.finditer(html) if match[2] == "steps-table")
    numbers = re.findall(r'<td class="num">(.*?)</td>', steps)[-6:]
    assert numbers == [f"{net:+,}".replace("-", "−"), "", "about −37,404 people", "", f"{net + 37_404:+,}", ""]
    assert "#src-can-tho-bhyt-change-2022-06-30" in steps
    aims = set(re.findall(r'href="#(src-[^"]+)"', html))
    assert "src-can-tho-bhyt-change-2022-06-30" in aims and "src-can-tho-bhyt-count-2016-06-30" in aims
    assert all(f'id="{aim}"' in html for aim in aims)


def test_the_published_change_is_drawn_hollow_from_the_opening_stock_and_on_no_synthetic_page(office, records, page):
    frame = office.decomposition(START, END)
    published = lapse.lapse_page(office, START, END, "en").published_changes(frame)
    net, opening = change_totals(frame)["net"], change_totals(frame)["opening"]
    row = published.iloc[0]
    assert (row["change_count"], row["net_count"], row["difference_count"]) == (-37_404, net, net + 37_404)
    own, hollow = charts.waterfall(frame, changes=published).patches[-2:]
    assert (own.get_x() + own.get_width(), hollow.get_x() + hollow.get_width()) == (opening + net, opening - 37_404)
    assert hollow.get_facecolor()[3] == 0
    assert lapse.lapse_page(records, START, END, "en").published_changes(frame).empty
    assert "37,404" not in page() and "Published change" not in page()


def test_published_figures_stand_beside_the_records_of_their_day(office):
    stock = office.stock()
    figures = lapse.lapse_page(office, START, END, "en").published_figures(stock)
    row = figures[(figures["group"] == "all") & (figures["as_of"] == "2016-06-30")].iloc[0]
    is_cell = (stock["day"] == "2016-06-30") & (stock["district"] == "all") & (stock["group"] == "all")
    assert row["stock_count"] == stock[is_cell]["insured_count"].item()
    assert row["difference_count"] == row["stock_count"] - 860_061
    # The 13th of September is no month end.
    assert figures[figures["group"] == "pupil"]["difference_count"].isna().all()


def test_records_that_do_not_reach_back_a_year_have_no_year_before(records):
    page = lapse.lapse_page(records, "2015-01-31", "2015-06-30", "en")
    assert not page.has_year_before
    shown = page.steps(records.decomposition("2015-01-31", "2015-06-30"), None)
    assert len(shown.header) == 2


def test_a_fall_from_a_peak_that_comes_every_year_is_said_to(records):
    page = lapse.lapse_page(records, START, END, "en")
    days = pd.date_range("2018-01-31", "2022-06-30", freq="ME")
    stock = pd.DataFrame({"day": days, "district": "all", "group": "all", "insured_count": 1000 + days.month})
    changes = records.decomposition(START, END)
    assert "In every year of the data the number is highest" in page.finding(changes, stock=stock).text()
    stock.loc[stock["day"] == "2019-06-30", "insured_count"] = 2000
    assert "In every year of the data the number is highest" not in page.finding(changes, stock=stock).text()


def test_days_a_year_before_stay_month_ends(records):
    page = lapse.lapse_page(records, "2021-02-28", "2021-06-30", "en")
    assert page.year_before == ("2020-02-29", "2020-06-30")


def test_a_page_with_every_count_is_marked_as_the_offices_own(office, monkeypatch):
    monkeypatch.setattr(office, "k", None)
    page = lapse.lapse_page(office, START, END, "en")
    assert page.masthead().metadata["mark"] == "FOR THE OFFICE ONLY"
    assert "every count is shown" in page.masthead().text() and "every count is shown" in page.intake().text()


def test_unknown_sources_are_refused():
    with pytest.raises(lapse.UnknownSource, match="'offic'.*Did you mean 'office'"):
        lapse.office_records("can-tho", "offic")


# ── Choosers ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_choosers_draw_what_they_select(records):
    fields = chooser._Chooser(records, lapse.lapse_page(records, START, END, "en").words)
    assert fields.district.options[1][0] == "Synthetic district 1"
    whole, stock = fields.change.value, fields.stock.value
    fields.group.value = "household"
    assert fields.change.value != whole and "<svg" in fields.change.value
    fields.start.value = "2021-06-30"
    fields.district.value = fields.district.options[1][1]
    assert fields.stock.value != stock
    fields.end.value = "2021-03-31"
    assert "<svg" not in fields.change.value  # the days are the wrong way round, which it says
    # Any days, of synthetic records: the button computes what the days alone do not.
    *_, first, last, button = fields.box.children[0].children
    before = fields.change.value
    first.value, last.value = date(2022, 1, 10), date(2022, 2, 10)
    assert fields.change.value == before
    button.click()
    assert "<svg" in fields.change.value and "SYNTHETIC" in fields.box.children[1].value.upper()
    before, last.value = fields.change.value, None
    button.click()
    assert fields.change.value == before


def test_any_days_of_an_office_need_every_count(office, records, monkeypatch):
    monkeypatch.setattr(chooser._Chooser, "_show_stock", lambda *_: None)
    monkeypatch.setattr(chooser._Chooser, "_show_change", lambda *_: None)
    days = ("2022-01-10", "2022-02-10")
    words = lapse.lapse_page(office, START, END, "en").words
    assert "k=None" in chooser._Chooser(office, words).box.children[0].children[-1].value
    with pytest.raises(records_frames.NotPublished):
        office.decomposition(*days)
    every_count = open_records("can-tho", k=None, data=records._folder.parents[2])
    assert every_count.decomposition(*days)["hidden"].eq("").all()
    assert records.decomposition(*days)["hidden"].ne("").any()
    monkeypatch.setattr(records_frames, "DATA", office._folder.parents[2])
    every_count = open_records("can-tho", k=None, data=records_frames.DATA)
    assert chooser._Chooser(every_count, words).box.children[0].children[-1].description == "Compute for any days"


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_pdf_is_for_screen_readers_and_marked_on_every_sheet(executed):
    pdf = export(executed("synthetic", "vi"), PDF, profile="standard")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")
        assert "synthetic" in str(document.docinfo["/Title"]) and "province=lapse-synthetic" in str(
            document.docinfo.Keywords
        )
        alts = [
            str(item["/Alt"]) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
        assert sum(alt.startswith("Giả lập") for alt in alts) == 8
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        assert all("SYNTHETIC" in sheet.get_textpage().get_text_range() for sheet in document)


@pytest.mark.slow
def test_make_lapse_builds_the_same_bytes_once_and_names_what_is_missing(folder, page, tmp_path):
    project = copy_project(tmp_path)
    missing = project.make("lapse", PROVINCE="can-tho", FROM=START, TO=END)
    assert missing.returncode == 2 and "counted" in missing.stderr
    by_name = project.make("notebook", NAME="lapse_records")
    assert by_name.returncode == 2 and "make lapse-demo" in by_name.stderr
    without_days = project.make("lapse", PROVINCE="can-tho")
    assert without_days.returncode == 2 and "FROM=2021-12-31" in without_days.stderr
    shutil.copytree(folder / "local/records", project.root / "data/local/records")
    words = {"PROVINCE": "can-tho", "FROM": START, "TO": END, "OPTIONS": "--language en"}
    built = project.make("lapse", **words)
    assert built.returncode == 0, built.stderr
    stem = f"lapse-can-tho.{START}-{END}"
    assert {path.name for path in (project.root / "reports").glob("lapse*")} == {f"{stem}.en.html", f"{stem}.en.pdf"}
    # In another process, by a kernel.
    assert (project.root / f"reports/{stem}.en.html").read_text("utf-8") == page()
    assert project.make("lapse", **words).stdout.count("up to date") == 1


def test_lapse_builds_both_languages(monkeypatch):
    jobs = []
    monkeypatch.setattr(publish_lapse, "build", lambda job, _: jobs.append(job))
    monkeypatch.setattr("baophu.cli._print_built", lambda _: None)
    done = CliRunner().invoke(main, ["lapse", "--synthetic", "--from", START, "--to", END], catch_exceptions=False)
    assert done.exit_code == 0 and [job.language for job in jobs] == ["vi", "en"]


@pytest.mark.slow
def test_the_report_of_an_office_has_its_numbers(office, tmp_path):
    project = copy_project(tmp_path)
    shutil.copytree(office._folder, project.root / "data/local/records/can-tho")
    page = project.root / "reports/can-tho.html"
    assert project.make("report", PROVINCE="can-tho").returncode == 0
    table = re.search(r'<div class="table-wrap" id="office-changes".*?</table>', page.read_text("utf-8"), re.DOTALL)[0]
    net = change_totals(office.decomposition(START, END))["net"]
    shown = f"{-net:,}".replace(",", ".")
    assert f"−{shown}</td>" in table and "#src-can-tho-bhyt-change-2022-06-30" in table
    assert "up to date" in project.make("report", PROVINCE="can-tho").stdout


@pytest.mark.parametrize(
    ("command", "module", "first"), [("reports", batch, "plan_batch"), ("site", site, "build_site")]
)
def test_reports_for_the_public_show_no_card_records_whatever_the_shell_has_exported(
    command, module, first, monkeypatch
):
    seen = []
    monkeypatch.setattr(module, first, lambda *_: seen.append(office_records_version()) or 1 / 0)
    monkeypatch.setenv("BAOPHU_OFFICE_RECORDS", "x")
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(main, [command, "can-tho"], catch_exceptions=False)
    assert seen == [""]


def test_synthetic_records_in_the_place_of_an_office_are_no_numbers_of_it(records, office, monkeypatch):
    changes = baophu.province("can-tho", "en").changes()
    monkeypatch.setattr(office_changes, "open_records", lambda *_, **__: records)
    assert office_changes.office_changes("can-tho", changes, "en").blocks == ()
    monkeypatch.setattr(office_changes, "open_records", lambda *_, **__: office)
    table, note = office_changes.office_changes("can-tho", changes, "en").blocks
    assert len(table.rows) == 1 and table.caption.startswith("The office's own numbers")
    assert "Only a report built on the office's machine" in note.text()


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_the_page_fits_the_screen(browser, page, tmp_path, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "synthetic.html"
    file.write_text(page("synthetic", "vi" if width == 360 else "en"), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="light", offline=True)
    shown, requests = context.new_page(), []
    shown.on("request", lambda request: requests.append(request.url))
    shown.goto(file.as_uri())
    # In the dark only colours differ.
    dark = {"type": "rule", "values": ["color-contrast"]}
    for scheme, rules in (("light", WCAG), ("dark", dark)):
        shown.emulate_media(color_scheme=scheme)
        found = axe.run(shown, options={"runOnly": rules, "resultTypes": ["violations"]}).response
        assert [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found["violations"]] == [], scheme
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert set(requests) == {file.as_uri()}
    assert shown.locator(".mark").is_visible()
    shown.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    assert shown.locator(".mark").bounding_box()["y"] >= 0
    context.close()
