"""What can go wrong, said once: every error has a message, a place and a way out.

::

    ScaffoldError            exit code 2
    +-- SpecError            the words or the file of entities
    +-- ProjectError         the project's layout, configuration or source
    +-- LockError            scaffold.lock, the journal, another run
    +-- StepError            a step outside: Alembic, a database, a formatter

Conflicts and findings are values, never exceptions: they are news about the user's code, not a failure of ours.
"""

from __future__ import annotations


class ScaffoldError(Exception):
    """Wrong input or a blocked step. Nothing was changed.

    ``message`` is one sentence, ``where`` a ``file:line`` or the word at fault, ``hint`` what to type next.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint


class SpecError(ScaffoldError):
    """The words after the command, or the file of entities, do not mean anything we can build."""


class ProjectError(ScaffoldError):
    """The project cannot be read as it is: layout, configuration, or a source that does not parse."""


class LockError(ScaffoldError):
    """The lock, the journal or another run stands in the way."""


class StepError(ScaffoldError):
    """A step outside of this program failed: Alembic, a database, a formatter."""
