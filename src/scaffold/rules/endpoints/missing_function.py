"""SCF302: a function of another module is called that is not there.

Why it matters: ``post_service.list_posts(...)`` raises ``AttributeError`` when that endpoint is first called,
and no earlier.

Silent for modules outside of the project, with star imports, with ``__getattr__``, and when the name stands
anywhere in the module's text, another object's attribute of that name excepted.

How to fix: rename the call, or bring the function back (``scaffold restore`` when we wrote it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.calls import functions_of, modules_called
from scaffold.rules.view.words import words


def find(subject: Subject) -> Iterator[Finding]:
    """Calls of ``module.function`` where the module has no such thing."""
    from difflib import get_close_matches

    for path in subject.paths:
        targets = modules_called(subject, path)
        if not targets:
            continue
        for name, function in functions_of(subject, path):
            for call in function.calls:
                head, _, attribute = call.func.partition(".")
                home = targets.get(head)
                if home is None or not attribute.isidentifier() or _has(subject, home, attribute):
                    continue
                if any(param.name == head for param in function.params) or _rebound(subject, path, head):
                    continue
                defined = [item.name for item in subject.sources.facts(home).functions]
                near = get_close_matches(attribute, defined, n=1, cutoff=0.6)
                yield RULE.finding(
                    path,
                    f"{home} has no {attribute}",
                    line=call.line,
                    column=call.column,
                    symbol=name,
                    fix=f"did you mean {near[0]}?" if near else f"define {attribute} in {home}",
                )


def _has(subject: Subject, path: str, name: str) -> bool:
    text = subject.files[path]
    if "import *" in text or "__getattr__" in text:
        return True
    # a call of another module's function of that name (repo.list_posts) is not its own
    if name in subject.view(words).own(path):
        return True
    inside = path.removesuffix("__init__.py")
    return inside != path and any(f"{inside}{name}{end}" in subject.files for end in (".py", "/__init__.py"))


def _rebound(subject: Subject, path: str, name: str) -> bool:
    """The name is also a local one somewhere in the file, so it may not be the module."""
    return (
        re.search(rf"(?m)^\s+{name}\s*(?::[^=\n]+)?=[^=]|\bas {name}\b(?!.*import)|\bfor {name}\b", subject.files[path])
        is not None
    )


RULE = Rule(code="SCF302", name="missing-function", find=find)
