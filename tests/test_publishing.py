"""The site can be published anywhere: below any address, from disk, and with the same bytes each time."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from click.testing import CliRunner
from icalendar import Calendar
from mkdocs.commands.build import build
from mkdocs.config import load_config

from annotate.cli import main
from tests.newsroom import SETTINGS, Newsroom

PROJECT = Path(__file__).resolve().parent.parent
FEW = PROJECT / "tests" / "site" / "fixtures" / "corpus"


def newsroom(folder: Path, settings: str = "", **environment: str) -> Newsroom:
    shutil.copytree(FEW, folder / "corpus")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS + settings, encoding="utf-8")
    made = Newsroom(folder, environment)
    done = made.mkdocs("build", "--strict")
    assert done.returncode == 0, done.stderr
    return made


def files(room: Newsroom) -> dict[str, bytes]:
    return {str(p.relative_to(room.site)): p.read_bytes() for p in sorted(room.site.rglob("*")) if p.is_file()}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    address = "site_url: https://example.org/\n"
    (tmp_path / "elsewhere").mkdir()
    one = files(newsroom(tmp_path / "one", address, PYTHONHASHSEED="1", TZ="Asia/Tokyo"))
    two = files(newsroom(tmp_path / "elsewhere" / "two", address, PYTHONHASHSEED="2", TZ="America/New_York"))
    assert set(one) == set(two)
    assert [path for path in one if one[path] != two[path]] == []


def test_a_build_is_dated_by_its_newest_article(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a", "site_url: https://example.org/\n")
    sitemap = (room.site / "sitemap.xml").read_text(encoding="utf-8")
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", sitemap)) == {"2024-12-10"}
    assert "<loc>https://example.org/events/" in sitemap
    assert gzip.decompress((room.site / "sitemap.xml.gz").read_bytes()).decode() == sitemap


@pytest.mark.parametrize(
    "settings",
    ["site_url: https://example.org/some/where/\n", "site_url: ''\nuse_directory_urls: false\n"],
    ids=["below a folder", "from disk"],
)
def test_every_link_of_a_page_leads_to_a_file_beside_it(tmp_path: Path, settings: str) -> None:
    room = newsroom(tmp_path / "a", settings)
    pages = [path for path in room.site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 20
    checked = 0
    for page in pages:
        for link in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            parts = urlsplit(unescape(link))
            if parts.scheme in {"http", "https", "data", "mailto"} or not parts.path:
                continue
            assert not parts.path.startswith("/"), (page, link)
            target = (page.parent / unquote(parts.path)).resolve()
            checked += 1
            if "use_directory_urls" in settings:
                assert target.is_file(), (page, link)
            else:
                assert target.is_file() or (target / "index.html").is_file(), (page, link)
            assert target.is_relative_to(room.site.resolve())
    assert checked > 200


def test_exported_files_name_the_site_s_address_or_none(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a", "site_url: https://example.org/some/where/\n")
    calendar = (room.site / "data" / "calendars" / "events.ics").read_bytes().replace(b"\r\n ", b"")
    addresses = re.findall(rb"URL:(\S+)", calendar)
    assert addresses
    for address in addresses:
        path = address.decode().removeprefix("https://example.org/some/where/")
        assert (room.site / path / "index.html").is_file()


def test_each_dated_event_s_page_offers_it_for_a_calendar(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a", "site_url: https://example.org/\n")
    offered = 0
    for page in (room.site / "events").glob("*/index.html"):
        links = re.findall(r'href="([^"]+\.ics)" type="text/calendar" download', page.read_text(encoding="utf-8"))
        assert len(links) <= 1
        for link in links:
            (event,) = Calendar.from_ical((page.parent / link).read_bytes()).walk("VEVENT")
            assert event.errors == []
            assert event["UID"] == f"{page.parent.name}@dateline"
            assert event["URL"] == f"https://example.org/events/{page.parent.name}/"
            offered += 1
    (whole,) = Calendar.from_ical((room.site / "data" / "calendars" / "events.ics").read_bytes(), multiple=True)
    assert offered == len(whole.walk("VEVENT")) > 20


def test_a_site_may_leave_the_exports_out(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    settings = SETTINGS.replace(
        "plugins: [search, annotate]", "plugins:\n  - search\n  - annotate:\n      exports: false"
    )
    shutil.copytree(FEW, folder / "corpus")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    room = Newsroom(folder)
    assert room.mkdocs("build", "--strict").returncode == 0
    assert not (room.site / "data").exists()
    assert not [page for page in (room.site / "events").glob("*/*.html") if ".ics" in page.read_text(encoding="utf-8")]
    assert "data/feeds" not in (room.site / "index.html").read_text(encoding="utf-8")


def test_each_page_says_what_it_is_to_other_programs(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a", "site_url: https://example.org/\n")
    kinds = {"articles": "NewsArticle", "events": "Event", "actors": '"@type": "'}
    for folder, kind in kinds.items():
        for page in (room.site / folder).glob("*/index.html"):
            text = page.read_text(encoding="utf-8")
            found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
            assert len(found) == 1, page
            assert kind in found[0]
            assert f'<meta property="og:url" content="https://example.org/{folder}/{page.parent.name}/">' in text
    text = next((room.site / "events").glob("*/index.html")).read_text(encoding="utf-8")
    assert "Cite as" in text
    assert "@misc{event:" in text
    assert "URL&#34;: &#34;https://example.org/events/" in text or '"URL": "https://example.org/events/' in text


def test_mkdocs_deploys_the_site_to_a_branch(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "a", "site_url: https://example.org/\nremote_branch: gh-pages\n")
    about = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
             "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": "/dev/null"}  # fmt: skip

    def git(*arguments: str) -> str:
        environment = {**room.surroundings(), **about}
        return subprocess.run(
            ["git", *arguments], cwd=room.folder, env=environment, capture_output=True, text=True, check=True
        ).stdout

    git("init", "--quiet", "--bare", "remote.git")
    git("init", "--quiet")
    git("add", "mkdocs.yml", "corpus")
    git("commit", "--quiet", "--message", "All")
    git("remote", "add", "origin", "remote.git")
    done = Newsroom(room.folder, about).mkdocs("gh-deploy", "--strict")
    assert done.returncode == 0, done.stderr
    held = git("--git-dir", "remote.git", "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", "data/calendars/events.ics", ".nojekyll"} <= set(held)


def test_a_data_release_is_one_archive_with_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("one.zip", "two.zip"):
        done = CliRunner().invoke(main, ["export", "all", "--corpus", str(FEW), "-o", str(tmp_path / name)])
        assert done.exit_code == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert {"datapackage.json", "corpus.sqlite", "corpus.spacy", "markdown/mkdocs.yml"} <= set(archive.namelist())


def test_the_container_is_made_from_the_lock_files_and_served_without_root() -> None:
    text = (PROJECT / "Containerfile").read_text(encoding="utf-8")
    assert "make site" in text
    assert re.search(r"^USER (?!root)", text, re.MULTILINE)
    copied = [line for line in text.splitlines() if line.startswith("COPY --from=build")]
    assert copied == ["COPY --from=build /dateline/site /site"]


def test_the_release_workflow_writes_what_the_documentation_says() -> None:
    workflow = yaml.safe_load((PROJECT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    steps = " ".join(str(step.get("run", "")) for step in workflow["jobs"]["release"]["steps"])
    assert "make release" in steps
    assert "dist/" in steps
    assert "make release" in (PROJECT / "docs" / "publishing.md").read_text(encoding="utf-8")


def test_the_date_of_a_build_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    room = newsroom(tmp_path / "a")
    monkeypatch.chdir(room.folder)
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert "SOURCE_DATE_EPOCH" not in os.environ
