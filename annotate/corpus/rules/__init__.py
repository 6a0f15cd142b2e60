"""The rules of ``annotate check``, one file each. A new rule is a new file and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.corpus.rules import (
    ambiguous_link,
    id_twice,
    lost_anchor,
    no_article,
    no_picture,
    no_sidecar,
    plan_past,
    proposals_waiting,
    status_date,
    text_changed,
    unknown_actor,
    unknown_quote,
    unknown_report,
    wrong_article,
)
from annotate.corpus.rules.rule import Rule, Severity

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in map(
        Rule.of,
        (
            unknown_actor,
            unknown_report,
            unknown_quote,
            wrong_article,
            id_twice,
            lost_anchor,
            status_date,
            no_sidecar,
            no_article,
            no_picture,
            ambiguous_link,
            plan_past,
            text_changed,
            proposals_waiting,
        ),
    )
}
"""By code. What is wrong with a single file's syntax, keys and values is no rule: it cannot be switched off."""


def severity(code: str) -> Severity:
    """How much a finding matters; whatever is no rule is an error."""
    return RULES[code].severity if code in RULES else "error"
