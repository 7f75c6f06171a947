"""Ctrl-C and termination, taken only between two steps: putting back is never interrupted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last on Windows


@contextmanager
def postponed() -> Iterator[Callable[[], None]]:
    """Inside, a signal waits until the yielded function is called, which then raises.

    ``KeyboardInterrupt`` for Ctrl-C, ``SystemExit`` for termination. A signal that comes after
    the last call is dropped: the work it would have stopped is done. Outside of the main thread
    nothing is postponed.
    """
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    def stop_if_asked() -> None:
        if came:
            raise KeyboardInterrupt if came[0] == signal.SIGINT else SystemExit(128 + came[0])

    if threading.current_thread() is not threading.main_thread():
        yield stop_if_asked
        return
    signals = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in signals}
    taken = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]
    try:
        for number in taken:
            signal.signal(number, note)
        yield stop_if_asked
    finally:
        for number in taken:
            signal.signal(number, before[number])
