"""SCF704: a migration was changed after its release.

Why it matters: databases that ran it do not run it again. From now on they differ from those that are made new.

Silent for comments, docstrings and layout, without git, and for revisions that the base (``--since REF``, else
the branch that yours will be merged into, else the last commit) does not have.

How to fix: put the file back, and write a new revision for the change. ``scaffold check --fix --unsafe-fixes``
puts the file back.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold.facts import parse
from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.revisions import revisions


def find(subject: Subject) -> Iterator[Finding]:
    """Revisions whose code is not what the base has."""
    for item in subject.view(revisions):
        before = subject.released.get(item.path)
        if before is None:
            continue
        line = _first_difference(before, subject.files[item.path])
        if line:
            yield RULE.finding(
                item.path,
                f"{item.id} changed after its release",
                line=line,
                symbol=item.id,
                fix="put it back, and write a new revision",
            )


def _first_difference(before: str, after: str) -> int:
    """The line of the first statement that differs, 0 where none does."""
    return _differing(_statements(parse(before)), _statements(parse(after))) or 0


def _statements(node: ast.AST) -> list[ast.stmt]:
    body = [item for item in getattr(node, "body", []) if isinstance(item, ast.stmt)]
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return body[1:]  # a docstring
    return body


def _differing(old: list[ast.stmt], new: list[ast.stmt]) -> int:
    for one, two in zip(old, new, strict=False):
        if ast.dump(one) == ast.dump(two):
            continue
        if isinstance(one, ast.FunctionDef) and isinstance(two, ast.FunctionDef) and one.name == two.name:
            inner = _differing(_statements(one), _statements(two))
            header = ast.dump(one.args) != ast.dump(two.args)
            if inner or header:
                return inner or two.lineno
            continue
        return two.lineno
    if len(new) > len(old):
        return new[len(old)].lineno
    return (new[-1].end_lineno or new[-1].lineno) if len(new) < len(old) and new else len(old) and not new


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The file as it was released."""
    before = subject.released.get(finding.path)
    return Repair(texts={finding.path: before}) if before is not None else None


RULE = Rule(code="SCF704", name="released-revision-edited", find=find, repair=repair, unsafe=True)
