"""What siblings' foreign keys end with, where that is the key that they point at: ``author_uid`` at ``users.uid``."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.project.findings import Found
from scaffold.project.look import Look


def find_key_suffix(look: Look) -> Iterator[Found]:
    """One finding where most keys are called after a primary key that is no ``id``; else nothing."""
    keys = [(table, column) for table in look.models for column in table.columns if column.foreign_key]
    for suffix in sorted({f"_{column.foreign_key.rpartition('.')[2]}" for _, column in keys} - {"_id"}):
        named = [(table, column) for table, column in keys if column.name.endswith(suffix)]
        if 2 * len(named) > len(keys):
            _, column = named[0]
            yield Found(
                key="key_suffix",
                value=suffix,
                reason=f"{len(named)} of {len(keys)} foreign keys end so",
                path=column.path,
                line=column.attribute.line,
            )
            return
