"""Work that workers of other processes can import."""

from __future__ import annotations

import os
import signal


def doubled(shared: int, task: int) -> int:
    return shared + 2 * task


def deadly(shared: int, task: int) -> int:
    """Takes its process with it where the task is ``shared``."""
    if task == shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def refused(shared: str, task: int) -> int:
    if task == 2:
        raise ValueError(f"{shared}: no such task")
    return task
