"""One execution of the project's ``env.py``: the history is replayed, and what follows runs on the
same connection.

Alembic iterates over the steps that a function yields; between two steps that function has the
connection, the transaction and every option that ``env.py`` chose. So replay, comparison and trial
share one pass.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from types import SimpleNamespace
from typing import Any

from alembic import command
from alembic.autogenerate import RevisionContext
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from .refusal import StopError
from .schemas import make_schema
from .settings import Arguments
from .untouched import untouched

Work = Callable[["Environment", MigrationContext], Iterator[Any]]


class Environment:
    """The project's Alembic: its configuration, its history and one pass through its ``env.py``."""

    def __init__(self, staged: str, ini: str | None, arguments: dict[str, Any]) -> None:
        file = os.path.join(staged, ini) if ini else None
        _enter(staged, file)
        self.config = _read_config(file, arguments)
        self.script = ScriptDirectory.from_config(self.config)
        for folder in self.script._version_locations:  # git keeps no empty folder
            os.makedirs(folder, exist_ok=True)
        self.revisions = RevisionContext(self.config, self.script, arguments)
        self.phase = "env"
        self.at: str | None = None
        self._token: str | None = None

    def run(self, work: Work) -> None:
        """Execute ``env.py``; where it runs the migrations, ``work`` says which, and what to do
        between them.
        """

        def steps(_heads: Any, context: MigrationContext) -> Iterator[Any]:
            first, self._token = self._token is None, context.opts["upgrade_token"]
            yield from work(self, context) if first else self.upgrade(context)

        env = EnvironmentContext(
            self.config,
            self.script,
            fn=steps,
            as_sql=False,
            destination_rev="heads",
            template_args=self.revisions.template_args,
            revision_context=self.revisions,
        )
        configure = env.configure

        def configure_each(connection: Any = None, **options: Any) -> None:
            # One transaction per revision, as when each was deployed: locks and failures belong to
            # one file.
            options["transaction_per_migration"] = True
            # before it touches the shadow, where it would wait for the transaction of the first
            if self._token not in (None, options.get("upgrade_token", "upgrades")):
                raise StopError("databases", "env.py serves several databases")
            if connection is not None and options.get("version_table_schema"):
                make_schema(connection, options["version_table_schema"])
            configure(connection=connection, **options)

        arguments = env.get_x_argument

        def named_arguments(as_dictionary: bool = False) -> Any:
            return Arguments() if as_dictionary else arguments()

        env.configure = configure_each  # type: ignore[method-assign, assignment]
        env.get_x_argument = named_arguments  # type: ignore[method-assign]
        with env:
            self.script.run_env()
        if self._token is None:
            raise StopError("silent", "env.py ran no migrations: context.run_migrations() was never reached")

    def upgrade(self, context: MigrationContext, to: str = "heads") -> Iterator[Any]:
        """The steps from where the database stands up to ``to``."""
        steps = self.script._upgrade_revs(to, context.get_current_heads())  # type: ignore[arg-type]
        with untouched(context, [step.revision for step in steps]):
            yield from self._tracked(steps)

    def downgrade(self, context: MigrationContext, to: str) -> Iterator[Any]:
        """The steps from where the database stands down to ``to``."""
        yield from self._tracked(self.script._downgrade_revs(to, context.get_current_heads()))  # type: ignore[arg-type]

    def _tracked(self, steps: list[Any]) -> Iterator[Any]:
        for step in steps:
            self.at = getattr(getattr(step, "revision", None), "revision", None)
            yield step
        self.at = None


def _enter(staged: str, file: str | None) -> None:
    """Stand where the project's people stand when they type ``alembic``: where its script folder
    can be seen.
    """
    folders = [os.path.dirname(file), staged] if file else [staged]
    if os.path.exists(os.path.join(folders[0], "__init__.py")):
        folders.reverse()  # in a package its modules would be found under other names, and before Python's
    for folder in folders:
        os.chdir(folder)
        if file is None or _sees_scripts(file):
            return
    os.chdir(folders[0])


def _sees_scripts(file: str) -> bool:
    parser = ConfigParser({"here": os.path.dirname(file)})
    parser.read(file, encoding="utf-8")
    location = parser.get("alembic", "script_location", fallback="")
    # `package:folder` is found by import, from wherever we stand
    return not location or os.path.isdir(location) or ":" in location[2:]


def _read_config(file: str | None, arguments: dict[str, Any]) -> Config:
    options: dict[str, Any] = {"toml_file": "pyproject.toml"} if hasattr(Config, "toml_file_name") else {}
    config = Config(os.path.relpath(file) if file else "alembic.ini", **options)
    config.cmd_opts = SimpleNamespace(  # type: ignore[assignment]
        config=None,
        name="alembic",
        x=None,
        raiseerr=False,
        quiet=False,
        cmd=(command.revision, ["message"], []),
        **arguments,
    )
    return config
