"""Whether classes of functions are made once and kept: ``tag_service = TagService()``, beside the class or its user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from scaffold.project.crud_base import Holder
from scaffold.project.findings import Found
from scaffold.project.look import Look


def find_instances(look: Look, layer: str, holders: Sequence[Holder]) -> Iterator[Found]:
    """The name that most instances have, and where they stand; nothing where most classes are used as they are."""
    beside = [(name, holder.path, line) for holder in holders for name, line in _kept(look, holder, holder.path)]
    by_entity = {holder.table.item.name: holder for holder in holders}
    in_routers = [
        (name, path, line)
        for path in sorted(look.routers)
        for table, _ in look.in_path(path)
        if (holder := by_entity.get(table.item.name))
        for name, line in _kept(look, holder, path)
    ]
    # a class that the routers keep may be kept by other services as well
    kept = beside or (in_routers if layer == "service" else [])
    if not kept or 2 * len({path for _, path, _ in kept}) <= len(holders):
        return
    name, count = Counter(name for name, _, _ in kept).most_common(1)[0]
    path, line = next((path, line) for each, path, line in kept if each == name)
    reason = f"{count} of {len(holders)} classes are made once, and kept so"
    yield Found(key=f"{layer}_instance", value=name, reason=reason, path=path, line=line)
    if kept is in_routers:
        yield Found(key="instances_in_routers", value=True, reason="routers make theirs", path=path, line=line)


def _kept(look: Look, holder: Holder, path: str) -> Iterator[tuple[str, int]]:
    """``crud_users = CRUDUser(User)`` of User as ``crud_{plural}``, with its line."""
    facts, spelling = look.sources.facts(path), look.spelling(holder.table)
    whole = look.sources.origin(holder.path, holder.item.name)
    for each in facts.assignments:
        made = each.call.func if each.call else ""
        if made and (made in holder.item.bases or look.sources.origin(path, made) == whole):
            named = spelling.named(each.name)
            if "{" in named:
                yield named, each.line
