"""What the lock would hold of a text that is ours, every statement of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from scaffold.fragment import Fragment
from scaffold.lock import Record, digest
from scaffold.merge.arguments import arguments_of
from scaffold.merge.contributions import fitted
from scaffold.merge.identity import bindings
from scaffold.merge.job import Request, job_for
from scaffold.merge.origins import import_nodes, imported_modules, package_of
from scaffold.merge.partition import partition
from scaffold.merge.recorded import Recorded, from_symbols, to_symbols
from scaffold.merge.source import without_bom
from scaffold.merge.symbols import Scope
from scaffold.merge.untouched import comment_digest, comment_lines, comments_of, untouched
from scaffold.merge.wanted import wanted_print


def is_all_ours(text: str, record: Record) -> bool:
    """Whether ``text`` holds nothing but what ``record`` knows: nobody else wrote into the file."""
    recorded = from_symbols(record.symbols)
    tree = partition(without_bom(text)[1], record.path)
    left = {*map(comment_digest, comment_lines(tree.head + tree.foot))}
    if not left <= recorded.comments.get("", frozenset()):
        return False
    imported = (binding.module for binding, _ in recorded.imports.values())
    package = package_of(record.path, [*imported_modules(tree.body), *imported])
    found = [package.resolved(binding) for node in import_nodes(tree.body) for binding in bindings(node)]
    known = {name: binding.origin for name, (binding, _) in recorded.imports.items()}
    return all(known.get(binding.bound) == binding.origin for binding in found) and all(
        segment.key in recorded.members
        and untouched(segment, recorded.members[segment.key], segment.key.replace(" ", ":"), recorded.comments)
        for segment in tree.body
        if segment.kind not in ("import", "typing")
    )


@lru_cache(maxsize=256)  # a plan that needs a support module after all is made twice
def record_of_text(
    text: str, owner: str, path: str, kind: Literal["file", "part", "once"], standing: str | None = None
) -> Record:
    """What is recorded of ``text`` when every statement of it is ours, and those that ``standing`` asks for beside."""
    fragment = Fragment(path=path, owner=owner, text=text, kind=kind)
    tree = partition(without_bom(text)[1], path)
    if standing is not None and kind == "part":
        tree = fitted(tree, partition(without_bom(standing)[1], path), path)
    job = job_for(Request(ours=text, fragment=fragment), tree, tree, Recorded())
    members = {
        s.key: wanted_print(s, Scope(), job)
        for s in tree.body
        if s.kind not in ("import", "typing") and not (job.part and s.kind == "doc")
    }
    imports = {b: (w.binding, w.typing) for b, w in job.imports.items()}
    arguments = {} if job.part else arguments_of(tree)
    recorded = Recorded(imports=imports, members=members, comments=comments_of(tree), arguments=arguments)
    written = digest(text) if kind == "file" else "-"
    return Record(owner=owner, path=path, written=written, symbols=to_symbols(recorded))
