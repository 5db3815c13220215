"""Measure how fast the project is: each module writes one section of ``docs/benchmarks.md`` (``make bench``)."""
