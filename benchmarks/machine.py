"""Describe the machine of a measurement, without its name or paths."""

import os
import platform
import resource
import sys
from importlib.metadata import version
from pathlib import Path

CPU_INFO = Path("/proc/cpuinfo")


def cpu_model(text: str) -> str:
    """Model of the processor from the text of ``/proc/cpuinfo``; blank if it has none."""
    fields = (line.partition(":") for line in text.splitlines())
    return next((value.strip() for key, _, value in fields if key.strip() == "model name"), "")


def describe_machine(libraries: tuple[str, ...]) -> str:
    """Processor, system, Python and the versions of libraries, on one line."""
    model = cpu_model(CPU_INFO.read_text("utf-8")) if CPU_INFO.exists() else platform.machine()
    count = os.cpu_count() or 1
    cpus = f"{count} {'CPU' if count == 1 else 'CPUs'}" + (f" ({model})" if model else "")
    parts = [cpus, platform.system(), f"Python {platform.python_version()}"]
    return ", ".join([*parts, *(f"{name} {version(name)}" for name in libraries)])


def peak_megabytes() -> float:
    """Peak memory of this process so far, in millions of bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
