"""The files of a small corpus in which all is well, for tests that change a line of it."""

ARTICLE = "---\ntitle: Lind meets Petz\ndate: 2025-03-08\n---\nMara Lind met Ivo Petz on Friday.\n\nThey meet again on Monday.\n"
SIDECAR = """\
article: talks
entities:
- actor: mara-lind
  label: PERSON
  mentions:
  - {p: 1, text: Mara Lind}
times:
- {p: 1, text: Friday, date: 2025-03-07}
events:
- id: e1
  title: Lind meets Petz
  status: happened
  type: CONSULT
  evidence: {p: 1, text: Mara Lind met … on Friday.}
"""
ACTORS = "actors:\n- {id: mara-lind, name: Mara Lind, type: person}\n"
TIMELINE = "entries:\n- id: talks\n  title: Talks\n  status: happened\n  type: CONSULT\n  reports: [talks#e1]\n"
