"""The project as a newcomer and a packager meet it: its commands, lock files, wheel and workflows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.version import Version

from annotate.cli import main

PROJECT = Path(__file__).resolve().parent.parent
CODE_BLOCK = re.compile(r"```.*?\n(.*?)```", re.DOTALL)


def read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def pyproject() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))["project"]


def make_targets() -> set[str]:
    """The targets that ``make help`` lists."""
    return set(re.findall(r"^([a-z]+):.*?## \S", read("Makefile"), re.MULTILINE))


def locked(name: str) -> dict[str, Requirement]:
    """By name, what a lock file pins; where it differs by system, for this one."""
    lines = re.findall(r"^(\S+==[^\\\n]+?)\s*\\?$", read(name), re.MULTILINE)
    pins = [Requirement(line) for line in lines]
    return {pin.name.lower(): pin for pin in pins if pin.marker is None or pin.marker.evaluate()}


def version(pin: Requirement) -> Version:
    return Version(next(iter(pin.specifier)).version)


def test_every_make_target_that_is_told_of_exists() -> None:
    told = {
        target
        for name in ("README.md", ".ci/run")
        for target in re.findall(r"^make (?:--\S+ )*([a-z]+)", read(name), re.M)
    }
    for workflow in (PROJECT / ".github" / "workflows").iterdir():
        told |= set(re.findall(r"run: make ([a-z]+)", workflow.read_text(encoding="utf-8")))
    assert {"site", "serve", "test", "check"} <= told
    assert told <= make_targets()


def test_every_make_target_is_listed_by_help() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == make_targets()
    shown = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z]+)", shown, re.MULTILINE)) == make_targets()


def test_every_command_in_the_readme_exists() -> None:
    told = {
        name
        for block in CODE_BLOCK.findall(read("README.md"))
        for name in re.findall(r"annotate ([a-z]+)\b(?!\.)", block)
    }
    assert {"import", "run", "check", "diff"} <= told
    assert told <= set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("name", main.list_commands(click.Context(main)))
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


def test_asking_for_help_loads_neither_spacy_nor_mkdocs() -> None:
    code = (
        "import sys; from annotate.cli import main; main(['--help'], standalone_mode=False);"
        "print(sorted({'spacy', 'mkdocs', 'markdown_it', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("lock", "extras"), [("requirements.lock", []), ("requirements-dev.lock", ["dev"])])
def test_a_lock_file_satisfies_what_the_project_asks_for(lock: str, extras: list[str]) -> None:
    asked = [
        *pyproject()["dependencies"],
        *(r for extra in extras for r in pyproject()["optional-dependencies"][extra]),
    ]
    pins = locked(lock)
    wanted = [Requirement(text) for text in asked]
    assert [r.name for r in wanted if r.name.lower() not in pins] == []
    assert [str(r) for r in wanted if not r.specifier.contains(version(pins[r.name.lower()]))] == []


def test_both_lock_files_pin_the_same_versions() -> None:
    run, develop = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: version(pin) for name, pin in run.items()} == {name: version(develop[name]) for name in run}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_a_hash_for_each_package_and_no_address(lock: str) -> None:
    text = read(lock)
    pins = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert len(pins) > 30
    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert re.findall(r"https?://|file:|--(?:extra-)?index-url|--find-links|(?<=\s)/\w+", text) == []


def test_every_dependency_has_an_upper_bound() -> None:
    # A calendar's version says nothing of what it breaks.
    asked = [*pyproject()["dependencies"], *pyproject()["optional-dependencies"]["dev"]]
    unbounded = {Requirement(text).name for text in asked if "<" not in text}
    assert unbounded == {"certifi", "tzdata"}


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    builder = WheelBuilder(str(PROJECT))
    (wheel,) = builder.build(directory=str(tmp_path), versions=["standard"])
    held = set(zipfile.ZipFile(wheel).namelist())
    package = PROJECT / "annotate"
    there = {
        path.relative_to(PROJECT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and not any(part == "__pycache__" or part[0] == "." for part in path.parts)
    }
    assert there - held == set()
    assert {"annotate/exchange/data/zones.yaml", "annotate/site/data/wording.yaml", "annotate/py.typed"} <= held
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"annotate"}


def test_the_pre_commit_hook_calls_a_command_and_watches_the_corpus() -> None:
    (hook,) = yaml.safe_load(read(".pre-commit-hooks.yaml"))
    program, command = hook["entry"].split()
    assert program in pyproject()["scripts"]
    assert command in main.list_commands(click.Context(main))
    assert hook["pass_filenames"] is False
    watched = re.compile(hook["files"])
    assert watched.search("corpus/2025-03-03-a.md")
    assert watched.search("corpus/actors.yaml")
    assert not watched.search("docs/about.md")


@pytest.mark.parametrize("path", sorted((PROJECT / ".github" / "workflows").iterdir()), ids=lambda path: path.name)
def test_a_workflow_may_only_read_unless_a_job_says_otherwise(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    writing = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    assert writing in (
        {},
        {"publish": {"pages": "write", "id-token": "write"}},
        {"release": {"contents": "write"}},
    )


def test_the_tested_pythons_are_those_the_project_names() -> None:
    workflow = yaml.safe_load(read(".github/workflows/test.yml"))
    named = {c.split(" :: ")[-1] for c in pyproject()["classifiers"] if re.search(r":: 3\.\d+$", c)}
    assert set(workflow["jobs"]["test"]["strategy"]["matrix"]["python"]) == named


def test_ci_can_be_run() -> None:
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", PROJECT / ".ci" / "run"], check=True)


@pytest.mark.parametrize("python", ["/bin/false", "no-such-python", ""])
def test_make_says_what_to_do_when_python_is_too_old_or_missing(tmp_path: Path, python: str) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text(read(name), encoding="utf-8")
    done = subprocess.run(
        ["make", "site", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Dateline needs Python 3.11 or newer" in done.stderr
    assert "make PYTHON=" in done.stderr
    assert not (tmp_path / ".venv").exists()
