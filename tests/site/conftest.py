"""What several tests of the site look at."""

from __future__ import annotations

import pytest

from annotate.site.edition import Edition


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were made, as they are made."""
    found: list[str] = []
    real = Edition.page

    def page(self: Edition, path: str, *given: object, **view: object) -> object:
        found.append(path)
        return real(self, path, *given, **view)  # type: ignore[arg-type]

    monkeypatch.setattr(Edition, "page", page)
    return found
