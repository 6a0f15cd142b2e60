"""Where annotating runs: in this process, in several, or on a cluster. One file each; all give the same results.

An engine carries a function to where there is room and brings what it returns back in order, a bounded number of
tasks at a time, so that memory does not grow with the work. A worker that dies is replaced and its tasks are given to
another; a task that has cost several workers their lives comes back as :class:`Failed`, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Failed(Generic[Task]):
    """A task that could not be done."""

    task: Task
    reason: str
    """As a sentence tells it, for a person to read."""


class Engine(Protocol):
    """Carries out tasks somewhere."""

    def map(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result | Failed[Task]]:
        """``function(shared, task)`` for each task, in their order; tasks are taken little by little.

        Args:
            function: of a module, for other processes import it by its name.
            shared: the same for all tasks; sent to each worker once.
            tasks: anything that can be pickled.

        Raises:
            CorpusError: there is nothing to run on, or it runs another version of Dateline.
            Exception: whatever ``function`` raises.
        """
        ...
