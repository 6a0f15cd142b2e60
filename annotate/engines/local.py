"""This machine: one process, or several."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, Generic

from annotate.engines import Failed, Result, Shared, Task

_WORTH = 3
"""Tasks from which another process gains more than its start costs."""
_AHEAD = 4
"""Tasks for each worker that may wait or be done and not yet taken."""
_TRIES = 3
"""Workers that one task may cost."""


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ThisMachine:
    """As many processes as there are cores, or fewer where there is little to do.

    Args:
        jobs: how many processes at most; None: one a core.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs

    def map(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result | Failed[Task]]:
        """See :class:`annotate.engines.Engine`."""
        most = self.jobs or cores()
        coming = iter(tasks)
        first = list(islice(coming, most * _WORTH))
        jobs = min(most, len(first) if self.jobs else -(-len(first) // _WORTH))
        engine = Processes(jobs) if jobs > 1 else OneProcess()
        yield from engine.map(function, shared, chain(first, coming))


class OneProcess:
    """The process that asks."""

    def map(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result | Failed[Task]]:
        """See :class:`annotate.engines.Engine`."""
        for task in tasks:
            yield function(shared, task)


class Processes:
    """Worker processes, each started afresh: forking one that has loaded spaCy is neither safe everywhere nor faster.

    Args:
        jobs: how many.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def map(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result | Failed[Task]]:
        """See :class:`annotate.engines.Engine`."""
        coming = iter(tasks)
        waiting: deque[_Sent[Task, Result]] = deque()
        pool = self._pool(shared)
        try:
            while True:
                for task in islice(coming, self.jobs * _AHEAD - len(waiting)):
                    waiting.append(_Sent(task, pool.submit(_call, function, task)))
                if not waiting:
                    return
                try:
                    result = waiting[0].future.result()
                except BrokenProcessPool:
                    # Nobody knows which task it was. The first is tried alone, so that another does not pay for it.
                    pool.shutdown(wait=False, cancel_futures=True)
                    yield self._alone(function, shared, waiting.popleft().task)
                    pool = self._pool(shared)
                    for sent in waiting:
                        if not _is_done(sent.future):
                            sent.future = pool.submit(_call, function, sent.task)
                    continue
                waiting.popleft()
                yield result
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _alone(self, function: Callable[[Shared, Task], Result], shared: Shared, task: Task) -> Result | Failed[Task]:
        for _ in range(_TRIES - 1):
            with ProcessPoolExecutor(1, get_context("spawn"), _keep, (shared,)) as pool:
                try:
                    result: Result = pool.submit(_call, function, task).result()
                except BrokenProcessPool:
                    continue
                return result
        return Failed(task, "its worker process was killed each time, perhaps for want of memory")

    def _pool(self, shared: object) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, get_context("spawn"), _keep, (shared,))


@dataclass
class _Sent(Generic[Task, Result]):
    task: Task
    future: Future[Result]


def _is_done(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


_SHARED: list[Any] = []
"""What all tasks of this worker process share."""


def _keep(shared: object) -> None:
    # Ctrl-C at a terminal reaches every process; the one that asks decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _SHARED[:] = [shared]


def _call(function: Callable[[Any, Any], Any], task: object) -> Any:
    return function(_SHARED[0], task)
