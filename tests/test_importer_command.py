from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from test_importer_kit import make_office

from baophu.common.errors import BaophuError
from baophu.importer import command, merge, run


@pytest.fixture
def office(tmp_path, monkeypatch):
    office = make_office(tmp_path)
    real = run.import_file
    monkeypatch.setattr(merge, "check_tables", lambda data, files: None)
    # The commands work on the ledger of the checkout; here on one of the test's own.
    monkeypatch.setattr(run, "import_file", lambda *given, **options: real(*given, data=office.data, **options))
    return office


def call(*words):
    return CliRunner().invoke(command.import_command, [str(word) for word in words])


def table(office):
    return office.csv(
        ["Số liệu tổng hợp"],
        ["Huyện", "Ngày", "Số người tham gia BHYT"],
        ["Kỳ Anh", "31/12/2021", "112.345"],
        ["Tổng cộng", "31/12/2021", "1.152.062"],
        ["Nguồn: phòng thu"],
    )


def test_says_what_was_understood(office):
    done = call(table(office), "--province", "Hà Tĩnh")
    assert done.exit_code == 0, done.output
    for words in (
        "layout    long",
        "headers in row 2",
        "2 of bhyt: count in persons",
        "dates     2021-12-31 to 2021-12-31",
        "areas     2: ha-tinh, ha-tinh-ky-anh",
        "total     row 4 is the province's own",
        "skipped   row 5: no figures: Nguồn: phòng thu",
        "reads     synthetic.csv!R3C3: ha-tinh-ky-anh, bhyt, count of 2021-12-31: 112345 persons (from '112.345')",
        "wrote 2 figures to data/local/claims/ha-tinh.csv",
    ):
        assert words in done.output
    assert "nothing new: all 2 figures" in call(table(office), "--province", "ha-tinh", "--yes").output


def test_dry_run_and_yes(office):
    done = call(table(office), "--province", "42", "--dry-run")
    assert "would write 2 figures" in done.output
    assert not office.local()
    done = call(table(office), "--province", "42", "--yes")
    assert done.output == "wrote 2 figures to data/local/claims/ha-tinh.csv\n"


@pytest.mark.parametrize("form", ["{} ", '"{}"', " '{}'", "file://{}", "~/{name}"])
def test_path_may_be_typed_or_copied_in_many_forms(office, monkeypatch, form):
    monkeypatch.setenv("HOME", str(office.folder))
    path = table(office)
    done = call(form.format(path, name=path.name), "--province", "42", "--dry-run", "--yes")
    assert done.exit_code == 0, done.output


def test_missing_file_is_named_with_its_folder(office):
    done = call("synthetic-absent.csv", "--province", "42")
    assert str(done.exception).startswith(f"{Path.cwd()}/synthetic-absent.csv: there is no such file")


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--scheme", "bhyy", "not one of all, bhtn"),
        ("--decimal", ";", "is not one of"),
        ("--as-of", "31/02/2022", "is not a day"),
        ("--area", "Ky Anh", "is not NAME=AREA"),
        ("--year", "22", "is not in the range"),
    ],
)
def test_answers_that_mean_nothing_are_refused(office, option, value, words):
    done = call(table(office), "--province", "ha-tinh", option, value)
    assert done.exit_code == 2
    assert words in done.output


def test_all_answers_arrive(office):
    path = office.csv(["Huyện", "Tháng 1", "Tháng 2"], ["Ky Ank", "1.052", "3.104"], ["H. Đức Thọ", "2.052", "3.204"])
    done = call(
        *(
            path,
            "--province",
            "ha-tinh",
            "--scheme",
            "bhxh_tn",
            "--kind",
            "count",
            "--unit",
            "persons",
            "--decimal",
            ",",
        ),
        *("--year", 2022, "--area", "Ky Ank=ha-tinh-ky-anh", "--add-areas", "--publisher", "BHXH tỉnh Hà Tĩnh"),
    )
    assert done.exit_code == 0, (done.output, done.exception)
    assert {row["area"] for row in office.claims()} == {"ha-tinh-ky-anh", "ha-tinh-duc-tho"}


def test_faults_reach_the_command_line_as_faults_of_the_project(office):
    path = office.csv(["Huyện", "Ngày", "Số người tham gia BHYT"], ["Kỳ Anh", "31/12/2021", "112.3O5"])
    done = call(path, "--province", "ha-tinh")
    assert isinstance(done.exception, BaophuError)
    assert done.exception.exit_code == 3


def test_template_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(command.template_command, ["--province", "ha-tinh"])
    assert (done.exit_code, done.output) == (0, "wrote ha-tinh-mau.xlsx\n")
    again = CliRunner().invoke(command.template_command, ["--province", "ha-tinh"])
    assert isinstance(again.exception, BaophuError)


def test_commands_are_ready_to_register():
    group = click.Group(commands=[command.import_command, command.template_command])
    assert set(group.commands) == {"import", "template"}
