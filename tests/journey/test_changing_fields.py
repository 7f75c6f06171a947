"""`field change` and `field rename` with rows in the table: the values are kept, the layers agree."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from scaffold.pipeline.field import field_change, field_rename
from scaffold.pipeline.flags import Flags
from tests.journey.workbench import Workbench


@dataclass(frozen=True)
class Change:
    """A field before and after, what a row holds in it, and what it holds then."""

    before: str
    after: str
    value: str
    becomes: str
    backfill: str = ""


CHANGES = (
    Change("to_int:str:max=20", "to_int:int", "'12'", "12"),
    Change("to_decimal:int", "to_decimal:Decimal:digits=10:places=2", "7", "7"),
    Change("to_choice:str:max=20", "to_choice:low/high", "'low'", "low"),
    Change("to_text:str:max=20", "to_text:text", "'long'", "long"),
    Change("to_big:int", "to_big:bigint:index", "5", "5"),
    Change("to_required:str:null:max=20", "to_required:str:max=20", "null", "none", "sheets.to_required='none'"),
    Change("to_null:int", "to_null:int:null", "3", "3"),
    Change("shorter:str:max=50", "shorter:str:max=10", "'short'", "short"),
    Change("alone:str:max=20", "alone:str:max=20:unique", "'one'", "one"),
    Change("usual:int", "usual:int:default=4:ge=0", "9", "9"),
    Change("more:low/high", "more:low/middle/high:default=middle", "'high'", "high"),
)
RENAMES = {"owner": "keeper", "to_choice": "choice", "alone": "lonely", "to_big": "big", "usual": "normal"}


def on(url: str, *statements: str) -> list[tuple[object, ...]]:
    """The rows that the last statement gives."""

    async def run() -> list[tuple[object, ...]]:
        engine = create_async_engine(url)
        async with engine.begin() as connection:
            results = [await connection.execute(text(statement)) for statement in statements]
            rows = [tuple(row) for row in results[-1]] if results[-1].returns_rows else []
        await engine.dispose()
        return rows

    return asyncio.run(run())


@pytest.mark.slow
def test_values_are_kept_by_every_change_and_rename(seed: Workbench) -> None:
    bench, database = seed, f"sqlite+aiosqlite:///{seed.root}/seed.db"
    bench.entity(" ".join(("Sheet", *(change.before for change in CHANGES), "owner:User")))
    bench.run("alembic", "upgrade", "head")
    names = [change.before.partition(":")[0] for change in CHANGES]
    on(
        database,
        "insert into users (id, email, username, is_active, created_at) values (1, 'a', 'a', true, '2026-01-01')",
        f"insert into sheets (id, owner_id, {', '.join(names)}) values (1, 1, {', '.join(c.value for c in CHANGES)})",
    )
    for change in CHANGES:
        flags = Flags(yes=True, backfill=(change.backfill,) if change.backfill else ())
        outcome = field_change(bench.root, "Sheet", change.after, flags=flags)
        assert (outcome.exit_code, outcome.conflicts) == (0, ())
    for old, new in RENAMES.items():
        assert field_rename(bench.root, "Sheet", old, new).exit_code == 0
    bench.run("alembic", "upgrade", "head")
    now = [RENAMES.get(name, name) for name in names]
    (row,) = on(database, f"select {', '.join(now)}, keeper_id from sheets")
    assert [str(value).removesuffix(".00") for value in row] == [*(change.becomes for change in CHANGES), "1"]
    bench.run("pytest", "-q", "-p", "no:cacheprovider", "tests/test_sheets.py")
    bench.run("alembic", "check")
    on(database, "delete from sheets")
    bench.run("alembic", "downgrade", "base")
    bench.run("alembic", "upgrade", "head")
