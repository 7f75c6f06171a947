"""The templates: where they are, which ones a project has made its own, and how one is rendered.

A project overrides a template with a file of the same name under ``.scaffold/templates/``; nothing else of the
project is ever rendered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from scaffold.errors import ProjectError
from scaffold.lock.digest import digest
from scaffold.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

OVERRIDES = ".scaffold/templates/"
_SUFFIX = ".jinja"
_ORIGIN = re.compile(r"\A\{# ejected from (\w+) #\}\r?\n")


def templates_home() -> Path:
    """The folder of the shipped templates: inside the package in a wheel, at the top level in a checkout."""
    from pathlib import Path

    package = Path(__file__).resolve().parent.parent
    return next(path for path in (package / "_templates", package.parent.parent / "templates") if path.is_dir())


@cache
def shipped_templates() -> Mapping[str, str]:
    """The text of every template that we ship, by name: ``repository.py.jinja``, ``support/main.py.jinja``."""
    home = templates_home()
    return {
        path.relative_to(home).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(home.rglob(f"*{_SUFFIX}"))
    }


def templates_of(project: Project) -> Mapping[str, str]:
    """The templates as this project has them."""
    return {**shipped_templates(), **own_templates(project)}


def own_templates(project: Project) -> Mapping[str, str]:
    """The templates that the project owns, by name, without the line that says what they were ejected from."""
    return {name: _ORIGIN.sub("", text) for name, text in _overrides(project).items()}


def ejected(text: str) -> str:
    """A shipped template as the project gets it: a comment on top remembers the text that it was."""
    return f"{{# ejected from {digest(text)} #}}\n{text}"


def moved_on(project: Project) -> tuple[str, ...]:
    """The project's templates of which the shipped text is another one by now."""
    origins = {name: _ORIGIN.match(text) for name, text in _overrides(project).items()}
    return tuple(
        name
        for name, origin in sorted(origins.items())
        if origin and name in shipped_templates() and origin[1] != digest(shipped_templates()[name])
    )


def _overrides(project: Project) -> Mapping[str, str]:
    return {
        path.removeprefix(OVERRIDES): project.files[path]
        for path in project.files
        if path.startswith(OVERRIDES) and path.endswith(_SUFFIX)
    }


def templates_digest(project: Project) -> str:
    """A short digest that changes when any template of the project does."""
    return digest("".join(f"{name}\0{text}\0" for name, text in sorted(templates_of(project).items())), size=6)


class Renderer:
    """The templates of one project, compiled once."""

    def __init__(self, project: Project) -> None:
        self._environment = _environment(tuple(sorted(templates_of(project).items())))

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The text of one template. Raises ``ProjectError`` for a template that cannot be rendered."""
        from jinja2 import TemplateError

        try:
            return self._environment.get_template(name).render(values)
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            raise ProjectError(
                f"the template {name} cannot be rendered: {error}",
                where=f"{OVERRIDES}{name}" + (f":{line}" if line else ""),
                hint="scaffold templates diff",
            ) from error


@lru_cache(maxsize=4)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    from scaffold.desired.compiled import Compiled

    return Environment(
        loader=DictLoader(dict(templates)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        bytecode_cache=Compiled(),
    )
