"""What was ours and is not wanted any more: it goes, unless a person has a hand in it or what stays needs it.

What something else in the file uses is looked at again when all the rest is done: only then is it known what stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import replace
from scaffold.merge.elements import elements_of, emptied
from scaffold.merge.ledger import UNWANTED
from scaffold.merge.pair import merge_pair
from scaffold.merge.place import documents, remove
from scaffold.merge.prints import ClassPrint, ElementsPrint, Print, is_empty
from scaffold.merge.segments import Segment
from scaffold.merge.site import Site
from scaffold.merge.symbols import change_name
from scaffold.merge.untouched import untouched
from scaffold.merge.uses import names_used


def remove_unwanted(site: Site, wanted: set[str]) -> Iterator[tuple[str, Print]]:
    """Take out what is recorded and not ``wanted``; what stays recorded is handed back."""
    for key, base in site.base.items():
        if key in wanted:
            continue
        found = site.found(key)
        nested = site.nested.get(key)
        if found is not None:
            left = _remove(site, key, base, found)
        elif nested is not None:
            left = _remove_nested(site, key, base, nested)
        elif (block := site.hidden.get(key)) is not None:
            side = site.job.conflict(site.scope.of_key(key), UNWANTED, block)
            left = base if side is None else None
        else:
            continue
        if left is not None and not is_empty(left):
            yield key, left


def _remove(site: Site, key: str, base: Print, found: Segment) -> Print | None:
    template = _without_our_share(site, key, base, found)
    if template is not None:
        segment, left = merge_pair(base, found, template, site.scope, site.job)
        site.row.replace(found, segment)
        if isinstance(base, ClassPrint) and isinstance(left, ClassPrint):
            left = replace(left, header=base.header, decorators=base.decorators)  # the class is not ours now either
        return left
    symbol = site.scope.symbol(found)
    alone = found.keys == (key,) and not _is_documented(site, found)
    if not (alone and untouched(found, base, site.scope.of_key(key), site.job.comments)):
        side = site.job.conflict(symbol, UNWANTED, found)
        if side != "theirs" or not alone:
            return base if side is None else None
    if site.scope.kind == "module" and _users(site, key, found):
        site.late[key] = found
        return None
    _take_out(site, found)
    return None


def remove_unused(site: Site) -> Iterator[tuple[str, Print]]:
    """Take out what waited for the rest, but for what the rest uses; that stays recorded and is handed back."""
    waiting = {key: site.row.now(found) for key, found in site.late.items()}
    kept: dict[str, Segment] = {}
    while True:
        others = [s for s in site.row if s not in waiting.values() or s in kept.values()]
        used = {key: s for key, s in waiting.items() if key not in kept and key in names_used(others)}
        if not used:
            break
        kept |= used
    for key, found in waiting.items():
        if key not in kept:
            _take_out(site, found)
            continue
        symbol = site.scope.symbol(found)
        site.job.notice(f"{symbol} in {site.job.path} stays: no longer wanted, but what is left there uses it")
        yield key, site.base[key]


def _users(site: Site, key: str, found: Segment) -> bool:
    return any(key in names_used([segment]) for segment in site.row if segment is not found)


def _take_out(site: Site, found: Segment) -> None:
    remove(site.row, found, site.job.host, site.scope)
    site.job.removed(change_name(site.scope.symbol(found), found), found)


def _is_documented(site: Site, segment: Segment) -> bool:
    """Whether a person described the attribute in a string below it, which would be left alone."""
    below = site.row.at(site.row.index(segment) + 1)
    return segment.kind == "assign" and below is not None and documents(below)


def _without_our_share(site: Site, key: str, base: Print, found: Segment) -> Segment | None:
    """``found`` without our members or elements, where it is not ours and only they have to go."""
    if isinstance(base, ClassPrint) and not base.header and found.kind in ("class", "def"):
        return replace(found, keys=(key,), body=(), lead="", foot="")
    if isinstance(base, ElementsPrint) and elements_of(found, any_name=True) is not None:
        ours = untouched(found, base, site.scope.of_key(key), site.job.comments)
        return None if ours and not site.job.part else emptied(found)
    return None


def _remove_nested(site: Site, key: str, base: Print, call: Segment) -> Print | None:
    """A call inside an application factory."""
    symbol = site.scope.symbol(call)
    if not untouched(call, base, site.scope.of_key(key), site.job.comments):
        side = site.job.conflict(symbol, UNWANTED, call)
        if side != "theirs":
            return base if side is None else None
    site.row.replace_below(call)
    site.job.removed(change_name(symbol, call), call)
    return None
