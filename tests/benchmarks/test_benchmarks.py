"""The table of budgets, as ratios, beside the peers that are installed.

``python tests/benchmarks/test_benchmarks.py 10 100`` prints it for projects of 10 and of 100 entities; under
pytest (``-s`` shows the table) it is small, and holds only what no other process on the machine can spoil.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from measuring import BIN, Case, Measured, measure
from sized_project import run, sized

SCAFFOLD = str(BIN / "scaffold")
# What the launcher in bin/ does, without what its installer put into it: that of pip 23 imports `re` first, which
# costs half an idle interpreter.
OURS = [sys.executable, "-c", "from scaffold.__main__ import main; main()"]
EXTRA = [SCAFFOLD, "entity", "Extra", "name:str:max=50", "size:int:null"]
CHECK = {10: (2.0, 4.0), 100: (3.0, 22.0), 1000: (13.0, 170.0)}  # warm, cold
ENTITY = {10: 22.0, 100: 22.0, 1000: 28.0}
PEERS = {
    "ruff check, with its cache": ("ruff", "check", "--exit-zero", "app"),
    "ruff check --no-cache": ("ruff", "check", "--exit-zero", "--no-cache", "app"),
    "black --check": ("black", "--check", "-q", "app"),
    "isort --check": ("isort", "--check", "-q", "app"),
    "mypy": ("mypy", "app"),
}


def start_up(folder: Path) -> list[Case]:
    """What every command pays, and help, beside the help of others."""
    cases = [
        Case("scaffold --help", [*OURS, "--help"], folder, 1.5),
        Case("scaffold --version", [*OURS, "--version"], folder, 1.5),
        Case("scaffold entity --help", [*OURS, "entity", "--help"], folder, 1.5),
        Case("scaffold --help, by the installed launcher", [SCAFFOLD, "--help"], folder),
    ]
    for peer in ("ruff", "isort", "black", "alembic"):
        if (BIN / peer).exists():
            cases.append(Case(f"{peer} --help", [str(BIN / peer), "--help"], folder))
    return cases


def checks(folder: Path, entities: int) -> list[Case]:
    """A check with and without its cache, beside tools that read the same files."""
    warm, cold = CHECK.get(entities, (None, None))
    words = [SCAFFOLD, "check"]
    found = (0, 1)

    def no_verdict() -> None:
        for file in (folder / ".scaffold/cache").glob("check-*"):
            file.unlink()

    cases = [
        Case("scaffold check, warm", words, folder, warm, codes=found),
        Case("scaffold check, one file changed", words, folder, None, no_verdict, found),
        Case("scaffold check, cold", words, folder, cold, before=lambda: forget_cache(folder), codes=found),
    ]
    for name, (command, *rest) in PEERS.items():
        if (BIN / command).exists():
            cases.append(Case(name, [str(BIN / command), *rest], folder, codes=(0, 1)))
    return cases


def entities(folder: Path, number: int) -> list[Case]:
    """One more entity, taken back after every run, without its migration."""
    budget = ENTITY.get(number)
    return [Case("scaffold entity --no-migration", [*EXTRA, "--no-migration"], folder, budget, taken_back(folder))]


def migrations(folder: Path) -> list[Case]:
    """What replays the history, beside a bare Alembic that finds its own database upgraded."""
    undo = taken_back(folder)

    def clean() -> None:
        undo()
        for file in (folder / "migrations/versions").glob("*_probe.py"):
            file.unlink()

    def unknown() -> None:
        clean()
        cache = folder / ".scaffold/cache"
        for file in (*cache.glob("migrations-*"), *cache.glob("check-*")):
            file.unlink()

    alembic = str(BIN / "alembic")
    check = [SCAFFOLD, "check", "--migrations"]
    return [
        Case("scaffold check --migrations", check, folder, before=unknown, codes=(0, 1)),
        Case("scaffold check --migrations, remembered", check, folder, before=clean, codes=(0, 1)),
        Case("alembic check", [alembic, "check"], folder, before=clean),
        Case("scaffold entity", EXTRA, folder, before=clean),
        Case(
            "alembic revision --autogenerate",
            [alembic, "revision", "--autogenerate", "-m", "probe"],
            folder,
            None,
            clean,
        ),
    ]


@contextmanager
def on_postgresql(folder: Path) -> Iterator[None]:
    """The same project on a server of its own, upgraded."""
    from scaffold.migrate.embedded import server

    migrations(folder)[0].before()  # nothing of the last measurement is left
    with server() as url:
        os.environ["DATABASE_URL"] = url.replace("postgresql://", "postgresql+asyncpg://", 1)
        try:
            run(folder, "alembic", "upgrade", "head")
            yield
        finally:
            del os.environ["DATABASE_URL"]


def taken_back(folder: Path) -> Callable[[], None]:
    """A function that takes back the entity of the run before."""

    def undo() -> None:
        if (folder / "app/db/models/extra.py").exists():
            run(folder, "scaffold", "undo", "--quiet")

    return undo


def forget_cache(folder: Path) -> None:
    """Delete what a check remembers."""
    shutil.rmtree(folder / ".scaffold/cache", ignore_errors=True)


def table(title: str, rows: list[Measured]) -> str:
    """The rows under their headings."""
    head = f"{title:44}{'CPU':>12} {'ratio':>8} {'budget':>7} {'wall':>9}"
    return "\n".join([head, *(row.line for row in rows), ""])


def test_help_costs_little_more_than_an_idle_interpreter(tmp_path: Path) -> None:
    rows = measure(start_up(tmp_path)[:3], rounds=9, typical=min)
    print("\n" + table("start-up", rows))
    assert [row.case.name for row in rows if row.ratio >= 1.5] == []


def test_the_table_of_a_small_project(tmp_path: Path) -> None:
    folder = sized(tmp_path / "small", 10)
    warm, _, cold = (row for row in measure(checks(folder, 10), rounds=3) if row.case.words[0] == SCAFFOLD)
    print("\n" + table("10 entities", [warm, cold, *measure(entities(folder, 10), rounds=3)]))
    assert warm.ratio < 4
    assert warm.seconds < cold.seconds / 2


def main(sizes: list[int]) -> None:
    """Print everything for projects of these sizes."""
    with tempfile.TemporaryDirectory() as place:
        print(table("start-up", measure(start_up(Path(place)), rounds=9)))
        for size in sizes:
            folder = sized(Path(place) / str(size), size)
            # apart, for an entity that comes and goes is a change that the checks would see
            for group in (checks(folder, size), entities(folder, size), migrations(folder)):
                print(table(f"{size} entities", measure(group, rounds=5)))
            with on_postgresql(folder):
                print(table(f"{size} entities, PostgreSQL", measure(migrations(folder), rounds=5)))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10])
