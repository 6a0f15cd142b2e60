"""Sites to look at in a browser: built from a corpus folder with the project's own settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
CORPUS = PROJECT / "tests" / "site" / "fixtures" / "corpus"
"""Five articles, made by hand, with something of everything a page may show."""


def build_site(corpus: Path, folder: Path, **settings: object) -> Path:
    """The site of ``corpus``, built below ``folder`` with these settings of the plugin."""
    config = folder / "mkdocs.yml"
    own = "".join(f"    {name}: {value}\n" for name, value in {"corpus": corpus, **settings}.items())
    config.write_text(
        f"INHERIT: {PROJECT / 'mkdocs.yml'}\ndocs_dir: {PROJECT / 'docs'}\nplugins:\n- search\n- annotate:\n{own}",
        encoding="utf-8",
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    subprocess.run(command, check=True, cwd=folder, env=environment)
    return folder / "site"
