"""Finds a browser for the tests, and gets one where there is none. As a script it prints the browser's path.

In this order: the one named in CHROMIUM, an installed Chromium or Chrome, Debian's package where it may be installed,
Playwright's own download. Where none can be had it says what to do and fails; tests are never skipped for want of one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
ADVICE = """No browser for the tests: there is no Chromium or Chrome, and none could be installed.
Install one (on Debian: apt install chromium), or name one: CHROMIUM=/path/to/chrome make test"""


class NoBrowserError(RuntimeError):
    """There is no browser and none can be had; the message says what to do."""


def chromium() -> Path:
    """The browser to test with.

    Raises:
        NoBrowserError: none could be found or got.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not works(Path(named)):
            raise NoBrowserError(f"CHROMIUM names {named!r}, which does not start")
        return Path(named)
    for find in (installed, from_playwright):
        found = next((path for path in find() if works(path)), None)
        if found is not None:
            return found
    if install_with_apt():
        found = next((path for path in installed() if works(path)), None)
        if found is not None:
            return found
    say("Downloading Chromium with Playwright …")
    run(sys.executable, "-m", "playwright", "install", "chromium")
    found = next((path for path in from_playwright() if works(path)), None)
    if found is None:
        raise NoBrowserError(ADVICE)
    return found


def installed() -> Iterator[Path]:
    """Browsers of this system, working or not."""
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from (Path(path) for path in APPLICATIONS if Path(path).exists())


def from_playwright() -> Iterator[Path]:
    """The browser that Playwright has downloaded, if it has."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # a found browser needs no Playwright
    except ImportError:
        return
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    if path.exists():
        yield path


def works(path: Path) -> bool:
    """Whether the browser starts: a half-installed one, or a snap without its daemon, does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_with_apt() -> bool:
    """Install Debian's Chromium if this user may, without asking for a password."""
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and not run("sudo", "-n", "true"):
        return False
    say("Installing Debian's Chromium …")
    if not run(*root, apt, "update", "-qq"):
        return False
    return run(*root, apt, "install", "-y", "-qq", "--no-install-recommends", "chromium")


def run(*command: str) -> bool:
    """Whether ``command`` could be run and succeeded; it can ask nothing, and speaks to standard error."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environment, timeout=600, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def say(text: str) -> None:
    """To standard error: standard output is for the path alone."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(chromium())
    except NoBrowserError as error:
        say(str(error))
        sys.exit(1)
