"""Addresses are fetched only when named, only from the open internet, and only as far as limits and robots.txt allow."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.article import read_article
from annotate.exchange import fetching
from annotate.exchange.fetching import Fetcher, is_public
from annotate.exchange.importing import ImportReport, Wishes, import_files
from tests.exchange import samples
from tests.exchange.documents import codes

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A web site on this machine."""

    port: int
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def address(self, path: str = "/", host: str = "quay.test") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serving() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            answer = site.answers.get(self.path, (404, {}, b""))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.answers["/ferry"] = (200, {"Content-Type": "text/html; charset=utf-8"}, samples.page().encode())
        yield made


def fetcher(**changes: object) -> Fetcher:
    """One that takes this machine for the open internet, and does not wait."""
    given = {"resolver": lambda host, port: ["127.0.0.1"], "allowed": lambda address: True, "ports": None}
    return Fetcher(**{**given, "sleep": lambda seconds: None, **changes})  # type: ignore[arg-type]


def fetch(tmp_path: Path, *addresses: str, follow: bool = False, **changes: object) -> ImportReport:
    wishes = Wishes(follow=follow, fetcher=fetcher(**changes))
    return import_files(list(addresses), tmp_path / "corpus", wishes=wishes)


def test_a_page_is_fetched_with_its_address_and_day(tmp_path: Path, site: Site) -> None:
    report = fetch(tmp_path, site.address("/ferry"))
    assert report.problems == []
    assert report.outcomes[0].article is not None
    front = read_article(report.outcomes[0].article).front_matter
    assert front.title == samples.TITLE
    # The page names another host as its own; the address it came from is believed.
    assert front.url == site.address("/ferry")
    assert front.source.startswith(f"{site.address('/ferry')} retrieved 2")
    assert site.asked == ["/robots.txt", "/ferry"]
    assert all(agent.startswith("Dateline/") for agent in site.agents)


def test_files_touch_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in samples.SAMPLES:
        (tmp_path / name).write_bytes(samples.sample(name))
        assert import_files([tmp_path / name], tmp_path / "corpus").of("imported") or name != "ferry.txt"


def test_a_feed_s_articles_are_fetched_only_when_asked(tmp_path: Path, site: Site) -> None:
    feed = samples.rss(samples.item(link=site.address("/ferry"), whole=False))
    site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
    assert codes(fetch(tmp_path, site.address("/feed"))) == ["teaser"]
    assert "/ferry" not in site.asked
    report = fetch(tmp_path, site.address("/feed"), follow=True)
    assert [outcome.result for outcome in report.outcomes] == ["imported"]


def test_robots_txt_is_kept(tmp_path: Path, site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: dateline\nDisallow: /ferry\n\nUser-agent: *\nAllow: /\n")
    assert codes(fetch(tmp_path, site.address("/ferry"))) == ["robots"]
    assert "/ferry" not in site.asked


def test_a_site_whose_robots_txt_fails_is_left_alone(tmp_path: Path, site: Site) -> None:
    site.answers["/robots.txt"] = (503, {}, b"")
    assert codes(fetch(tmp_path, site.address("/ferry"))) == ["robots"]


def test_a_crawl_delay_is_waited_for(tmp_path: Path, site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    waited: list[float] = []
    fetch(tmp_path, site.address("/ferry"), site.address("/other"), sleep=waited.append)
    assert len(waited) == 1
    assert 6 < waited[0] <= 7


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::", "ff02::1",
     "fe80::1%eth0", "nonsense"],
)  # fmt: skip
def test_an_address_inside_some_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_hiding_an_address_in_another_makes_it_no_more_public(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    "answers",
    [["127.0.0.1"], ["10.0.0.7"], ["93.184.215.14", "192.168.0.1"], ["::1"], []],
    ids=lambda found: "+".join(found) or "none",
)
def test_a_name_that_leads_inside_is_not_connected_to(tmp_path: Path, site: Site, answers: list[str]) -> None:
    report = fetch(tmp_path, site.address("/ferry"), resolver=lambda host, port: answers, allowed=is_public)
    assert codes(report) == ["private-address"]
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://localhost/", "http://user:pw@example.org/",
     "http://example.org:22/", "http://example.org:99999/", "http://[bad/", "http:///x"],
)  # fmt: skip
def test_an_address_that_leads_inside_or_nowhere_is_refused(tmp_path: Path, address: str) -> None:
    def no_connection(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    made = Fetcher(resolver=lambda host, port: ["127.0.0.1"], sleep=no_connection)
    report = import_files([address], tmp_path / "corpus", wishes=Wishes(fetcher=made))
    assert codes(report)[0] in {"private-address", "bad-address"}


def test_every_step_of_a_redirect_is_checked_again(tmp_path: Path, site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "http://inside.test/secret"}, b"")
    addresses = {"quay.test": ["127.0.0.1"], "inside.test": ["10.0.0.1"]}
    report = fetch(
        tmp_path, site.address("/a"), resolver=lambda host, port: addresses[host], allowed=lambda ip: ip == "127.0.0.1"
    )
    assert codes(report) == ["private-address"]
    for target in ("file:///etc/passwd", "gopher://quay.test/", "//user:pw@quay.test/"):
        site.answers["/a"] = (302, {"Location": target}, b"")
        assert codes(fetch(tmp_path, site.address("/a"))) == ["bad-address"]


def test_a_redirect_to_itself_ends(tmp_path: Path, site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/a"}, b"")
    assert codes(fetch(tmp_path, site.address("/a"))) == ["redirects"]


def test_a_redirect_on_one_site_is_followed(tmp_path: Path, site: Site) -> None:
    site.answers["/a"] = (307, {"Location": "/ferry"}, b"")
    report = fetch(tmp_path, site.address("/a"))
    assert [outcome.result for outcome in report.outcomes] == ["imported"]


def test_a_name_is_looked_up_once_for_each_connection(tmp_path: Path, site: Site) -> None:
    """A second answer, after the check, cannot lead elsewhere: the address that was checked is connected to."""
    turns = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    report = fetch(
        tmp_path, site.address("/ferry"), resolver=lambda host, port: next(turns), allowed=lambda ip: ip == "127.0.0.1"
    )
    assert codes(report) == ["private-address"]
    assert site.asked == ["/robots.txt"]


def test_a_document_without_end_is_left(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_FETCHED_BYTES", 200_000)
    site.answers["/big"] = (200, {}, b"x" * 300_000)
    site.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 50_000_000))
    assert codes(fetch(tmp_path, site.address("/big"))) == ["too-large"]
    assert codes(fetch(tmp_path, site.address("/bomb"))) == ["too-large"]


def test_a_server_that_does_not_answer_is_left(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "READ_SECONDS", 0.2)
    site.answers["/slow"] = lambda handler: time.sleep(1)
    started = time.monotonic()
    assert codes(fetch(tmp_path, site.address("/slow"))) == ["too-slow"]
    assert time.monotonic() - started < 5


def test_a_server_that_drips_is_left(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b"x" * 10)
            handler.wfile.flush()
            time.sleep(0.05)

    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.4)
    site.answers["/drip"] = drip
    assert codes(fetch(tmp_path, site.address("/drip"))) == ["too-slow"]


@pytest.mark.parametrize("status", [403, 404, 410, 500])
def test_what_is_not_there_is_said(tmp_path: Path, site: Site, status: int) -> None:
    site.answers["/gone"] = (status, {}, b"<html><body>Not here</body></html>")
    report = fetch(tmp_path, site.address("/gone"))
    assert codes(report) == ["unreachable"]
    assert str(status) in report.problems[0].message


def test_an_address_in_other_letters_is_fetched(tmp_path: Path, site: Site) -> None:
    site.answers["/f%C3%A4hre?q=%20a"] = site.answers["/ferry"]
    report = fetch(tmp_path, site.address("/fähre?q= a"))
    assert site.asked[-1] == "/f%C3%A4hre?q=%20a"
    assert len(report.outcomes) == 1
