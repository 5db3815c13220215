"""The one rule of when a page is current, and the record beside it. Standard library only, until data have changed.

A page is current when its files are as they were written, and the bytes of the data, of the package, of its notebook
and of the lock are those that it was made from. A report that shows nothing but the facts of its province stays
current also where other bytes of the data have changed, as long as these facts are the same.
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
from baophu.publish.files import put_all

DATA = "data"
# What cells may name where a report shows nothing but the facts of its province, and the one call of the package.
_NAMES = {"baophu", "report", "province", "language"}
_CALL = "baophu.province_report(province, language)"


@dataclass(frozen=True)
class Inputs:
    """What a page is made from: a digest of each part, blank where it is not known, and the parameters as text."""

    data: str
    package: str
    notebook: str
    lock: str
    parameters: Mapping[str, str]

    def __str__(self):
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    def differing(self, other: Mapping) -> list[str]:
        """Names of the parts that are not those of another page's inputs, as records hold them."""
        return [name for name, part in asdict(self).items() if other.get(name) != part]

    def if_still(self, now: "Inputs") -> "Inputs":
        """These inputs, blank where they have changed meanwhile: nobody knows which of both a page was made from."""
        return replace(self, **dict.fromkeys(self.differing(asdict(now)), ""))


@dataclass(frozen=True)
class ReadData:
    """What a report says of the data that it read: their version, and its packed facts."""

    version: str
    facts: str


class State:
    """Digests of what all pages are made from, taken when this is made."""

    def __init__(self):
        self.data = data_version(paths.DATA)
        self.package = digest(files_below(paths.PACKAGE), paths.PACKAGE)
        self.lock = digest([paths.LOCK], paths.LOCK.parent)
        # Modules and files beside a notebook may be read by it; other notebooks are not.
        beside = (file for file in files_below(paths.NOTEBOOKS) if file.suffix != ".ipynb")
        self.beside = digest(beside, paths.NOTEBOOKS)

    def inputs(self, notebook: Path | None, parameters: Mapping) -> Inputs:
        """The inputs of a page with a notebook, or of one that has none."""
        own = f"{digest([notebook], notebook.parent)} {self.beside}" if notebook else ""
        return Inputs(self.data, self.package, own, self.lock, {name: repr(v) for name, v in parameters.items()})


# ── Records ──────────────────────────────────────────────────────────────────────────────────────────────────


def record_of(inputs: Inputs, outputs: Mapping[str, bytes], read: ReadData | None = None, is_pure=False) -> dict:
    """The record of a build.

    Parameters
    ----------
    inputs : Inputs
        What the files were made from.
    outputs : Mapping[str, bytes]
        The files by name.
    read : ReadData, optional
        What the page says of the data that it read: truer than what stood there before it was run.
    is_pure : bool
        Whether the page shows nothing of the data but these facts.
    """
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
    record = {"inputs": asdict(inputs), "outputs": hashes}
    if read is None:
        return record
    from baophu.facts.plain import decompress

    _, facts_digest = decompress(read.facts)
    # Cells that look at more than facts may have seen the data before, or after, these were read.
    record["inputs"][DATA] = read.version if is_pure or inputs.data == read.version else ""
    return record | {"facts": read.facts, "facts_digest": facts_digest if is_pure else ""}


def to_bytes(record: Mapping) -> bytes:
    """A record as it is kept: the same bytes for the same record."""
    return (json.dumps(record, indent=1, sort_keys=True) + "\n").encode()


def from_bytes(data: bytes) -> dict:
    """A record as it was kept; empty where that is none."""
    try:
        record = json.loads(data)
    except ValueError:
        return {}
    is_whole = isinstance(record, dict) and all(isinstance(record.get(part), dict) for part in ("inputs", "outputs"))
    is_whole = is_whole and isinstance(record["inputs"].get("parameters"), dict)
    is_whole = is_whole and all(isinstance(record.get(part, ""), str) for part in ("facts", "facts_digest"))
    return record if is_whole else {}


def read_record(file: Path) -> dict:
    """The record in a file; empty where there is none that can be read."""
    try:
        return from_bytes(file.read_bytes())
    except OSError:
        return {}


def put(file: Path, record: Mapping, outputs: Mapping[Path, bytes]) -> None:
    """Put files in place, each whole, and last the record of what they were made from.

    Should another build put its files in between, the record does not fit them and the next call builds again.
    """
    put_all({**outputs, file: to_bytes(record)})


# ── The rule ─────────────────────────────────────────────────────────────────────────────────────────────────


def is_current(file: Path, inputs: Inputs, outputs: Iterable[Path], facts_digest: Callable[[str], str | None]) -> bool:
    """Whether a page's files are as recorded, and what building them now would make."""
    record = read_record(file)
    if not fits(record, inputs, facts_digest) or altered(record, outputs):
        return False
    if inputs.differing(record["inputs"]):
        with suppress(OSError):  # it only saves time at the next call
            put_all({file: to_bytes(record | {"inputs": asdict(inputs)})})
    return True


def fits(record: Mapping, inputs: Inputs, facts_digest: Callable[[str], str | None]) -> bool:
    """Whether a record is one of these inputs.

    Parameters
    ----------
    facts_digest : Callable
        The digest of the facts that the page would show, from the version of the data.
    """
    differing = inputs.differing(record["inputs"]) if record else None
    if differing == [DATA] and record.get("facts_digest"):
        return facts_digest(inputs.data) == record["facts_digest"]
    return differing == []


def altered(record: Mapping, outputs: Iterable[Path]) -> list[Path]:
    """Outputs that are not on disk as the record has them."""
    return [file for file in outputs if record["outputs"].get(file.name, "") != _hash_of(file)]


def _hash_of(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


@lru_cache(maxsize=128)
def facts_digest(province: str, version: str) -> str | None:
    """The digest of a province's facts from data of a version.

    None where the data have changed meanwhile, or the facts cannot be worked out: the build says why, of this page.

    Raises
    ------
    InvalidLedger
    """
    from baophu.common.errors import InvalidLedger
    from baophu.facts.plain import digest_of

    try:
        facts = facts_now(province, version)
    except InvalidLedger:
        raise
    except Exception:
        return None
    return digest_of(facts) if facts else None


def facts_now(province: str, version: str):
    """A province's facts from data of a version; None where the data have changed meanwhile."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: a process with threads does not fork
    from baophu.facts.province import build_facts

    ledger = _ledger(version)
    return build_facts(ledger, province) if ledger.version == version else None


@lru_cache(maxsize=1)
def _ledger(version: str):
    from baophu.ledger.tables import load_ledger

    return load_ledger(paths.DATA)


def is_pure(notebook: Path) -> bool:
    """Whether a notebook calls the report of a province and shows nothing else."""
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        nodes = [node for source in code for node in ast.walk(ast.parse(source))]
    except (OSError, ValueError, KeyError, TypeError, SyntaxError):
        return False
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {alias.asname or alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    given = [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    # The package is asked for this one report, and a report for its sections: the version of the ledger is no fact.
    calls = [ast.unparse(node) for node in nodes if isinstance(node, ast.Call)]
    uses = [node for node in nodes if isinstance(node, ast.Name) and node.id == "baophu"]
    return (
        names <= _NAMES
        and calls.count(_CALL) == 1
        and len(uses) == 1
        and len(given) == len(set(given))
        and not any(isinstance(node, ast.ImportFrom) for node in nodes)
        and not any(isinstance(node, ast.Attribute) and node.attr == "ledger_version" for node in nodes)
    )
