"""SCF309: an output schema shows a relation that is loaded lazily on an asynchronous session.

Why it matters: making the answer reads ``post.author``, which needs the database where nothing can be awaited:
``MissingGreenlet``, a 500 at every call.

Silent for projects with a synchronous session, when ``lazy=`` is set to anything that loads, when some query
loads the relation (``selectinload(Post.author)``, ``refresh(post, ["author"])``), when a validator fills the
field, and for schemas that no endpoint answers with.

How to fix: load it in the query, or for good: ``sa_relationship_kwargs={"lazy": "selectin"}``. ``scaffold check
--fix`` writes the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Repair, Rule, Subject
from scaffold.rules.view.endpoints import endpoints, response_model
from scaffold.rules.view.expressions import literal
from scaffold.rules.view.keys import told
from scaffold.rules.view.schemas import Schema, schema_named
from scaffold.rules.view.statements import with_keyword
from scaffold.rules.view.tables import Relation, rewritten

_LOADER = re.compile(
    r"(?:(?:selectin|joined|subquery|immediate|raise|no)load|contains_eager)\(\s*[\w.()\s]*?\.(\w+)\s*[,)]"
    r"|awaitable_attrs\.(\w+)"
)
_NAME = re.compile(r"[A-Za-z_][\w.]*")
_REFRESH = re.compile(r"(?:refresh\(|attribute_names=)[^)]*\)")


def find(subject: Subject) -> Iterator[Finding]:
    """Relations in answers that nothing loads."""
    if not subject.project.conventions.is_async:
        return
    told_of: set[tuple[str, int]] = set()
    for schema in _answered(subject):
        for field, relation in _lazy(subject, schema):
            place = (field.path, field.statement.line)
            if place in told_of:
                continue
            told_of.add(place)
            yield RULE.finding(
                field.path,
                f"{schema.name}.{field.name} reads {relation.owner}.{relation.name}, which is loaded lazily",
                line=field.statement.line,
                column=field.statement.column,
                symbol=f"{schema.name}.{field.name}",
                fix=f"selectinload({relation.owner}.{relation.name}) in the query, "
                f'or sa_relationship_kwargs={{"lazy": "selectin"}} in {relation.path}:{relation.statement.line}',
                fixable=_eager(relation) is not None,
            )


def _answered(subject: Subject) -> list[Schema]:
    """The schemas that endpoints answer with, those inside of them included."""
    found: dict[tuple[str, str], Schema] = {}
    queue: list[Schema] = []
    for endpoint in subject.view(endpoints):
        # list[PostOut], Page[PostOut]: every name in it
        for name in _NAME.findall(response_model(endpoint)):
            schema = schema_named(subject, endpoint.path, name)
            if schema is not None:
                queue.append(schema)
    while queue:
        schema = queue.pop()
        if (schema.path, schema.name) in found:
            continue
        found[schema.path, schema.name] = schema
        for field in schema.fields.values():
            inner = schema_named(subject, field.path, field.kind.core) if field.kind.core else None
            if inner is not None:
                queue.append(inner)
    return list(found.values())


def _lazy(subject: Subject, schema: Schema):  # type: ignore[no-untyped-def]
    table = schema.about if schema.role in ("out", "") else None
    if table is not None and schema.table is None and len(set(schema.fields) & set(table.columns)) < 2:
        table = None  # called like it, and about something else
    for field in schema.fields.values() if table else ():
        relation = table.relations.get(field.name) if table else None
        if relation is None or schema.by_hand(field.name) or field.aliased or not relation.plain:
            continue
        if told(relation, "lazy") and not re.search(
            r"[\"']lazy[\"']\s*:\s*[\"']select[\"']", relation.statement.source
        ):
            continue
        if not _loaded(subject, relation):
            yield field, relation


def _loaded(subject: Subject, relation: Relation) -> bool:
    """Some query of the project loads it, or names it when it refreshes."""
    return relation.name in subject.view(_names_loaded)


def _names_loaded(subject: Subject) -> frozenset[str]:
    """``author`` of ``selectinload(Post.author)``, ``refresh(post, ["author"])``, ``awaitable_attrs.author``."""
    found: set[str] = set()
    for path in subject.paths:
        text = subject.files[path]
        if "load" in text or "refresh" in text or "contains_eager" in text:
            found.update(match[1] or match[2] for match in _LOADER.finditer(text))
            for match in _REFRESH.finditer(text):
                found.update(re.findall(r"[\"'](\w+)[\"']", match[0]))
    return frozenset(found)


def _eager(relation: Relation) -> str | None:
    source, words = relation.statement.source, relation.call.keyword("sa_relationship_kwargs")
    if words is None:
        return with_keyword(source, "sa_relationship_kwargs", '{"lazy": "selectin"}')
    value = literal(words)
    if not isinstance(value, dict) or "lazy" in value:
        return None
    inside = words.strip()[1:-1].rstrip().rstrip(",")
    joined = f'{{{inside}, "lazy": "selectin"}}' if inside else '{"lazy": "selectin"}'
    return with_keyword(source, "sa_relationship_kwargs", joined)


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The relation, loaded with its row."""
    for schema in _answered(subject):
        for field, relation in _lazy(subject, schema):
            if (field.path, field.statement.line) == (finding.path, finding.line):
                return rewritten(relation, _eager(relation))
    return None


RULE = Rule(code="SCF309", name="lazy-relation", find=find, repair=repair)
