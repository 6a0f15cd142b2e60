"""Mutated documents for every reader. To run many: ``python -m tests.exchange.fuzzing --count 10000``."""

from __future__ import annotations

import argparse
import gzip
import io
import random
import shutil
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotate.corpus.article import read_article
from annotate.exchange.importing import import_files
from tests.exchange.samples import EXPORTED, SAMPLES, sample

ANNOTATED = Path(__file__).parent.parent / "site" / "fixtures" / "corpus"

# What parsers stumble over: marks of their syntaxes, numbers at the edge, characters that are none.
_TOKENS = [
    b"<", b">", b"&", b"&#0;", b"&#xD800;", b"]]>", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<!--", b'"', b"'", b"\\",
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"{", b"}", b"[", b"]", b"---\n", b"\r", b"\n\n", b",", b";", b"\t",
    b"-1", b"99999999999999999999", b"0000-00-00", b"2025-02-30", b"1e999", b"NaN", b"%PDF-", b"endobj", b"stream", b"PK\x03\x04",
    b"Content-Length: 9999999", b"WARC/1.0\r\n", b"../", b"\xe2\x80\xae", b"<div>" * 50, b"null", b"true",
]  # fmt: skip


def mutations(content: bytes, count: int, *, seed: int) -> Iterator[bytes]:
    """``count`` documents like ``content``, each with one to eight things broken; equal seeds give equal documents."""
    chance = random.Random(seed)
    for number in range(count):
        # What is packed breaks in its packing; every other one is broken within.
        if content.startswith(b"\x1f\x8b") and number % 2:
            yield gzip.compress(_mutated(gzip.decompress(content), chance))
        elif content.startswith(b"PK") and number % 2:
            yield _mutated_part(content, chance)
        else:
            yield _mutated(content, chance)


def _mutated_part(content: bytes, chance: random.Random) -> bytes:
    """The archive with one of its files broken; most often the largest, which holds the text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    name = "word/document.xml" if chance.random() < 0.6 else chance.choice(sorted(parts))
    parts[name] = _mutated(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, inner in parts.items():
            archive.writestr(part, inner)
    return out.getvalue()


def _mutated(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        _mutate(made, chance)
    return bytes(made)


def _mutate(made: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(made) + 1)
    length = chance.choice([1, 1, 4, 40, 400])
    kind = chance.randrange(6)
    if kind == 0:
        made[at:at] = chance.choice(_TOKENS)
    elif kind == 1:
        del made[at : at + length]
    elif kind == 2 and at < len(made):
        made[at] = chance.randrange(256)
    elif kind == 3:
        made[at:at] = made[at : at + length] * chance.randint(1, 5)
    elif kind == 4:
        made[at : at + length] = chance.randbytes(length)
    elif len(made) > 100 and chance.random() < 0.2:
        del made[at:]


def main() -> None:
    """Import many mutated documents of each kind, and count what became of them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="documents of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("names", nargs="*", default=[*SAMPLES, *EXPORTED], help="which samples")
    arguments = parser.parse_args()
    failed = 0
    for name in arguments.names:
        started, results = time.perf_counter(), Counter[str]()
        with tempfile.TemporaryDirectory() as root:
            for content in mutations(sample(name), arguments.count, seed=arguments.seed):
                results[_import(Path(root), name, content)] += 1
        failed += results["traceback"]
        said = ", ".join(f"{number} {what}" for what, number in sorted(results.items()))
        print(f"{name}: {arguments.count} documents in {time.perf_counter() - started:.0f} s: {said}", flush=True)
    raise SystemExit(1 if failed else 0)


def _import(root: Path, name: str, content: bytes) -> str:
    shutil.rmtree(root / "corpus", ignore_errors=True)
    if name.endswith(".jsonld"):  # annotations belong to articles that are there
        shutil.copytree(ANNOTATED, root / "corpus", ignore=shutil.ignore_patterns("*.yaml"))
    source = root / name
    source.write_bytes(content)
    try:
        report = import_files([source], root / "corpus")
        for outcome in report.of("imported"):
            if outcome.article is not None and outcome.article.suffix == ".md":
                read_article(outcome.article)
    except Exception:  # noqa: BLE001  # whatever comes through is what is looked for
        traceback.print_exc()
        (Path(tempfile.gettempdir()) / f"fuzz-{name}").write_bytes(content)
        return "traceback"
    if {path.name for path in root.iterdir()} - {name, "corpus"}:
        return "traceback"
    return "with articles" if report.of("imported") else "refused"


if __name__ == "__main__":
    main()
