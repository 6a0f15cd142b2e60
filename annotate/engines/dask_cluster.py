"""An existing Dask cluster: ``pip install "dateline[cluster]"`` here and on every machine of it."""

from __future__ import annotations

import hashlib
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from annotate.corpus.problems import CorpusError, Problem
from annotate.engines import Failed, Result, Shared, Task
from annotate.engines.version import annotator_version

_AHEAD = 4
"""Tasks for each thread of the cluster that may wait or be done and not yet taken."""
_PATIENCE = 30
"""Seconds until a scheduler has to answer, and until it has to have a worker."""


class DaskCluster:
    """Runs on the workers of a scheduler; workers may come and go meanwhile.

    Args:
        address: of the scheduler, as ``tcp://10.0.0.1:8786``.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    def map(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result | Failed[Task]]:
        """See :class:`annotate.engines.Engine`."""
        distributed = self._library()
        with self._client(distributed) as client:
            kept = _kept(distributed, shared)
            try:
                client.register_plugin(kept, name=kept.name)
            except Exception as error:  # whatever its setup raised on a worker
                raise self._refusal("other-version", str(error)) from error
            try:
                yield from _results(client, distributed, kept.name, function, tasks)
            finally:
                client.unregister_worker_plugin(kept.name)

    def _library(self) -> Any:
        try:
            import distributed  # noqa: PLC0415  # an extra
        except ImportError as error:
            raise self._refusal(
                "no-dask", f"Dask can't be loaded ({error})", 'install it with: pip install "dateline[cluster]"'
            ) from error
        return distributed

    def _client(self, distributed: Any) -> Any:
        try:
            client = distributed.Client(self.address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise self._refusal(
                "no-scheduler", f"no scheduler answers: {error}", "start one with: dask scheduler"
            ) from error
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            client.close()
            raise self._refusal(
                "no-workers", "the scheduler has no workers", f"start some with: dask worker {self.address}"
            ) from error
        return client

    def _refusal(self, code: str, message: str, hint: str = "") -> CorpusError:
        return CorpusError([Problem(Path(self.address), 1, 1, code, message, hint)])


def _kept(distributed: Any, shared: object) -> Any:
    """The plugin that gives every worker, also one that comes later, what all tasks share."""

    class Kept(distributed.WorkerPlugin):  # type: ignore[misc]  # Dask is loaded only when it is asked for
        def __init__(self, name: str, held: object, version: str) -> None:
            self.name = name
            self.held = held
            self.version = version

        def setup(self, worker: Any) -> None:
            from annotate.engines import version  # noqa: PLC0415  # the worker's own, not what was sent to it

            own = version.annotator_version()
            if own != self.version:
                raise RuntimeError(
                    f"the worker {worker.address} has another version of Dateline ({own}, here {self.version}); "
                    "install the same one everywhere"
                )

    data = pickle.dumps(shared)
    digest = hashlib.sha256(data + annotator_version().encode()).hexdigest()[:16]
    return Kept(f"dateline-{digest}", shared, annotator_version())


def _results(
    client: Any, distributed: Any, name: str, function: Callable[[Any, Any], Any], tasks: Iterable[Any]
) -> Iterator[Any]:
    coming = iter(tasks)
    waiting: deque[tuple[Any, Any]] = deque()
    while True:
        room = _AHEAD * max(1, sum(client.nthreads().values())) - len(waiting)
        for task in islice(coming, max(room, 0)):
            # Not pure: a task is told by its place, not by a digest of its text. Two may be the same.
            waiting.append((task, client.submit(_call, function, name, task, pure=False, retries=2)))
        if not waiting:
            return
        task, future = waiting.popleft()
        try:
            yield future.result()
        except distributed.KilledWorker:
            # Dask blames every task that was given to a lost worker. Alone, it shows whether it was this one's fault.
            for _, other in waiting:
                other.exception()  # waits for it
            try:
                yield client.submit(_call, function, name, task, pure=False).result()
            except distributed.KilledWorker:
                yield Failed(task, "the workers that it was given to were lost, perhaps for want of memory")


def _call(function: Callable[[Any, Any], Any], name: str, task: object) -> Any:
    from distributed import get_worker  # noqa: PLC0415  # an extra; here it is installed, for this runs in it

    kept: Any = get_worker().plugins[name]
    return function(kept.held, task)
