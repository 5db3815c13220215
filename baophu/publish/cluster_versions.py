"""Whether the machines of a cluster have what this one has: reports are the same bytes only from the same versions."""

import re
from collections.abc import Mapping

from baophu import paths
from baophu.errors import ClusterDiffers

_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==\S+(\s*;)?", re.MULTILINE)
_TALKING = ("dask", "distributed", "cloudpickle")  # what must agree before anything can be sent
_SHOWN = 5


def check_talk(stated: Mapping) -> None:
    """Raise ClusterDiffers unless scheduler and workers can be sent Python code at all.

    Parameters
    ----------
    stated : what :meth:`distributed.Client.get_versions` returns.
    """
    own = _spoken(stated["client"])
    machines = {"the scheduler": stated["scheduler"], **stated["workers"]}
    faults = {name: _differing(own, _spoken(told)) for name, told in machines.items() if told}
    _refuse({name: told for name, told in faults.items() if told})


def check_installed(own: Mapping[str, str], workers: Mapping[str, Mapping[str, str]]) -> None:
    """Raise ClusterDiffers unless every worker has the versions of the lock that this machine has.

    Parameters
    ----------
    own : version by name, as :func:`baophu.publish.remote.versions` states them.
    workers : the same by address of the worker.
    """
    faults = {
        name: installed_faults(own, told, locked(paths.LOCK.read_text("utf-8"))) for name, told in workers.items()
    }
    _refuse({name: told for name, told in faults.items() if told})


def locked(text: str) -> dict[str, bool]:
    """The names in a lock file, and whether each is wanted on every system."""
    return {name.lower().replace("_", "-").replace(".", "-"): not marker for name, marker in _LOCKED.findall(text)}


def installed_faults(own: Mapping[str, str], worker: Mapping[str, str], names: Mapping[str, bool]) -> list[str]:
    """What a worker has otherwise, such as ``pandas 2.2.0 instead of 3.1.1``.

    Parameters
    ----------
    names : of the lock; what only some systems want may be missing.
    """
    wanted = {name: own[name] for name in names if name in own}
    return [
        f"{name} {worker.get(name, 'missing')} instead of {version}"
        for name, version in sorted(wanted.items())
        if worker.get(name) != version and (name in worker or names[name])
    ]


def _spoken(stated: Mapping) -> dict[str, str]:
    packages = {name: str(stated["packages"].get(name)) for name in _TALKING}
    # Python's code is not the same from one minor version to the next.
    return {**packages, "python": ".".join(str(stated["packages"]["python"]).split(".")[:2])}


def _differing(own: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    return [f"{name} {found[name]} instead of {own[name]}" for name in own if found[name] != own[name]]


def _refuse(faults: Mapping[str, list[str]]) -> None:
    if not faults:
        return
    lines = [f"{name}: {', '.join(told[:_SHOWN])}{_rest(told)}" for name, told in faults.items()]
    raise ClusterDiffers(
        "\n".join(
            [
                *lines,
                "The cluster has other versions than this machine, and reports would differ. On each machine named: "
                "the same Python, and pip install --require-hashes -r requirements.txt of this checkout",
            ]
        )
    )


def _rest(told: list[str]) -> str:
    return f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
