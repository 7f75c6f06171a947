"""What a run is about to do to which files, as text that survives the run."""

from __future__ import annotations

import json
import os
from pathlib import Path

from scaffold.apply.encoding import encode
from scaffold.apply.paths import inside
from scaffold.dataclass import dataclass
from scaffold.errors import LockError
from scaffold.plan import Change

FORMAT = 1
STATE = ".scaffold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """``changes`` are in the order of their renames; ``folders`` are those that the run creates.

    ``identity`` names the run in the history; ``undoes`` is the run that this one takes back,
    which leaves the history when this one is done.
    """

    identity: str
    command: str
    when: str
    changes: tuple[Change, ...]
    folders: tuple[str, ...] = ()
    undoes: str = ""

    def render(self) -> str:
        """As JSON; lone surrogates survive it."""
        changes = [
            {
                "path": c.path,
                "before": c.before,
                "after": c.after,
                "symbols": c.symbols,
                "layer": c.layer,
            }
            for c in self.changes
        ]
        rest = {name: getattr(self, name) for name in ("identity", "command", "when", "folders", "undoes")}
        return json.dumps({"format": FORMAT, **rest, "changes": changes})

    @classmethod
    def read(cls, file: Path) -> Journal:
        """Read back. Raises ``LockError`` when another version wrote it or somebody edited it."""
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise LockError(
                    "another version of scaffold wrote this journal",
                    where=str(file),
                    hint="run the command again with that version, or delete the file",
                )
            return cls(
                identity=data["identity"],
                command=data["command"],
                when=data["when"],
                changes=tuple(Change(**{**c, "symbols": tuple(c["symbols"])}) for c in data["changes"]),
                folders=tuple(data["folders"]),
                undoes=data["undoes"],
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LockError("the journal cannot be read", where=str(file), hint=f"rm {file}") from error


def state(root: Path, change: Change) -> str:
    """Is ``change`` on disk ``"before"``, ``"after"``, or has somebody ``"edited"`` the file?"""
    there = content(inside(root, change.path))
    if there == (None if change.after is None else encode(change.path, change.after)):
        return "after"
    if there == (None if change.before is None else encode(change.path, change.before)):
        return "before"
    return "edited"


def content(file: Path) -> bytes | None:
    """The bytes of ``file``, ``None`` where there is none."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def state_folder(root: Path) -> Path:
    """``.scaffold`` of the project; no link, which would let our state leave the project."""
    folder = root / STATE
    if os.path.islink(folder) or (folder.exists() and not folder.is_dir()):
        raise LockError("this must be a folder of the project", where=STATE, hint=f"rm {STATE}")
    return folder
