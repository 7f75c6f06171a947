"""SCF701: the migrations have several heads.

Why it matters: ``alembic upgrade head`` refuses. Two branches each added a revision on top of the same one.

Silent for branches that carry labels, which are meant, for revisions whose parents are computed, and while a parent is
missing (SCF703), for what stood below it may join them.

How to fix: rebase your revision on the other head, or ``alembic merge heads``. ``scaffold check --fix`` writes
the merge revision.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.revisions import Revision, heads, revisions

_MERGE = '''"""merge {heads}

Revision ID: {id}
Revises: {heads}
"""

from collections.abc import Sequence

revision: str = "{id}"
down_revision: str | Sequence[str] | None = ({parents})
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
'''


def find(subject: Subject) -> Iterator[Finding]:
    """Every head, where there are several of one folder."""
    for found in _forks(subject):
        names = ", ".join(sorted(item.id for item in found))
        for item in found:
            yield RULE.finding(
                item.path,
                f"heads {names}: `alembic upgrade head` refuses",
                line=item.line,
                symbol=item.id,
                fix='rebase this revision, or alembic merge heads -m "merge"',
            )


def _forks(subject: Subject) -> list[list[Revision]]:
    every = subject.view(revisions)
    known = {item.id for item in every}
    if any(item.branches or not item.known for item in every):
        return []
    if any(all(not ident.startswith(parent) for ident in known) for item in every for parent in item.down):
        return []
    folders: dict[str, list[Revision]] = {}
    for item in subject.view(heads):
        folders.setdefault(item.path.rpartition("/")[0], []).append(item)
    return [found for found in folders.values() if len(found) > 1]


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """A revision without operations on top of all heads."""
    for found in _forks(subject):
        if not any(item.path == finding.path for item in found):
            continue
        ids = sorted(item.id for item in found)
        from hashlib import sha256

        ident = sha256(" ".join(ids).encode()).hexdigest()[:12]
        folder = finding.path.rpartition("/")[0]
        parents = ", ".join(f'"{head}"' for head in ids)
        text = _MERGE.format(id=ident, heads=", ".join(ids), parents=parents)
        return Repair(texts={f"{folder}/{ident}_merge_heads.py": text})
    return None


RULE = Rule(code="SCF701", name="several-heads", find=find, repair=repair)
