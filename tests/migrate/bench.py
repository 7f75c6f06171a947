"""Runs one change of the bench: the project, the migration that is made for it, and the verdict on
that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from env_styles import MAKO
from schema_changes import HEADER, Change

from scaffold.errors import StepError
from scaffold.migrate import Request, Revision, revise
from scaffold.plan import Change as PlannedChange

_ENV = """\
import os

from alembic import context
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import app.models  # noqa: F401

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=SQLModel.metadata)
    with context.begin_transaction():
        context.run_migrations()
"""
_INI = "[alembic]\nscript_location = %(here)s/migrations\nprepend_sys_path = .\nfile_template = %%(epoch)d_%%(rev)s\n"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """``question`` is what stopped the migration; ``problems`` what is wrong with the one that was
    made.
    """

    revision: Revision | None = None
    question: str = ""
    problems: tuple[str, ...] = ()


def try_change(change: Change, root: Path, url: str, models_url: str, pg_dump: str = "") -> Verdict:
    """Make the migration for ``change`` in a new project at ``root`` and judge it on the two empty databases."""
    dead = write_project(change, root, url.partition(":")[0])
    planned = PlannedChange(path="app/models.py", before=HEADER + change.before, after=HEADER + change.after)
    request = Request(
        root=root,
        changes=(planned,),
        message="second",
        python=sys.executable,
        settings={"DATABASE_URL": dead},
        may_drop=change.may_drop,
        renames=change.renames,
        backfills=change.backfills,
    )
    try:
        second = revise(request)
    except StepError as stopped:
        return Verdict(question=f"{stopped.message} | {stopped.where} | {stopped.hint}")
    if second is None:
        return Verdict()
    _write(root, second.path, second.text)
    _write(root, "app/models.py", planned.after or "")
    return Verdict(revision=second, problems=tuple(_judge(change, root, url, models_url, pg_dump)))


def write_project(change: Change, root: Path, driver: str) -> str:
    """The project before ``change`` with its first revision. Answers the URL of the database that nobody may open."""
    _write(root, "alembic.ini", _INI)
    _write(root, "migrations/env.py", _ENV)
    _write(root, "migrations/script.py.mako", MAKO)
    _write(root, "app/__init__.py", "")
    _write(root, "app/models.py", HEADER + change.before)
    dead = f"{driver}://app:hunter22@127.0.0.1:9/prod" if driver.startswith("postgresql") else "sqlite:///prod.db"
    first = revise(Request(root=root, message="first", python=sys.executable, settings={"DATABASE_URL": dead}))
    assert first is not None
    _write(root, first.path, first.text)
    return dead


def _judge(change: Change, root: Path, url: str, models_url: str, pg_dump: str) -> list[str]:
    script = Path(__file__).with_name("judge.py")
    command = [sys.executable, str(script), url, models_url, json.dumps(change.rows)]
    done = subprocess.run(
        command, check=False, cwd=root, env={**os.environ, "PG_DUMP": pg_dump}, capture_output=True, text=True
    )
    if done.returncode:
        return [done.stderr[-600:]]
    return list(json.loads(done.stdout.splitlines()[-1]))


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)
