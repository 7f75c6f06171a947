"""SCF310: a path parameter of another type than the key that it stands for.

Why it matters: ``post_id: int`` over a UUID key answers 422 to every real id.

A plain ``id`` is that of the entity which the endpoint answers with.

Silent for parameters that are not called after an entity (``slug``, ``q``), for entities with a composite key,
for types that we cannot name, and for ``str`` on either side.

How to fix: the key's type; ``scaffold check --fix`` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.facts import Param
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.endpoints import Endpoint, endpoints, response_model
from scaffold.rules.view.expressions import kind_of
from scaffold.rules.view.imports import imports_for
from scaffold.rules.view.schemas import schema_named
from scaffold.rules.view.tables import Column, by_name, resolved

_WORDS = re.compile(r"(?<!^)(?=[A-Z])")


def find(subject: Subject) -> Iterator[Finding]:
    """Parameters that do not fit the key."""
    for endpoint, param, key in _pairs(subject):
        kind, _ = resolved(subject, endpoint.path, kind_of(param.annotation))
        mine, theirs = kind.family, key.kind.family
        if not mine or not theirs or mine == theirs or "str" in (mine, theirs):
            continue
        yield RULE.finding(
            endpoint.path,
            f"{param.name} is {param.annotation}, {key.owner}.{key.name} is {key.kind.core}",
            line=endpoint.function.line,
            column=endpoint.function.column,
            symbol=endpoint.function.name,
            fix=f"{param.name}: {key.kind.core}",
            fixable=_edit(subject, endpoint, param, key) is not None,
        )


def _pairs(subject: Subject) -> Iterator[tuple[Endpoint, Param, Column]]:
    keys = {
        f"{_WORDS.sub('_', name).lower()}_{found[0].key.name}": found[0].key
        for name, found in subject.view(by_name).items()
        if len(found) == 1 and found[0].key is not None
    }
    for endpoint in subject.view(endpoints):
        for param in endpoint.function.params:
            if param.name in endpoint.parameters:
                key = keys.get(param.name) or _own_key(subject, endpoint, param.name)
                if key is not None:
                    yield endpoint, param, key


def _own_key(subject: Subject, endpoint: Endpoint, name: str) -> Column | None:
    """``GET /{id}`` that answers with one ``PostOut``: the id is that of a Post."""
    answer = kind_of(response_model(endpoint))
    if endpoint.parameters != (name,) or not (endpoint.route or "").endswith(f"{{{name}}}") or answer.many:
        return None
    schema = schema_named(subject, endpoint.path, answer.core) if answer.core else None
    key = schema.table.key if schema is not None and schema.role == "out" and schema.table else None
    return key if key is not None and key.name == name else None


def _edit(subject: Subject, endpoint: Endpoint, param: Param, key: Column) -> Edit | None:
    """The plain annotation, where it stands behind the parameter's name."""
    if not param.annotation.replace(".", "").isidentifier():
        return None
    lines = subject.files[endpoint.path].split("\n")
    shape = re.compile(rf"\b{param.name}\s*:\s*({re.escape(param.annotation)})\b")
    for number in range(endpoint.function.line, endpoint.function.end_line + 1):
        if found := shape.search(lines[number - 1]):
            return Edit(
                path=endpoint.path,
                line=number,
                column=found.start(1) + 1,
                old=param.annotation,
                new=key.kind.core,
            )
    return None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The key's type, imported."""
    for endpoint, param, key in _pairs(subject):
        function = endpoint.function
        if (endpoint.path, function.line) != (finding.path, finding.line):
            continue
        if not finding.message.startswith(f"{param.name} is "):
            continue
        if (edit := _edit(subject, endpoint, param, key)) is not None:
            return Repair(edits=(edit,), fragments=imports_for(subject, key.kind.core, key.path, endpoint.path))
    return None


RULE = Rule(code="SCF310", name="path-type", find=find, repair=repair)
