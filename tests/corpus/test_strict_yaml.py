from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.problems import CorpusError
from annotate.corpus.yaml.strict_yaml import read
from annotate.corpus.yaml.yaml_writing import scalar

PATH = Path("corpus/x.yaml")


def refused(text: str) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        read(text, PATH)
    return [str(problem) for problem in caught.value.problems]


def test_scalars_stay_the_strings_that_were_typed() -> None:
    text = "a: no\nb: 12:30\nc: 2025-02-28\nd: 0x1F\ne: 1e3\nf: .inf\ng: 'null'\n"
    assert read(text, PATH).value == {
        "a": "no", "b": "12:30", "c": "2025-02-28", "d": "0x1F", "e": "1e3", "f": ".inf", "g": "null",
    }  # fmt: skip


def test_a_key_without_a_value_is_nothing() -> None:
    assert read("a:\nb: ~\nc: null\n", PATH).value == {"a": None, "b": None, "c": None}


def test_a_tab_is_named_with_its_place() -> None:
    assert refused("a: 1\nb:\n\t- c\n") == [
        "corpus/x.yaml:3:1: yaml-syntax: a tab stands where YAML allows only spaces; indent with spaces"
    ]


def test_every_equal_key_is_reported_with_the_first_one() -> None:
    assert refused("a: 1\nb: {c: 1, c: 2}\na: 2\n") == [
        "corpus/x.yaml:2:11: equal-key: the key 'c' stands twice; it stands first on line 2; keep one of them",
        "corpus/x.yaml:3:1: equal-key: the key 'a' stands twice; it stands first on line 1; keep one of them",
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\nb: *x\n", "yaml-alias", 2),
        ("a: !!python/object/apply:os.system ['true']\n", "yaml-tag", 1),
        ("a: !secret 1\n", "yaml-tag", 1),
        ("a: [1\n", "yaml-syntax", 2),
        ("a: b: c\n", "yaml-syntax", 1),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", 2),
        ("[a]: 1\n", "yaml-key", 1),
        ("fine: yes\nbad: \x07\n", "yaml-character", 2),
        ("[" * 5000, "yaml-depth", 1),
        ("a: " + "[" * 100_000 + "]" * 100_000, "yaml-depth", 1),
        ("- " * 5000, "yaml-depth", 1),
    ],
)
def test_anything_but_plain_yaml_is_refused_with_its_line(text: str, code: str, line: int) -> None:
    [problem] = refused(text)
    assert f":{line}:" in problem
    assert f": {code}: " in problem


def test_aliases_cannot_blow_up() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    assert any("yaml-alias" in problem for problem in refused(bomb))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_written_reads_back_as_itself(text: str) -> None:
    written = scalar(text)
    assert "\n" not in written
    assert read(f"key: {written}\n", PATH).value == {"key": text}
    assert read(f"- {{p: 1, text: {written}, n: 2}}\n", PATH).value == [{"p": "1", "text": text, "n": "2"}]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        read(text, PATH)
    except CorpusError as error:
        assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)
