"""A picture of an actor that is not there.

The file of a `picture` lies in the corpus folder, and is no link that leads out of it. Without the file, the
actor's page shows what `alt` says.

Bad::

    # actors.yaml
    actors:
    - id: mara-lind
      name: Mara Lind
      type: person
      picture: {file: pictures/mara-lind.jpg, alt: Mara Lind at a desk, credit: The Daily, licence: CC BY 4.0}
    - {id: ivo-petz, name: Ivo Petz, type: person}

Good::

    # actors.yaml
    actors:
    - id: mara-lind
      name: Mara Lind
      type: person
    - {id: ivo-petz, name: Ivo Petz, type: person}
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.corpus.folder import Files
from annotate.corpus.keeping.curated import ACTORS
from annotate.corpus.pictures import picture_file
from annotate.corpus.problems import Problem
from annotate.corpus.rules.rule import Severity

CODE = "no-picture"
SEVERITY: Severity = "warning"


def check(files: Files) -> Iterator[Problem]:
    """A problem for each picture whose file is missing or elsewhere."""
    document = files.curated.get(files.root / ACTORS.name)
    for index, actor in enumerate(files.actors if document is not None else ()):
        if document is not None and actor.picture is not None and picture_file(files.root, actor) is None:
            message = f"there is no file {actor.picture.file!r} in the corpus folder"
            yield document.problem(("actors", index, "picture"), CODE, message, "put it there, or take the picture out")
