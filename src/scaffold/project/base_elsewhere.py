"""Models whose base is no file of the project: they inherit a key that nobody can see, so that it is a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scaffold.project.conventions import Conventions, Name
from scaffold.project.findings import Found
from scaffold.project.look import Look

_NO_MODELS = ("sqlmodel", "pydantic", "typing", "abc", "enum", "")


def find_base_elsewhere(look: Look) -> Iterator[Found]:
    """The base that most models have from elsewhere, and the key that it is taken to have; nothing without one."""
    bases = [(table, _elsewhere(look, table.path, base)) for table in look.models for base in table.item.bases]
    votes = Counter(name for _, name in bases if name)
    if not votes:
        return
    name, count = votes.most_common(1)[0]
    if 2 * count <= len(look.models):
        return
    table = next(table for table, each in bases if each == name)
    usual = Conventions()
    reason = f"{count} of {len(look.models)} models inherit it from {name.name}, which is not of this project"
    for key, value in (("pk", usual.pk), ("pk_name", usual.pk_name), ("pk_inherited", True)):
        yield Found(key=key, value=value, reason=reason, path=table.path, line=table.item.line, sure=False)
    reason = f"{count} of {len(look.models)} models inherit from it"
    yield Found(key="model_base", value=name, reason=reason, path=table.path, line=table.item.line)


def _elsewhere(look: Look, path: str, base: str) -> Name | None:
    if look.sources.find_class(path, base) is not None:
        return None
    module, _, name = look.sources.origin(path, base).rpartition(".")
    return Name(module, name) if module.partition(".")[0] not in _NO_MODELS else None
