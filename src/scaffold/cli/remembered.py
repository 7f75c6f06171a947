"""`scaffold check` of files that did not change, answered before anything that costs time is imported."""

from __future__ import annotations

import sys
import time

from scaffold.pipeline.warm import Lines, Memory, memory

_SECONDS = "\0seconds\0"  # stands where a verdict says how long it took
_asked: dict[str, Memory] = {}


def answer(words: list[str]) -> int | None:
    """Print what the same check of the same files said, and its exit code; ``None`` when nobody knows."""
    began = time.perf_counter()
    found = memory(words)
    if found is None:
        return None
    _asked["memory"] = found
    known = found.recall()
    if known is None:
        return None
    code, lines = known
    took = f"{time.perf_counter() - began:.1f} s"
    told = tuple(tuple((text.replace(_SECONDS, took), style) for text, style in spans) for spans in lines)
    if sys.stdout.isatty():
        from scaffold.console.screen import show

        show(told)
    else:
        sys.stdout.write("".join("".join(text for text, _ in spans).rstrip() + "\n" for spans in told))
    return code


def keep(root: str, code: int, seconds: float, lines: Lines) -> None:
    """Remember what was printed for the command that ``answer`` was asked about."""
    found = _asked.get("memory")
    if found is None or not root or code not in (0, 1):
        return
    took = f"{seconds:.1f} s"
    *first, last = lines or ((),)
    kept = tuple((text.replace(took, _SECONDS), style) for text, style in last)
    found.remember(root, code, (*first, kept))
