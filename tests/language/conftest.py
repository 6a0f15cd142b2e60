"""What every test of the language wing may use."""

from __future__ import annotations

import pytest

import annotate
from tests.language import shipped


@pytest.fixture(scope="session")
def annotator() -> annotate.Annotator:
    return shipped.annotator()
