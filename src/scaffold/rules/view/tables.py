"""The table models: columns and relations with the places they stand at, those of the bases included.

Abstract bases and mixins are followed through the project. A base that we cannot see makes a table ``open``:
it may have columns that we do not know, so nothing is said to be missing from it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache

from scaffold.dataclass import dataclass, field
from scaffold.facts import Assignment, Call, Class
from scaffold.rule import Edit, Finding, Repair, Subject
from scaffold.rules.view.expressions import Kind, kind_of, last, literal, parsed, stored_family, text_of

_HARMLESS = frozenset({"object", "Generic", "ABC", "Protocol", "Enum", "str"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One field of a table, where it stands. ``call`` is its ``Field(...)``, also from inside ``Annotated``."""

    name: str
    path: str
    owner: str  # the class whose body it stands in
    statement: Assignment
    kind: Kind
    call: Call | None = None

    def given(self, keyword: str) -> str | None:
        """The source of a keyword of ``Field``."""
        return self.call.keyword(keyword) if self.call else None

    def on(self, keyword: str) -> bool:
        """Whether ``keyword=True`` is written."""
        return literal(self.given(keyword)) is True

    @property
    def primary(self) -> bool:
        """Part of the primary key, also by ``sa_column=Column(..., primary_key=True)``."""
        return self.on("primary_key") or "primary_key=True" in (self.given("sa_column") or "").replace(" ", "")

    @property
    def custom(self) -> bool:
        """The column is spelled out in SQLAlchemy's own words, so ``Field`` does not say it all."""
        return self.given("sa_column") is not None or self.given("**") is not None

    @property
    def family(self) -> str:
        """The scalar that it holds, ``""`` where annotation and type do not agree on one that we know."""
        if self.given("**") is not None:
            return ""
        stored = self.given("sa_column") or self.given("sa_type")
        return self.kind.family if stored is None or stored_family(stored) == self.kind.family else ""

    @property
    def default(self) -> str | None:
        """The source of the default, ``None`` where there is none."""
        if self.call is None:
            return self.statement.value or None
        given = self.given("default")
        if given is None and self.call.args and not self.call.args[0].startswith("*"):
            given = self.call.args[0]
        return None if given in ("...", "PydanticUndefined", "Undefined") else given

    @property
    def required(self) -> bool:
        """Nothing stands in for a value that is not given."""
        return self.default is None and self.given("default_factory") is None and not self.custom


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One ``Relationship`` of a table."""

    name: str
    path: str
    owner: str
    statement: Assignment
    kind: Kind
    call: Call

    @property
    def target(self) -> str:
        """The class on the other side, as written."""
        return self.kind.name

    @property
    def back(self) -> str | None:
        """``back_populates``, ``None`` where it is not written."""
        return text_of(self.call.keyword("back_populates"))

    @property
    def plain(self) -> bool:
        """Nothing beyond SQLModel's own words: no ready-made SQLAlchemy relationship, no unpacked keywords."""
        return not any(self.call.keyword(key) for key in ("sa_relationship", "sa_relationship_args", "**"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A class with ``table=True``. ``table`` is ``None`` when its name is computed."""

    name: str
    path: str
    cls: Class
    table: str | None
    columns: Mapping[str, Column]
    relations: Mapping[str, Relation]
    open: bool = False
    schema: str | None = None
    members: frozenset[str] = field(default_factory=frozenset)  # methods and properties, inherited ones too

    @property
    def key(self) -> Column | None:
        """The only column of the primary key."""
        found = [column for column in self.columns.values() if column.primary]
        return found[0] if len(found) == 1 else None


def tables(subject: Subject) -> tuple[Table, ...]:
    """Every table model, in the order of the files."""
    return tuple(_table(subject, path, item) for path, item in subject.classes() if item.keyword("table") == "True")


def by_name(subject: Subject) -> Mapping[str, tuple[Table, ...]]:
    """The tables by class name; more than one for a name that is used twice."""
    found: dict[str, tuple[Table, ...]] = {}
    for table in subject.view(tables):
        found[table.name] = (*found.get(table.name, ()), table)
    return found


def by_table(subject: Subject) -> Mapping[str, Table]:
    """The tables by the name in the database, with and without schema."""
    found: dict[str, Table] = {}
    for table in subject.view(tables):
        if table.table:
            found.setdefault(table.table, table)
            if table.schema:
                found.setdefault(f"{table.schema}.{table.table}", table)
    return found


def target_of(subject: Subject, relation: Relation) -> Table | None:
    """The table on the other side: the class that the file imports, else the only one of that name."""
    candidates = subject.view(by_name).get(relation.target, ())
    if len(candidates) > 1 and (found := subject.sources.find_class(relation.path, relation.target)):
        candidates = tuple(table for table in candidates if table.path == found[0])
    return candidates[0] if len(candidates) == 1 else None


def _table(subject: Subject, path: str, item: Class) -> Table:
    chain = [(path, item), *subject.sources.bases(path, item)]
    columns: dict[str, Column] = {}
    relations: dict[str, Relation] = {}
    members: set[str] = set()
    for where, cls in reversed(chain):
        for entry in _entries(subject, where, cls):
            if isinstance(entry, Column):
                columns[entry.name] = entry
            else:
                relations[entry.name] = entry
        members.update(method.name for method in cls.methods)
        members.update(attribute.name for attribute in cls.attributes)
    roots = {last(root) for root in subject.sources.roots(path, item)}
    table, schema = _table_name(subject, path, item, chain)
    return Table(
        name=item.name,
        path=path,
        cls=item,
        table=table,
        columns=columns,
        relations=relations,
        open=not roots <= {"SQLModel", "BaseModel", *_HARMLESS},
        schema=schema,
        members=frozenset(members),
    )


def _entries(subject: Subject, path: str, cls: Class) -> Iterator[Column | Relation]:
    for statement in cls.attributes:
        if not statement.annotation or statement.name.startswith("_"):
            continue
        kind = kind_of(statement.annotation)
        if statement.annotation.partition("[")[0].rpartition(".")[2] == "ClassVar":
            continue
        call = statement.call
        if call is not None and last(call.func) == "Relationship":
            yield Relation(name=statement.name, path=path, owner=cls.name, statement=statement, kind=kind, call=call)
            continue
        kind, inner = resolved(subject, path, kind)
        is_field = call is not None and last(call.func) == "Field"
        yield Column(
            name=statement.name,
            path=path,
            owner=cls.name,
            statement=statement,
            kind=kind,
            call=call if is_field else inner,
        )


def resolved(subject: Subject, path: str, kind: Kind) -> tuple[Kind, Call | None]:
    """The kind behind an alias (``Title = Annotated[str, Field(...)]``), and the ``Field`` that it carries."""
    for _ in range(4):
        if not kind.core or "." in kind.core:
            break
        home = defined(subject, path, kind.core)
        alias = subject.sources.facts(home[0]).assigned(home[1]) if home else None
        if home is None or alias is None or alias.call is not None:
            break
        behind = kind_of(alias.value)
        if not behind.core and not behind.metadata:
            # an alias for what we do not understand (a literal, a union)
            kind = Kind(null=kind.null or behind.null, many=kind.many, missing=kind.missing)
            break
        path = home[0]
        kind = Kind(
            behind.core,
            kind.many or behind.many,
            kind.null or behind.null,
            kind.missing or behind.missing,
            (*kind.metadata, *behind.metadata),
        )
    return kind, _field_of(kind.metadata)


def defined(subject: Subject, path: str, name: str) -> tuple[str, str] | None:
    """The file of the project that defines what ``name`` means in ``path``, and its name there."""
    module, _, own = subject.sources.origin(path, name).rpartition(".")
    home = subject.sources.path_of(module) if module else None
    return (home, own) if home else None


def _field_of(metadata: tuple[str, ...]) -> Call | None:
    for source in metadata:
        if last(source.partition("(")[0]) == "Field" and (call := call_of(source)):
            return call
    return None


@cache
def call_of(source: str) -> Call | None:
    """The call that a piece of source is, without a place."""
    node = parsed(source)
    if not isinstance(node, ast.Call):
        return None
    return Call(
        func=ast.unparse(node.func),
        args=tuple(ast.unparse(arg) for arg in node.args),
        keywords=tuple((item.arg or "**", ast.unparse(item.value)) for item in node.keywords),
    )


def _table_name(
    subject: Subject, path: str, item: Class, chain: list[tuple[str, Class]]
) -> tuple[str | None, str | None]:
    schema = next((found for _, cls in chain if (found := _schema_of(cls))), None)
    for _, cls in chain:
        if statement := cls.attribute("__tablename__"):
            return text_of(statement.value), schema
        if any(method.name == "__tablename__" for method in cls.methods):
            known = subject.project.models.get(item.name)
            return (known.table if known and known.path == path else None), schema
    return item.name.lower(), schema


def _schema_of(cls: Class) -> str | None:
    arguments = cls.attribute("__table_args__")
    if arguments is None:
        return None
    value = literal(arguments.value)
    parts = value if isinstance(value, tuple) else (value,)
    for part in (*parts, *(literal(element) for element in arguments.elements)):
        if isinstance(part, dict) and isinstance(part.get("schema"), str):
            return str(part["schema"])
    return None


def every_column(subject: Subject) -> Iterator[tuple[Table, Column]]:
    """Each column statement once, with the first table that has it: a mixin's is not told for every model."""
    seen: set[tuple[str, int, str]] = set()
    for table in subject.view(tables):
        for column in table.columns.values():
            place = (column.path, column.statement.line, column.name)
            if place not in seen:
                seen.add(place)
                yield table, column


def every_relation(subject: Subject) -> Iterator[tuple[Table, Relation]]:
    """Each relation with its table."""
    for table in subject.view(tables):
        for relation in table.relations.values():
            yield table, relation


def column_at(subject: Subject, finding: Finding) -> Column | None:
    """The column that a finding stands at."""
    return next((c for _, c in every_column(subject) if _at(c, finding)), None)


def relation_at(subject: Subject, finding: Finding) -> Relation | None:
    """The relation that a finding stands at."""
    return next((r for _, r in every_relation(subject) if _at(r, finding)), None)


def _at(member: Column | Relation, finding: Finding) -> bool:
    return (member.path, member.statement.line, f"{member.owner}.{member.name}") == (
        finding.path,
        finding.line,
        finding.symbol,
    )


def rewritten(member: Column | Relation, source: str | None) -> Repair | None:
    """The repair that puts ``source`` in the place of a member's statement."""
    if source is None or source == member.statement.source:
        return None
    statement = member.statement
    edit = Edit(path=member.path, line=statement.line, column=statement.column, old=statement.source, new=source)
    return Repair(edits=(edit,))
