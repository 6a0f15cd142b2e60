"""What a real YAML language server says of the corpus' files: ``python -m tests.editor.language_server SERVER``.

SERVER is the program ``yaml-language-server`` of the npm package of that name. It is asked about good and bad files of a
corpus in a temporary folder, and for completions; every answer is held against what a person should see.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from annotate.corpus.schema import write_schemas

HEAD = "# yaml-language-server: $schema=.schemas/{name}.json\n"
GOOD = {
    "talks.yaml": "article: talks\nentities:\n- actor: mara-lind\n  label: PERSON\n  mentions:\n  - {p: 1, text: Lind}\n"
    "times:\n- {p: title, text: Friday, date: 2025-02-28}\nevents:\n- id: e1\n  title: Talks\n  status: planned\n"
    "  type: CONSULT\n  actors: [mara-lind, not-yet-known]\n  evidence: {p: 1, text: Lind}\n"
    "machine:\n  times:\n    \"title | aa | 0-6 | Friday\": 1a2b3c4d\n",
    "actors.yaml": "actors:\n- id: mara-lind\n  name: Mara Lind\n  type: person\n  roles:\n  - {title: Envoy, from: 2025-01}\n",
    "timeline.yaml": "entries:\n- id: talks\n  title: Talks\n  status: happened\n  type: CONSULT\n  reports: [talks#e1]\n",
}  # fmt: skip
BAD = {
    "status.yaml": (
        "events:\n- id: e1\n  title: Talks\n  status: hapened\n  type: CONSULT\n  evidence: {p: 1, text: x}\n",
        3,
    ),
    "key.yaml": ("quotes:\n- id: q1\n  spaker: mara-lind\n  kind: direct\n  content:\n  - {p: 1, text: x}\n", 2),
    "missing.yaml": ("times:\n- {p: 1}\n", 1),
    "id.yaml": ("entities:\n- actor: Mara Lind\n  label: PERSON\n  mentions:\n  - {p: 1, text: x}\n", 1),
    "syntax.yaml": ("times:\n- {p: 1, text: x\n", 2),
}
COMPLETIONS = {
    "entities:\n- actor: ": "mara-lind",
    "events:\n- id: e1\n  status: ": "postponed",
    "events:\n- id: e1\n  type: ": "CONSULT",
    "quotes:\n- id: q1\n  sp": "speaker",
}


class Server:
    """A language server at the other end of two pipes."""

    def __init__(self, program: str, root: Path) -> None:
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0
        self.said: dict[str, list[Any]] = {}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.tell("initialized", {})
        settings = {"yaml": {"validate": True, "completion": True, "schemaStore": {"enable": False}}}
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def tell(self, method: str, params: Any, **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self._write(body)

    def ask(self, method: str, params: Any) -> Any:
        self.last += 1
        self.tell(method, params, id=self.last)
        while True:
            message = self.read()
            if message.get("id") == self.last and "method" not in message:
                return message.get("result")

    def problems(self, path: Path, text: str) -> list[Any]:
        """What it says of the file."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while path.as_uri() not in self.said:
            self.read()
        return self.said[path.as_uri()]

    def completions(self, path: Path, text: str) -> set[str]:
        """What it offers at the end of the text."""
        self.problems(path, text)
        lines = text.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        answer = self.ask("textDocument/completion", {"textDocument": {"uri": path.as_uri()}, "position": position})
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {str(item["label"]) for item in items}

    def read(self) -> Any:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.said[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message.get("params", {}).get("items", []) if isinstance(message.get("params"), dict) else []
            answer = [{"validate": True, "completion": True} if i.get("section") == "yaml" else None for i in items]
            self._write(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer or None}).encode())
        return message

    def _write(self, body: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()


def main(program: str) -> int:
    """Ask about every file; the number of answers that were not as they should be."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_schemas(root / ".schemas", ["mara-lind", "ivo-petz"])
        server = Server(program, root)
        for name, text in GOOD.items():
            schema = {"actors.yaml": "actors", "timeline.yaml": "timeline"}.get(name, "annotations")
            found = server.problems(root / name, HEAD.format(name=schema) + text)
            wrong += _tell(f"{name} is in order", not found, found)
        for name, (text, line) in BAD.items():
            found = server.problems(root / name, HEAD.format(name="annotations") + text)
            lines = {problem["range"]["start"]["line"] - 1 for problem in found}
            wrong += _tell(f"{name} has a problem in its line {line + 1}", line in lines, found)
        for number, (text, offer) in enumerate(COMPLETIONS.items()):
            offers = server.completions(root / f"typing-{number}.yaml", HEAD.format(name="annotations") + text)
            wrong += _tell(f"{offer} is offered behind {text.splitlines()[-1].strip()!r}", offer in offers, offers)
        server.process.kill()
    return wrong


def _tell(what: str, right: bool, said: object) -> int:
    print(f"{'right' if right else 'WRONG'}: {what}" + ("" if right else f": {said}"))
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
