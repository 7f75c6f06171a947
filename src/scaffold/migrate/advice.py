"""What to do about a finding of the migrations, and how grave it is.

The recipes were timed on PostgreSQL 18 with a million rows; each blocks nobody for longer than a lock takes to get.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

_SYNC = "scaffold sync"

ADVICE: Mapping[str, str] = {
    "SCF008": 'a server that has it: url = "postgresql://..." in [tool.scaffold.shadow]',
    "SCF601": _SYNC,
    "SCF602": _SYNC,
    "SCF603": _SYNC,
    "SCF605": "import the model; or, if it is gone on purpose, scaffold remove NAME",
    "SCF608": "put it into the model (sa_column_kwargs), or drop it in a migration",
    "SCF609": _SYNC,
    "SCF610": "ALTER TABLE ... RENAME CONSTRAINT, or ALTER INDEX ... RENAME, in a migration",
    "SCF611": "scaffold sync writes the migration; it takes the old values as UTC",
    "SCF705": "correct the revision, or, if it is released, what it needs from outside",
    "SCF706": "correct downgrade(), or raise NotImplementedError with the reason",
    "SCF707": "let downgrade() undo everything that upgrade() does",
    "SCF741": "postgresql_concurrently=True inside op.get_context().autocommit_block(), in a revision of its own",
    "SCF743": "add it with postgresql_not_valid=True, and VALIDATE CONSTRAINT in a later revision",
    "SCF744": "build a unique index concurrently, then ADD CONSTRAINT ... UNIQUE USING INDEX",
    "SCF746": "ADD CONSTRAINT ... CHECK (c IS NOT NULL) NOT VALID, VALIDATE, then SET NOT NULL",
    "SCF748": "add a new column, fill it in batches, switch over, drop the old one; combine ALTERs of one table",
    "SCF749": "change the rows in a revision of their own, before or after",
    "SCF801": "alembic upgrade head",
    "SCF802": "check out the branch that has it, or alembic stamp",
    "SCF803": "put it into a migration, or undo it in the database",
    "SCF804": "DROP INDEX CONCURRENTLY, and create it again",
    "SCF805": "ALTER TABLE ... VALIDATE CONSTRAINT ...",
    "SCF806": "change the key to bigint while there is time",
    "SCF807": "correct the rows first, or let the migration do it",
    "SCF808": "run it when nobody waits, with a lock_timeout, or use the safe form",
}

SEVERITY: Mapping[str, Literal["error", "warning", "info"]] = {
    "SCF606": "warning",
    "SCF608": "warning",
    "SCF610": "info",
    "SCF707": "warning",
    "SCF801": "warning",
    "SCF805": "warning",
    "SCF806": "warning",
}
