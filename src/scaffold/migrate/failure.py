"""A failed run in the user's words: what stood in the way, where, and what to type next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scaffold.errors import StepError
from scaffold.migrate.request import Request

Report = Mapping[str, Any]


class RunError(StepError):
    """A run in the project's interpreter that did not come through; ``report`` is all that is known of it."""

    def __init__(self, error: StepError, report: Report) -> None:
        super().__init__(error.message, where=error.where, hint=error.hint)
        self.report = report


_SAMPLES = (".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "sample.env")
_SHADOW_ENV = "[tool.scaffold.shadow.env]"


def error_of(report: Report, request: Request) -> StepError:
    """The exception for a ``report`` that is not ok."""
    make = _WORDS.get(str(report["kind"]), _unexpected)
    return RunError(make(report, request), report)


def lacks_extension(report: Report) -> bool:
    """Whether the shadow's server is what is missing, not a part of the history."""
    return "extension" in report["message"] and "is not available" in report["message"]


def _env(report: Report, request: Request) -> StepError:
    unset = report["details"].get("unset", [])
    words = [f"\nnot set: {', '.join(unset)}; a value may stand in {_SHADOW_ENV}"] if unset else []
    without = "; --no-migration leaves the migration out" if request.message else ""
    hint = "\n".join([*report["traceback"], *words, f"\nput it right, and type the same again{without}"])
    return StepError("the project's env.py failed", where=report["where"], hint=hint)


def _config(report: Report, request: Request) -> StepError:
    return StepError(
        f"Alembic cannot read its configuration: {report['message']}",
        where=report["where"] or request.ini or "pyproject.toml",
        hint="\n".join(report["traceback"]),
    )


def _settings(report: Report, request: Request) -> StepError:
    names = report["details"]["names"]
    lines = "\n".join(f'{name} = "..."' for name in names)
    samples = [name for name in _SAMPLES if (request.root / name).is_file() and not (request.root / ".env").exists()]
    copied = f"cp {samples[0]} .env; or " if samples else ""
    return StepError(
        f"the project's settings need {', '.join(names)}",
        where=report["where"],
        hint=f"{copied}any value of the right form will do; no database is opened with it:\n\n{_SHADOW_ENV}\n{lines}",
    )


def _refused(report: Report, _: Request) -> StepError:
    if str(report["message"]).startswith("the program "):
        return StepError(
            f"importing the project starts {report['message']}; refused, since it might open a database",
            where=report["where"],
            hint="start it only where env.py is not what runs",
        )
    return StepError(
        f"env.py opens its own connection, past the engine: {report['message']}; refused, only the shadow is opened",
        where=report["where"],
        hint="use the connection of the engine in env.py",
    )


def _dialect(report: Report, _: Request) -> StepError:
    name = report["details"]["dialect"]
    return StepError(
        f"the project's database is {name}; migrations are tried on PostgreSQL and SQLite only",
        where=report["where"],
        hint="--no-migration leaves the migration to you",
    )


def _told(report: Report, _: Request) -> StepError:
    return StepError(report["message"], hint=report["details"].get("hint", ""))


def _live(report: Report, _: Request) -> StepError:
    return StepError(report["message"], where="--database", hint=report["details"].get("hint", ""))


def _plain(report: Report, _: Request) -> StepError:
    return StepError(report["message"], where=report["where"], hint=_HINTS.get(report["kind"], ""))


def _replay(report: Report, _: Request) -> StepError:
    if lacks_extension(report):
        return StepError(
            f"the embedded PostgreSQL cannot run this history: {report['message']}",
            where=report["where"],
            hint='name a server that has it: url = "postgresql://..." in [tool.scaffold.shadow] (an empty database)',
        )
    revision = f"revision {report['at']}" if report["at"] else "the history"
    return StepError(
        f"{revision} does not run on an empty database: {report['message']}",
        where=report["where"],
        hint="\n".join(report["traceback"]),
    )


def _models(report: Report, _: Request) -> StepError:
    return StepError(f"the models cannot be created in an empty database: {report['message']}")


def _trial(report: Report, _: Request) -> StepError:
    return StepError(
        f"no migration for this change survives: its {report['details']['step']} fails: {report['message']}",
        hint="make the change in steps (add the new column, copy, drop the old one), each with its own migration",
    )


def _unknown_table(report: Report, request: Request) -> StepError:
    package = request.models_package or "the models package"
    tables = ", ".join(report["details"]["tables"])
    return StepError(
        f"env.py does not know the table {tables}: its model is not imported",
        where=package,
        hint=f"import the model in {package}, and that package in env.py",
    )


def _drop_table(report: Report, request: Request) -> StepError:
    tables = report["details"]["tables"]
    package = request.models_package or "the models package"
    return StepError(
        f"the migration would drop {', '.join(tables)}: no model of that name is imported",
        hint=f"import the model in {package}; to drop a table on purpose: scaffold remove NAME",
    )


def _drop_column(report: Report, request: Request) -> StepError:
    columns, renames = report["details"]["columns"], report["details"]["renames"]
    table, _, gone = columns[0].rpartition(".")
    entity = request.entities.get(table, "ENTITY")
    words = [name.rpartition(".")[2] for pair in renames if pair[0].startswith(f"{table}.") for name in pair]
    renamed = f"renamed: scaffold field rename {entity} {' '.join(words)}\n" if words else ""
    question = "; " + " and ".join(f"is {new} the new name of {old}" for old, new in renames) + "?" if renames else ""
    return StepError(
        f"the migration would drop {', '.join(columns)}, and what they hold{question}",
        hint=f"{renamed}dropped on purpose: scaffold field drop {entity} {gone}",
    )


def _backfill(report: Report, _: Request) -> StepError:
    column = report["details"]["column"]
    return StepError(
        report["message"],
        hint=f"--backfill {column}=VALUE gives them one (--backfill '{column}=sql:lower(title)'"
        " computes it); or make the field optional, or give it a default",
    )


def _same_value(report: Report, _: Request) -> StepError:
    column = report["details"]["column"]
    name = column.rpartition(".")[2]
    return StepError(
        report["message"],
        hint=f"--backfill {column}=sql:EXPRESSION gives each row its own, as \"{column}=sql:'{name}-' || id\" does for"
        " a text; or make the field optional",
    )


def _unexpected(report: Report, _: Request) -> StepError:
    return StepError(
        f"the migration could not be made: {report['message']}",
        where=report["where"],
        hint="\n".join(report["traceback"]),
    )


_HINTS = {
    "unreachable": "write this migration by hand: alembic revision -m 'what changes'",
    "computed": "drop the field and add it again, each with its own migration: scaffold field drop ENTITY FIELD",
    "heads": "merge them first: alembic merge heads",
    "branches": 'name the one that goes on: migrations-head = "..." in [tool.scaffold]',
    "databases": "--no-migration leaves the migration to you",
    "silent": "env.py has to call context.run_migrations() when it runs online",
    "no_metadata": "set target_metadata = SQLModel.metadata in env.py, below the import of the models",
    "url": f"give the settings a URL of the right form, for example in {_SHADOW_ENV}; it is not opened",
    "not_empty": "move create_all() out of import time: a shadow database starts empty",
    "strays": "env.py puts the project's absolute path on sys.path; use a relative one",
    "interpreter": 'set python = "path/to/python" in [tool.scaffold]',
}

_WORDS: Mapping[str, Callable[[Report, Request], StepError]] = {
    "env": _env,
    "config": _config,
    "settings": _settings,
    "refused": _refused,
    "dialect": _dialect,
    "server": _told,
    "replay": _replay,
    "trial": _trial,
    "models": _models,
    "unknown_table": _unknown_table,
    "drop_table": _drop_table,
    "drop_column": _drop_column,
    "backfill": _backfill,
    "same_value": _same_value,
    "answer": _told,
    "live": _live,
    **dict.fromkeys(_HINTS, _plain),
}
