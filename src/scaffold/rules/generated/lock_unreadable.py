"""SCF903: ``scaffold.lock`` cannot be read.

Why it matters: without it nobody knows which code is generated and which was edited, so nothing can be
compared. The run ends with exit code 2: this is no drift, and it is not clean.

Silent for what git leaves in it: two lines for one file and conflict markers read well.

How to fix: take the file back from git (``git checkout HEAD -- scaffold.lock``), then ``scaffold sync``. If it
is lost, ``scaffold adopt --all`` makes a new one from the code as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.rule import Finding, Rule, Subject
from scaffold.rules.view.lock import lock_error


def find(subject: Subject) -> Iterator[Finding]:
    """A lock that is none."""
    error = lock_error(subject)
    if error is not None and "newer" not in error.message:
        line = re.search(r"\d+", f"{error.where.rpartition(':')[2]} {error.message}")
        yield RULE.finding(
            "scaffold.lock",
            error.message,
            line=int(line[0]) if line else 1,
            symbol="scaffold.lock",
            fix="git checkout HEAD -- scaffold.lock && scaffold sync",
        )


RULE = Rule(code="SCF903", name="lock-unreadable", find=find)
