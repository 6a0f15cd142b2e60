"""The promise to the curator, as a model that types, edits, annotates anew and looks at what became of every line."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from hypothesis import Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotate.corpus.annotations import SECTIONS, Sidecar
from annotate.corpus.changing.renaming import rename_in_text
from annotate.corpus.keeping.sidecar import parse_sidecar, refresh
from annotate.corpus.problems import CorpusError
from annotate.corpus.text.placing import place, spans
from tests.corpus.promise import PATH, Block, Newsroom, blocks, lines_of

MEMORY = "# What annotate wrote"
KINDS = st.lists(st.integers(0, 8), min_size=1, max_size=3)
NUMBER = st.integers(0, 99)
LINE_ENDS = "\r\n\x85\u2028\u2029"


@lru_cache(maxsize=16)
def parsed(text: str) -> Sidecar:
    """The sidecar in ``text``; the model looks at the same text several times."""
    return parse_sidecar(text, PATH)[0]


class Curating(RuleBasedStateMachine):
    """One article with its sidecar, from its first run on."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Newsroom()
        self.text = ""
        self.typed = 0
        self.machine: Counter[str] = Counter()
        """The items that the annotator owns, by their lines."""
        self.tokens: set[tuple[str, str]] = set()
        """What those are about."""
        self.claimed: set[tuple[str, str]] = set()
        """What items are about that a person changed or deleted."""
        self.doubled: set[str] = set()
        """Tokens that stand, or stood, in two paragraphs."""
        self.homes: dict[str, list[int | None]] = {}
        """By a person's item, the paragraph that each of its anchors was typed for (-1: the title)."""
        self.article_changed = False
        self.seen: Counter[str] = Counter()
        """The wordings of the article's passages in the last run."""

    @initialize(paragraphs=st.lists(KINDS, min_size=1, max_size=4))
    def begin(self, paragraphs: list[list[int]]) -> None:
        self.room.paragraphs = [self.room.paragraph(kinds) for kinds in paragraphs]
        self.run()

    # The annotator

    @rule()
    def run(self) -> None:
        before = self.text
        own = self._own(before)
        self.claimed |= self.tokens - {(b.section, b.token) for b in blocks(before) if b not in own}
        article, found = self.room.article(), self.room.found()
        self.text = refresh(before or None, PATH, article, found)
        self._every_line_is_kept(before, own)
        assert refresh(self.text, PATH, article, found) == self.text
        left = Counter(block.lines for block in own)
        machine = []
        for block in blocks(self.text):
            if left[block.lines]:
                left[block.lines] -= 1
            else:
                machine.append(block)
        assert not +left
        self.machine = Counter(block.lines for block in machine)
        self.tokens = {(block.section, block.token) for block in machine}
        returned = {(s, t) for s, t in self.tokens & self.claimed if t not in self.doubled}
        assert not returned
        ids = [b.value["id"] for b in machine if "id" in b.value]
        assert len(ids) == len(set(ids))
        self.article_changed = False
        self.seen = Counter(passage.text for passage in article.passages)

    @rule(version=st.integers(0, 9))
    def new_annotator(self, version: int) -> None:
        self.room.version = version

    @rule(number=NUMBER)
    def rename_in_registry(self, number: int) -> None:
        name = sorted(self.room.ids)[number % 3]
        old, new = self.room.ids[name], f"{name.lower()}-{number}"
        self.room.ids[name] = new
        owned = [block in self._own(self.text) for block in blocks(self.text)]
        was = list(blocks(self.text))
        self.text = rename_in_text(self.text, PATH, {old: new})
        renamed = list(blocks(self.text))
        self.machine = Counter(block.lines for block, own in zip(renamed, owned, strict=True) if not own)
        for before, after in zip(was, renamed, strict=True):
            if f"{before.section} {before.lines}" in self.homes:
                self.homes[f"{after.section} {after.lines}"] = self.homes[f"{before.section} {before.lines}"]

    # The article

    @rule(kinds=KINDS, number=NUMBER)
    def insert_paragraph(self, kinds: list[int], number: int) -> None:
        self._change_article()
        self.room.paragraphs.insert(number % (len(self.room.paragraphs) + 1), self.room.paragraph(kinds))

    @precondition(lambda self: len(self.room.paragraphs) > 1)
    @rule(number=NUMBER)
    def delete_paragraph(self, number: int) -> None:
        self._change_article()
        del self.room.paragraphs[number % len(self.room.paragraphs)]

    @rule(number=NUMBER)
    def swap_paragraphs(self, number: int) -> None:
        self._change_article()
        at = number % len(self.room.paragraphs)
        self.room.paragraphs.insert(0, self.room.paragraphs.pop(at))

    @rule(number=NUMBER, another=st.booleans())
    def double_paragraph(self, number: int, another: bool) -> None:
        """The paragraph once more at the end, or another one that is like it word for word."""
        self._change_article()
        paragraph = self.room.paragraphs[number % len(self.room.paragraphs)]
        self.doubled |= set(re.findall(r"Friday\d+|q\d+", paragraph.text)) | {"Lind", "Petz", "Ada"}
        self.room.serial += 1
        identity = self.room.serial if another else paragraph.identity
        self.room.paragraphs.append(type(paragraph)(identity, list(paragraph.sentences)))

    @rule(number=NUMBER, kind=st.integers(0, 8), first=st.booleans())
    def add_sentence(self, number: int, kind: int, first: bool) -> None:
        self._change_article()
        sentences = self.room.paragraphs[number % len(self.room.paragraphs)].sentences
        sentences.insert(0 if first else len(sentences), self.room.sentence(kind))

    @rule(number=NUMBER)
    def reword(self, number: int) -> None:
        self._change_article()
        sentences = self.room.paragraphs[number % len(self.room.paragraphs)].sentences
        at = number % len(sentences)
        sentences[at] = sentences[at].replace(" again.", f" again, number {number}.").replace("Nothing", "Little")

    @rule(number=NUMBER)
    def new_title(self, number: int) -> None:
        self._change_article()
        self.room.title = f"Lind and Petz meet {number}"

    def _change_article(self) -> None:
        self.article_changed = True

    # The hand

    @rule(number=NUMBER, how=st.sampled_from(["reviewed", "comment", "inside", "space", "quoted", "anchor", "tab"]))
    def change_item(self, number: int, how: str) -> None:
        block = self._pick(number)
        lines = lines_of(self.text)
        self.typed += 1
        at = block.first + number % (block.end - block.first)
        body, end = _split(lines[at])
        if how == "reviewed":
            if "{" in lines[block.first]:
                lines[block.first] = lines[block.first].replace("}", ", reviewed: true}", 1)
            else:
                margin = len(lines[block.first]) - len(lines[block.first].lstrip()) + 2
                last, ending = _split(lines[block.end - 1])
                lines[block.end - 1] = f"{last}{ending or chr(10)}{' ' * margin}reviewed: true{ending}"
        elif how == "comment":
            lines[at] = f"{body}  # mine {self.typed}{end}"
        elif how == "tab":
            lines[at] = f"{body}\t#\tmine {self.typed}{end}"
        elif how == "inside":
            lines[at] = f"# mine {self.typed}{end or chr(10)}{lines[at]}"
        elif how == "space":
            lines[at] = f"{body}  {end}"
        elif how == "quoted":
            lines[at] = re.sub(r"(date|title|score|label): ([^\s{}'\",][^{}'\",\n\r]*)", r"\1: '\2'", body) + end
        else:
            lines[at] = re.sub(r"(date|title|score|label): (?=\w)", r"\1: &x ", body, count=1) + end
        self._type(lines)

    @rule(number=NUMBER)
    def delete_item(self, number: int) -> None:
        block = self._pick(number)
        lines = lines_of(self.text)
        self._type(lines[: block.first] + lines[block.end :])

    @rule(number=NUMBER, where=NUMBER)
    def move_or_double_item(self, number: int, where: int) -> None:
        block = self._pick(number)
        section = [b for b in blocks(self.text) if b.section == block.section]
        target = section[where % len(section)]
        lines = lines_of(self.text)
        item = lines[block.first : block.end]
        assume(all(_split(line)[1] for line in item))
        if where % 3 == 0:
            self._type([*lines[: target.first], *item, *lines[target.first :]])
        elif target.first != block.first:
            rest = lines[: block.first] + lines[block.end :]
            at = target.first if target.first < block.first else target.end - len(item)
            self._type([*rest[:at], *item, *rest[at:]])

    @rule(number=NUMBER, margin=st.sampled_from(["", "  ", "      "]))
    def write_comment_or_blank_line(self, number: int, margin: str) -> None:
        lines = lines_of(self.text)
        self.typed += 1
        at = number % (self._memory_line(lines) + 1)
        lines.insert(at, f"{margin}# note {self.typed}\n" if number % 3 else "\n")
        self._type(lines)

    @rule(number=NUMBER, n=st.integers(1, 2))
    def add_item(self, number: int, n: int) -> None:
        article = self.room.article()
        passage = article.passages[number % len(article.passages)]
        word = re.findall(r"\w+", passage.text)[number % 5 % len(re.findall(r"\w+", passage.text))]
        self.typed += 1
        where = f"{{p: {passage.name}, text: {word}" + (f", n: {n}" if n > 1 else "")
        item = {
            0: ("times", f"- {where}, date: 2025-01-{1 + self.typed % 28:02}}}\n"),
            1: ("entities", f"- actor: own-{self.typed}\n  label: ORG\n  mentions:\n  - {where}}}\n"),
            2: ("quotes", f"- {{id: q{500 + self.typed}, kind: direct, content: [{where}}}]}}\n"),
            3: ("events", f"- id: e{500 + self.typed}\n  title: |-\n    own\ttitle\n\n    {self.typed}\n  status: planned\n  type: AID\n  evidence: {where}}}\n"),
        }[number % 4]  # fmt: skip
        lines = lines_of(self.text)
        section = [b for b in blocks(self.text) if b.section == item[0]]
        if section:
            target = section[number % len(section)]
            margin = " " * (len(lines[target.first]) - len(lines[target.first].lstrip()))
            lines.insert(target.first, "".join(margin + line for line in item[1].splitlines(keepends=True)))
        elif not any(line.startswith(item[0]) for line in lines):
            lines.insert(self._memory_line(lines), f"{item[0]}:\n{item[1]}")
        self._type(lines)

    @rule(
        section=st.sampled_from(SECTIONS),
        how=st.sampled_from(["gone", "bare", "none", "empty", "indented", "flow", "quoted"]),
    )
    def reshape_section(self, section: str, how: str) -> None:
        items = [b for b in blocks(self.text) if b.section == section]
        lines = lines_of(self.text)
        key = next((i for i, line in enumerate(lines) if line.startswith(f"{section}:")), None)
        assume(key is not None and items)
        first, end = key or 0, items[-1].end
        if how == "indented":
            lines[first + 1 : end] = ["  " + line if line.strip() else line for line in lines[first + 1 : end]]
        elif how == "flow":
            assume(all(item.lines.startswith("- {") and item.end - item.first == 1 for item in items))
            lines[first:end] = [f"{section}: [{', '.join(item.lines[2:].split('}')[0] + '}' for item in items)}]\n"]
        elif how == "quoted":
            lines[first] = lines[first].replace(section, f'"{section}"', 1)
        else:
            kept = {
                "gone": [],
                "bare": [f"{section}:\n"],
                "none": [f"{section}: ~ # none\n"],
                "empty": [f"{section}: []\n"],
            }[how]
            lines[first:end] = kept
        self._type(lines)

    @rule(how=st.sampled_from(["windows", "unix", "mark", "cut", "start", "end", "remark", "separator"]))
    def reshape_file(self, how: str) -> None:
        text = self.text
        if how == "windows":
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        elif how == "unix":
            text = text.replace("\r\n", "\n")
        elif how == "mark":
            text = text.removeprefix("\ufeff") if text.startswith("\ufeff") else "\ufeff" + text
        elif how == "cut":
            text = text.rstrip("\r\n")
        elif how == "start":
            text = "---\n" + text.removeprefix("\ufeff")
        elif how == "end":
            text = text + ("" if text.endswith("\n") else "\n") + "...\n"
        elif how == "remark":
            text = re.sub(r"^(text: \w+|article: talks)$", r"\1  # mine", text, flags=re.MULTILINE)
        else:
            text = text.replace("# note", "# \x85# note \u2028# note", 1)
        self._type_text(text)

    # What must hold

    @invariant()
    def anchors_never_slide(self) -> None:
        if not self.text:
            return
        article = self.room.article()
        placed = place(parsed(self.text), article)
        homes = self._homes_of_passages()
        wordings = Counter(passage.text for passage in article.passages)
        for block, index in self._own_with_index():
            known = self.homes.get(f"{block.section} {block.lines}")
            if known is None:
                continue
            item = getattr(placed, block.section)[index]
            for home, (_, span) in zip(known, spans(item), strict=True):
                if home is None or not span.is_placed:
                    continue
                passage = next(p for p in article.passages if p.start <= span.start < p.end)
                once = passage.text.count(span.text) == 1
                # A paragraph that took the place of another like it, word for word, while nobody looked, is that one.
                alike = wordings[passage.text] > 1 or self.seen[passage.text] < 2
                assert homes[str(passage.name)] == home or once or alike

    def _note_homes(self) -> None:
        """Where each anchor of a person's item stands that is seen for the first time.

        Typed between a change of the text and the next run, it may mean either text.
        """
        homes, passages = self._homes_of_passages(), {str(p.name): p.text for p in self.room.article().passages}
        sidecar = parsed(self.text)
        for block, index in self._own_with_index():
            name = f"{block.section} {block.lines}"
            if name not in self.homes:
                item = getattr(sidecar, block.section)[index]
                self.homes[name] = [
                    homes[str(span.p)]
                    if not self.article_changed and passages.get(str(span.p), "").count(span.text) >= span.n
                    else None
                    for _, span in spans(item)
                ]

    def _homes_of_passages(self) -> dict[str, int]:
        return {"title": -1} | {str(n): p.identity for n, p in enumerate(self.room.paragraphs, 1)}

    def _every_line_is_kept(self, before: str, own: list[Block]) -> None:
        lines = lines_of(before)
        stop = self._memory_line(lines)
        owned = {line for block in own for line in range(block.first, block.end)}
        others = {line for block in blocks(before) for line in range(block.first, block.end)} - owned
        text = next((i for i, line in enumerate(lines) if line.startswith("text:")), -1)
        after = iter([_split(line)[0] if not _split(line)[1] else line for line in lines_of(self.text)])
        for number, line in enumerate(lines[:stop]):
            if number not in others and number != text:
                wanted = line if _split(line)[1] else None
                assert any(there == line if wanted else _split(there)[0] == line for there in after), line
        if text >= 0 and "# mine" in lines[text]:
            assert re.search(r"^text: \w+  # mine\s*$", self.text, flags=re.MULTILINE)

    def _own(self, text: str) -> list[Block]:
        left = self.machine.copy()
        own = []
        for block in blocks(text):
            if left[block.lines]:
                left[block.lines] -= 1
            else:
                own.append(block)
        return own

    def _own_with_index(self) -> list[tuple[Block, int]]:
        own, counted, found = self._own(self.text), Counter[str](), []
        for block in blocks(self.text):
            if block in own:
                found.append((block, counted[block.section]))
            counted[block.section] += 1
        return found

    def _pick(self, number: int) -> Block:
        items = list(blocks(self.text))
        assume(items)
        return items[number % len(items)]

    def _memory_line(self, lines: list[str]) -> int:
        return next((i for i, line in enumerate(lines) if line.lstrip().startswith(MEMORY)), len(lines))

    def _type(self, lines: list[str]) -> None:
        mark = "\ufeff" if self.text.startswith("\ufeff") else ""
        self._type_text(mark + "".join(lines))

    def _type_text(self, text: str) -> None:
        """Put the text in the file's place if a person would be told that it is in order."""
        try:
            parsed(text)
        except CorpusError:
            return
        self.text = text
        self._note_homes()


def test_an_anchor_stays_off_a_twin_of_its_paragraph_when_one_of_the_two_was_reworded() -> None:
    state = Curating()
    state.begin(paragraphs=[[2], [2]])
    for paragraph in state.room.paragraphs:
        paragraph.sentences = ["Nothing of note, Lind added.", "Nothing of note, Petz added."]
    state.run()
    lines = lines_of(state.text)
    state._type([*lines[:2], "times:\n- {p: 1, text: Nothing, date: 2025-01-01}\n", *lines[2:]])
    for step in (state.run, lambda: state.add_sentence(number=0, kind=0, first=True), state.run, state.run):
        step()
        state.anchors_never_slide()
    sidecar = place(parsed(state.text), state.room.article())
    assert not any(time.is_placed for time in sidecar.times if time.text == "Nothing")


def _split(line: str) -> tuple[str, str]:
    body = line.rstrip(LINE_ENDS)
    return body, line[len(body) :]


TestCurating = Curating.TestCase


# Two hundred sequences in every run of the tests; other ones, and longer, by night and in slices (tests/conftest.py).
TestCurating.settings = settings(
    max_examples=max(200, settings.default.max_examples),
    stateful_step_count=8 if settings.default.derandomize else 12,
    deadline=None,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing sequence is short, and shrinking one takes long
)
