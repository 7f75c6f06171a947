"""Is a revision right? Asked of Alembic and the database themselves, with rows in the tables.

Run as a script in the project (``judge.py URL MODELS_URL ROWS``), it upgrades to the revision
before the last, inserts the rows, goes up, down and up again, and compares dumps of the schema with
what the models create.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

_NOISE = ("--", "SET ", "\\", "SELECT pg_catalog", "CREATE SCHEMA")


def main(url: str, models_url: str, rows: list[str]) -> list[str]:
    """What is wrong, in words; nothing if the revision is right."""
    sys.path.insert(0, os.getcwd())
    import sqlalchemy as sa
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    os.environ["DATABASE_URL"] = url
    config = Config("alembic.ini")
    script = ScriptDirectory.from_config(config)
    head = script.get_current_head()
    assert head is not None
    previous = script.get_revision(head).down_revision
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)

    def step(words: str, move: str) -> str | None:
        try:
            (command.downgrade if words == "downgrade" else command.upgrade)(config, move)
        except Exception as error:  # whatever a migration raises is the verdict
            return f"{words} fails: {type(error).__name__}: {str(error).splitlines()[0][:160]}"
        return None

    if problem := step("first upgrade", str(previous)):
        return [problem]
    before = dump(url)
    with engine.begin() as connection:
        for row in rows:
            connection.exec_driver_sql(row)
    if problem := step("upgrade", "head"):
        return [problem]
    import app.models  # noqa: F401
    from sqlmodel import SQLModel

    models = sa.create_engine(models_url, poolclass=sa.pool.NullPool)
    with models.begin() as connection:
        for schema in {table.schema for table in SQLModel.metadata.tables.values() if table.schema}:
            connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        SQLModel.metadata.create_all(connection)
    problems = differences("after the upgrade", dump(url), dump(models_url))
    if problem := step("downgrade", str(previous)):
        return [*problems, problem]
    problems += differences("after the downgrade", dump(url), before)
    if problem := step("second upgrade", "head"):
        return [*problems, problem]
    return problems + differences("after the second upgrade", dump(url), dump(models_url))


def differences(when: str, found: list[str], wanted: list[str]) -> list[str]:
    extra = [line for line in found if line not in wanted]
    missing = [line for line in wanted if line not in found]
    return [f"{when}: {len(extra)} too many {extra[:3]}, missing {missing[:3]}"] if extra or missing else []


def dump(url: str) -> list[str]:
    return _dump_postgresql(url) if url.startswith("postgresql") else _dump_sqlite(url)


def _dump_postgresql(url: str) -> list[str]:
    command = [os.environ["PG_DUMP"], "--schema-only", "--no-owner", "-d", url.replace("+psycopg", "")]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    text = re.sub(r"CONSTRAINT \S+_not_null NOT NULL", "NOT NULL", text)
    lines = [line.strip().rstrip(",") for line in text.splitlines() if not line.startswith(_NOISE)]
    return sorted(line for line in lines if line and "alembic_version" not in line and "version_num" not in line)


def _dump_sqlite(url: str) -> list[str]:
    import sqlite3

    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    lines = []
    for table, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        if table == "alembic_version":
            continue
        for row in connection.execute(f"PRAGMA table_xinfo('{table}')"):
            lines.append(f"{table} column {row[1:]}")
        for row in connection.execute(f"PRAGMA foreign_key_list('{table}')"):
            lines.append(f"{table} key {row[2:7]}")
        for row in connection.execute(f"PRAGMA index_list('{table}')"):
            columns = [item[2] for item in connection.execute(f"PRAGMA index_info('{row[1]}')")]
            text = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (row[1],)).fetchone()
            lines.append(f"{table} index {columns} {row[2]} {row[3]} {str(text and text[0]).replace(chr(34), '')}")
        lines += [f"{table} check {' '.join(found.split())}" for found in re.findall(r"CHECK \((.*)\)", sql)]
    return sorted(lines)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))))
