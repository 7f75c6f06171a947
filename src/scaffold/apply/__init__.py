"""Plan to disk: all files or none, one run at a time, and a way back. All writing happens here.

State lives in ``.scaffold/``, which git ignores but for ``templates/``::

    .scaffold/running            held by the run that is at work: its pid and command
    .scaffold/run/journal.json   a run that has begun to change files: its presence is the commit
    mark .scaffold/run/back.json      the same, once it is being put back .scaffold/run/n0, o0,
    ...    the new file and the original of each change, staged before the mark
    .scaffold/history/0007.json  a finished run, for `scaffold undo`
"""

from scaffold.apply.history import Run, forget, last_run, runs
from scaffold.apply.recovery import pending, recover
from scaffold.apply.running import held
from scaffold.apply.writing import Applied, apply, wrote

__all__ = [
    "Applied",
    "Run",
    "apply",
    "forget",
    "held",
    "last_run",
    "pending",
    "recover",
    "runs",
    "wrote",
]
