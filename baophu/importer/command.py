"""The commands of the importer, registered by the command line."""

from datetime import date
from pathlib import Path
from urllib.parse import unquote

import click

from baophu.common.messages import message


class NameAreaPair(click.ParamType):
    """``NAME=AREA``."""

    name = "name=area"

    def convert(self, value, param, ctx):
        if isinstance(value, tuple):
            return value
        name, mark, area = value.rpartition("=")
        if not (mark and name.strip() and area.strip()):
            self.fail(message("bad-pair", given=repr(value)), param, ctx)
        return name.strip(), area.strip()


class DayType(click.ParamType):
    """A day as ``YYYY-MM-DD`` or ``DD/MM/YYYY``."""

    name = "day"

    def convert(self, value, param, ctx):
        if isinstance(value, date):
            return value
        day, _, rest = value.partition("/")
        month, _, year = rest.partition("/")
        try:
            return date(int(year), int(month), int(day)) if rest else date.fromisoformat(value)
        except ValueError:
            self.fail(message("bad-day", given=repr(value)), param, ctx)


def _check_code(field: str):
    """Option callback that refuses a value that is no code of a field."""

    def check(ctx, param, value):
        if not value:
            return ""
        from baophu.common.paths import DATA
        from baophu.importer.words import load_words

        codes = load_words(DATA / "codes.csv").codes[field]
        if value not in codes:
            raise click.BadParameter(message("bad-code", given=repr(value), codes=", ".join(codes)), ctx, param)
        return value

    return check


def _typed_path(text: str) -> Path:
    """The path that a person typed or copied: with blanks or quotes around it, ``~``, or as an address ``file://``."""
    if Path(text).exists():
        return Path(text)
    text = text.strip().strip("\"'").strip()
    return Path(unquote(text[7:]) if text.startswith("file://") else text).expanduser()


@click.command(name="import")
@click.argument("file")
@click.option("--province", default="", help="Whose figures are taken; may be left out if a column names the province.")
@click.option("--sheet", default="", help="Sheet of the workbook.")
@click.option("--header-row", type=click.IntRange(min=1), help="Row of the (first) headers.")
@click.option("--scheme", default="", callback=_check_code("scheme"), help="Scheme, where the file says none.")
@click.option("--group", default="", callback=_check_code("group"), help="Group of people, where the file says none.")
@click.option("--kind", default="", callback=_check_code("kind"), help="Kind of figure, where the file says none.")
@click.option("--unit", default="", callback=_check_code("unit"), help="Unit, where the file says none.")
@click.option("--decimal", default="", type=click.Choice(["", ",", "."]), help="Decimal mark, where no cell decides.")
@click.option("--date-order", default="", type=click.Choice(["", "dmy", "mdy", "ymd"]), help="Order of dates.")
@click.option("--year", type=click.IntRange(min=1990, max=2100), help="Year, where the file says none.")
@click.option("--as-of", default=None, type=DayType(), help="Day of all figures, where the file says none.")
@click.option("--rates-as", default="", type=click.Choice(["", "percent", "fraction"]), help="What a rate of 0.9 is.")
@click.option(
    "--scale",
    default="0",
    type=click.Choice(["0", "1", "100", "1000", "10000", "1000000"]),
    help="What a count counts in.",
)
@click.option("--skip", multiple=True, help="Column that is not imported: its letter, number or header.")
@click.option("--ignore", multiple=True, help="Cell, such as A2, or sheet whose text says nothing of the figures.")
@click.option("--hidden", default="", type=click.Choice(["", "leave-out", "read"]), help="Hidden rows and columns.")
@click.option("--area", "areas", multiple=True, type=NameAreaPair(), help="NAME=AREA: what a name in the file means.")
@click.option("--add-areas", is_flag=True, help="Add areas that areas.csv does not have, as local ones.")
@click.option("--skip-other-provinces", is_flag=True, help="Leave out rows of other provinces and of the country.")
@click.option("--publisher", default="", help="Who made the table, such as 'BHXH tỉnh Hà Tĩnh'.")
@click.option("--title", default="", help="Title of the table; else the file's name.")
@click.option("--encoding", default="", help="Encoding of a text file that is not UTF-8, such as cp1258.")
@click.option("--replace", is_flag=True, help="Let this file's figures replace those of earlier imports.")
@click.option("--yes", is_flag=True, help="Print the outcome only.")
@click.option("--dry-run", is_flag=True, help="Print what is understood and write nothing.")
def import_command(file, province, areas, scale, skip, ignore, yes, dry_run, **answers):
    """Put an office's own table FILE (xlsx, xls, ods, csv) under data/local/, beside the published ledger."""
    from baophu.importer.options import Options
    from baophu.importer.run import import_file
    from baophu.importer.summary import outcome, summary
    from baophu.ledger.names import resolve_province

    answers = {name: answer for name, answer in answers.items() if answer is not None}
    options = Options(areas=dict(areas), scale=int(scale), skip=tuple(skip), ignore=tuple(ignore), **answers)
    slug = resolve_province(province) if province.strip() else ""
    result = import_file(_typed_path(file), slug, options, dry_run=dry_run)
    click.echo(outcome(result, not dry_run) if yes else summary(result, not dry_run))


@click.command(name="template")
@click.option("--province", required=True, help="Whose form it is.")
@click.option("--output", "-o", default=None, type=click.Path(path_type=Path), help="File; else PROVINCE-mau.xlsx.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def template_command(province, output, force):
    """Write an Excel form that the import understands without any option."""
    from baophu.importer.template import write_template
    from baophu.ledger.names import resolve_province

    slug = resolve_province(province)
    path = write_template(slug, output or Path(f"{slug}-mau.xlsx"), force)
    click.echo(message("form-wrote", file=path))
