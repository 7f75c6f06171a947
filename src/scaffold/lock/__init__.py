"""What did we write last time? Digests of it, never the source, one sorted line per fact.

``scaffold.lock`` is merged by git line by line (``merge=union``), so two lines for one file are two
acceptable bases and not an error. Nothing here touches a file: text goes in, text comes out.
"""

from __future__ import annotations

from scaffold.lock.digest import digest
from scaffold.lock.lines import FINGERPRINTS, FORMAT
from scaffold.lock.lock import Lock
from scaffold.lock.record import EntityLine, OpenConflict, Record, entity_of

__all__ = [
    "FINGERPRINTS",
    "FORMAT",
    "EntityLine",
    "Lock",
    "OpenConflict",
    "Record",
    "digest",
    "entity_of",
]
