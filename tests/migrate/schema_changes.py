"""The bench: changes that people make to models, each with a row that is in the table when the
migration runs.

``expects`` is what a migration has to come to: ``ok`` (it runs up, down and up with the row in
place, and the database ends up as the models say), ``none`` (nothing to migrate), or the words of
the question that stops it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HEADER = """\
import datetime
import decimal
import enum
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlmodel import Field, SQLModel

"""
ROW = "INSERT INTO p (id) VALUES (1)"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: the models before and after, the SQL that fills the tables between, and the
    answers given.
    """

    name: str
    before: str
    after: str
    rows: tuple[str, ...] = (ROW,)
    expects: str = "ok"
    may_drop: tuple[str, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    backfills: Mapping[str, str] = field(default_factory=dict)
    only: str = ""  # the database that the change makes sense on


def table(
    *lines: str,
    name: str = "p",
    extra: str = "",
    pk: str = "id: int | None = Field(default=None, primary_key=True)",
) -> str:
    """The source of one model."""
    body = "\n".join("    " + line for line in (f'__tablename__ = "{name}"', *extra.splitlines(), pk, *lines))
    return f"class {name.title()}(SQLModel, table=True):\n{body}\n\n"


def column(name: str, before: str, after: str, value: str = "", **more: object) -> Change:
    """A change of the column ``c``; ``value`` is what the row holds in it."""
    rows = (f"INSERT INTO p (id, c) VALUES (1, {value})",) if value else (ROW,)
    models = [table(text) if text else table() for text in (before, after)]
    return Change(name=name, before=models[0], after=models[1], rows=rows, **more)  # type: ignore[arg-type]


COLOR = "class Color(str, enum.Enum):\n    red = 'red'\n    green = 'green'\n\n\n"
COLOR3 = "class Color(str, enum.Enum):\n    red = 'red'\n    blue = 'blue'\n    green = 'green'\n\n\n"
COLOR_LESS = "class Color(str, enum.Enum):\n    red = 'red'\n\n\n"
COLOR_RENAMED = "class Color(str, enum.Enum):\n    red = 'red'\n    lime = 'lime'\n\n\n"
HUE = "class Hue(str, enum.Enum):\n    red = 'red'\n    green = 'green'\n\n\n"
MONEY = (
    "class Money(sa.types.TypeDecorator):\n    impl = sa.Integer\n    cache_ok = True\n\n"
    "    def process_bind_param(self, value, dialect):\n        return value\n\n\n"
)
GUID = (
    "class Guid(sa.types.TypeDecorator):\n    impl = sa.CHAR\n    cache_ok = True\n\n"
    "    def load_dialect_impl(self, dialect):\n"
    "        native = dialect.name == 'postgresql'\n"
    "        return dialect.type_descriptor(sa.UUID() if native else sa.CHAR(32))\n\n\n"
)
Q = table(name="q")
CONVENTION = (
    'SQLModel.metadata.naming_convention = {"ix": "ix_%(column_0_label)s",\n'
    '    "uq": "uq_%(table_name)s_%(column_0_name)s",\n'
    '    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s",\n'
    '    "ck": "ck_%(table_name)s_%(constraint_name)s"}\n\n\n'
)
SEVEN = "c: int = Field(default=0, sa_column_kwargs={'server_default': '7'})"
EIGHT = SEVEN.replace("7", "8")


ADDITIONS = (
    Change(
        name="add a UUID of SQLModel's old type",
        before=table(),
        after=GUID + table("c: uuid.UUID | None = Field(default=None, sa_type=Guid)"),
    ),
    column("add nullable text", "", "c: str | None = None"),
    column("add nullable limited text", "", "c: str | None = Field(default=None, max_length=20)"),
    column("add required text", "", "c: str", expects="backfill"),
    column("add required text with an answer", "", "c: str", backfills={"p.c": ""}),
    column(
        "add required unique text, all the same",
        "",
        "c: str = Field(unique=True)",
        backfills={"p.c": "x"},
        expects="is unique, and every row",
    ),
    column(
        "add required unique text, each its own",
        "",
        "c: str = Field(unique=True)",
        backfills={"p.c": "sql:'c-' || id"},
    ),
    column("add required number with a Python default", "", "c: int = 0"),
    column("add required flag with a Python default", "", "c: bool = True"),
    column(
        "add required text with a Python default",
        "",
        'c: str = Field(default="it\'s", max_length=9)',
    ),
    column(
        "add required decimal with a Python default",
        "",
        "c: decimal.Decimal = Field(default=decimal.Decimal('1.50'), max_digits=8, decimal_places=2)",
    ),
    column(
        "add required time with a factory",
        "",
        "c: datetime.datetime = Field(default_factory=lambda: datetime.datetime.now(datetime.UTC))",
        expects="backfill",
    ),
    column("add required duration", "", "c: datetime.timedelta = datetime.timedelta(hours=1)"),
    column("add required time with an answer", "", "c: datetime.datetime", backfills={"p.c": "now"}),
    column("add required number with a database default", "", SEVEN),
    column(
        "add required uuid with an expression",
        "",
        "c: uuid.UUID",
        backfills={"p.c": "sql:gen_random_uuid()"},
        only="postgresql",
    ),
    column("add unique nullable text", "", "c: str | None = Field(default=None, unique=True)"),
    column("add indexed nullable text", "", "c: str | None = Field(default=None, index=True)"),
    column(
        "add json with a factory",
        "",
        "c: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)",
        expects="backfill",
    ),
    column(
        "add json with an answer",
        "",
        "c: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)",
        backfills={"p.c": "{}"},
    ),
    column(
        "add array",
        "",
        "c: list[str] | None = Field(default=None, sa_type=pg.ARRAY(sa.String))",
        only="postgresql",
    ),
    column(
        "add generated column",
        "",
        "c: int | None = Field(default=None, sa_column=sa.Column(sa.Integer, sa.Computed('id * 2')))",
    ),
    Change(
        name="add decorated type",
        before=table(),
        after=MONEY + table("c: int | None = Field(default=None, sa_type=Money)"),
    ),
    Change(name="add enum", before=table(), after=COLOR + table("c: Color | None = None")),
    Change(
        name="add required enum with a default",
        before=table(),
        after=COLOR + table("c: Color = Color.green"),
    ),
    Change(
        name="add array of enums",
        before=table(),
        after=COLOR + table("c: list[Color] | None = Field(default=None, sa_type=pg.ARRAY(sa.Enum(Color)))"),
        only="postgresql",
    ),
    Change(
        name="add foreign key",
        before=Q + table(),
        after=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
    ),
    Change(
        name="add required foreign key",
        before=Q + table(),
        after=Q + table('c: int = Field(foreign_key="q.id")'),
        expects="backfill",
    ),
    Change(
        name="add required foreign key with an answer",
        before=Q + table(),
        after=Q + table('c: int = Field(foreign_key="q.id", index=True)'),
        rows=("INSERT INTO q (id) VALUES (5)", ROW),
        backfills={"p.c": "5"},
    ),
    Change(
        name="add self reference",
        before=table(),
        after=table('c: int | None = Field(default=None, foreign_key="p.id")'),
    ),
    Change(
        name="add several at once",
        before=table(),
        after=COLOR
        + Q
        + table(
            "c: Color = Color.red",
            "d: int = 3",
            'e: int | None = Field(default=None, foreign_key="q.id", index=True)',
            "f: str | None = Field(default=None, unique=True)",
        ),
    ),
)

TABLES = (
    Change(
        name="add table",
        before=table(),
        after=table() + table("t: str = Field(max_length=9, index=True)", name="q"),
    ),
    Change(
        name="add table with enum",
        before=table(),
        after=COLOR + table() + table("t: Color", name="q"),
    ),
    Change(
        name="add second table with the same enum",
        before=COLOR + table("c: Color | None = None"),
        after=COLOR + table("c: Color | None = None") + table("t: Color", name="q"),
    ),
    Change(
        name="add table with foreign key",
        before=table(),
        after=table() + table('t: int = Field(foreign_key="p.id")', name="q"),
    ),
    Change(
        name="add two tables in a circle",
        before=table(),
        after=table()
        + table('y_id: int | None = Field(default=None, foreign_key="y.id")', name="x")
        + table('x_id: int | None = Field(default=None, foreign_key="x.id")', name="y"),
    ),
    Change(
        name="add link table",
        before=table() + Q,
        after=table()
        + Q
        + table(
            name="link",
            pk='p_id: int = Field(foreign_key="p.id", primary_key=True)\n'
            '    q_id: int = Field(foreign_key="q.id", primary_key=True)',
        ),
    ),
    Change(name="drop table", before=table() + Q, after=table(), may_drop=("q",)),
    Change(name="drop table unasked", before=table() + Q, after=table(), expects="drop"),
    Change(
        name="drop table with enum",
        before=COLOR + table() + table("t: Color", name="q"),
        after=table(),
        may_drop=("q",),
    ),
    Change(
        name="drop table and the key to it",
        before=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
        after=table(),
        may_drop=("q", "p.c"),
    ),
    Change(
        name="drop two tables that refer",
        before=table() + Q + table('q_id: int = Field(foreign_key="q.id")', name="a"),
        after=table(),
        may_drop=("q", "a"),
    ),
    Change(
        name="drop two tables in a circle",
        before=table()
        + table('y_id: int | None = Field(default=None, foreign_key="y.id")', name="x")
        + table('x_id: int | None = Field(default=None, foreign_key="x.id")', name="y"),
        after=table(),
        may_drop=("x", "y"),
    ),
    Change(
        name="rename table",
        before=table("c: str | None = Field(default=None, index=True, max_length=9)"),
        after=table("c: str | None = Field(default=None, index=True, max_length=9)", name="pp"),
        rows=("INSERT INTO p (id, c) VALUES (1, 'x')",),
        renames=(("p", "pp"),),
    ),
    Change(
        name="rename table that is referred to",
        before=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
        after=table(name="r") + table('c: int | None = Field(default=None, foreign_key="r.id")'),
        rows=("INSERT INTO q (id) VALUES (5)", "INSERT INTO p (id, c) VALUES (1, 5)"),
        renames=(("q", "r"),),
    ),
)

COLUMNS = (
    column("drop column", "c: str | None = None", "", "'x'", may_drop=("p.c",)),
    column("drop column unasked", "c: str | None = None", "", "'x'", expects="drop"),
    column("drop required column", "c: str", "", "'x'", may_drop=("p.c",)),
    column("drop required number", "c: int", "", "4", may_drop=("p.c",)),
    column("drop required float", "c: float", "", "4.5", may_drop=("p.c",)),
    column(
        "drop indexed column",
        "c: str | None = Field(default=None, index=True)",
        "",
        "'x'",
        may_drop=("p.c",),
    ),
    column(
        "drop unique column",
        "c: str | None = Field(default=None, unique=True)",
        "",
        "'x'",
        may_drop=("p.c",),
    ),
    Change(
        name="drop foreign key column",
        before=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
        after=Q + table(),
        may_drop=("p.c",),
    ),
    Change(
        name="drop required foreign key column",
        before=Q + table('c: int = Field(foreign_key="q.id")'),
        after=Q + table(),
        rows=("INSERT INTO q (id) VALUES (7)", "INSERT INTO p (id, c) VALUES (1, 7)"),
        may_drop=("p.c",),
    ),
    Change(
        name="drop required unique columns",
        before=table("c: str = Field(unique=True, max_length=9)", "d: int = Field(index=True, unique=True)"),
        after=table(),
        rows=("INSERT INTO p (id, c, d) VALUES (1, 'x', 1)", "INSERT INTO p (id, c, d) VALUES (2, 'y', 2)"),
        may_drop=("p.c", "p.d"),
    ),
    Change(
        name="drop enum column",
        before=COLOR + table("c: Color = Color.red"),
        after=table(),
        rows=("INSERT INTO p (id, c) VALUES (1, 'green')",),
        may_drop=("p.c",),
    ),
    column(
        "rename column",
        "c: str | None = None",
        "d: str | None = None",
        "'x'",
        renames=(("p.c", "p.d"),),
    ),
    column(
        "rename column unasked",
        "c: str | None = None",
        "d: str | None = None",
        "'x'",
        expects="drop",
    ),
    column(
        "rename required column with index",
        "c: str = Field(index=True, max_length=9)",
        "d: str = Field(index=True, max_length=9)",
        "'x'",
        renames=(("p.c", "p.d"),),
    ),
    column(
        "rename unique column",
        "c: str | None = Field(default=None, unique=True)",
        "d: str | None = Field(default=None, unique=True)",
        "'x'",
        renames=(("p.c", "p.d"),),
    ),
    column(
        "rename and widen column",
        "c: str | None = Field(default=None, max_length=9)",
        "d: str | None = Field(default=None, max_length=20)",
        "'x'",
        renames=(("p.c", "p.d"),),
    ),
    column("require, with NULLs", "c: str | None = None", "c: str", expects="backfill"),
    column("require, with an answer", "c: str | None = None", "c: str", backfills={"p.c": "none"}),
    column("require, with a Python default", "c: int | None = None", "c: int = 0"),
    column("make optional", "c: str", "c: str | None = None", "'x'"),
    column("make optional number", "c: int", "c: int | None = None", "3"),
    column("widen text", "c: str = Field(max_length=9)", "c: str = Field(max_length=20)", "'x'"),
    column("narrow text", "c: str = Field(max_length=20)", "c: str = Field(max_length=9)", "'x'"),
    column("limit text", "c: str", "c: str = Field(max_length=9)", "'x'", only="postgresql"),
    column("free text", "c: str = Field(max_length=9)", "c: str", "'x'", only="postgresql"),
    column("text to Text", "c: str = Field(max_length=9)", "c: str = Field(sa_type=sa.Text)", "'x'"),
    column("number to text", "c: int", "c: str", "3"),
    column("text to number", "c: str", "c: int", "'3'"),
    column("flag to number", "c: bool", "c: int", "true"),
    column("number to flag", "c: int", "c: bool", "1"),
    column("number to bigint", "c: int", "c: int = Field(sa_type=sa.BigInteger)", "3"),
    column("number to float", "c: int", "c: float", "3"),
    column("float to number", "c: float", "c: int", "3.5"),
    column("flag to float", "c: bool", "c: float", "true"),
    column("float to flag", "c: float", "c: bool", "1.0"),
    column("float to text", "c: float", "c: str", "3.5"),
    column("required float, with an answer", "", "c: float", backfills={"p.c": "3.5"}),
    column(
        "number to decimal",
        "c: int",
        "c: decimal.Decimal = Field(max_digits=8, decimal_places=2)",
        "3",
    ),
    column(
        "decimal precision",
        "c: decimal.Decimal = Field(max_digits=8, decimal_places=2)",
        "c: decimal.Decimal = Field(max_digits=12, decimal_places=2)",
        "3",
    ),
    column(
        "naive time to aware",
        "c: datetime.datetime = Field(sa_type=sa.DateTime)",
        "c: datetime.datetime",
        "'2026-01-01 00:00'",
        only="postgresql",
    ),
    column(
        "date to time",
        "c: datetime.date",
        "c: datetime.datetime = Field(sa_type=sa.DateTime)",
        "'2026-01-01'",
    ),
    column(
        "json to jsonb",
        "c: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)",
        "c: dict[str, Any] | None = Field(default=None, sa_type=pg.JSONB)",
        "'{}'",
        only="postgresql",
    ),
    column(
        "text to uuid",
        "c: str",
        "c: uuid.UUID",
        "'11111111-1111-1111-1111-111111111111'",
        only="postgresql",
    ),
    Change(
        name="number key to uuid",
        before=table(),
        after=table(pk="id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)"),
        expects="type",
        only="postgresql",
    ),
    Change(
        name="text to enum",
        before=table("c: str"),
        after=COLOR + table("c: Color"),
        rows=("INSERT INTO p (id, c) VALUES (1, 'red')",),
        only="postgresql",
    ),
    Change(
        name="enum to text",
        before=COLOR + table("c: Color"),
        after=table("c: str"),
        rows=("INSERT INTO p (id, c) VALUES (1, 'red')",),
        only="postgresql",
    ),
)

DEFAULTS = (
    column("add database default", "c: int = 0", SEVEN, "1"),
    column("change database default", SEVEN, EIGHT, "1"),
    column("drop database default", SEVEN, "c: int = 0", "1"),
    column(
        "add time default",
        "c: datetime.datetime",
        "c: datetime.datetime = Field(sa_column_kwargs={'server_default': sa.func.now()})",
        "'2026-01-01'",
    ),
    column("Python default only", "c: int = 0", "c: int = 1", "1", expects="none"),
    column(
        "add comment",
        "c: int = 0",
        "c: int = Field(default=0, sa_column_kwargs={'comment': 'how many'})",
        "1",
        only="postgresql",
    ),
    column(
        "identity",
        "c: int = 0",
        "c: int = Field(default=0, sa_column=sa.Column(sa.Integer, sa.Identity(), nullable=False))",
        "1",
        only="postgresql",
    ),
    column(
        "change generated column",
        "c: int | None = Field(default=None, sa_column=sa.Column(sa.Integer, sa.Computed('id * 2', persisted=True)))",
        "c: int | None = Field(default=None, sa_column=sa.Column(sa.Integer, sa.Computed('id * 3', persisted=True)))",
        only="postgresql",
    ),
    column(
        "collation",
        "c: str = Field(max_length=9)",
        "c: str = Field(sa_type=sa.String(9, collation='C'))",
        "'x'",
        only="postgresql",
    ),
    column(
        "sequence default",
        "",
        "c: int | None = Field(default=None, sa_column=sa.Column(sa.Integer, sa.Sequence('c_seq'),"
        " server_default=sa.text(\"nextval('c_seq')\")))",
        only="postgresql",
    ),
)

CONSTRAINTS = (
    column("add index", "c: str | None = None", "c: str | None = Field(default=None, index=True)"),
    column("drop index", "c: str | None = Field(default=None, index=True)", "c: str | None = None"),
    column("add unique", "c: str | None = None", "c: str | None = Field(default=None, unique=True)"),
    column("drop unique", "c: str | None = Field(default=None, unique=True)", "c: str | None = None"),
    column(
        "index to unique index",
        "c: str | None = Field(default=None, index=True)",
        "c: str | None = Field(default=None, index=True, unique=True)",
    ),
    Change(
        name="add composite unique",
        before=table("a: int = 0", "b: int = 0"),
        after=table("a: int = 0", "b: int = 0", extra="__table_args__ = (sa.UniqueConstraint('a', 'b'),)"),
        rows=("INSERT INTO p (id, a, b) VALUES (1, 1, 1)",),
    ),
    Change(
        name="add partial index",
        before=table("a: int = 0"),
        after=table(
            "a: int = 0",
            extra="__table_args__ = (sa.Index('ix_a', 'a', postgresql_where=sa.text('a > 0'),"
            " sqlite_where=sa.text('a > 0')),)",
        ),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
    ),
    Change(
        name="change partial index",
        before=table(
            "a: int = 0",
            extra="__table_args__ = (sa.Index('ix_a', 'a', postgresql_where=sa.text('a > 0')),)",
        ),
        after=table(
            "a: int = 0",
            extra="__table_args__ = (sa.Index('ix_a', 'a', postgresql_where=sa.text('a > 1')),)",
        ),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
        only="postgresql",
    ),
    Change(
        name="change index method",
        before=table("a: int = 0", extra="__table_args__ = (sa.Index('ix_a', 'a'),)"),
        after=table("a: int = 0", extra="__table_args__ = (sa.Index('ix_a', 'a', postgresql_using='hash'),)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
        only="postgresql",
    ),
    Change(
        name="add expression index",
        before=table("a: str = ''"),
        after=table("a: str = ''", extra="__table_args__ = (sa.Index('ix_low', sa.text('lower(a)')),)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 'x')",),
    ),
    Change(
        name="add named check",
        before=table("a: int = 1"),
        after=table("a: int = 1", extra="__table_args__ = (sa.CheckConstraint('a > 0', name='a_positive'),)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
    ),
    Change(
        name="add anonymous check",
        before=table("a: int = 1"),
        after=table("a: int = 1", extra="__table_args__ = (sa.CheckConstraint('a > 0'),)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
    ),
    Change(
        name="change check",
        before=table("a: int = 1", extra="__table_args__ = (sa.CheckConstraint('a > 0', name='a_ok'),)"),
        after=table("a: int = 1", extra="__table_args__ = (sa.CheckConstraint('a > -5', name='a_ok'),)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
    ),
    Change(
        name="change check of a list",
        before=table("a: str = 'x'", extra="__table_args__ = (sa.CheckConstraint(\"a IN ('x', 'y')\", name='a_ok'),)"),
        after=table("a: str = 'x'", extra="__table_args__ = (sa.CheckConstraint(\"a IN ('x', 'z')\", name='a_ok'),)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 'x')",),
    ),
    Change(
        name="drop check",
        before=table("a: int = 1", extra="__table_args__ = (sa.CheckConstraint('a > 0', name='a_ok'),)"),
        after=table("a: int = 1"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
    ),
    Change(
        name="add foreign key to column",
        before=Q + table("c: int | None = None"),
        after=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
    ),
    Change(
        name="drop foreign key",
        before=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
        after=Q + table("c: int | None = None"),
    ),
    Change(
        name="change ondelete",
        before=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
        after=Q + table('c: int | None = Field(default=None, foreign_key="q.id", ondelete="SET NULL")'),
    ),
    Change(
        name="change target",
        before=Q + table(name="r") + table('c: int | None = Field(default=None, foreign_key="q.id")'),
        after=Q + table(name="r") + table('c: int | None = Field(default=None, foreign_key="r.id")'),
    ),
    Change(
        name="foreign key of another type",
        before=Q + table(),
        after=Q + table('c: str | None = Field(default=None, foreign_key="q.id")'),
        expects="incompatible",
        only="postgresql",
    ),
    Change(
        name="composite key",
        before=table("a: int = 0"),
        after=table("a: int = Field(default=0, primary_key=True)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
        only="postgresql",
    ),
    Change(
        name="naming convention",
        before=Q
        + table(
            "a: str | None = Field(default=None, unique=True)",
            'c: int | None = Field(default=None, foreign_key="q.id")',
        ),
        after=CONVENTION
        + Q
        + table(
            "a: str | None = Field(default=None, unique=True)",
            'c: int | None = Field(default=None, foreign_key="q.id")',
        ),
        only="postgresql",
    ),
    Change(
        name="identifier too long",
        before=table(),
        after=table(f"{'a' * 60}: str | None = Field(default=None, index=True)"),
        only="postgresql",
    ),
)

ENUMS = (
    Change(
        name="add enum value",
        before=COLOR + table("c: Color"),
        after=COLOR3 + table("c: Color"),
        rows=("INSERT INTO p (id, c) VALUES (1, 'red')",),
        only="postgresql",
    ),
    Change(
        name="remove enum value",
        before=COLOR + table("c: Color"),
        after=COLOR_LESS + table("c: Color"),
        rows=("INSERT INTO p (id, c) VALUES (1, 'red')",),
        only="postgresql",
    ),
    Change(
        name="rename enum value",
        before=COLOR + table("c: Color"),
        after=COLOR_RENAMED + table("c: Color"),
        rows=("INSERT INTO p (id, c) VALUES (1, 'green')",),
        only="postgresql",
    ),
    Change(
        name="rename enum class",
        before=COLOR + table("c: Color"),
        after=HUE + table("c: Hue"),
        rows=("INSERT INTO p (id, c) VALUES (1, 'red')",),
        only="postgresql",
    ),
    Change(
        name="add enum value with a default",
        before=COLOR + table("c: Color = Field(default=Color.red, sa_column_kwargs={'server_default': 'red'})"),
        after=COLOR3 + table("c: Color = Field(default=Color.red, sa_column_kwargs={'server_default': 'red'})"),
        only="postgresql",
    ),
    Change(
        name="enum stored as text",
        before=table(),
        after=COLOR
        + table("c: Color = Field(default=Color.red, sa_type=sa.Enum(Color, native_enum=False, length=32))"),
    ),
)

SCHEMAS = (
    Change(
        name="table in a schema",
        before=table(),
        after=table() + table(name="q", extra="__table_args__ = {'schema': 'blog'}"),
        only="postgresql",
    ),
    Change(
        name="column of a table in a schema",
        before=table() + table(name="q", extra="__table_args__ = {'schema': 'blog'}"),
        after=table() + table("t: int = 0", name="q", extra="__table_args__ = {'schema': 'blog'}"),
        rows=("INSERT INTO blog.q (id) VALUES (1)",),
        only="postgresql",
    ),
)

A_OK = "__table_args__ = (sa.CheckConstraint('a > 0', name='a_ok'),)"
BLOG = "__table_args__ = {'schema': 'blog'}"
DOUBLE = "b: int | None = Field(default=None, sa_column=sa.Column(sa.Integer, sa.Computed('a * 2', persisted=True)))"
RED = "c: Color = Field(default=Color.red, sa_column_kwargs={'server_default': 'red'})"
CHECKED = (
    "c: Color = Field(default=Color.red, sa_type=sa.Enum(Color, native_enum=False, create_constraint=True, name='c'))"
)

CORNERS = (
    Change(
        name="words that SQL has for itself",
        before=table(name="user"),
        after=table("order: int = 4", "groupName: str | None = Field(default='x', unique=True)", name="user"),
        rows=('INSERT INTO "user" (id) VALUES (1)',),
    ),
    Change(
        name="remove the enum value that is the default",
        before=COLOR + table(RED.replace("red", "green")),
        after=COLOR_LESS + table(RED),
        rows=("INSERT INTO p (id, c) VALUES (1, 'red')",),
        only="postgresql",
    ),
    column(
        "text to number, with a default",
        "c: str = Field(default='5', sa_column_kwargs={'server_default': '5'})",
        "c: int = Field(default=5, sa_column_kwargs={'server_default': '5'})",
        "'3'",
        only="postgresql",
    ),
    column("text to optional number", "c: str", "c: int | None = None", "'3'", only="postgresql"),
    column("optional text to number", "c: str | None = None", "c: int = 3", "'3'", only="postgresql"),
    column(
        "flag with a default to number",
        "c: bool = Field(default=True, sa_column_kwargs={'server_default': sa.true()})",
        "c: int = Field(default=1, sa_column_kwargs={'server_default': '1'})",
        "true",
        only="postgresql",
    ),
    column("text to array", "c: str", "c: list[str] = Field(sa_type=pg.ARRAY(sa.String))", "'x'", only="postgresql"),
    Change(
        name="key to bigint",
        before=table(),
        after=table(pk="id: int | None = Field(default=None, primary_key=True, sa_type=sa.BigInteger)"),
        rows=("INSERT INTO p DEFAULT VALUES",),
        only="postgresql",
    ),
    Change(
        name="serial key to identity",
        before=table(),
        after=table(pk="id: int | None = Field(sa_column=sa.Column(sa.Integer, sa.Identity(), primary_key=True))"),
        rows=("INSERT INTO p DEFAULT VALUES",),
        only="postgresql",
    ),
    Change(
        name="stored column to generated",
        before=table("a: int = 1", "b: int | None = None"),
        after=table("a: int = 1", DOUBLE),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
        expects="becomes a generated column",
        only="postgresql",
    ),
    Change(
        name="generated column to stored",
        before=table("a: int = 1", DOUBLE),
        after=table("a: int = 1", "b: int | None = None"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
        only="postgresql",
    ),
    Change(
        name="index of a table in a schema",
        before=table("a: int = 0", name="q", extra=BLOG),
        after=table("a: int = Field(default=0, index=True, unique=True)", name="q", extra=BLOG),
        rows=("INSERT INTO blog.q (id, a) VALUES (1, 1)",),
        only="postgresql",
    ),
    Change(
        name="require in a schema, with an answer",
        before=table("a: int | None = None", name="q", extra=BLOG),
        after=table("a: int", name="q", extra=BLOG),
        rows=("INSERT INTO blog.q (id) VALUES (1)",),
        backfills={"blog.q.a": "4"},
        only="postgresql",
    ),
    Change(
        name="drop table of a schema",
        before=table() + table(name="q", extra=BLOG),
        after=table(),
        may_drop=("blog.q",),
        only="postgresql",
    ),
    Change(
        name="exclude",
        before=table(),
        after=table(
            "c: Any = Field(default=None, sa_column=sa.Column(pg.INT4RANGE))",
            extra="__table_args__ = (pg.ExcludeConstraint(('c', '&&'), name='no_overlap'),)",
        ),
        only="postgresql",
    ),
    Change(
        name="drop checked column",
        before=table("a: int = 1", extra=A_OK),
        after=table(),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
        may_drop=("p.a",),
    ),
    Change(name="add checked text", before=table(), after=COLOR + table(CHECKED)),
    Change(
        name="change checked text",
        before=COLOR + table(CHECKED),
        after=COLOR3 + table(CHECKED),
        rows=("INSERT INTO p (id, c) VALUES (1, 'red')",),
    ),
    Change(
        name="add check with a percent sign",
        before=table("a: str = 'x'"),
        after=table("a: str = 'x'", extra="__table_args__ = (sa.CheckConstraint(\"a NOT LIKE '%y%'\", name='a_ok'),)"),
        rows=("INSERT INTO p (id, a) VALUES (1, 'x')",),
    ),
    Change(
        name="add two anonymous checks",
        before=table("a: int = 1"),
        after=table("a: int = 1", extra="__table_args__ = (sa.CheckConstraint('a > 0'), sa.CheckConstraint('a < 9'))"),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
    ),
    Change(
        name="rename checked column",
        before=table("a: int = 1", extra=A_OK),
        after=table("b: int = 1", extra=A_OK.replace("a > 0", "b > 0")),
        rows=("INSERT INTO p (id, a) VALUES (1, 1)",),
        renames=(("p.a", "p.b"),),
    ),
    Change(
        name="swap the names of two columns",
        before=table("a: int = 1", "b: str = 'x'"),
        after=table("b: int = 1", "a: str = 'x'"),
        rows=("INSERT INTO p (id, a, b) VALUES (1, 1, 'x')",),
        renames=(("p.a", "p.b"), ("p.b", "p.a")),
    ),
    Change(
        name="rename key that is referred to",
        before=Q + table('c: int | None = Field(default=None, foreign_key="q.id")'),
        after=table(name="q", pk="no: int | None = Field(default=None, primary_key=True)")
        + table('c: int | None = Field(default=None, foreign_key="q.no")'),
        rows=("INSERT INTO q (id) VALUES (1)", "INSERT INTO p (id, c) VALUES (1, 1)"),
        renames=(("q.id", "q.no"),),
    ),
)

CHANGES = (*ADDITIONS, *TABLES, *COLUMNS, *DEFAULTS, *CONSTRAINTS, *ENUMS, *SCHEMAS, *CORNERS)
