"""`scaffold templates`: which templates there are, owning one, and how the owned ones differ from the shipped."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from scaffold.apply import apply
from scaffold.desired import shipped_templates
from scaffold.desired.templates import OVERRIDES, ejected, moved_on, own_templates
from scaffold.errors import SpecError
from scaffold.naming import near
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.opening import opened
from scaffold.pipeline.outcome import Outcome
from scaffold.plan import Change
from scaffold.project import Project


def list_templates(start: Path) -> Outcome:
    """Every template, and which of them the project owns."""
    with opened(start, Flags(dry_run=True)) as ready:
        owned, notes = own_templates(ready.project), news(ready.project)
    lines = [
        f"{name}{'   yours: ' + OVERRIDES + name if name in owned else ''}"
        for name in sorted({*shipped_templates(), *owned})
    ]
    return Outcome(
        command="templates list", text="\n".join(lines), notes=notes, next=("scaffold templates eject NAME",)
    )


def news(project: Project) -> tuple[str, ...]:
    """What the owner of a template should know: the shipped one is another since it was ejected."""
    return tuple(
        f"the shipped {name} has changed since you ejected it: scaffold templates diff\n"
        f"when you took over what you want, its first line is: {ejected(shipped_templates()[name]).splitlines()[0]}"
        for name in moved_on(project)
    )


def eject(start: Path, name: str, *, flags: Flags | None = None) -> Outcome:
    """Copy the shipped template into the project, which owns it from then on. Raises ``SpecError``."""
    flags = flags or Flags()
    shipped = shipped_templates()
    # `service` is service.py.jinja
    name = next((each for each in (name, f"{name}.jinja", f"{name}.py.jinja") if each in shipped), name)
    if name not in shipped:
        close = near(name, tuple(shipped))
        raise SpecError(
            "there is no such template",
            where=name,
            hint=f"scaffold templates eject {close[0]}" if close else "scaffold templates list",
        )
    with opened(start, flags) as ready:
        path = OVERRIDES + name
        if path in ready.project.files:
            raise SpecError("the project owns this template already", where=path, hint="scaffold templates diff")
        change = Change(path=path, before=None, after=ejected(shipped[name]))
        if not flags.dry_run:
            apply(ready.root, (change,), command=f"templates eject {name}")
    return Outcome(
        command="templates eject",
        dry_run=flags.dry_run,
        changes=(change,),
        next=(f"edit {path}", "scaffold sync --dry-run"),
    )


def diff(start: Path) -> Outcome:
    """How the project's templates differ from the shipped ones."""
    shipped = shipped_templates()
    with opened(start, Flags(dry_run=True)) as ready:
        owned, notes = own_templates(ready.project), news(ready.project)
    diffs = [
        "".join(
            unified_diff(
                shipped[name].splitlines(keepends=True),
                owned[name].splitlines(keepends=True),
                f"shipped/{name}",
                OVERRIDES + name,
            )
        )
        for name in sorted(shipped.keys() & owned.keys())
        if shipped[name] != owned[name]
    ]
    return Outcome(command="templates diff", text="\n".join(diffs) or "no template of your own differs", notes=notes)
