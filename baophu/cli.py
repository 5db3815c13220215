"""The command line: the Makefile only calls these.

Heavy libraries load inside the commands, so that a call with nothing to do is over at once.
"""

import sys

import click

from baophu import __version__
from baophu.errors import BaophuError
from baophu.importer.command import import_command, template_command


class _Commands(click.Group):
    """Shows our own faults as one message with an exit code of their own; anything else is a bug and says so."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except BaophuError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="baophu")
def main():
    """Bao phủ: reports on social and health insurance coverage in Vietnam's provinces."""


main.add_command(import_command)
main.add_command(template_command)


@main.command()
@click.argument("province")
@click.option("--language", "-l", default="vi", show_default=True, help="Language of the report: vi or en.")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option(
    "--profile", default="standard", show_default=True, help="Page: standard, or nd30 (Decree 30/2020/NĐ-CP, PDF only)."
)
def report(province, language, force, profile):
    """Build the HTML and PDF report of one PROVINCE (slug, name in any spelling, or two-digit code)."""
    from baophu.languages import check_language
    from baophu.ledger.names import provinces, resolve_province
    from baophu.publish.build import build_report
    from baophu.publish.profiles import check_profile

    slug = resolve_province(province)
    check_language(language)
    check_profile(profile)
    row = provinces()[slug]
    built = build_report(slug, language, force, row["name_vi" if language == "vi" else "name_en"], profile)
    click.echo(f"{'built' if built.changed else 'up to date'}: {' '.join(str(_short(file)) for file in built.files)}")


@main.command()
@click.argument("provinces", required=False, default="")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), help="Worker processes; as many as there are cores if not given."
)
@click.option("--force", is_flag=True, help="Build even what has not changed.")
def site(provinces, jobs, force):
    """Build every report, the national one, the audit and the index; or the reports of some PROVINCES only."""
    import os

    from baophu.publish import many, site

    slugs = site.chosen(provinces)
    try:
        results = site.build_site(slugs, jobs or os.cpu_count() or 1, force, click.echo)
    except KeyboardInterrupt:
        click.echo("stopped; finished reports are whole, and the next call goes on from here", err=True)
        sys.exit(130)
    lines = site.summary(results)
    click.echo(f"{lines[0]}: {_short(site.index_file())}")
    for line in lines[1:]:
        click.echo(line, err=True)
    sys.exit(many.exit_code(results))


@main.command()
@click.option("--force", is_flag=True, help="Check again even if neither data nor rules have changed.")
def check(force):
    """Validate all of data/ and print every problem at once."""
    from baophu.ledger.valid import ensure_valid

    checked = ensure_valid(force=force)
    click.echo("data/ keeps every rule" + ("" if checked else " (as when it was last checked: nothing has changed)"))


@main.command()
@click.argument("province", required=False)
@click.option(
    "--json", "as_json", is_flag=True, help="Every check, for programs; else the contradictions, for reading."
)
def audit(province, as_json):
    """Recompute printed figures from one another: of one PROVINCE, or of the whole ledger."""
    from baophu.console import audit_lines

    click.echo(audit_lines(province, as_json))


@main.command()
@click.argument("province")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def falls(province, as_json):
    """Show the falls of one PROVINCE with their verdicts."""
    from baophu.console import falls_lines

    click.echo(falls_lines(province, as_json))


@main.command()
@click.argument("revision")
@click.option("--province", "-p", "names", multiple=True, help="Only this province; may be given several times.")
@click.option("--language", "-l", default="vi", show_default=True, help="Language of the sentences shown: vi or en.")
@click.option("--json", "as_json", is_flag=True, help="Every change, for programs.")
def diff(revision, names, language, as_json):
    """Show what changed in the reports since a REVISION of git: by data, decision, method or population."""
    from baophu.compare import told
    from baophu.compare.run import compare_with
    from baophu.languages import check_language
    from baophu.ledger.names import resolve_province

    check_language(language)
    found = compare_with(revision, [resolve_province(name) for name in names])
    click.echo(told.as_json(found) if as_json else told.lines(found, language))


@main.command()
def backtest():
    """Leave every figure out, estimate it from the rest, and write docs/backtest.md."""
    from baophu.backtest_page import run_backtest

    click.echo(f"wrote {_short(run_backtest())}")


@main.command()
def describe():
    """Write data/datapackage.json from the schemas."""
    from baophu.ledger.descriptor import write_descriptor

    click.echo(f"wrote {_short(write_descriptor())}")


@main.command(name="provinces")
def list_provinces():
    """List all 63 provinces with the number of figures known and their first and last day."""
    from baophu.ledger.overview import known_provinces

    click.echo(f"{'':4}{'PROVINCE':<19}{'':22}{'FIGURES':>7}  FIRST       LAST")
    for known in known_provinces():
        days = f"{known.first:<12}{known.last}" if known.figures else "no figure yet"
        own = f"  ({known.local} of your own)" if known.local else ""
        click.echo(f"{known.code}  {known.slug:<19}{known.name:<22}{known.figures:>7}  {days}{own}")


@main.command()
@click.argument("name")
def slug(name):
    """Print the slug of a province."""
    from baophu.ledger.names import resolve_province

    click.echo(resolve_province(name))


def _short(path):
    from baophu.paths import ROOT

    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
