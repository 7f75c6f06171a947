"""SCF312: a partial update that writes what was not sent.

Why it matters: ``data.model_dump()`` of an update schema holds ``None`` for every field that the client left
out, and the row loses them.

Silent with ``exclude_unset`` or ``exclude_none``, for schemas whose fields are all required (those replace the
whole), and for dumps that are only logged or sent on.

How to fix: ``model_dump(exclude_unset=True)``; ``scaffold check --fix`` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.facts import Call
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.calls import functions_of
from scaffold.rules.view.expressions import kind_of
from scaffold.rules.view.schemas import schema_named

_UPDATES = re.compile(r"update|patch|edit", re.IGNORECASE)
_WRITES = re.compile(r"setattr\(|sqlmodel_update|\.values\(|\.update\(")


def find(subject: Subject) -> Iterator[Finding]:
    """Dumps of update schemas with everything in them."""
    for path in subject.paths:
        text = subject.files[path]
        if "model_dump(" not in text and ".dict(" not in text:
            continue
        lines = text.split("\n")
        for name, function in functions_of(subject, path):
            body = "\n".join(lines[function.line - 1 : function.end_line])
            if not _UPDATES.search(function.name) or not _WRITES.search(body):
                continue
            optional = {p.name for p in function.params if _all_optional(subject, path, p.annotation)}
            for call in function.calls:
                receiver, _, method = call.func.rpartition(".")
                if method in ("model_dump", "dict") and receiver in optional and not _excludes(call):
                    yield RULE.finding(
                        path,
                        f"{call.func}() overwrites unset fields with None",
                        line=call.line,
                        column=call.column,
                        symbol=name,
                        fix=f"{call.func}(exclude_unset=True)",
                        fixable=not call.args and not call.keywords,
                    )


def _all_optional(subject: Subject, path: str, annotation: str) -> bool:
    """An update schema of which at least one field falls back to ``None``."""
    core = kind_of(annotation).core if annotation else ""
    schema = schema_named(subject, path, core) if core else None
    if schema is None or schema.role != "update" or not schema.fields:
        return False
    return any(field.default == "None" or "default=None" in field.statement.source for field in schema.fields.values())


def _excludes(call: Call) -> bool:
    words = ("exclude_unset", "exclude_none", "exclude_defaults", "include", "**")
    return any(call.keyword(word) is not None for word in words)


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """Only what was sent."""
    for _, function in functions_of(subject, finding.path):
        for call in function.calls:
            if (call.line, call.column) == (finding.line, finding.column) and finding.message.startswith(call.func):
                old, new = f"{call.func}()", f"{call.func}(exclude_unset=True)"
                edit = Edit(path=finding.path, line=call.line, column=call.column, old=old, new=new)
                return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF312", name="overwrites-unset", find=find, repair=repair)
