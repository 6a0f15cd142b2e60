"""Writing records as the YAML that a person would write: short, one line for a small thing, nothing quoted in vain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import yaml

from annotate.corpus.model import Record

# Letters and digits of any script, joined by characters that mean nothing to YAML even within braces.
_PLAIN = re.compile(r"[^\W_](?:(?:[\w ./()+%~?$€£;!&*=’'‘“”«»–—…-]|(?<=\w)#)*[\w.)%~?!’”»…])?")
_RESOLVER = yaml.resolver.Resolver()
_READ_AS_TEXT = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"})
_NOT_PRINTABLE = re.compile("[\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff\u0085\ud800-\udfff]")

Plain = str | int | float | bool | None


def scalar(value: Plain) -> str:
    """``value`` as YAML that reads back as itself under Dateline's strict reading, on one line, also within braces."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    # Dateline reads every scalar as text, but an editor does not: what it would take for a number or a truth value
    # is quoted. A date stays plain, for YAML 1.2 reads it as text.
    if _PLAIN.fullmatch(value) and _read_as(value) in _READ_AS_TEXT:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _read_as(value: str) -> str:
    return str(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)))  # type: ignore[no-untyped-call]


def _filled(record: Record) -> Iterator[tuple[str, object]]:
    """Key (as it stands in the file) and value of every field that differs from its default."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value is None or (not field.is_required() and value == field.default):
            continue
        yield field.alias or name, value


def flow(value: object) -> str:
    """A field's value, a record or a list of them on one line, as it may stand within brackets."""
    if isinstance(value, Record):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in _filled(value)) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return scalar(value)  # type: ignore[arg-type]  # fields hold records, tuples and plain values only


def line(record: Record) -> str:
    """``record`` as one list item on one line."""
    return f"- {flow(record)}\n"


def block(record: Record) -> str:
    """``record`` as one list item, a line for each key; its own records are one line each, below their key."""
    lines: list[str] = []
    for key, value in _filled(record):
        if isinstance(value, tuple) and value and (isinstance(value[0], Record) or key == "reports"):
            lines.append(f"{key}:")
            lines += [f"- {flow(item)}" for item in value]
        else:
            lines.append(f"{key}: {flow(value)}")
    return "".join(f"{'- ' if index == 0 else '  '}{text}\n" for index, text in enumerate(lines))
