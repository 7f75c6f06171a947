"""Three sequences of fingerprints, merged: which run of statements comes from which side?

diff3 uses its base only to ask "is it the same?", so fingerprints are base enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from scaffold.dataclass import dataclass

Side = Literal["same", "ours", "theirs", "both", "conflict"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run that comes from ``side``; the spans say where it stands in each sequence."""

    side: Side
    base: Span
    ours: Span
    theirs: Span


def diff3(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Chunk]:
    """The chunks of a three-way merge, in order, that together cover the three sequences."""
    in_ours, in_theirs = _matches(base, ours), _matches(base, theirs)
    chunks: list[Chunk] = []
    at = (0, 0, 0)
    for i in range(len(base)):
        if i not in in_ours or i not in in_theirs:
            continue
        found = (i, in_ours[i], in_theirs[i])
        chunks += _between(base, ours, theirs, at, found)
        after = (i + 1, in_ours[i] + 1, in_theirs[i] + 1)
        chunks.append(_chunk("same", found, after))
        at = after
    chunks += _between(base, ours, theirs, at, (len(base), len(ours), len(theirs)))
    return chunks


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Chunk] | None:
    """The chunks, or ``None`` when one of them is a conflict."""
    chunks = diff3(base, ours, theirs)
    return None if any(chunk.side == "conflict" for chunk in chunks) else chunks


def _chunk(side: Side, start: tuple[int, int, int], stop: tuple[int, int, int]) -> Chunk:
    base, ours, theirs = zip(start, stop, strict=True)
    return Chunk(side, base, ours, theirs)


def _between(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    start: tuple[int, int, int],
    stop: tuple[int, int, int],
) -> Iterator[Chunk]:
    """The chunks of a stretch in which the three have no statement in common."""
    if start == stop:
        return
    was, mine, new = (list(sequence[a:z]) for sequence, a, z in zip((base, ours, theirs), start, stop, strict=True))
    if mine == new:
        yield _chunk("both", start, stop)
    elif mine == was:
        yield _chunk("theirs", start, stop)
    elif new == was:
        yield _chunk("ours", start, stop)
    elif was and (at := _inside(was, mine)) is not None:
        yield from _around(start, stop, (at, len(was)), "ours")
    elif was and (at := _inside(was, new)) is not None:
        yield from _around(start, stop, (at, len(was)), "theirs")
    else:
        yield _chunk("conflict", start, stop)


def _around(start: tuple[int, int, int], stop: tuple[int, int, int], run: Span, inserter: Side) -> Iterator[Chunk]:
    """One side only inserted around the untouched base run, so the other side's change fits between.

    ::

        base   B          ours   X B Y        theirs   T        merged   X T Y
    """
    (b0, o0, t0), (b1, o1, t1) = start, stop
    at, length = run
    if inserter == "ours":
        before, after = (b0, o0 + at, t0), (b1, o0 + at + length, t1)
    else:
        before, after = (b0, o0, t0 + at), (b1, o1, t0 + at + length)
    if before != start:
        yield _chunk(inserter, start, before)
    yield _chunk("theirs" if inserter == "ours" else "ours", before, after)
    if after != stop:
        yield _chunk(inserter, after, stop)


def _inside(run: Sequence[str], sequence: Sequence[str]) -> int | None:
    """Where ``run`` stands in ``sequence`` as it is."""
    for at in range(len(sequence) - len(run) + 1):
        if list(sequence[at : at + len(run)]) == list(run):
            return at
    return None


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """A longest common subsequence, as positions in ``base`` to positions in ``other``."""
    n, m = len(base), len(other)
    longest = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            if base[i] == other[j]:
                longest[i][j] = longest[i + 1][j + 1] + 1
            else:
                longest[i][j] = max(longest[i + 1][j], longest[i][j + 1])
    found: dict[int, int] = {}
    i = j = 0
    while i < n and j < m:
        if base[i] == other[j]:
            found[i] = j
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
