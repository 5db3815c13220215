"""How fast the project is, measured: each module writes one section of ``docs/benchmarks.md`` (``make bench``)."""
