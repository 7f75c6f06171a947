"""The last look before a merge is handed on: a fault of ours becomes a refusal, never damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from scaffold.errors import ProjectError
from scaffold.merge.job import Job
from scaffold.merge.merged import Merged
from scaffold.merge.partition import partition
from scaffold.merge.prints import normal_comment
from scaffold.merge.segments import Segment, SegmentTree, lines_of
from scaffold.merge.source import without_bom
from scaffold.merge.untouched import comment_digest


def verify(merged: Merged, ours: SegmentTree, job: Job, again: Callable[[], Merged]) -> None:
    """Raise ``ProjectError`` unless all of ``ours`` is in the result that the merge had to leave.

    ``again`` merges once more, which must change nothing.
    """
    text = without_bom(merged.text or "")[1]
    try:
        partition(text, job.path)
    except ProjectError as error:
        raise _refusal(job.path, "the result would not parse") from error
    if (lost := _lost(text, ours, job)) is not None:
        raise _refusal(job.path, f"{lost!r} would have been lost")
    if again().text != merged.text:
        raise _refusal(job.path, "a second run would have changed it again")


def _refusal(path: str, why: str) -> ProjectError:
    return ProjectError(
        f"{path} was left alone: {why}",
        where=path,
        hint="this is a fault of scaffold; please report it with the file",
    )


def _lost(text: str, ours: SegmentTree, job: Job) -> str | None:
    """The first piece of the file that is not in ``text``, in order, although it had to be."""
    known = frozenset().union(*job.comments.values()) if job.comments else frozenset()
    at = 0
    for piece in _pieces(ours.body, job):
        found = text.find(piece, at)
        if found >= 0:
            at = found + len(piece)
        elif not piece.startswith("#") or comment_digest(normal_comment(piece)) not in known:
            return piece
    return None


def _pieces(segments: Sequence[Segment], job: Job) -> Iterator[str]:
    """The code and the comments of every statement that was not replaced or taken out."""
    for segment in segments:
        if segment.line in job.ledger.gone:
            continue
        yield from _comments(segment.lead)
        if segment.line in job.ledger.replaced:
            continue
        yield from _pieces(segment.decorators, job)
        yield segment.code.strip()
        if "#" in segment.tail:
            yield segment.tail.strip()
        yield from _pieces(segment.body or (), job)
        yield from _comments(segment.foot)


def _comments(text: str) -> Iterator[str]:
    return (line.strip() for line in lines_of(text) if line.strip())
