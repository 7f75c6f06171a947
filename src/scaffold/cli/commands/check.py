"""`scaffold check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument, Option

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def check(
    run: Run,
    names: Annotated[
        list[str] | None,
        Argument(metavar="NAME|PATH", help="Entities, files or folders; everything by default."),
    ] = None,
    migrations: Annotated[
        bool,
        Option("--migrations", help="Also replay the migrations on a shadow database and compare."),
    ] = False,
    database: Annotated[
        str | None,
        Option("--database", metavar="URL", help="Also compare this live database, read only."),
    ] = None,
    since: Annotated[
        str | None,
        Option("--since", metavar="REF", help="Look only at migrations that are new since this commit."),
    ] = None,
    select: Annotated[
        list[str] | None,
        Option("--select", metavar="CODE", help="Only these: SCF2, SCF401,SCF402. Repeatable."),
    ] = None,
    ignore: Annotated[list[str] | None, Option("--ignore", metavar="CODE", help="Not these. Repeatable.")] = None,
    fix: Annotated[bool, Option("--fix", help="Repair what can be repaired safely.")] = False,
    unsafe_fixes: Annotated[bool, Option("--unsafe-fixes", help="With --fix, also what may change behaviour.")] = False,
    diff: Annotated[bool, Option("--diff", help="Print the repairs as a diff and write nothing.")] = False,
    exit_zero: Annotated[bool, Option("--exit-zero", help="Exit with 0 although something was found.")] = False,
    baseline: Annotated[
        str | None,
        Option("--baseline", metavar="FILE", help="Be silent about the findings in FILE."),
    ] = None,
    update_baseline: Annotated[
        bool, Option("--update-baseline", help="Write what is found now to the baseline.")
    ] = False,
) -> Outcome:
    """Say what is out of step. Writes nothing, imports nothing of yours, opens no database.

    Exit code 0: in step. 1: something was found. 2: it could not be checked.
    Silence one line with `# scaffold: ignore[SCF202] reason`.

    Examples:
      scaffold check
      scaffold check Post app/api --select SCF2,SCF3
      scaffold check --fix
      scaffold check --migrations --since origin/main
      scaffold check --output-format github
    """
    if migrations:
        from scaffold.migrate import start_early

        start_early(run.start)
    from scaffold.pipeline.check import check as pipeline

    return pipeline(
        run.start,
        names or (),
        migrations=migrations,
        database=database,
        since=since,
        select=codes(select),
        ignore=codes(ignore),
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        exit_zero=exit_zero,
        baseline=baseline,
        update_baseline=update_baseline,
        flags=run.flags,
    )


def codes(typed: list[str] | None) -> tuple[str, ...]:
    """``SCF2,SCF401`` and repeated options as codes and prefixes."""
    return tuple(code.strip() for text in typed or () for code in text.split(",") if code.strip())
