"""What has changed since a report was built, in words: its record against what would be built now."""

from baophu.common import paths
from baophu.common.messages import message
from baophu.publish import freshness
from baophu.publish.freshness import DATA
from baophu.publish.render import Job

_MOST_LINES = 12  # of one kind
_PARAMETERS = "parameters"
# What is said of the other parts of a page's inputs.
_CHANGED = {DATA: "why-data", "package": "why-package", "notebook": "why-notebook", "lock": "why-lock"}


def why(job: Job) -> list[str]:
    """What changed since the report of a province was built, a line each.

    Raises
    ------
    InvalidLedger
    """
    places, key = job.places, job.key()
    if not places.record.is_file():
        return [message("why-never")]
    record = freshness.read_record(places.record)
    if not record:
        return [message("why-unknown")]
    inputs = record["inputs"]
    lines = []
    for part in key.differing(inputs):
        if part == _PARAMETERS:
            before = inputs.get(part) or {}
            names = [name for name in {**before, **key.parameters} if before.get(name) != key.parameters.get(name)]
            lines += [message("why-parameter", name=name) for name in names]
        elif part == DATA and record.get("facts"):
            lines += _of_facts(job, key.data, record)
        else:
            lines.append(message(_CHANGED[part] if inputs.get(part) else "why-unsettled"))
    lines += [message("why-output", file=_shown(file)) for file in freshness.altered(record, places.outputs)]
    return list(dict.fromkeys(lines)) or [message("why-current")]


def _of_facts(job: Job, version: str, record: dict) -> list[str]:
    from baophu.facts.compare import differences, lines
    from baophu.facts.plain import decompress, digest_of, plain

    try:
        before, _ = decompress(record["facts"])
    except ValueError:
        return [message("why-unknown")]
    now = freshness.facts_now(job.subject, version)
    told = lines(differences(before, plain(now)), _MOST_LINES)
    # Too little for a line, or a notebook of the analyst's own, which may show more of the data than facts.
    is_more = digest_of(now) != (kept := record.get("facts_digest", "")) and (not told or not kept)
    return [*told, message("why-data")] if is_more else told


def _shown(file) -> str:
    return file.relative_to(paths.ROOT).as_posix() if file.is_relative_to(paths.ROOT) else str(file)
