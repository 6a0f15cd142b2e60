"""The arrows of docs/architecture.md: who may import whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "annotate"
WINGS = {"corpus", "language", "timeline", "site", "exchange", "engines", "cli"}
ALLOWED = {
    "corpus": set[str](),
    "language": {"corpus", "engines"},
    "timeline": {"corpus"},
    "site": {"corpus", "timeline"},
    "exchange": {"corpus", "timeline"},
    "engines": {"corpus"},
    "cli": {"corpus", "timeline", "exchange", "language", "engines"},
}
FOREIGN = {
    "corpus": {"spacy", "mkdocs", "material", "jinja2", "click"},
    "language": {"mkdocs", "material", "jinja2", "click"},
    "timeline": {"spacy", "mkdocs", "material", "jinja2", "click"},
    "site": {"spacy", "click"},
    "exchange": {"spacy", "mkdocs", "material", "click"},
    "engines": {"spacy", "mkdocs", "material", "jinja2", "click"},
    "cli": {"spacy", "mkdocs", "distributed"},
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        elif isinstance(node, ast.ImportFrom):
            yield ".".join(("annotate", *path.relative_to(PACKAGE).parent.parts, node.module or ""))


@pytest.mark.parametrize("wing", sorted(WINGS))
def test_a_wing_imports_only_what_it_stands_on(wing: str) -> None:
    files = sorted((PACKAGE / wing).rglob("*.py"))
    assert files
    for path in files:
        for name in imports(path):
            parts = name.split(".")
            assert parts[0] not in FOREIGN[wing], f"{path} imports {name}"
            if parts[0] == "annotate" and len(parts) > 1 and parts[1] in WINGS - {wing}:
                assert parts[1] in ALLOWED[wing], f"{path} imports {name}"


def test_within_the_language_wing_arrows_go_one_way() -> None:
    wing = PACKAGE / "language"
    stands_on = {
        "words": set[str](),
        "names": {"words"},
        "dates": {"words"},
        "quotes": {"words", "names"},
        "coreference": {"words", "names"},
        "events": {"words", "names", "quotes"},
    }
    rooms = {path.name for path in wing.iterdir() if (path / "__init__.py").is_file()}
    assert rooms == {*stands_on, "training"}
    for path in sorted(wing.rglob("*.py")):
        room = path.relative_to(wing).parts[0]
        for name in imports(path):
            target = name.removeprefix("annotate.language.").split(".")[0]
            if room in rooms and room != "training" and target in rooms - {room} and name.startswith("annotate."):
                assert target in stands_on[room], f"{path} imports {name}"
            assert room == "training" or target != "training", f"{path} imports {name}"


def test_within_the_site_arrows_go_one_way() -> None:
    wing = PACKAGE / "site"
    stands_on = {
        "cutting": set[str](),
        "text": set[str](),
        "search": set[str](),
        "shown": {"cutting", "text"},
        "pages": {"cutting", "text", "shown"},
        "building": {"search", "pages", "shown"},
    }
    rooms = {path.name for path in wing.iterdir() if (path / "__init__.py").is_file()}
    assert rooms == {*stands_on}
    for path in sorted(wing.rglob("*.py")):
        room = path.relative_to(wing).parts[0]
        for name in imports(path):
            target = name.removeprefix("annotate.site.").split(".")[0]
            if room in rooms and target in rooms - {room} and name.startswith("annotate."):
                assert target in stands_on[room], f"{path} imports {name}"
            assert room in ("building", "plugin.py") or target != "building", f"{path} imports {name}"


def test_within_the_timeline_wing_and_the_ground_floor_arrows_go_one_way() -> None:
    below = {"timeline/actors": "timeline.entries", "corpus": "corpus.changing"}
    for folder, above in below.items():
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            if not path.is_relative_to(PACKAGE / above.replace(".", "/")):
                found = [name for name in imports(path) if f"{name}.".startswith(f"annotate.{above}.")]
                assert not found, f"{path} imports {found}"


def test_only_the_command_line_calls_the_workflow() -> None:
    callers = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if any(name.startswith(("annotate.workflow", "annotate.exporting")) for name in imports(path))
    }
    assert callers <= {"cli", "site", "__init__.py"}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
