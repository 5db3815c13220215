"""Loaded by Dask into the workers of a cluster of this machine: Ctrl-C reaches every process of a terminal."""

import signal


def dask_setup(worker) -> None:
    """Leave the keyboard's interrupt to the caller, who lets the workers finish what they are at."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
