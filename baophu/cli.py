"""The commands that the Makefile calls.

Heavy libraries are imported inside the commands, so that a command with nothing to do returns at once.
"""

import errno
import sys
from contextlib import contextmanager
from pathlib import Path

import click

from baophu import __version__
from baophu.common.disk import DISK_FAULTS
from baophu.common.errors import BaophuError
from baophu.common.messages import message, reader_language
from baophu.common.office import hide_office_records
from baophu.importer.command import DayType, import_command, template_command
from baophu.records.command import records_command

# Not in a catalogue: loading Fluent takes longer than checking that a report is current.
_UP_TO_DATE = {"vi": "vẫn mới nhất", "en": "up to date"}


# What a person mends on the machine: a full disk, a limit, permissions.
_MACHINE_FAULTS = {*DISK_FAULTS, errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP}


class _Commands(click.Group):
    """Prints our own faults as a message with their exit code; other exceptions are bugs and keep their traceback."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except BaophuError as error:
            click.echo("\n".join([str(error), *getattr(error, "__notes__", [])]), err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            if error.errno not in _MACHINE_FAULTS:
                raise
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="baophu")
def main():
    """Bao phủ: reports on social and health insurance coverage in Vietnam's provinces."""


main.add_command(import_command)
main.add_command(template_command)
main.add_command(records_command)


def _language(what):
    return click.option("--language", "-l", default="vi", show_default=True, help=f"Language of the {what}: vi or en.")


@main.command()
@click.argument("province")
@_language("report")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option(
    "--profile",
    default="standard",
    show_default=True,
    help="Page of the PDF: standard, or nd30 (page size and margins of Decree 30/2020/NĐ-CP).",
)
def report(province, language, force, profile):
    """Build the HTML and PDF report of one PROVINCE (slug, name in any spelling, or two-digit code)."""
    from baophu.common.languages import check_language
    from baophu.export.profiles import check_profile
    from baophu.ledger.names import provinces, resolve_province
    from baophu.publish.build import build_report

    slug = resolve_province(province)
    check_language(language)
    check_profile(profile)
    row = provinces()[slug]
    _show_own_records(slug)
    built = build_report(slug, language, force, row["name_vi" if language == "vi" else "name_en"], profile)
    _print_built(built)


@main.command()
@click.argument("province")
@_language("brief")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
def brief(province, language, force):
    """Build page one of the report of one PROVINCE alone, to send on: HTML, a page of PDF, PNG; and the report."""
    from baophu.common.languages import check_language
    from baophu.export.profiles import BRIEF
    from baophu.ledger.names import provinces, resolve_province
    from baophu.publish.build import build_report

    slug = resolve_province(province)
    check_language(language)
    row = provinces()[slug]
    name = row["name_vi" if language == "vi" else "name_en"]
    _show_own_records(slug)
    # Its numbers lead to the source entries of the report.
    build_report(slug, language, province_name=name)
    _print_built(build_report(slug, language, force, name, BRIEF))


def _batch_options(command):
    """Add the arguments and options that all commands over many reports share."""
    shared = (
        click.argument("provinces", required=False, default=""),
        click.option(
            "--jobs",
            "-j",
            type=click.IntRange(min=1),
            help="Worker processes; as many as there are cores if not given.",
        ),
        click.option("--force", is_flag=True, help="Build even what has not changed."),
        click.option(
            "--scheduler",
            help="Build on a cluster of Dask: its address (tcp://host:8786), or local. See docs/cluster.md.",
        ),
        click.option(
            "--out", help="Send finished files to another place too: a folder, or s3://bucket/reports and the like."
        ),
    )
    for option in reversed(shared):  # decorators apply from the nearest one outwards
        command = option(command)
    return command


@main.command()
@_batch_options
def reports(provinces, jobs, force, scheduler, out):
    """Build the reports of all 63 provinces in both languages, HTML and PDF; or of some PROVINCES only."""
    hide_office_records()
    from baophu.common.paths import REPORTS
    from baophu.publish import batch
    from baophu.publish.site import parse_provinces

    destination = _open_destination(out)
    plan = batch.plan_batch(batch.report_jobs(parse_provinces(provinces)), force)
    with _batch_run(len(plan.stale), jobs) as (width, progress):
        progress.say(_plan_line(plan.summary, width, scheduler))
        run = _cluster_runner(scheduler, jobs, progress)
        results = batch.build_batch(
            plan, width, progress.add_result, lambda: progress.say(message("run-stopping")), run
        )
        _send_files(batch.finished_files(plan, results), destination, progress)
    _print_summary_and_exit(results, f"{_relative_path(REPORTS)}/")


@main.command()
@_batch_options
def site(provinces, jobs, force, scheduler, out):
    """Build every report, the national one, the audit and the index; or the reports of some PROVINCES only."""
    hide_office_records()
    from baophu.publish import site

    destination = _open_destination(out)
    with _batch_run(0, jobs) as (width, progress):
        run = _cluster_runner(scheduler, jobs, progress)
        results = site.build_site(site.parse_provinces(provinces), width, force, progress, run)
        _send_files(site.list_files(), destination, progress)
    _print_summary_and_exit(results, _relative_path(site.index_file()))


def _open_destination(out):
    """The destination of ``--out``; it is checked before anything is built."""
    if not out:
        return None
    from baophu.publish.destination import Destination

    return Destination(out)


def _send_files(files, destination, progress):
    if destination:
        progress.say(message("sent", count=destination.send(files), place=destination.address))


def _cluster_runner(scheduler, jobs, progress):
    if not scheduler:
        return None
    from baophu.publish.cluster import make_runner

    return make_runner(scheduler, jobs, progress.say)


def _plan_line(plan, width, scheduler):
    if scheduler:
        return message("plan-cluster", plan=plan, address=scheduler)
    return message("plan-processes", plan=plan, count=width)


def _print_built(built):
    files = " ".join(str(_relative_path(file)) for file in built.files)
    click.echo(message("built", files=files) if built.is_rebuilt else f"{_UP_TO_DATE[reader_language()]}: {files}")


@contextmanager
def _batch_run(count, jobs):
    """The width and the progress of a run over many reports; at an interrupt, say how to continue."""
    import os

    from baophu.publish.progress import Progress

    progress = Progress(count)
    try:
        yield jobs or os.cpu_count() or 1, progress
    except KeyboardInterrupt:
        progress.close()
        click.echo(message("run-stopped"), err=True)
        sys.exit(130)
    finally:
        progress.close()


def _print_summary_and_exit(results, files):
    from baophu.publish import workers
    from baophu.publish.progress import summarise

    lines = summarise(results)
    click.echo(f"{lines[0]}: {files}")
    for line in lines[1:]:
        click.echo(line, err=True)
    sys.exit(workers.exit_code(results))


@main.command()
@click.argument("name")
@click.option("--parameter", "-p", "parameters", nargs=2, multiple=True, help="NAME VALUE; may be given several times.")
@_language("page")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
def notebook(name, parameters, language, force):
    """Build the notebook NAME under notebooks/ as HTML and PDF, such as lapse_drops."""
    from baophu.publish.lapse import NOTEBOOK
    from baophu.publish.notebook import build_notebook, find_notebook

    if find_notebook(name).name == NOTEBOOK:
        # Its files say in their name whose records they show, and are current by these.
        raise click.UsageError(message("lapse-by-name"))
    built = build_notebook(name, language, dict(parameters), force)
    _print_built(built)


@main.command()
@click.argument("province", required=False)
@click.option("--from", "start", type=DayType(), required=True, help="First day, a month end.")
@click.option("--to", "end", type=DayType(), required=True, help="Last day, a month end.")
@click.option("--synthetic", is_flag=True, help="Of synthetic records, to try the page; made in a quarter of a minute.")
@click.option("--language", "-l", "languages", multiple=True, help="vi or en; both if not given.")
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
def lapse(province, start, end, synthetic, languages, force):
    """Build the page of who came and who left, from the card records of the office of PROVINCE, as HTML and PDF."""
    from baophu.common.languages import LANGUAGES, check_language
    from baophu.ledger.names import resolve_province
    from baophu.publish.lapse import build_lapse

    if synthetic == bool(province):
        raise click.UsageError(message("lapse-which"))
    for language in languages:
        check_language(language)
    slug = resolve_province(province) if province else None
    version = _records_version(slug) if slug else ""
    for built in build_lapse(slug, start, end, version, languages=languages or LANGUAGES, force=force):
        _print_built(built)


def _records_version(slug):
    """A digest of what was counted of an office's card records."""
    from baophu.common.digests import digest
    from baophu.common.paths import DATA
    from baophu.records.cubes import read_manifest
    from baophu.records.key import records_folder

    folder = records_folder(DATA) / slug
    read_manifest(folder)
    return digest([folder / "cubes" / "manifest.json", folder / "counts.json"], folder)


def _show_own_records(slug):
    """Let a report on the office's machine show what its card records say of published changes, if there are some."""
    from baophu.common.office import show_office_records
    from baophu.common.paths import DATA

    # The folder is looked for first: most checkouts have none, and an up-to-date report loads no other package.
    has_records = (DATA / "local" / "records" / slug / "cubes" / "manifest.json").exists()
    show_office_records(_records_version(slug) if has_records else "")


@main.command()
@click.argument("province")
@_language("report")
@click.option("--profile", default="standard", show_default=True, help="Page of the PDF: standard or nd30.")
def why(province, language, profile):
    """Say what has changed since the report of one PROVINCE was built: figures, code, versions, output."""
    from baophu.common.languages import check_language
    from baophu.export.profiles import check_profile
    from baophu.ledger.names import resolve_province
    from baophu.publish.render import Job
    from baophu.publish.why import explain_changes

    slug = resolve_province(province)
    check_language(language)
    check_profile(profile)
    _show_own_records(slug)
    for line in explain_changes(Job(slug, language, profile)):
        click.echo(line)


@main.command()
@click.option("--force", is_flag=True, help="Check again even if neither data nor rules have changed.")
def check(force):
    """Validate all of data/ and print every problem at once."""
    from baophu.ledger.validity import ensure_valid

    checked = ensure_valid(force=force)
    click.echo(message("checked" if checked else "checked-before"))


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
def changes(province, as_json):
    """Show the changes of one PROVINCE with their verdicts."""
    from baophu.console import changes_lines

    click.echo(changes_lines(province, as_json))


@main.command()
@click.argument("revision")
@click.option("--province", "-p", "names", multiple=True, help="Only this province; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Every change, for programs.")
def diff(revision, names, as_json):
    """Show which figures, levels, changes and verdicts moved since the data of a REVISION of git, on today's code."""
    from baophu.ledger.names import resolve_province
    from baophu.publish.data_diff import compare_with

    comparison = compare_with(revision, [resolve_province(name) for name in names])
    click.echo(comparison.as_json() if as_json else "\n".join(comparison.lines()))


@main.command()
def describe():
    """Write data/datapackage.json from the schemas."""
    from baophu.ledger.descriptor import write_descriptor

    click.echo(message("wrote", file=_relative_path(write_descriptor())))


@main.command(name="provinces")
def list_provinces():
    """List all 63 provinces: figures known, days with a level of the whole province, the newest level on each scale."""
    from baophu.console import province_lines

    click.echo("\n".join(province_lines()))


@main.command()
@click.argument("name")
def slug(name):
    """Print the slug of a province."""
    from baophu.ledger.names import resolve_province

    click.echo(resolve_province(name))


def _relative_path(path):
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
