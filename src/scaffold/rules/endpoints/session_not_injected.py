"""SCF314: an endpoint takes a database session that nobody injects.

Why it matters: FastAPI takes the parameter for a part of the request, and refuses the class when the application
starts: ``Invalid args for response field``.

Silent for a parameter with a default, and for an annotation that carries ``Depends``.

How to fix: the project's dependency (``session: SessionDep``), or ``Annotated[AsyncSession, Depends(get_session)]``.
``scaffold check --fix`` writes the dependency where the project has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.facts import Param
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.endpoints import Endpoint, endpoints
from scaffold.rules.view.imports import import_of

_SESSIONS = (
    "sqlmodel.Session",
    "sqlmodel.orm.session.Session",
    "sqlmodel.ext.asyncio.session.AsyncSession",
    "sqlalchemy.orm.Session",
    "sqlalchemy.orm.session.Session",
    "sqlalchemy.ext.asyncio.AsyncSession",
    "sqlalchemy.ext.asyncio.session.AsyncSession",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Bare sessions among the parameters of endpoints."""
    for endpoint, param in _bare(subject):
        dependency = _dependency(subject)
        yield RULE.finding(
            endpoint.path,
            f"{param.name}: {param.annotation} is injected by nobody",
            line=endpoint.function.line,
            column=endpoint.function.column,
            symbol=endpoint.function.name,
            fix=f"{param.name}: {dependency or f'Annotated[{param.annotation}, Depends(...)]'}",
            fixable=bool(dependency) and _edit(subject, endpoint, param, dependency) is not None,
        )


def _bare(subject: Subject) -> Iterator[tuple[Endpoint, Param]]:
    for endpoint in subject.view(endpoints):
        for param in endpoint.function.params:
            if param.default or param.kind or not param.annotation.replace(".", "").isidentifier():
                continue
            if subject.sources.origin(endpoint.path, param.annotation) in _SESSIONS:
                yield endpoint, param


def _dependency(subject: Subject) -> str:
    """The project's own alias for an injected session."""
    named = subject.project.conventions.session_dependency
    home = subject.sources.path_of(named.module) if named else None
    there = home is not None and named is not None and subject.sources.facts(home).assigned(named.name) is not None
    return named.name if named is not None and there else ""


def _edit(subject: Subject, endpoint: Endpoint, param: Param, dependency: str) -> Edit | None:
    """The annotation, where it stands behind the parameter's name."""
    lines = subject.files[endpoint.path].split("\n")
    old = f"{param.name}: {param.annotation}"
    for number in range(endpoint.function.line, endpoint.function.end_line + 1):
        column = lines[number - 1].find(old)
        if column >= 0:
            new = f"{param.name}: {dependency}"
            return Edit(path=endpoint.path, line=number, column=column + 1, old=old, new=new)
    return None


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """The project's dependency in its place."""
    named, dependency = subject.project.conventions.session_dependency, _dependency(subject)
    for endpoint, param in _bare(subject):
        if (endpoint.path, endpoint.function.line) != (finding.path, finding.line) or named is None:
            continue
        if (edit := _edit(subject, endpoint, param, dependency)) is not None and dependency:
            needed = import_of(subject, named.module, named.name, endpoint.path)
            return Repair(edits=(edit,), fragments=needed)
    return None


RULE = Rule(code="SCF314", name="session-not-injected", find=find, repair=repair)
