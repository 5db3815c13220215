"""The rule when a page is current, and the record of its inputs. Standard library only, unless data have changed.

A page is current if its files are unchanged, and the bytes of the data, the package, its notebook and the lock are
those that it was built from. A report that shows only the facts of its province also stays current when other data
change, as long as these facts are the same.
"""

import ast
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from baophu.common import paths
from baophu.common.digests import digest, files_below
from baophu.ledger.validity import data_version
from baophu.publish.files import write_all

DATA = "data"
# The only call of the package, and its only import beside itself, if a notebook shows only the facts of its province.
_CALL = "baophu.province(province, language)"
_IMPORTS = {"import baophu", "from baophu import charts"}
_PARAMETERS = ("province", "language")
# Members of a province and its page that are not made of facts alone: a built report gives paths of files.
_NOT_FACTS = {"ledger_version", "report"}


@dataclass(frozen=True)
class Inputs:
    """What a page is built from: a digest of each part (blank if unknown), and the parameters as text."""

    data: str
    package: str
    notebook: str
    lock: str
    parameters: Mapping[str, str]

    def __str__(self):
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    def differing_parts(self, other: Mapping) -> list[str]:
        """Names of the parts that differ from the inputs in a record."""
        return [name for name, part in asdict(self).items() if other.get(name) != part]

    def if_unchanged(self, current: "Inputs") -> "Inputs":
        """These inputs, with parts blank that changed during the build: which state was read is unknown."""
        return replace(self, **dict.fromkeys(self.differing_parts(asdict(current)), ""))


@dataclass(frozen=True)
class ReadData:
    """What a report embeds about the data that it read: their version, and its compressed facts."""

    version: str
    facts: str


class InputDigests:
    """Digests of the inputs of all pages, computed at creation."""

    def __init__(self):
        self.data = data_version(paths.DATA)
        self.package = digest(files_below(paths.PACKAGE), paths.PACKAGE)
        self.lock = _versions_digest()
        # A notebook may read other files of its folder, but not other notebooks.
        helper_files = (file for file in files_below(paths.NOTEBOOKS) if file.suffix != ".ipynb")
        self.notebook_helpers = digest(helper_files, paths.NOTEBOOKS)

    def inputs(self, notebook: Path | None, parameters: Mapping) -> Inputs:
        """The inputs of a page, whose notebook is None if it has none."""
        code = f"{digest([notebook], notebook.parent)} {self.notebook_helpers}" if notebook else ""
        return Inputs(self.data, self.package, code, self.lock, {name: repr(v) for name, v in parameters.items()})


def _versions_digest() -> str:
    """Of the locked versions; where there is no lock, as beside a wheel, of what is installed with the package."""
    if paths.LOCK.is_file():
        return digest([paths.LOCK], paths.LOCK.parent)
    installed = sorted(folder.name for folder in paths.PACKAGE.parent.glob("*.dist-info"))
    return hashlib.sha256("\n".join(installed).encode()).hexdigest()


# ── Records ──────────────────────────────────────────────────────────────────────────────────────────────────


def make_record(
    inputs: Inputs, outputs: Mapping[str, bytes], read_data: ReadData | None = None, is_facts_only=False
) -> dict:
    """The record of a build.

    Parameters
    ----------
    inputs : Inputs
        What the files were built from.
    outputs : Mapping[str, bytes]
        The files by name.
    read_data : ReadData, optional
        What the page embeds about the data that it read; more reliable than a digest taken before it was run.
    is_facts_only : bool
        Whether these facts are all that the page shows of the data.

    Returns
    -------
    dict
        As it is written as JSON.
    """
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
    record = {"inputs": asdict(inputs), "outputs": hashes}
    if read_data is None:
        return record
    from baophu.facts.plain import decompress

    _, facts_digest = decompress(read_data.facts)
    # If cells read more than facts and the data changed during the build, which data they saw is unknown.
    record["inputs"][DATA] = read_data.version if is_facts_only or inputs.data == read_data.version else ""
    return record | {"facts": read_data.facts, "facts_digest": facts_digest if is_facts_only else ""}


def to_bytes(record: Mapping) -> bytes:
    """A record as JSON: the same bytes for the same record."""
    return (json.dumps(record, indent=1, sort_keys=True) + "\n").encode()


def from_bytes(data: bytes) -> dict:
    """A record from its JSON; empty if it is damaged or of another version."""
    try:
        record = json.loads(data)
    except ValueError:
        return {}
    is_complete = isinstance(record, dict) and all(isinstance(record.get(part), dict) for part in ("inputs", "outputs"))
    is_complete = is_complete and isinstance(record["inputs"].get("parameters"), dict)
    is_complete = is_complete and all(isinstance(record.get(part, ""), str) for part in ("facts", "facts_digest"))
    return record if is_complete else {}


def read_record(file: Path) -> dict:
    """The record in a file; empty if it is missing or damaged."""
    try:
        return from_bytes(file.read_bytes())
    except OSError:
        return {}


def publish_files(file: Path, record: Mapping, outputs: Mapping[Path, bytes]) -> None:
    """Write files atomically, and last the record of their inputs.

    If another build writes its files in between, they do not match the record and the next call builds again.
    """
    write_all({**outputs, file: to_bytes(record)})


# ── The rule ─────────────────────────────────────────────────────────────────────────────────────────────────


def is_current(file: Path, inputs: Inputs, outputs: Iterable[Path], facts_digest: Callable[[str], str | None]) -> bool:
    """Whether a page's files are as recorded and its inputs are the current ones.

    Parameters
    ----------
    file : Path
        The record.
    inputs : Inputs
        The current inputs.
    outputs : Iterable[Path]
        The files of the page.
    facts_digest : Callable
        See :func:`matches_inputs`.

    Returns
    -------
    bool
    """
    record = read_record(file)
    if not matches_inputs(record, inputs, facts_digest) or altered_files(record, outputs):
        return False
    if inputs.differing_parts(record["inputs"]):
        with suppress(OSError):  # the record only saves time at the next call
            write_all({file: to_bytes(record | {"inputs": asdict(inputs)})})
    return True


def matches_inputs(record: Mapping, inputs: Inputs, facts_digest: Callable[[str], str | None]) -> bool:
    """Whether a page recorded with its inputs is what the current inputs would give.

    Parameters
    ----------
    record : Mapping
        May be empty.
    inputs : Inputs
        The current inputs.
    facts_digest : Callable
        Gives the digest of the facts that the page would show, from the version of the data.

    Returns
    -------
    bool
    """
    differing = inputs.differing_parts(record["inputs"]) if record else None
    if differing == [DATA] and record.get("facts_digest"):
        return facts_digest(inputs.data) == record["facts_digest"]
    return differing == []


def altered_files(record: Mapping, outputs: Iterable[Path]) -> list[Path]:
    """Outputs that are missing on disk or differ from the record."""
    return [file for file in outputs if record["outputs"].get(file.name, "") != _hash_of(file)]


def _hash_of(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


@lru_cache(maxsize=128)
def facts_digest(province: str, version: str) -> str | None:
    """The digest of a province's facts from data of a version.

    None if the data have changed since, or the facts cannot be computed; the build of the page then says why.

    Raises
    ------
    InvalidLedger
        The data break a rule.
    """
    from baophu.common.errors import InvalidLedger
    from baophu.facts.plain import digest_of

    try:
        facts = current_facts(province, version)
    except InvalidLedger:
        raise
    except Exception:
        return None
    return digest_of(facts) if facts else None


def current_facts(province: str, version: str):
    """A province's facts from data of a version; None if the data have changed since."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: a process with threads does not fork
    from baophu.facts.province import build_facts

    ledger = _ledger(version)
    return build_facts(ledger, province) if ledger.version == version else None


@lru_cache(maxsize=1)
def _ledger(version: str):
    from baophu.ledger.tables import load_ledger

    return load_ledger(paths.DATA)


def is_facts_only(notebook: Path) -> bool:
    """Whether a notebook reads nothing but the facts of its province, so that these decide whether it is current."""
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        nodes = [node for source in code for node in ast.walk(ast.parse(source))]
    except (OSError, ValueError, KeyError, TypeError, SyntaxError):
        return False
    imports = {ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)}
    loaded = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    stored = [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    uses = [node for node in nodes if isinstance(node, ast.Name) and node.id == "baophu"]
    calls = [ast.unparse(node) for node in nodes if isinstance(node, ast.Call)]
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    # No builtin can be named and no path is given, so no file is read; the version of the ledger is not a fact.
    return (
        imports <= _IMPORTS
        and loaded <= {"baophu", "charts", *stored}
        and calls.count(_CALL) == 1
        and len(uses) == 1
        and all(stored.count(name) == 1 for name in _PARAMETERS)
        and attributes.isdisjoint(_NOT_FACTS)
        and not any(name.startswith("_") for name in attributes)
    )
