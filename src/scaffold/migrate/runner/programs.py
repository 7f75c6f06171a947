"""Which programs the project may start: those of which it is known that they open no database.

What runs in another process is out of our sight, so it is the harmless ones that are listed: what libraries ask about
the machine and the version, and what hands out secrets. A ``python``, an ``alembic`` or a ``psql`` is refused.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any

from .refusal import refuse

_HARMLESS = re.compile(
    "git|hg|uname|hostname|ldconfig|gcc|cc|clang|ld|objdump|file|lscpu|nproc|getconf|sysctl|sw_vers|lsb_release"
    "|ifconfig|ip|arp|netstat|lanscan|which|whoami|id|date|tty|stty|tput|locale|fc-list|fc-match|nvidia-smi|ffmpeg"
    "|cd|cat|echo|printf|test|true|pwd|ls|dirname|basename|readlink|head|tail|grep"
    "|aws|az|gcloud|op|pass|gpg|sops|vault|doppler|security|age"
)
_SHELLS = frozenset({"sh", "bash", "dash", "zsh"})
_REDIRECTED = re.compile(r"\d?[<>]+\s*(?:&\d|/dev/null)")
_NEXT = re.compile(r"[;&|\n`(){}]+")
_SUBSTITUTED = re.compile(r"\$\(|`")
_QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"")


class Programs:
    """Refuses every other program, whichever way it is started."""

    def install(self) -> None:
        """Watch from now on, to the end of the process."""
        checks = {
            "subprocess.Popen": lambda arguments: _check(arguments[1] or arguments[0]),
            "os.posix_spawn": lambda arguments: _check(arguments[1] or arguments[0]),
            "os.spawn": lambda arguments: _check(arguments[2] or arguments[1]),
            "os.exec": lambda arguments: _check(arguments[1] or arguments[0]),
            "os.system": lambda arguments: _check(["sh", "-c", arguments[0]]),
        }

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            check = checks.get(event)
            if check is not None:
                check(arguments)

        sys.addaudithook(hook)
        _watch_multiprocessing()


def _watch_multiprocessing() -> None:
    """It starts its interpreters past ``subprocess``, without an audit event."""
    try:
        import _posixsubprocess
    except ImportError:  # Windows
        return
    plain = _posixsubprocess.fork_exec

    def fork_exec(command: Any, *arguments: Any) -> Any:
        if not any(b"resource_tracker" in os.fsencode(word) for word in command):  # counts semaphores
            _check(command)
        return plain(command, *arguments)

    _posixsubprocess.fork_exec = fork_exec


def _check(command: Any) -> None:
    words = [command] if isinstance(command, (str, bytes, os.PathLike)) else list(command)
    texts = [os.fsdecode(word) for word in words]
    name = os.path.basename(texts[0].strip()) if texts else ""
    if name in _SHELLS and "-c" in texts[1:-1]:
        _check_line(texts[texts.index("-c") + 1])
    elif not _HARMLESS.fullmatch(name):
        raise refuse(f"the program {name}")


def _check_line(line: str) -> None:
    if not _SUBSTITUTED.search(line):  # then "%h (%an)" is one word
        line = _QUOTED.sub(lambda found: _NEXT.sub("_", found.group()), line)
    for part in _NEXT.split(_REDIRECTED.sub(" ", line)):
        words = part.strip(" $\"'").split()
        if words:
            _check(words[:1])
