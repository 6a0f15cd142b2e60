"""A corpus whose every field tries to become markup, or to run."""

from __future__ import annotations

import json

SCRIPT = "<script>window.ran=1</script>"
IMAGE = "<img src=x onerror=window.ran=2>"
BREAKOUT = "\"'><svg onload=window.ran=3>"
CLOSING = "</title></script></style></textarea><script>window.ran=4</script>"
TEMPLATE = "{{ 7 * 7 }}{% raw %}${window.ran=5}"
WORDS = (SCRIPT, IMAGE, BREAKOUT, CLOSING, TEMPLATE)
LINKS = (
    "javascript:window.ran=6", "JaVaScRiPt:window.ran=6", "&#106;avascript:window.ran=6", "java\\tscript:window.ran=6",
    "data:text/html,<script>window.ran=7</script>", "vbscript:window.ran=8", "//[javascript:window.ran=9",
)  # fmt: skip
ALL = " ".join(WORDS)


def quoted(text: str) -> str:
    """``text`` as YAML in quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def hostile_corpus() -> dict[str, str]:
    """Its files: an article, annotations on it, an actor and an entry of the timeline."""
    body = [f"Ana Ruiz said {word} on Friday." for word in WORDS]
    body += [f"[a link]({link}) and ![a picture]({link}) and <{link}>" for link in LINKS]
    body += [f"# {ALL}", f"`{ALL}`", f"    {ALL}", f"| {SCRIPT} | {IMAGE} |\n|---|---|\n| {BREAKOUT} | b |"]
    front = {
        "title": ALL, "subtitle": ALL, "author": ALL, "publisher": ALL, "licence": ALL, "place": ALL,
        "url": "https://example.org/'onmouseover='window.ran=10", "date": "2025-03-08",
    }  # fmt: skip
    article = "---\n" + "".join(f"{key}: {quoted(value)}\n" for key, value in front.items()) + "---\n\n"
    mentions = "".join(f"  - {{p: {n}, text: Ana Ruiz}}\n" for n in range(1, len(WORDS) + 1))
    sidecar = f"""\
article: talks
entities:
- actor: ana-ruiz
  label: PERSON
  mentions:
{mentions}- label: ORG
  mentions:
  - {{p: 1, text: {quoted(SCRIPT)}}}
  - {{p: title, text: {quoted(SCRIPT)}}}
times:
- {{p: 1, text: Friday, date: 2025-03-07}}
quotes:
- id: q1
  speaker: ana-ruiz
  kind: direct
  source: {{p: 2, text: Ana Ruiz}}
  cue: {{p: 2, text: said}}
  content:
  - {{p: 2, text: {quoted(IMAGE)}}}
- id: q2
  kind: direct
  source: {{p: 3, text: {quoted(BREAKOUT)}}}
  content:
  - {{p: 3, text: {quoted(BREAKOUT)}}}
- id: q3
  kind: indirect
  content:
  - {{p: 9, text: {quoted(ALL)}}}
events:
- id: e1
  title: {quoted(ALL)}
  date: 2025-03-07
  status: happened
  type: CONSULT
  actors: [ana-ruiz]
  evidence: {{p: 4, text: {quoted(f"Ana Ruiz said {CLOSING}")}}}
"""
    actors = f"""\
actors:
- id: ana-ruiz
  name: {quoted("Ana Ruiz " + ALL)}
  type: person
  aliases: [{quoted(SCRIPT)}]
  adjectives: [{quoted(IMAGE)}]
  seats: [{quoted(BREAKOUT)}]
  roles:
  - {{title: {quoted(ALL)}}}
  note: {quoted(ALL)}
"""
    timeline = f"""\
entries:
- id: talks
  title: {quoted(ALL)}
  date: 2025-03-07
  status: happened
  type: CONSULT
  actors: [ana-ruiz]
  reports: [talks#e1]
  accounts:
  - {{report: talks#e1, note: {quoted(ALL)}}}
  note: {quoted(ALL)}
"""
    return {
        "talks.md": article + "\n\n".join(body) + "\n", "talks.yaml": sidecar,
        "actors.yaml": actors, "timeline.yaml": timeline,
    }  # fmt: skip
