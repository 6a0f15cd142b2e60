"""Every engine gives the same, in order, whatever happens to its workers."""

from __future__ import annotations

from itertools import count

import pytest

from annotate.corpus.problems import CorpusError
from annotate.engines import Engine, Failed
from annotate.engines.dask_cluster import DaskCluster
from annotate.engines.local import OneProcess, Processes, ThisMachine
from tests.engines.cluster import cluster
from tests.engines.tasks import deadly, doubled, refused


@pytest.fixture(params=["one process", "this machine", "processes", "cluster"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "cluster":
        return DaskCluster(request.getfixturevalue("cluster_address"))
    return {"one process": OneProcess(), "this machine": ThisMachine(), "processes": Processes(2)}[request.param]


def test_results_come_in_the_order_of_the_tasks(engine: Engine) -> None:
    assert list(engine.map(doubled, 1, range(40))) == [1 + 2 * task for task in range(40)]


def test_no_task_gives_no_result(engine: Engine) -> None:
    assert list(engine.map(doubled, 1, [])) == []


def test_equal_tasks_are_each_done(engine: Engine) -> None:
    assert list(engine.map(doubled, 0, [7, 7, 7])) == [14, 14, 14]


def test_tasks_without_end_are_taken_little_by_little(engine: Engine) -> None:
    results = engine.map(doubled, 0, count())
    assert [next(results) for _ in range(5)] == [0, 2, 4, 6, 8]


def test_what_a_task_raises_reaches_who_asked(engine: Engine) -> None:
    with pytest.raises(ValueError, match="desk: no such task"):
        list(engine.map(refused, "desk", range(4)))


@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_a_task_that_kills_its_workers_fails_alone(kind: str, request: pytest.FixtureRequest) -> None:
    engine = Processes(2) if kind == "processes" else DaskCluster(request.getfixturevalue("cluster_address"))
    results = list(engine.map(deadly, 3, range(8)))
    (failed,) = [result for result in results if isinstance(result, Failed)]
    assert failed.task == 3
    assert "lost" in failed.reason or "killed" in failed.reason
    assert [result for result in results if not isinstance(result, Failed)] == [0, 1, 2, 4, 5, 6, 7]


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.engines.dask_cluster._PATIENCE", 0.5)
    with pytest.raises(CorpusError) as error:
        list(DaskCluster("tcp://127.0.0.1:9").map(doubled, 1, [1]))
    assert [problem.code for problem in error.value.problems] == ["no-scheduler"]


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.engines.dask_cluster._PATIENCE", 2)
    with cluster(0) as empty, pytest.raises(CorpusError) as error:
        list(DaskCluster(empty.scheduler_address).map(doubled, 1, [1]))
    assert [problem.code for problem in error.value.problems] == ["no-workers"]


def test_a_cluster_with_another_version_is_refused(cluster_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.engines.dask_cluster.annotator_version", lambda: "another")
    with pytest.raises(CorpusError) as error:
        list(DaskCluster(cluster_address).map(doubled, 1, [1]))
    assert [problem.code for problem in error.value.problems] == ["other-version"]
    assert "install the same one everywhere" in str(error.value.problems[0])
