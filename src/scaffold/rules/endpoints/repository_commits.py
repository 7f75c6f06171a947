"""SCF303: a repository function commits although the services own the transactions.

Why it matters: two repository calls of one service are no longer one transaction; the first stays when the
second fails.

Silent in projects without services, where the repositories commit as a habit (most of those that write do), and for
one that no service uses where the services commit through ``unit_of_work``.

How to fix: ``await session.flush()`` in the repository; commit in the service. ``scaffold check --fix
--unsafe-fixes`` replaces the call.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.facts import Call
from scaffold.rule import Edit, Finding, Repair, Rule, Subject
from scaffold.rules.view.calls import functions_of, modules_called
from scaffold.rules.view.layers import files_of


def find(subject: Subject) -> Iterator[Finding]:
    """Commits of repositories where services commit."""
    services = files_of(subject, "service")
    committing = any(_commits(subject, path) for path in services)
    used = {home for path in services if _transacts(subject, path) for home in _uses(subject, path)}
    repositories = [(path, found) for path in files_of(subject, "repository") if (found := _commits(subject, path))]
    writing = [path for path in files_of(subject, "repository") if "flush" in subject.files[path]]
    if len(repositories) > len(writing):
        return
    for path, commits in repositories:
        if not committing and path not in used:
            continue
        for name, call in commits:
            yield RULE.finding(
                path,
                f"{call.func}() in a repository; the services own the transactions",
                line=call.line,
                column=call.column,
                symbol=name,
                fix=f"{call.func.removesuffix('commit')}flush()",
            )


def _commits(subject: Subject, path: str) -> list[tuple[str, Call]]:
    return [
        (name, call)
        for name, function in functions_of(subject, path)
        for call in function.calls
        if call.func.endswith("session.commit") or call.func.endswith("db.commit")
    ]


def _transacts(subject: Subject, path: str) -> bool:
    """``async with unit_of_work(session):`` or ``session.begin()``, which commit at their end."""
    calls = (call.func for _, function in functions_of(subject, path) for call in function.calls)
    return any(func.endswith(("unit_of_work", "session.begin", "db.begin")) for func in calls)


def _uses(subject: Subject, path: str) -> set[str | None]:
    """The files that a service imports from."""
    imports = subject.sources.facts(path).imports
    return {*modules_called(subject, path).values(), *(subject.sources.path_of(item.module, path) for item in imports)}


def repair(subject: Subject, finding: Finding) -> Repair | None:
    """A flush in its place."""
    for _, call in _commits(subject, finding.path):
        if (call.line, call.column) == (finding.line, finding.column):
            new = f"{call.func.removesuffix('commit')}flush"
            edit = Edit(path=finding.path, line=call.line, column=call.column, old=call.func, new=new)
            return Repair(edits=(edit,))
    return None


RULE = Rule(code="SCF303", name="repository-commits", find=find, severity="warning", repair=repair, unsafe=True)
