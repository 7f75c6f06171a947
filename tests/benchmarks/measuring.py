"""CPU and wall time of whole processes, measured interleaved, as multiples of ``python -c pass``."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Case:
    """A command in a folder. ``before`` is called, outside of the measurement, ahead of every run."""

    name: str
    words: Sequence[str]
    folder: Path
    budget: float | None = None
    before: Callable[[], None] = lambda: None
    codes: tuple[int, ...] = (0,)  # exit codes of a run that did its work


@dataclass(frozen=True)
class Measured:
    """What a case takes, in seconds of CPU and as a multiple of an idle interpreter, and how long it makes one wait."""

    case: Case
    seconds: float
    ratio: float
    wall: float

    @property
    def line(self) -> str:
        """A row of the table."""
        budget = f"{self.case.budget:7.1f}" if self.case.budget else "       "
        over = "  over" if self.case.budget and self.ratio > self.case.budget else ""
        return f"{self.case.name:44}{self.seconds * 1000:9.0f} ms {self.ratio:8.2f} {budget} {self.wall:7.2f} s{over}"


def measure(
    cases: Sequence[Case], rounds: int, typical: Callable[[Sequence[float]], float] = statistics.median
) -> list[Measured]:
    """Every case once per round, in turn, so that a slow moment of the machine meets them all alike.

    ``typical`` is the median, or ``min`` for a verdict that a busy machine must not change. One that does not run
    here is named and left out.
    """
    idle = Case("python -c pass", [sys.executable, "-c", "pass"], Path())
    able = [case for case in (idle, *cases) if _runs(case)]
    times: dict[str, list[tuple[float, float]]] = {case.name: [] for case in able}
    for _ in range(rounds):
        for case in able:
            times[case.name].append(seconds(case))
    taken = {name: [typical(each) for each in zip(*found, strict=True)] for name, found in times.items()}
    return [Measured(case, cpu, cpu / taken[idle.name][0], wall) for case in able for cpu, wall in [taken[case.name]]]


def _runs(case: Case) -> bool:
    """Run it once, which also compiles modules and fills caches."""
    try:
        seconds(case)
    except RuntimeError as error:
        print(f"left out: {error}")
        return False
    return True


def seconds(case: Case) -> tuple[float, float]:
    """CPU time of one run, its children included, and wall time. Raises ``RuntimeError`` for one that failed."""
    case.before()
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        _become(case)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in case.codes:
        raise RuntimeError(f"{' '.join(case.words)} ended with {code} in {case.folder}")
    return usage.ru_utime + usage.ru_stime, wall


def _become(case: Case) -> None:
    try:
        os.chdir(case.folder)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        os.execve(case.words[0], list(case.words), environment(case.folder))
    finally:
        os._exit(127)


def environment(folder: Path) -> Mapping[str, str]:
    """Ours, with compiled bytecode: without it every run would compile the standard library anew."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "_SCAFFOLD_COMPLETE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    path = os.pathsep.join(part for part in (str(folder), kept.get("PYTHONPATH", "")) if part)
    return {**kept, "PYTHONPATH": path}
