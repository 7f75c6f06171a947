"""`scaffold apply`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from typer import Argument

    from scaffold.cli.common import Run
    from scaffold.pipeline.outcome import Outcome


def apply(
    run: Run,
    file: Annotated[str, Argument(metavar="FILE", help="A TOML file of entities.")],
) -> Outcome:
    """Create or extend many entities from one file: one plan, one migration.

    In any order, cycles allowed:
      [entity.User]
      email = "EmailStr:unique"
      [entity.Post]
      title = "str:max=200"
      author = "User:ondelete=cascade"

    Examples:
      scaffold apply blog.toml --dry-run
      scaffold apply blog.toml
    """
    from scaffold.pipeline.apply_file import apply_file

    return apply_file(run.start, Path(file), flags=run.flags)
