"""SCF009: a Python file that cannot be read or parsed.

Why it matters: nothing can be said about it, so the run ends with exit code 2: this is no drift, and it is not
clean.

Silent for tests, templates and other files that no rule looks at, and for syntax that is newer than the
interpreter of scaffold, which is read statement by statement.

How to fix: repair the file at that place. Half-written code and conflict markers of git are the usual cause.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Files whose facts have a problem."""
    for path in subject.paths:
        problem = subject.sources.facts(path).problem
        if problem is not None:
            yield RULE.finding(
                path,
                f"cannot be parsed: {problem.message}",
                line=problem.line,
                column=problem.column,
                symbol=path,
                fix="repair the file",
            )


RULE = Rule(code="SCF009", name="unreadable", find=find)
