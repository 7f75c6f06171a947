"""One line of the lock, both ways.

::

    #scaffold-lock 1 fp=1
    T <tab> templates
    E <tab> name <tab> digest <tab> {"words": [...], "options": {...}}
    F <tab> owner <tab> path <tab> inputs <tab> written <tab> {symbols}
    X <tab> owner <tab> path <tab> symbol <tab> theirs <tab> reason

A tab, a newline or a per cent sign inside a field is written ``%09``, ``%0A``, ``%25``. Every line but the first ends
with its seal, ``<tab>~`` and four hexadecimal digits of what stands before: each line of its own, so that git may
merge them, and a line that a person changed is known by it.
"""

from __future__ import annotations

import re

from scaffold.errors import LockError
from scaffold.lock.digest import digest
from scaffold.lock.record import (
    EntityLine,
    OpenConflict,
    Record,
    UnreadSymbols,
    broken,
    parse_object,
)

FORMAT = 1
FINGERPRINTS = 1
HEADER = f"#scaffold-lock {FORMAT} fp={FINGERPRINTS}"
_HEADER = re.compile(r"#scaffold-lock (\d+) fp=(\d+)$")


def check_header(line: str, number: int) -> None:
    """Raise ``LockError`` when ``line`` is no header, or that of a newer version."""
    found = _HEADER.match(line)
    if found is None:
        raise broken(number, f"should read {HEADER!r}")
    if int(found[1]) > FORMAT or int(found[2]) > FINGERPRINTS:
        raise LockError(
            "scaffold.lock was written by a newer version of this program",
            where=f"scaffold.lock:{number}",
            hint="pip install --upgrade sqlmodel-scaffold",
        )


def sealed(line: str) -> str:
    """``line`` as it is written: with its seal."""
    return f"{line}\t~{digest(line, 2)}"


def unsealed(line: str) -> tuple[str, bool]:
    """What stands before the seal, and whether the seal fits it. A line without one is taken as it is."""
    content, mark, seal = line.rpartition("\t~")
    return (content, digest(content, 2) == seal) if mark else (line, True)


def escape(field: str) -> str:
    """``field`` without the two characters that separate fields and lines."""
    if not any(character in field for character in "%\t\n\r"):
        return field
    return field.replace("%", "%25").replace("\t", "%09").replace("\n", "%0A").replace("\r", "%0D")


def unescape(field: str) -> str:
    """What ``escape`` was given."""
    if "%" not in field:
        return field
    return field.replace("%0D", "\r").replace("%0A", "\n").replace("%09", "\t").replace("%25", "%")


def read_record(fields: list[str], number: int) -> Record:
    """An ``F`` line."""
    if len(fields) != 6 or not (fields[5].startswith("{") and fields[5].endswith("}")):
        raise broken(number, "is no line about a file")
    return Record(
        owner=unescape(fields[1]),
        path=unescape(fields[2]),
        inputs=fields[3],
        written=fields[4],
        symbols=UnreadSymbols(fields[5], number),
    )


def write_record(record: Record) -> str:
    """An ``F`` line."""
    return "\t".join(
        (
            "F",
            escape(record.owner),
            escape(record.path),
            record.inputs or "-",
            record.written or "-",
            write_object(record.symbols),
        )
    )


def read_entity(fields: list[str], number: int) -> EntityLine:
    """An ``E`` line."""
    if len(fields) != 4:
        raise broken(number, "is no line about an entity")
    value = parse_object(fields[3], number)
    words, options = value.get("words", []), value.get("options", {})
    if not isinstance(words, list) or not isinstance(options, dict):
        raise broken(number, "does not hold the words of an entity")
    return EntityLine(name=unescape(fields[1]), digest=fields[2], words=tuple(map(str, words)), options=options)


def write_entity(entity: EntityLine) -> str:
    """An ``E`` line."""
    value: dict[str, object] = {"words": list(entity.words)}
    if entity.options:
        value["options"] = dict(entity.options)
    return "\t".join(("E", escape(entity.name), entity.digest or "-", write_object(value)))


def read_conflict(fields: list[str], number: int) -> OpenConflict:
    """An ``X`` line."""
    if len(fields) != 6:
        raise broken(number, "is no line about a conflict")
    owner, path, symbol, theirs, reason = map(unescape, fields[1:])
    return OpenConflict(owner=owner, path=path, symbol=symbol, theirs=theirs, reason=reason)


def write_conflict(conflict: OpenConflict) -> str:
    """An ``X`` line."""
    fields = (
        conflict.owner,
        conflict.path,
        conflict.symbol,
        conflict.theirs or "-",
        conflict.reason,
    )
    return "\t".join(("X", *map(escape, fields)))


def write_object(value: object) -> str:
    """Compact JSON with sorted keys: the same facts are the same bytes."""
    import json

    if isinstance(value, UnreadSymbols):
        value = dict(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
