"""A Dask cluster of separate processes that speak over TCP, as one of several machines does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from dask import config
from distributed import LocalCluster


@contextmanager
def cluster(workers: int = 2) -> Iterator[LocalCluster]:
    # A task that kills its worker is given to one other, as fresh workers take long to start.
    with (
        config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, protocol="tcp://", dashboard_address=None
        ) as started,
    ):
        yield started


def kill_a_worker(of: LocalCluster) -> None:
    """As the kernel does when memory runs out."""
    workers = [nanny for nanny in of.workers.values() if nanny.pid]
    os.kill(workers[0].pid, signal.SIGKILL)
