"""The models as ``env.py`` gave them, whatever a migration does to their metadata.

A migration that reflects old tables into the metadata of the application leaves them there, and from then on they look
like models. Alembic does not meet that, for it upgrades and compares in two processes. Copies cost time, so they are
made only for a history that speaks of such things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import MetaData

from .start import metadata_of

_TOUCHES = re.compile(rb"\breflect\(|\bautoload|\bextend_existing\b|\.metadata\b|\btarget_metadata\b")


@contextmanager
def untouched(context: Any, scripts: Any) -> Iterator[None]:
    """Have the models of ``context`` as they are now after this block, too, in which ``scripts`` run."""
    if context.opts["target_metadata"] is None or not any(_touches(script.path) for script in scripts):
        yield
        return
    given = context.opts["target_metadata"]
    copies = [_copy(one) for one in metadata_of(context)]
    before = [_columns(one) for one in metadata_of(context)]
    yield
    if [_columns(one) for one in metadata_of(context)] != before:
        context.opts["target_metadata"] = copies if isinstance(given, (list, tuple)) else copies[0]


def _touches(path: str) -> bool:
    with open(path, "rb") as file:
        return _TOUCHES.search(file.read()) is not None


def _columns(metadata: Any) -> dict[str, list[int]]:
    return {key: [id(column) for column in table.columns] for key, table in metadata.tables.items()}


def _copy(metadata: Any) -> Any:
    copy: Any = MetaData(schema=metadata.schema, naming_convention=metadata.naming_convention, info=metadata.info)
    for table in metadata.tables.values():
        table.to_metadata(copy)
    copy.dispatch._update(metadata.dispatch)
    return copy
