"""The schemas: classes that carry a table's fields over the API.

One of which neither name nor use says the entity and the purpose belongs to nobody, and no rule says anything of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.dataclass import dataclass, field
from scaffold.facts import Assignment, Call, Class
from scaffold.rule import Subject
from scaffold.rules.view.expressions import Kind, kind_of, last
from scaffold.rules.view.purpose import Role, about, purpose
from scaffold.rules.view.tables import Table, resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaField:
    """One field of a schema, where it stands."""

    name: str
    path: str
    owner: str
    statement: Assignment
    kind: Kind
    call: Call | None = None

    def given(self, keyword: str) -> str | None:
        """The source of a keyword of ``Field``."""
        return self.call.keyword(keyword) if self.call else None

    @property
    def aliased(self) -> bool:
        """It goes by another name outside, so it need not stand for the column of its name."""
        keys = ("alias", "validation_alias", "serialization_alias", "**")
        # Field(schema_extra={"validation_alias": "name"})
        return any(self.given(key) is not None for key in keys) or "alias" in (self.given("schema_extra") or "")

    @property
    def default(self) -> str | None:
        """The source of the default, ``None`` where the field is required."""
        if self.call is None or self.call is not self.statement.call:
            return self.statement.value or None
        given = self.given("default")
        if given is None and self.call.args:
            given = self.call.args[0]
        if given is None and self.given("default_factory") is not None:
            return self.given("default_factory")
        return None if given in ("...", "PydanticUndefined", "Undefined") else given


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A class of fields that is no table. ``entity`` is ``None`` where the name does not say."""

    name: str
    path: str
    cls: Class
    role: Role
    table: Table | None
    about: Table | None  # also where the name says no purpose: `UserBooks` is about User
    fields: Mapping[str, SchemaField]
    handled: frozenset[str] = field(default_factory=frozenset)  # validated or serialized by hand; "*" for all
    computed: frozenset[str] = field(default_factory=frozenset)  # methods and properties
    open: bool = False
    sqlmodel: bool = False
    config: str = ""  # the source of its configuration, inherited ones included

    def by_hand(self, name: str) -> bool:
        """A validator or serializer looks after this field, so it may differ from its column."""
        return name in self.handled or "*" in self.handled or name in self.computed


def schemas(subject: Subject) -> tuple[Schema, ...]:
    """Every schema of the project, in the order of the files."""
    return tuple(
        found
        for path, item in subject.classes()
        if item.keyword("table") != "True" and (found := _schema(subject, path, item)) is not None
    )


def schema_named(subject: Subject, path: str, name: str) -> Schema | None:
    """The schema that ``name`` means in ``path``."""
    found = subject.sources.find_class(path, name)
    return subject.view(_by_place).get((found[0], found[1].name)) if found else None


def of_table(subject: Subject, table: Table, role: Role) -> tuple[Schema, ...]:
    """The schemas of one table that are for ``role``."""
    return tuple(schema for schema in all_of_table(subject, table) if schema.role == role)


def all_of_table(subject: Subject, table: Table) -> tuple[Schema, ...]:
    """The schemas of one table, whatever they are for."""
    return subject.view(_by_table).get((table.path, table.name), ())


def _by_table(subject: Subject) -> Mapping[tuple[str, str], tuple[Schema, ...]]:
    found: dict[tuple[str, str], tuple[Schema, ...]] = {}
    for schema in subject.view(schemas):
        if schema.table is not None:
            place = (schema.table.path, schema.table.name)
            found[place] = (*found.get(place, ()), schema)
    return found


def shared(subject: Subject, field: SchemaField) -> bool:
    """Whether the field stands in a base of several entities' schemas, so that none of their columns decides."""
    return len(subject.view(_served).get((field.path, field.owner), ())) > 1


def _served(subject: Subject) -> Mapping[tuple[str, str], frozenset[str]]:
    """The tables whose schemas each class gives fields to."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for schema in subject.view(schemas):
        for item in schema.fields.values() if schema.about else ():
            place = (item.path, item.owner)
            found[place] = found.get(place, frozenset()) | {schema.about.name if schema.about else ""}
    return found


def _by_place(subject: Subject) -> Mapping[tuple[str, str], Schema]:
    return {(schema.path, schema.name): schema for schema in subject.view(schemas)}


def _schema(subject: Subject, path: str, item: Class) -> Schema | None:
    if not item.bases:
        return None
    roots = {last(root) for root in subject.sources.roots(path, item)}
    if not roots & {"SQLModel", "BaseModel"}:
        return None
    chain = [(path, item), *subject.sources.bases(path, item)]
    if any(cls.keyword("table") == "True" for _, cls in chain):
        return None
    fields: dict[str, SchemaField] = {}
    for where, cls in reversed(chain):
        for statement in cls.attributes:
            if entry := _field(subject, where, cls, statement):
                fields[entry.name] = entry
    table, role = purpose(subject, path, item.name)
    return Schema(
        name=item.name,
        path=path,
        cls=item,
        role=role,
        table=table,
        about=table or about(subject, path, item.name),
        fields=fields,
        handled=frozenset(name for _, cls in chain for name in _handled(cls)),
        computed=frozenset(method.name for _, cls in chain for method in cls.methods),
        open=not roots <= {"SQLModel", "BaseModel", "Generic", "ABC", "object", "RootModel"},
        sqlmodel="SQLModel" in roots,
        config=" ".join(_configured(cls) for _, cls in chain),
    )


def _field(subject: Subject, path: str, cls: Class, statement: Assignment) -> SchemaField | None:
    if not statement.annotation or statement.name.startswith("_") or statement.name == "model_config":
        return None
    if last(statement.annotation) == "ClassVar":
        return None
    if statement.call is not None and last(statement.call.func) in ("Relationship", "PrivateAttr"):
        return None
    kind, inner = resolved(subject, path, kind_of(statement.annotation))
    own = statement.call if statement.call and last(statement.call.func) == "Field" else None
    return SchemaField(
        name=statement.name, path=path, owner=cls.name, statement=statement, kind=kind, call=own or inner
    )


def _handled(cls: Class) -> list[str]:
    names: list[str] = []
    for method in cls.methods:
        for decorator in method.decorators:
            what = last(decorator.func)
            if what in ("model_validator", "root_validator", "model_serializer"):
                names.append("*")
            elif what in ("field_validator", "validator", "field_serializer"):
                names.extend(arg.strip("\"'") for arg in decorator.args)
    return names


def _configured(cls: Class) -> str:
    config = cls.attribute("model_config")
    inner = " ".join(item.source for part in cls.classes if part.name == "Config" for item in part.attributes)
    keywords = " ".join(f"{key}={value}" for key, value in cls.keywords)
    return " ".join((config.value if config else "", inner, keywords))
