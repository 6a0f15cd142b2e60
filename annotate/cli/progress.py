"""How far long work is: one line that changes on a terminal, a plain line now and then in a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click

_LINE_EVERY = 30.0
"""Seconds between two lines of a log; work that is done sooner leaves none."""
_SETTLED = 3
"""Items from which the rate tells something."""


class Progress:
    """Tells standard error how many of how many are done, how fast, and how long the rest will take.

    Args:
        noun: what is counted, in the plural: "articles".
    """

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._begun: float | None = None
        self._told = 0.0
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._terminal and self._begun is not None:
            click.echo("\r\033[K", nl=False, err=True)

    def __call__(self, done: int, of: int, name: str) -> None:
        """Tell it, if it is time to.

        Args:
            done: how many are done.
            of: how many there are; 0: nobody knows yet.
            name: of the one that was done last, or is next.
        """
        now = time.monotonic()
        if self._begun is None:
            self._begun = self._told = now
        rate = done / (now - self._begun) if done >= _SETTLED and now > self._begun else 0.0
        if self._terminal:
            click.echo(f"\r\033[K{_so_far(done, of)}{_pace(done, of, rate)} {name}", nl=False, err=True)
        elif now - self._told >= _LINE_EVERY:
            self._told = now
            click.echo(f"{_so_far(done, of)} {self._noun}{_pace(done, of, rate)}", err=True)


def _so_far(done: int, of: int) -> str:
    return f"{done:,}/{of:,}" if of else f"{done:,}"


def _pace(done: int, of: int, rate: float) -> str:
    if not rate:
        return ""
    speed = f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"
    return f", {speed}, {_span((of - done) / rate)} left" if of > done else f", {speed}"


def _span(seconds: float) -> str:
    """``seconds`` in the largest two units that tell something."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes >= 10 else f"{minutes} min {rest} s" if minutes else f"{rest} s"
