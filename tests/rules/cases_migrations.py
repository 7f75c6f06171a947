"""SCF7."""

# ruff: noqa: E501

from __future__ import annotations

from blog import SECOND, Case, second

NEW_TABLE = 'op.create_table("tags", sa.Column("id", sa.Integer()))\n'
AT = f"{SECOND}:13"
COLUMN = 'op.add_column("{}", sa.Column("slug", sa.String(), nullable=False{}))'
ENUM = 'op.add_column("posts", sa.Column("status", sa.Enum("a", "b", name="status"{})))'
BLOCK = "with op.get_context().autocommit_block():\n    "
THIRD = "migrations/versions/0003_third.py"
PASS = 'pass\n    # op.drop_column("posts", "x")'


def lint(code: str, speaks: str, symbol: str, *silent: tuple[str, str]) -> tuple[Case, ...]:
    """One upgrade that is reported on its first line, and some that are not."""
    first = Case(code, {SECOND: second(speaks)}, (f"{AT} {symbol}",))
    return (first, *(Case(code, {SECOND: second(text)}, name=name) for name, text in silent))


ON_TWO = second(PASS).replace('"0002"', '"3"').replace('= "0001"', '= "2"')

MIGRATIONS = (
    Case(
        "SCF701",
        {SECOND: second(PASS), THIRD: second(PASS).replace('"0002"', '"0003"')},
        (f"{SECOND}:6 0002", f"{THIRD}:6 0003"),
    ),
    Case(
        "SCF701",
        {
            SECOND: second(PASS),
            THIRD: second(PASS).replace('"0002"', '"0003"').replace('= "0001"', '= ("0001", "0002")'),
        },
        name="merged",
    ),
    Case("SCF701", {SECOND: second(PASS).replace('"0002"', '"2"'), THIRD: ON_TWO}, name="short ids in a row"),
    Case(
        "SCF701",
        {SECOND: second(PASS).replace('"0002"', '"2"'), THIRD: second(PASS).replace('"0002"', '"3"')},
        (f"{SECOND}:6 2", f"{THIRD}:6 3"),
        name="short ids",
    ),
    Case(
        "SCF701",
        {SECOND: second(PASS), THIRD: second(PASS).replace('"0002"', '"0003"').replace('= "0001"', '= "gone"')},
        name="a parent is missing",
    ),
    Case("SCF702", {SECOND: second(PASS), THIRD: second(PASS)}, (f"{THIRD}:6 0002",)),
    Case("SCF702", {SECOND: second(PASS)}, name="one of each"),
    Case("SCF703", {SECOND: second(PASS).replace('"0001"', '"000x"')}, (f"{SECOND}:7 0002",)),
    Case("SCF703", {SECOND: second(PASS)}, name="there"),
    *lint(
        "SCF711",
        COLUMN.format("posts", ""),
        "posts.slug",
        ("server default", COLUMN.format("posts", ', server_default=""')),
        ("new table", NEW_TABLE + COLUMN.format("tags", "")),
        ("nullable", 'op.add_column("posts", sa.Column("slug", sa.String()))'),
    ),
    *lint(
        "SCF721",
        ENUM.format(""),
        "posts",
        ("no type", ENUM.format(", native_enum=False")),
        ("created", "op.execute(\"CREATE TYPE status AS ENUM ('a')\")\n" + ENUM.format("")),
    ),
    *lint(
        "SCF722",
        'op.create_unique_constraint(None, "posts", ["slug"])',
        "posts",
        ("named", 'op.create_unique_constraint("posts_slug_key", "posts", ["slug"])'),
        ("new table", NEW_TABLE + 'op.create_unique_constraint(None, "tags", ["slug"])'),
    ),
    Case(
        "SCF723",
        {SECOND: second('op.add_column("posts", sa.Column("s", sqlmodel.sql.sqltypes.AutoString()))')},
        (f"{AT} 0002",),
    ),
    Case(
        "SCF723",
        {
            SECOND: second(
                'op.add_column("posts", sa.Column("s", sqlmodel.sql.sqltypes.AutoString()))', extra="import sqlmodel\n"
            )
        },
        name="imported",
    ),
    Case(
        "SCF727",
        {
            SECOND: second('op.execute("create trigger t after insert on posts begin select 1; end")'),
            THIRD: second('with op.batch_alter_table("posts") as batch_op:\n    batch_op.drop_column("x")')
            .replace('"0002"', '"0003"')
            .replace('= "0001"', '= "0002"'),
        },
        (f"{THIRD}:14 posts",),
    ),
    Case(
        "SCF727",
        {SECOND: second('with op.batch_alter_table("posts") as batch_op:\n    batch_op.drop_column("x")')},
        name="no trigger",
    ),
    *lint(
        "SCF731",
        'op.drop_column("posts", "title")',
        "posts.title",
        ("new table", NEW_TABLE + 'op.drop_column("tags", "x")'),
    ),
    *lint("SCF732", 'op.drop_table("posts")', "posts", ("new table", NEW_TABLE + 'op.drop_table("tags")')),
    *lint(
        "SCF733",
        'op.alter_column("posts", "title", new_column_name="headline")',
        "posts.title",
        ("another change", 'op.alter_column("posts", "title", server_default="")'),
    ),
    *lint(
        "SCF734",
        'op.rename_table("posts", "articles")',
        "posts",
        ("new table", NEW_TABLE + 'op.rename_table("tags", "labels")'),
    ),
    *lint(
        "SCF741",
        'op.create_index("ix", "posts", ["title"])',
        "posts.ix",
        ("concurrently", BLOCK + 'op.create_index("ix", "posts", ["title"], postgresql_concurrently=True)'),
        ("new table", NEW_TABLE + 'op.create_index("ix", "tags", ["title"])'),
    ),
    *lint(
        "SCF742",
        'op.create_index("ix", "posts", ["title"], postgresql_concurrently=True)',
        "posts",
        ("in a block", BLOCK + 'op.create_index("ix", "posts", ["title"], postgresql_concurrently=True)'),
    ),
    *lint(
        "SCF743",
        'op.create_foreign_key("fk", "posts", "users", ["author_id"], ["id"])',
        "posts",
        (
            "not valid",
            'op.create_foreign_key("fk", "posts", "users", ["author_id"], ["id"], postgresql_not_valid=True)',
        ),
        (
            "new column",
            'op.add_column("posts", sa.Column("editor_id", sa.Integer()))\nop.create_foreign_key("fk", "posts", "users", ["editor_id"], ["id"])',
        ),
    ),
    *lint(
        "SCF744",
        'op.create_unique_constraint("uq", "posts", ["slug"])',
        "posts",
        ("new table", NEW_TABLE + 'op.create_unique_constraint("uq", "tags", ["slug"])'),
    ),
    *lint(
        "SCF745",
        'op.alter_column("posts", "views", existing_type=sa.Integer(), type_=sa.BigInteger())',
        "posts.views",
        (
            "wider text",
            'op.alter_column("posts", "title", existing_type=sa.String(length=50), type_=sa.String(length=100))',
        ),
        ("to text", 'op.alter_column("posts", "title", existing_type=sa.String(length=50), type_=sa.Text())'),
    ),
    *lint(
        "SCF746",
        'op.alter_column("posts", "title", nullable=False)',
        "posts.title",
        (
            "validated",
            'op.execute("ALTER TABLE posts VALIDATE CONSTRAINT c")\nop.alter_column("posts", "title", nullable=False)',
        ),
        (
            "new column",
            'op.add_column("posts", sa.Column("slug", sa.String()))\nop.alter_column("posts", "slug", nullable=False)',
        ),
    ),
    *lint(
        "SCF747",
        'op.add_column("posts", sa.Column("slug", sa.String()))\n'
        + BLOCK
        + 'op.create_index("ix", "posts", ["slug"], postgresql_concurrently=True)',
        "0002",
        ("alone", BLOCK + 'op.create_index("ix", "posts", ["slug"], postgresql_concurrently=True)'),
    ),
    *lint(
        "SCF750",
        'op.add_column("posts", sa.Column("slug", sa.String()))',
        "0002",
        (
            "set",
            'op.execute("SET LOCAL lock_timeout = \'5s\'")\nop.add_column("posts", sa.Column("slug", sa.String()))',
        ),
        ("new table", NEW_TABLE),
    ),
    Case(
        "SCF751", {SECOND: second("op.execute('')", extra="from app.models.post import Post\n")}, (f"{SECOND}:5 Post",)
    ),
    Case("SCF751", {SECOND: second("op.execute('')", extra="from app.session import engine\n")}, name="no model"),
    Case("SCF752", {SECOND: second('op.drop_column("posts", "x")', "pass")}, (f"{SECOND}:16 0002",)),
    Case(
        "SCF752",
        {SECOND: second('op.drop_column("posts", "x")', 'raise NotImplementedError("irreversible")')},
        name="raises",
    ),
    Case("SCF752", {SECOND: second('op.execute("UPDATE posts SET views = 0")', "pass")}, name="data"),
    Case("SCF753", {SECOND: second("pass", "pass")}, (f"{SECOND}:12 0002",)),
    Case("SCF753", {SECOND: second("op.execute('')", "pass")}, name="something"),
    *lint(
        "SCF754",
        "op.execute(\"ALTER TYPE status ADD VALUE 'b'\")\nop.execute(\"UPDATE posts SET status = 'b'\")",
        "0002",
        ("not used", "op.execute(\"ALTER TYPE status ADD VALUE 'b'\")"),
    ),
)
