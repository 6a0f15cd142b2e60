"""What every test may use, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from distributed import LocalCluster
from hypothesis import settings

from tests.browser.chromium import chromium as find_chromium
from tests.engines.cluster import cluster
from tests.newsroom import Newsroom, newsroom
from tests.site.hostile import hostile_corpus

CORPUS = Path(__file__).parent / "site" / "fixtures" / "corpus"

# What a test shows must not depend on how busy the machine is, nor on the day: new cases are tried at night.
settings.register_profile("dateline", deadline=None, derandomize=True)
settings.load_profile("dateline")
# For the night: pytest --hypothesis-profile=nightly
settings.register_profile("nightly", max_examples=10_000, deadline=None, derandomize=False)
# A tenth of a night, another for each seed: pytest --hypothesis-profile=slice --hypothesis-seed=1
settings.register_profile("slice", max_examples=1_000, deadline=None, derandomize=False)


@pytest.fixture(scope="session")
def project() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A browser that starts; where none can be had the test fails and says what to do."""
    return find_chromium()


@pytest.fixture(scope="session")
def running_cluster() -> Iterator[LocalCluster]:
    """A Dask cluster of two worker processes; one that is killed is started anew."""
    with cluster() as started:
        yield started


@pytest.fixture(scope="session")
def cluster_address(running_cluster: LocalCluster) -> str:
    """The address of its scheduler."""
    return str(running_cluster.scheduler_address)


def built(folder: Path, files: Mapping[str, str | bytes]) -> Newsroom:
    """A project with these files in its corpus and its site built."""
    room = newsroom(folder, files)
    done = room.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    return room


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A built site of five articles with everything that a page can show."""
    files = {path.name: path.read_bytes() for path in CORPUS.iterdir() if path.is_file()}
    return built(tmp_path_factory.mktemp("sound") / "project", files)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A built site whose every field tries to run something."""
    return built(tmp_path_factory.mktemp("hostile") / "project", hostile_corpus())


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A skipped test has shown nothing: a run with one has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
