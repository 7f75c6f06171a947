"""The base that siblings' repositories (or services) inherit from: ``class CRUDItem(CRUDBase[Item, ItemCreate])``.

It is followed where it gives something that can be called surely; one that cannot be is said to be unsure, and the
functions of a new entity are then written without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from scaffold.dataclass import dataclass
from scaffold.facts import Class, Function
from scaffold.project.base_methods import METHODS, VERBS, Reading, is_bound, is_session, methods_of, verbs_of
from scaffold.project.conventions import Conventions, CrudBase, schema_class
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.tables import Table

_USED = re.compile(r"self\.(\w+)\.(?:add|exec|execute|get|scalars?|commit|flush|delete|refresh)")
_PARAMETER = re.compile(r"\[(.*)\]")


@dataclass(frozen=True, slots=True)
class Holder:
    """A class that holds the functions of one entity, and its file."""

    table: Table
    path: str
    item: Class


def find_crud_base(look: Look, layer: str, holders: Sequence[Holder], so_far: Conventions) -> Iterator[Found]:
    """The base that most of the classes inherit from, with what it gives; nothing where they inherit from none."""
    votes = Counter(_base(look, each) for each in holders)
    origin, count = max(votes.items(), key=lambda item: item[1], default=("", 0))
    if not origin or count * 2 <= len(holders) or origin.startswith(("typing.", "abc.", "object")):
        return
    ours = [each for each in holders if _base(look, each) == origin]
    if layer == "service" and "repository" in so_far.layers:
        found, why_not = None, "is for services over a repository"
    else:
        found, why_not = _first_read(look, ours, origin, so_far)
    name, rate = origin.rpartition(".")[2], f"{count} of {len(holders)} classes inherit from"
    yield Found(
        key=f"{layer}_base",
        value=found,
        reason=f"{rate} {name}, which {why_not}; a new one does without" if why_not else f"{rate} it",
        path=ours[0].path,
        line=ours[0].item.line,
        sure=found is not None,
    )


def class_without_statement(look: Look, path: str, table: Table) -> Class | None:
    """The class that ``CRUDItem = CRUDBase[Item, ItemCreate]`` or ``item = CRUDBase[Item, ItemCreate](Item)`` makes."""
    for each in look.sources.facts(path).assignments:
        base = each.call.func if each.call else each.value
        if re.match(rf"[\w.]+\[{table.item.name}\b", base):
            kind = base.partition("[")[0].rpartition(".")[2].replace("Base", "")
            made = f"{kind}{look.bare(table)}" if kind.upper() == kind else f"{look.bare(table)}{kind}"
            return Class(name=made if each.call else each.name, bases=(base,), line=each.line)
    return None


def _first_read(look: Look, ours: Sequence[Holder], origin: str, so_far: Conventions) -> tuple[CrudBase | None, str]:
    """What the first class says that can be followed."""
    found, why_not = None, ""
    for each in ours:
        found, why_not = _read(look, each, origin, so_far)
        if found is not None:
            break
    return found, why_not


def _base(look: Look, holder: Holder) -> str:
    """The origin of the class's last base, ``""`` where it has none."""
    last = holder.item.bases[-1].partition("[")[0] if holder.item.bases else ""
    # class SQLItemRepository(ItemRepository): an interface of its own
    return "" if look.bare(holder.table) in last else look.sources.origin(holder.path, last)


def _read(look: Look, holder: Holder, origin: str, so_far: Conventions) -> tuple[CrudBase | None, str]:
    """The base as this class has it; ``None`` and the reason where it cannot be followed."""
    written = holder.item.bases[-1]
    found = look.sources.find_class(holder.path, written)
    if found is None:
        return None, "is not of this project"
    arguments = _arguments(look, holder, written, so_far)
    if arguments is None:
        return None, "takes more than the entity and its schemas"
    chain = [found, *look.sources.bases(*found)]
    methods = methods_of([item for _, item in chain])
    made = _made(holder, methods)
    if made is None:
        return None, "is made with more than a model and a session"
    body = _body(holder)
    if body is None:
        return None, "is told more than its model"
    init, call = made
    holds = "session" in call
    names = _parameters(look, chain)
    reading = Reading(
        stands_for=dict(zip(names, arguments or map(_meant, names), strict=False)),
        is_async=so_far.is_async,
        holds=holds,
        columns=_shared_columns(look),
    )
    verbs = verbs_of(methods, reading)
    if not any(known.fits for known in verbs.values()):
        return None, "has no method that could be called surely"
    bound = any(is_bound(known.method) for known in verbs.values())
    module, _, name = origin.rpartition(".")
    return CrudBase(
        base=f"{module}:{name}" + (f"[{', '.join(arguments)}]" if arguments else ""),
        made=f"{{Class}}({call})" if bound else "{Class}",
        init=init,
        session=_held(methods) if holds else "",
        body=body,
        taken=" ".join(own for verb, own in METHODS.items() if own in methods and verb not in verbs),
        unlike=" ".join(verb for verb in VERBS if verb in verbs and not verbs[verb].fits),
        **{verb: verbs[verb].signature for verb in VERBS if verb in verbs},
    ), ""


def _arguments(look: Look, holder: Holder, written: str, so_far: Conventions) -> list[str] | None:
    """``[Item, ItemCreate, ItemUpdate]`` as ``{Entity}``, ``{Create}``, ``{Update}``."""
    inside = _PARAMETER.search(written)
    if inside is None:
        return []
    bare = look.bare(holder.table)
    meant = {
        schema_class(bare, suffix, so_far.schema_prefix): role
        for suffix, role in (
            (so_far.out_suffix, "{Out}"),
            (so_far.update_suffix, "{Update}"),
            (so_far.create_suffix, "{Create}"),
        )
    } | {holder.table.item.name: "{Entity}", "int": "{pk_type}", "UUID": "{pk_type}", "uuid.UUID": "{pk_type}"}
    roles = []
    for argument in inside[1].split(","):
        name = argument.strip().strip("\"'")
        role = meant.get(name) or meant.get(name.rpartition(".")[2])
        if role is None and bare in name:
            role = next((f"{{{word}}}" for word in ("Create", "Update") if word in name), None)
        if role is None:
            return None
        roles.append(role)
    return roles


def _parameters(look: Look, chain: Sequence[tuple[str, Class]]) -> list[str]:
    """The type variables of the base, in their order: of ``Generic[A, B]``, or of ``class Base[A, B]``."""
    for path, item in chain:
        for base in item.bases:
            if base.partition("[")[0].rpartition(".")[2] in ("Generic", "Protocol") and (
                inside := _PARAMETER.search(base)
            ):
                return [name.strip() for name in inside[1].split(",")]
        line = look.sources.text(path).splitlines()[item.line - 1]
        if inside := re.search(rf"class {item.name}\[([^\]]*)\]", line):
            return [name.partition(":")[0].strip() for name in inside[1].split(",")]
    return []


def _meant(name: str) -> str:
    """What a type variable is for that nobody fills in: `ModelType` of ``class UserRepository(BaseRepository)``."""
    return next((f"{{{word}}}" for word in ("Create", "Update") if word in name), "{Entity}")


def _made(holder: Holder, methods: dict[str, Function]) -> tuple[str, str] | None:
    """What the class's own ``__init__`` hands on, and what the class is made with; ``None`` where that is unclear."""
    own = next((method for method in holder.item.methods if method.name == "__init__"), None)
    handed = ""
    if own is not None:
        calls = [call for call in own.calls if call.func == "super().__init__"]
        if len(calls) != 1 or len(own.calls) > 2:
            return None
        handed = _handed(holder, own, calls[0].args, calls[0].keywords)
        if not handed:
            return None
    init = own or methods.get("__init__")
    taken = []
    for param in init.params[1:] if init else ():
        if is_session(param):
            taken.append("session")
        elif re.match(r"(?:typing\.)?[Tt]ype\[", param.annotation) or param.name in ("model", "model_class"):
            taken.append("{Entity}")
        elif not param.default and not param.kind:
            return None
    return handed, ", ".join(taken)


def _handed(holder: Holder, own: Function, args: Sequence[str], keywords: Sequence[tuple[str, str]]) -> str:
    """``super().__init__({Entity}, session)``, ``""`` where anything else is handed on."""
    sessions = {param.name for param in own.params[1:] if is_session(param)}
    if len(sessions) != 1 or len(own.params) != 2:
        return ""
    parts = []
    for name, value in (*(("", arg) for arg in args), *keywords):
        if value != holder.table.item.name and value not in sessions:
            return ""
        meant = "{Entity}" if value == holder.table.item.name else "session"
        parts.append(f"{name}={meant}" if name else meant)
    return f"super().__init__({', '.join(parts)})"


def _held(methods: dict[str, Function]) -> str:
    """What the base calls the session that it holds: ``_session`` of ``self._session.add(row)``."""
    used = Counter(
        found[1] for method in methods.values() for call in method.calls if (found := _USED.match(call.func))
    )
    return used.most_common(1)[0][0] if used else "session"


def _body(holder: Holder) -> str | None:
    """``model = {Entity}`` and ``entity_name = "{Entity}"``; ``None`` where the class says something else, too."""
    name = holder.table.item.name
    if any(each.value.strip("\"'") != name for each in holder.item.attributes):
        return None
    return "\n".join(each.source.replace(name, "{Entity}") for each in holder.item.attributes)


def _shared_columns(look: Look) -> frozenset[str]:
    """The attributes that every model has from a base, and those of the key."""
    shared = [
        {column.attribute.name for column in table.columns if column.owner is not table.item or column.primary_key}
        for table in look.models
    ]
    return frozenset(set.intersection(*shared)) if shared else frozenset()
