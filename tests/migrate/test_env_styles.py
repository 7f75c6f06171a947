"""Whatever way an ``env.py`` takes to its database, it ends at the shadow."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from env_styles import ASYNC, MODELS, MORE_STYLES, ONLY_POSTGRESQL, STYLES, write_host
from honeypot import Honeypot

from scaffold.dataclass import replace
from scaffold.errors import StepError
from scaffold.migrate import Request, revise
from scaffold.plan import Change

PLANNED = MODELS + "    city: str | None = Field(default=None, max_length=80)\n"
USABLE = [
    pytest.param(style, id=style, marks=[pytest.mark.slow] if style in MORE_STYLES else [])
    for style in STYLES
    if style != "own-driver-call"
]
ON_SQLITE = [style for style in USABLE if style.id not in ONLY_POSTGRESQL]


def request_of(root: Path, models: str = PLANNED) -> Request:
    change = Change(path="app/models.py", before=MODELS, after=models)
    ini = "alembic.ini" if (root / "alembic.ini").exists() else None
    return Request(root=root, changes=(change,), ini=ini, message="add city", python=sys.executable)


def tree(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.postgres
@pytest.mark.parametrize("style", USABLE)
def test_on_postgresql_only_the_shadow_is_opened(style: str, tmp_path: Path, honeypot: Honeypot) -> None:
    driver = "asyncpg" if style in ASYNC else "psycopg"
    url = f"postgresql+{driver}://app:hunter22@127.0.0.1:{honeypot.port}/prod"
    write_host(tmp_path, style, url=url, port=honeypot.port)
    before = tree(tmp_path)

    assert revise(request_of(tmp_path, MODELS)) is None
    revision = revise(request_of(tmp_path))

    assert revision is not None
    assert revision.operations == ("add_column users.city",)
    assert revision.path.startswith("migrations/versions/")
    assert honeypot.visits == []
    assert tree(tmp_path) == before


@pytest.mark.parametrize("style", ON_SQLITE)
def test_on_sqlite_the_users_file_is_not_touched(style: str, tmp_path: Path) -> None:
    driver = "+aiosqlite" if style in ASYNC else ""
    database = tmp_path / "elsewhere" / "app.db"
    database.parent.mkdir()
    database.write_bytes(b"")
    write_host(tmp_path / "project", style, url=f"sqlite{driver}:///{database}")

    revision = revise(request_of(tmp_path / "project"))

    assert revision is not None
    assert revision.operations == ("add_column users.city",)
    assert database.read_bytes() == b""


def test_what_a_project_tells_its_own_driver_at_connect_is_told_to_the_shadow(tmp_path: Path) -> None:
    write_host(tmp_path, "async-url-in-ini", url="sqlite+aiosqlite:///app.db")
    env = tmp_path / "migrations/env.py"
    listening = """
from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
def at_connect(connection, record):
    connection.run_async(lambda driver: driver.create_function("twice", 1, lambda number: 2 * number))
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


async def asked(connection):
    driver = (await connection.get_raw_connection()).driver_connection
    cursor = await driver.execute("SELECT twice(foreign_keys) FROM pragma_foreign_keys")
    assert await cursor.fetchone() == (2,)


async def main(engine):
    async with engine.connect() as connection:
        await asked(connection)
        await connection.run_sync(run)


"""
    env.write_text(env.read_text().replace("engine = async_engine", listening + "engine = async_engine"))

    revision = revise(request_of(tmp_path))

    assert revision is not None
    assert revision.operations == ("add_column users.city",)


def test_a_connection_past_the_engine_is_refused(tmp_path: Path, honeypot: Honeypot) -> None:
    url = f"postgresql+psycopg://app:hunter22@127.0.0.1:{honeypot.port}/prod"
    write_host(tmp_path, "own-driver-call", url=url, port=honeypot.port)

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path))

    assert "opens its own connection" in refused.value.message
    assert "psycopg" in refused.value.message
    assert refused.value.where.startswith("migrations/env.py:")
    assert "hunter22" not in refused.value.message + refused.value.hint
    assert honeypot.visits == []


@pytest.mark.parametrize("call", ["connect", "connect_start"])
def test_a_call_below_the_driver_is_refused(call: str, tmp_path: Path, honeypot: Honeypot) -> None:
    write_host(tmp_path)
    env = tmp_path / "migrations/env.py"
    address = f"host=127.0.0.1 port={honeypot.port} user=app password=hunter22"
    env.write_text(f'from psycopg import pq\n\npq.PGconn.{call}(b"{address}")\n' + env.read_text())

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path))

    assert f"psycopg.pq.PGconn.{call}" in refused.value.message
    assert refused.value.where == "migrations/env.py:3"
    assert "hunter22" not in refused.value.message
    assert honeypot.visits == []


def test_what_starts_with_the_interpreter_is_kept_from_the_database(tmp_path: Path, honeypot: Honeypot) -> None:
    write_host(tmp_path)
    start = f"import socket\n\nsocket.create_connection(('127.0.0.1', {honeypot.port}))\n"
    (tmp_path / "start").mkdir()
    (tmp_path / "start/sitecustomize.py").write_text(start)

    revision = revise(replace(request_of(tmp_path), settings={"PYTHONPATH": str(tmp_path / "start")}))

    assert revision is not None
    assert honeypot.visits == []


@pytest.mark.parametrize(
    "waiting",
    [
        "import threading\n\nthreading.Thread(target=work, daemon=True).start()\nthreading.Event().wait(30)\n",
        "import asyncio\n\n\nasync def main():\n    asyncio.ensure_future(asyncio.to_thread(work))\n"
        "    await asyncio.sleep(30)\n\n\nasyncio.run(main())\n",
        "import asyncio\n\n\nasync def main():\n    asyncio.get_running_loop().call_later(0.1, work)\n"
        "    await asyncio.sleep(30)\n\n\nasyncio.run(main())\n",
    ],
    ids=["thread", "thread-of-a-loop", "loop"],
)
def test_who_waits_for_a_pool_that_keeps_trying_is_not_waited_for(
    waiting: str, tmp_path: Path, honeypot: Honeypot
) -> None:
    write_host(tmp_path)
    trying = (
        "import time\n\nimport psycopg\n\n\ndef work():\n    while True:\n        try:\n"
        f"            psycopg.connect('host=127.0.0.1 port={honeypot.port}')\n"
        "        except Exception:\n            time.sleep(0.01)\n\n\n"
    )
    env = tmp_path / "migrations/env.py"
    env.write_text(trying + waiting + env.read_text())
    began = time.perf_counter()

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path))

    assert "psycopg.Connection.connect" in refused.value.message
    assert time.perf_counter() - began < 20
    assert honeypot.visits == []


@pytest.mark.parametrize(
    ("start", "program"),
    [
        ("import subprocess\n\nsubprocess.run([{python!r}, {connect!r}])\n", Path(sys.executable).name),
        ("import os\n\nos.system('cd / && psql -h 127.0.0.1 -p {port}')\n", "psql"),
        ("import subprocess\n\nsubprocess.run('pg_isready -p {port} || exit', shell=True)\n", "pg_isready"),
        (
            "import multiprocessing\n\nfrom app.connect import go\n\n"
            "multiprocessing.get_context('spawn').Process(target=go).start()\n",
            Path(sys.executable).name,
        ),
    ],
    ids=["python", "system", "shell", "multiprocessing"],
)
def test_a_program_that_may_open_a_database_is_refused(
    start: str, program: str, tmp_path: Path, honeypot: Honeypot
) -> None:
    write_host(tmp_path)
    connect = f"import socket\n\n\ndef go():\n    socket.create_connection(('127.0.0.1', {honeypot.port}))\n\n\ngo()\n"
    script = tmp_path / "connect.py"
    script.write_text(connect)
    (tmp_path / "app/connect.py").write_text(connect.removesuffix("\n\ngo()\n"))
    env = tmp_path / "migrations/env.py"
    env.write_text(start.format(python=sys.executable, connect=str(script), port=honeypot.port) + env.read_text())

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path))

    assert f"starts the program {program}" in refused.value.message
    assert refused.value.where.startswith("migrations/env.py:")
    assert honeypot.visits == []


def test_a_plugin_that_alembic_loads_is_kept_from_the_database(tmp_path: Path, honeypot: Honeypot) -> None:
    write_host(tmp_path / "project")
    packages = tmp_path / "site-packages"
    plugin = packages / "sneaky-1.0.dist-info"
    plugin.mkdir(parents=True)
    (plugin / "METADATA").write_text("Name: sneaky\nVersion: 1.0\n")
    (plugin / "entry_points.txt").write_text("[alembic.plugins]\nsneaky = sneaky\n")
    (packages / "sneaky.py").write_text(
        f"import socket\n\ntry:\n    socket.create_connection(('127.0.0.1', {honeypot.port}))\n"
        "except OSError:\n    pass\n\n\ndef setup(plugin):\n    pass\n"
    )

    request = replace(request_of(tmp_path / "project"), settings={"PYTHONPATH": str(packages)})

    assert revise(request) is not None
    assert honeypot.visits == []


def test_git_answers_for_the_project(tmp_path: Path) -> None:
    write_host(tmp_path)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    env = tmp_path / "migrations/env.py"
    asks = (
        "import subprocess\n\nsubprocess.check_output(['git', 'rev-parse', '--git-dir'])\n"
        "subprocess.check_output(\"git --no-pager log --format='%h (%an); %s' | cat\", shell=True)\n"
    )
    env.write_text(asks + env.read_text())

    assert revise(request_of(tmp_path)) is not None


@pytest.mark.parametrize("bound", [False, True])
def test_a_file_that_sqlite_would_attach_is_not_opened(bound: bool, tmp_path: Path) -> None:
    write_host(tmp_path / "project")
    other = tmp_path / "other.db"
    words = ("'ATTACH ? AS other', ({!r},)" if bound else '"ATTACH {!r} AS other"').format(str(other))
    env = tmp_path / "project/migrations/env.py"
    attached = (
        f"    connection.exec_driver_sql(\"ATTACH ':memory:' AS mine\")\n    connection.exec_driver_sql({words})\n"
    )
    env.write_text(env.read_text().replace("    run(connection)\n", attached + "    run(connection)\n"))

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path / "project"))

    assert "the SQLite file" in refused.value.message
    assert refused.value.where.startswith("migrations/env.py:")
    assert not other.exists()


def test_who_waits_for_a_database_is_not_waited_for(tmp_path: Path, honeypot: Honeypot) -> None:
    write_host(tmp_path)
    waiting = (
        "import socket\nimport time\n\nwhile True:\n    try:\n"
        f"        socket.create_connection(('127.0.0.1', {honeypot.port})).close()\n        break\n"
        "    except Exception:\n        time.sleep(0.01)\n"
    )
    env = tmp_path / "migrations/env.py"
    env.write_text(waiting + env.read_text())

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path))

    assert f"127.0.0.1:{honeypot.port}" in refused.value.message
    assert refused.value.where == "migrations/env.py:6"
    assert honeypot.visits == []


def test_several_databases_are_refused_with_the_reason(tmp_path: Path) -> None:
    write_host(tmp_path)
    env = tmp_path / "migrations/env.py"
    once = "    context.configure(connection=connection, target_metadata=SQLModel.metadata)\n"
    twice = once.replace("SQLModel.metadata)", 'SQLModel.metadata, upgrade_token=f"{name}_upgrades")')
    text = env.read_text().replace("def run(connection):", "def run(connection, name):").replace(once, twice)
    env.write_text(text.replace("    run(connection)\n", '    run(connection, "one")\n    run(connection, "two")\n'))

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path))

    assert "several databases" in refused.value.message


@pytest.mark.postgres
def test_two_databases_at_a_time_do_not_wait_for_each_other(tmp_path: Path) -> None:
    write_host(tmp_path, url="postgresql+psycopg://app@127.0.0.1:9/prod")
    env = tmp_path / "migrations/env.py"
    loop = """
connections = {name: engine.connect() for name in ("one", "two")}
for connection in connections.values():
    connection.begin()
for name, connection in connections.items():
    context.configure(connection=connection, target_metadata=SQLModel.metadata, upgrade_token=f"{name}_upgrades")
    context.run_migrations()
"""
    text = env.read_text()
    env.write_text(text[: text.index("with engine.connect()")] + loop)

    with pytest.raises(StepError) as refused:
        revise(request_of(tmp_path))

    assert "several databases" in refused.value.message
