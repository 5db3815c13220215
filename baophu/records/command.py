"""The command that takes an office's card records in and counts them, registered by the command line."""

import sys

import click

from baophu.common.messages import add_choices, format_day, format_number, message
from baophu.importer.command import DayType, NameAreaPair

_COUNTED = ("rows", "kept", "persons", "parts", "events")  # said even if none


def _check_roles(ctx, param, pairs):
    from baophu.records.columns import ROLES

    for role, _ in pairs:
        if role not in ROLES:
            raise click.BadParameter(add_choices(message("records-no-role", name=repr(role)), role, ROLES), ctx, param)
    return pairs


@click.command(name="records")
@click.argument("files", nargs=-1, required=True)
@click.option("--province", required=True, help="Whose records they are.")
@click.option("--column", "columns", multiple=True, type=NameAreaPair(), callback=_check_roles,
              help="ROLE=HEADER: which column is what, such as valid_from='Từ'.")  # fmt: skip
@click.option("--group", "groups", multiple=True, type=NameAreaPair(), help="TEXT=CODE: the payer code of a text.")
@click.option("--area", "areas", multiple=True, type=NameAreaPair(), help="NAME=AREA: what a district's name means.")
@click.option("--since", type=DayType(), help="First day on which the files are complete.")
@click.option("--as-of", type=DayType(), help="Last day of the data, on which the files were exported.")
@click.option("--with-agents", is_flag=True, help="Read the agents' codes too.")
@click.option("--skip-faulty", is_flag=True, help="Leave rows with faults out, and count them.")
@click.option("--replace", is_flag=True, help="Take in fewer cards than before.")
@click.option("--scheduler", default="", help="Count on a cluster of Dask: the address of its scheduler.")
def records_command(
    files, province, columns, groups, areas, since, as_of, with_agents, skip_faulty, replace, scheduler
):
    """Take an office's card records FILES (CSV, Parquet, xlsx, ods) in and count them, on this machine only."""
    from baophu.common.interrupts import raise_interrupt_on_sigterm
    from baophu.ledger.names import resolve_province
    from baophu.records.cubes import build_cubes
    from baophu.records.intake import IntakeOptions, take_in
    from baophu.records.key import is_synced

    slug = resolve_province(province)
    options = IntakeOptions(
        dict(columns), dict(groups), dict(areas), since, as_of, with_agents, skip_faulty=skip_faulty, replace=replace
    )
    with raise_interrupt_on_sigterm():
        with _bar(message("records-reading")) as bar:
            intake = take_in(files, slug, options, progress=lambda done, total: _move(bar, done, total))
        for line in _source_lines(intake.sources):
            click.echo(line)
        for line in _count_lines(intake.counts):
            click.echo(line)
        if is_synced(intake.folder):
            click.echo(message("records-synced", folder=intake.folder), err=True)
        with _bar(message("records-counting")) as bar:
            bar.total = intake.counts["kept"]
            build_cubes(intake.folder, scheduler=scheduler or None, progress=lambda _, __, rows: bar.update(rows))
    click.echo(message("records-next", folder=intake.folder, province=slug))


def _bar(label: str):
    """A bar with rows, rows a second and the time left."""
    from tqdm import tqdm

    # tqdm's monitor is a thread, which nothing here needs.
    tqdm.monitor_interval = 0
    interval = 0.2 if sys.stderr.isatty() else 10
    return tqdm(desc=label, unit=" rows", unit_scale=True, mininterval=interval, dynamic_ncols=True)


def _move(bar, done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)


def _source_lines(sources):
    for source in sources:
        columns = source.columns
        read = ", ".join(repr(source.titles[place]) for place in columns.positions.values())
        yield message("records-columns", file=source.name, columns=read)
        if columns.personal:
            yield message("records-columns-personal", file=source.name, columns=", ".join(columns.personal))
        if columns.unread:
            yield message("records-columns-unread", file=source.name, columns=", ".join(columns.unread))


def _count_lines(counts: dict):
    for name, count in counts.items():
        if isinstance(count, int) and (count or name in _COUNTED):
            label = message(f"records-count-{name.replace('_', '-')}")
            yield f"{format_number(count):>13} {label}"
    yield message("records-days-of", start=format_day(counts["start"]), cut=format_day(counts["cut"]))
