"""`scaffold apply`: many entities from one file, one plan, one migration."""

from __future__ import annotations

from pathlib import Path

from scaffold.errors import SpecError
from scaffold.pipeline.entity import make_true
from scaffold.pipeline.flags import Flags
from scaffold.pipeline.growth import vocabulary_of
from scaffold.pipeline.opening import opened
from scaffold.pipeline.outcome import Outcome
from scaffold.spec import parse_file


def apply_file(start: Path, file: Path, *, flags: Flags | None = None) -> Outcome:
    """Make every entity of a TOML file true, in one plan and one migration.

    Raises what ``entity`` raises, and ``SpecError`` when the file cannot be read.
    """
    flags = flags or Flags()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError("the file cannot be read", where=str(file), hint="scaffold apply blog.toml") from error
    with opened(start, flags) as ready:
        asked = parse_file(text, vocabulary_of(ready.project), path=str(file), strict_types=flags.strict_types)
        return make_true(ready, asked, command="apply", flags=flags)
