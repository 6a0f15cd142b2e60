"""The page ``docs/checking.md``, made from the rules: ``python -m annotate.corpus.rules.page``."""

from __future__ import annotations

from pathlib import Path

from annotate.corpus.rules import RULES
from annotate.corpus.rules.rule import Rule

_HEAD = """\
---
title: Checking
description: What annotate check looks for, and how to switch a rule off.
---

# Checking

`annotate check` reads every file of the corpus and reports all that does not fit, each as one line that editors and
terminals can jump to:

    corpus/talks.yaml:8:3: lost-anchor: 'Fryday' does not stand in paragraph 1; p: 1 has 'Friday'

`--format json` gives the same as JSON, `--format github` as annotations in GitHub Actions. The exit code is 0 when all
is well, 1 when there is a finding, 2 when the folder cannot be read. Of the rules below, an error also stops the site
from being built, a warning does not, and a note asks only for attention: it is told and does not count as a finding.

## Before every commit

With pre-commit, in `.pre-commit-config.yaml` of a project that has Dateline installed:

    - repo: local
      hooks:
      - id: annotate-check
        name: Check articles and annotations
        entry: annotate check
        language: system
        files: ^corpus/
        pass_filenames: false

## Switching a rule off

By a comment, on one line, for the line or item below, or for the whole file:

    - {p: 2, text: Friday}   # annotate: off lost-anchor

    # annotate: off status-date, lost-anchor
    - id: e4

    # annotate: off-file no-sidecar

In an article the comment stands in its front matter. What makes a file unreadable (broken YAML, unknown keys, values
that cannot be) is no rule and cannot be switched off.

## The rules
"""


def page() -> str:
    """The page as Markdown."""
    return _HEAD + "".join(_section(rule) for rule in RULES.values())


def _section(rule: Rule) -> str:
    return (
        f"\n### {rule.code}\n\n{rule.title} ({rule.severity}).\n\n{rule.text}\n\n"
        f"Bad:\n\n```yaml\n{rule.bad}\n```\n\nGood:\n\n```yaml\n{rule.good}\n```\n"
    )


if __name__ == "__main__":
    Path("docs", "checking.md").write_text(page(), encoding="utf-8")
