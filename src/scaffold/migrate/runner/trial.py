"""A new revision tried on the shadow: up, compare with the models, down, compare with before. All
of it is taken back.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import sqlalchemy
from alembic import op
from alembic.autogenerate.render import _render_cmd_body
from alembic.operations.ops import UpgradeOps

from .catalog import Snapshot, scratch, snapshot
from .refusal import StopError, database_words
from .render import plain_percents

_IMPORT = re.compile(r"^(?:import|from) [^$%<]+$", re.MULTILINE)


class Trial:
    """Runs the code that will be in the file, without the file. ``template`` gives the imports it
    will have.
    """

    def __init__(self, context: Any, autogen: Any, template: Path) -> None:
        self._context = context
        self._autogen = autogen
        self._template = template

    def run(self, up: list[Any], down: list[Any]) -> tuple[Snapshot, Snapshot]:
        """The catalogs after the upgrade and after the downgrade. Raises ``StopError`` where one of
        them fails.
        """
        self._autogen.imports = set()
        upgrade, downgrade = self._body(up), self._body(down)
        names = self._names()
        connection, version_table = self._context.connection, self._context.version_table
        with scratch(connection):
            self._execute(upgrade, names, "upgrade")
            above = snapshot(connection, version_table)
            self._execute(downgrade, names, "downgrade")
            return above, snapshot(connection, version_table)

    def _body(self, operations: list[Any]) -> str:
        with plain_percents(self._context.dialect):
            return str(_render_cmd_body(UpgradeOps(operations), self._autogen))

    def _names(self) -> dict[str, Any]:
        names: dict[str, Any] = {"op": op, "sa": sqlalchemy}
        imports = _IMPORT.findall(self._template.read_text(encoding="utf-8"))
        for line in [*imports, *sorted(self._autogen.imports)]:
            exec(line, names)
        return names

    def _execute(self, code: str, names: dict[str, Any], what: str) -> None:
        source = f"def {what}():\n{textwrap.indent(code, '    ')}\n"
        try:
            exec(compile(source, f"<{what}>", "exec"), names)
            names[what]()
        except Exception as error:
            original = getattr(error, "orig", None) or error
            names_of = [type(cause).__name__ for cause in (original, original.__cause__) if cause is not None]
            raise StopError("trial", database_words(error), step=what, errors=names_of) from error
