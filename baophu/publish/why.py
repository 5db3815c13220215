"""Say what has changed since a report was built: compare its record with the current inputs."""

from baophu.common import paths
from baophu.common.messages import message
from baophu.publish import freshness
from baophu.publish.freshness import DATA
from baophu.publish.render import Job

_MAX_LINES = 12  # of one kind
_PARAMETERS = "parameters"
# Messages for the other parts of a page's inputs.
_MESSAGES = {DATA: "why-data", "package": "why-package", "notebook": "why-notebook", "lock": "why-lock"}


def explain_changes(job: Job) -> list[str]:
    """What changed since the report of a province was built, one line for each change.

    Raises
    ------
    InvalidLedger
        The data break a rule.
    """
    job_paths, current = job.paths, job.inputs()
    if not job_paths.record.is_file():
        return [message("why-never")]
    record = freshness.read_record(job_paths.record)
    if not record:
        return [message("why-unknown")]
    inputs = record["inputs"]
    lines = []
    for part in current.differing_parts(inputs):
        if part == _PARAMETERS:
            before = inputs.get(part) or {}
            names = {**before, **current.parameters}
            names = [name for name in names if before.get(name) != current.parameters.get(name)]
            lines += [message("why-parameter", name=name) for name in names]
        elif part == DATA and record.get("facts"):
            lines += _fact_lines(job, current.data, record)
        else:
            lines.append(message(_MESSAGES[part] if inputs.get(part) else "why-unsettled"))
    lines += [
        message("why-output", file=_display_path(file)) for file in freshness.altered_files(record, job_paths.outputs)
    ]
    return list(dict.fromkeys(lines)) or [message("why-current")]


def _fact_lines(job: Job, version: str, record: dict) -> list[str]:
    from baophu.facts.compare import differences, lines
    from baophu.facts.plain import decompress, digest_of, plain

    try:
        before, _ = decompress(record["facts"])
    except ValueError:
        return [message("why-unknown")]
    now = freshness.current_facts(job.subject, version)
    changes = lines(differences(before, plain(now)), _MAX_LINES)
    # The change gives no line, or the notebook is the analyst's own and may show more of the data than facts.
    is_more = digest_of(now) != (recorded := record.get("facts_digest", "")) and (not changes or not recorded)
    return [*changes, message("why-data")] if is_more else changes


def _display_path(file) -> str:
    return file.relative_to(paths.ROOT).as_posix() if file.is_relative_to(paths.ROOT) else str(file)
