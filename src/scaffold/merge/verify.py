"""The last look before a merge is handed on: a fault of ours becomes a refusal, and never damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from scaffold.errors import ProjectError
from scaffold.merge.merged import Merged
from scaffold.merge.partition import partition
from scaffold.merge.prints import own_comments
from scaffold.merge.segments import Segment, SegmentTree, lines_of


def verify(
    merged: Merged,
    ours: SegmentTree,
    replaced: AbstractSet[int],
    again: Callable[[str, Merged], Merged],
    path: str,
) -> None:
    """Raise ``ProjectError`` unless the result holds every statement of ``ours`` that it may not touch.

    ``replaced`` are the lines of what the merge changed on purpose; ``again`` merges once more.
    """
    text = merged.text or ""
    try:
        partition(text, path)
    except ProjectError as error:
        raise _refusal(path, "the result would not parse") from error
    if (lost := _lost(text, ours, replaced)) is not None:
        raise _refusal(path, f"{lost!r} would have been lost")
    second = again(text, merged)
    if (second.text or "") != text:
        raise _refusal(path, "a second run would have changed it again")


def _refusal(path: str, why: str) -> ProjectError:
    return ProjectError(
        f"{path} was left alone: {why}",
        where=path,
        hint="this is a fault of scaffold; please report it with the file",
    )


def _lost(text: str, ours: SegmentTree, replaced: AbstractSet[int]) -> str | None:
    """The first piece of the file that is not in ``text``, in order, although nobody replaced it."""
    at = 0
    for piece in _pieces(ours.body, replaced):
        found = text.find(piece, at)
        if found < 0:
            return piece.strip()
        at = found + len(piece)
    return None


def _pieces(segments: Sequence[Segment], replaced: AbstractSet[int]) -> Iterator[str]:
    for segment in segments:
        yield from (line.strip() for line in lines_of(segment.lead) if line.strip())
        if segment.line in replaced:
            continue
        for decorator in segment.decorators:
            if decorator.line not in replaced:
                yield decorator.code.strip()
        yield segment.code.strip()
        if own_comments(segment) and "#" in segment.tail:
            yield segment.tail.strip()
        yield from _pieces(segment.body or (), replaced)
        yield from (line.strip() for line in lines_of(segment.foot) if line.strip())
