"""The timeline's filters, its drawing, and that it is whole without any script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.corpus_folder import write_corpus
from tests.browser.serving import serving
from tests.browser.site_building import build_site

SHOWN = ".timeline .entry:not([hidden])"


def shown(page: Page) -> list[str]:
    """The ids of the entries that the filters leave."""
    return [str(one).removeprefix("entry-") for one in page.locator(SHOWN).evaluate_all("all => all.map(e => e.id)")]


def choose(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f'#timeline-filters [name="{name}"]')
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


@pytest.mark.parametrize(
    ("values", "some", "count"),
    [
        ({"words": "TRAWLER rams"}, "2024-10-11-venezuelan-patrol-boat-rams-guyanese-trawler", 1),
        ({"words": "attaches"}, "2024-09-12-meeting-of-military-attaches-in-boa-vista", 1),
        ({"actor": "irfaan-ali"}, "2023-12-14-ali-and-maduro-promise-not-to-use-force", 1),
        ({"place": "port-of-spain"}, "2025-01-14-committee-first-meets-in-port-of-spain", 1),
        ({"type": "ASSAULT"}, "2024-06-guyanese-fishing-crews-fired-on", 2),
        ({"status": "denied"}, "2024-10-07-royal-navy-frigate-sent-to-essequibo-waters", 2),
        ({"from": "2025-01-02"}, "2025-01-14-committee-first-meets-in-port-of-spain", 3),
        ({"to": "2024-06-15"}, "2023-12-14-ali-and-maduro-promise-not-to-use-force", 2),
        ({"from": "2024-12-01", "to": "2024-12-31", "status": "cancelled"}, "2024-12-04-friendship-fly-past", 1),
    ],
)
def test_a_filter_leaves_what_fits_and_stands_in_the_address(
    page: Page, values: dict[str, str], some: str, count: int
) -> None:
    page.goto("timeline/")
    choose(page, **values)
    page.wait_for_function("document.querySelector('#timeline-filters output').textContent")
    assert some in shown(page)
    assert len(shown(page)) == count
    assert page.locator("#timeline-filters output").inner_text() == f"{count} of 26 events"
    found = shown(page)
    page.reload()
    page.wait_for_function("document.querySelector('#timeline-filters output').textContent")
    assert shown(page) == found


def test_the_choices_count_what_they_would_leave(page: Page) -> None:
    page.goto("timeline/?type=ASSAULT")
    page.wait_for_function("document.querySelector('#timeline-filters output').textContent")
    status = page.locator('[name="status"] option').all_inner_texts()
    assert "Happened (2)" in status
    assert "Planned (0)" in status
    # The type itself counts all types, so that another can be chosen.
    assert all("(0)" not in option for option in page.locator('[name="type"] option').all_inner_texts())


def test_clearing_the_filters_brings_everything_back(page: Page) -> None:
    page.goto("timeline/?status=denied&words=ship")
    page.wait_for_function("document.querySelector('#timeline-filters output').textContent")
    page.locator("#timeline-filters").get_by_role("button", name="Clear").click()
    page.wait_for_function("!document.querySelector('#timeline-filters output').textContent")
    assert len(shown(page)) == 26
    assert page.url.endswith("/timeline/")


def test_on_this_day_shows_other_years_events_of_the_readers_day(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2031-12-14T12:00:00")
    page.goto(f"{address}timeline/")
    page.get_by_role("button", name="On this day").click()
    page.wait_for_function("document.querySelector('#timeline-filters output').textContent")
    assert shown(page) == ["2023-12-14-ali-and-maduro-promise-not-to-use-force"]
    assert page.url.endswith("?day=12-14")
    page.close()


def test_a_link_with_a_choice_that_is_not_offered_shows_everything(page: Page) -> None:
    page.goto("timeline/?actor=nobody-of-this-name&type=%3Cscript%3E")
    assert len(shown(page)) == 26


def test_an_event_that_was_put_off_tells_its_turns_in_order(page: Page) -> None:
    page.goto("events/2024-11-19-second-round-of-guyana-venezuela-talks-in-port-of/")
    turns = [" ".join(text.split()) for text in page.locator(".history .what").all_inner_texts()]
    assert [turn.split(".")[0] for turn in turns] == [
        "Planned Announced for 15 to 16 October 2024",
        "Postponed Put off to 19 November 2024",
        "Happened Reported to have taken place, 19 November to 3 December 2024",
    ]


def test_without_scripts_the_timeline_is_an_ordered_list_with_dates_that_open(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("timeline/")
    assert page.locator("ol.events > li.entry").count() == 26
    assert page.locator("li.entry time[datetime]").count() >= 15
    assert not page.locator("#timeline-filters").is_visible()
    assert page.locator(".chart svg use").count() >= 15
    page.locator("li.entry summary").first.click()
    assert page.locator("li.entry details[open] .sentences").first.is_visible()
    page.locator("li.entry .title a").first.click()
    assert "/events/" in page.url
    context.close()


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with more events than one page takes."""
    folder = tmp_path_factory.mktemp("long")
    write_corpus(folder / "corpus", 420)
    with serving(build_site(folder / "corpus", folder)) as address:
        yield address


def test_a_long_timeline_has_a_page_for_each_year_or_month_and_filters_over_all(
    browser: Browser, long_site: str
) -> None:
    page = browser.new_page()
    page.goto(f"{long_site}timeline/")
    assert page.locator(".timeline .entry").count() < 100
    page.locator('[name="words"]').fill("a")
    page.wait_for_function("document.querySelector('#timeline-filters output').textContent.endsWith('of 420 events')")
    assert page.locator("#timeline-found .entry").count() == 50
    page.get_by_role("button", name="Show more").click()
    assert page.locator("#timeline-found .entry").count() == 100
    page.locator("#timeline-found .title a").first.click()
    page.get_by_role("link", name="On the timeline").click()
    page.wait_for_url("**/timeline/20*/#entry-*")
    page.locator(":target").wait_for(timeout=20_000)
    page.close()
