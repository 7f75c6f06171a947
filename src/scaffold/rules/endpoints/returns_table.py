"""SCF306: an endpoint answers with a table model although its entity has an output schema.

Why it matters: every column goes out, the secret ones and those that are added later too; and a relation that
is read while the answer is made loads lazily, which fails on an asynchronous session.

An endpoint that says nothing is asked what it returns: ``await post_service.get_post(...)`` gives what that
function says.

Silent when ``response_model`` names a schema or is ``None``, when the entity has no output schema (then the table
is the project's contract, unless a column of it is secret), and for ``include_in_schema=False``.

How to fix: answer with the schema. ``scaffold check --fix`` puts it in the place of the table's name, or behind the
parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.project.conventions import bare_name, schema_class
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.calls import function_called
from scaffold.rules.view.endpoints import Endpoint, endpoints, response_model
from scaffold.rules.view.expressions import kind_of
from scaffold.rules.view.imports import import_of
from scaffold.rules.view.schemas import Schema, of_table
from scaffold.rules.view.secrets import is_secret
from scaffold.rules.view.tables import Table, tables

_NAME = re.compile(r"[A-Za-z_][\w.]*")
_CALLED = re.compile(r"(?:await )?([\w.]+)\(")


def find(subject: Subject) -> Iterator[Finding]:
    """Endpoints whose response is a table."""
    for endpoint in subject.view(endpoints):
        table = _answered(subject, endpoint)
        if table is None or endpoint.decorator.keyword("include_in_schema") == "False":
            continue
        out = of_table(subject, table, "out")
        secret = next((name for name in table.columns if is_secret(name)), None)
        if not out and secret is None:
            continue
        yield RULE.finding(
            endpoint.path,
            f"{endpoint.method} {endpoint.route or ''} returns the table model {table.name}".replace("  ", " ")
            + (f", {secret} included" if secret else ""),
            line=endpoint.function.line,
            column=endpoint.function.column,
            symbol=endpoint.function.name,
            fix=f"answer with {out[0].name}" if out else _unwritten(subject, table, secret or ""),
            fixable=len(out) > 0 and _edit(subject, endpoint, out[0]) is not None,
        )


def _unwritten(subject: Subject, table: Table, secret: str) -> str:
    conventions = subject.project.conventions
    bare = bare_name(table.name, conventions.model_suffix)
    name = schema_class(bare, conventions.out_suffix, conventions.schema_prefix)
    return f"{bare} has no output schema yet: write one ({name}) without {secret}, and answer with it"


def _answered(subject: Subject, endpoint: Endpoint) -> Table | None:
    said = response_model(endpoint)
    if said or endpoint.decorator.keyword("response_model"):
        return _table(subject, endpoint.path, said)
    given = _given(subject, endpoint)
    return _table(subject, *given) if given else None


def _given(subject: Subject, endpoint: Endpoint) -> tuple[str, str] | None:
    """What the function whose result is returned says that it gives, and the file in which it says so."""
    for value in endpoint.function.returned:
        called = _CALLED.match(value)
        found = function_called(subject, endpoint.path, called[1]) if called else None
        if found is not None and found[1].returns:
            return found[0], found[1].returns
    return None


def _table(subject: Subject, path: str, annotation: str) -> Table | None:
    return next((table for _, table in _tables_in(subject, path, annotation)), None)


def _tables_in(subject: Subject, path: str, annotation: str) -> Iterator[tuple[str, Table]]:
    """The names in an annotation that mean a table, as they are written there, and their tables."""
    # Post        list[Post] | None        Page[Post]        dict[str, models.Post]
    for name in _NAME.findall(annotation):
        found = subject.sources.find_class(path, name)
        if found is not None and found[1].keyword("table") == "True":
            where = (found[0], found[1].name)
            yield from ((name, table) for table in subject.view(tables) if (table.path, table.name) == where)


def _edit(subject: Subject, endpoint: Endpoint, schema: Schema) -> Edit | None:
    """The name, in the decorator or behind the arrow."""
    text = subject.files[endpoint.path]
    declared = endpoint.decorator.keyword("response_model")
    if not response_model(endpoint):
        return _arrow(subject, endpoint, schema, _offset(text, endpoint.function.line, endpoint.function.column))
    name = next((name for name, _ in _tables_in(subject, endpoint.path, response_model(endpoint))), "")
    place = endpoint.decorator if declared is not None else endpoint.function
    offset = _offset(text, place.line, place.column)
    # async def get_post(...) -> list[Post]:        @router.get("", response_model=dict[str, Post])
    said = r"response_model\s*=[^=)]*?" if declared is not None else r"->[^:]*?"
    shape = rf"{said}\b({re.escape(name)})\b"
    found = re.compile(shape).search(text, offset)
    if found is None or text.count("\n", offset, found.start()) > place.end_line - place.line:
        return None
    line = text.count("\n", 0, found.start(1)) + 1
    column = found.start(1) - (text.rfind("\n", 0, found.start(1)) + 1) + 1
    return Edit(path=endpoint.path, line=line, column=column, old=name, new=schema.name)


def _arrow(subject: Subject, endpoint: Endpoint, schema: Schema, offset: int) -> Edit | None:
    """``-> PostOut`` behind the parameters, ``list[...]`` where the rows are many."""
    text, given = subject.files[endpoint.path], _given(subject, endpoint)
    found = re.compile(r"\):[ \t]*(?:#.*)?\n").search(text, offset)
    if found is None or given is None:
        return None
    kind = kind_of(given[1])
    name = f"list[{schema.name}]" if kind.many else schema.name
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
    new = f") -> {name} | None:" if kind.null else f") -> {name}:"
    return Edit(path=endpoint.path, line=line, column=column, old="):", new=new)


def _offset(text: str, line: int, column: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = text.index("\n", offset) + 1
    return offset + column - 1


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The output schema, imported."""
    for endpoint in subject.view(endpoints):
        function = endpoint.function
        if (endpoint.path, function.line, function.name) != (finding.path, finding.line, finding.symbol):
            continue
        table = _answered(subject, endpoint)
        out = of_table(subject, table, "out") if table else ()
        edit = _edit(subject, endpoint, out[0]) if table and out else None
        if edit is None:
            continue
        module = subject.sources.module_of(out[0].path)
        needed = () if out[0].path == endpoint.path else import_of(subject, module, out[0].name, endpoint.path)
        return Repair(edits=(edit,), fragments=needed)
    return None


RULE = Rule(code="SCF306", name="returns-table", find=find, severity="warning", repair=repair)
