import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotate.corpus.schema import SCHEMAS, schema, write_schemas


def fields(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    made = schema(name)
    for record in (made, *made.get("$defs", {}).values()):
        yield from record.get("properties", {}).items()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described(name: str) -> None:
    assert [field for field, made in fields(name) if not made.get("description")] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_other_keys_are_allowed(name: str) -> None:
    made = schema(name)
    records = [made, *(part for part in made.get("$defs", {}).values() if "properties" in part)]
    assert all(record["additionalProperties"] is False for record in records)


def test_the_ids_of_the_registry_are_offered_and_others_allowed() -> None:
    made = schema("annotations", ["lind", "petz"])
    offered, others = made["$defs"]["ActorId"]["anyOf"]
    assert offered == {"enum": ["lind", "petz"]}
    assert others["type"] == "string"
    assert {"$ref": "#/$defs/ActorId"} in made["$defs"]["Quote"]["properties"]["speaker"]["anyOf"]
    assert made["$defs"]["Event"]["properties"]["actors"]["items"] == {"$ref": "#/$defs/ActorId"}


def test_schemas_are_written_once_and_then_only_when_they_change(tmp_path: Path) -> None:
    assert len(write_schemas(tmp_path, ["lind"])) == len(SCHEMAS)
    assert write_schemas(tmp_path, ["lind"]) == []
    written = write_schemas(tmp_path, ["lind", "petz"])
    assert [path.name for path in written] == ["annotations.json", "actors.json", "timeline.json"]
    assert json.loads((tmp_path / "actors.json").read_text())["$defs"]["ActorId"]
