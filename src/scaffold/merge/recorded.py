"""What the lock keeps of one file, between its JSON and the fingerprints that ``merge`` works with.

::

    {"i": {"Field": "sqlmodel:Field", "User": "?app.models.user:User"},     ? for type checkers only
     "m": {"Post": ["165575f8", {"id": "b8256f79", "key": "cdc0bc18|186b57@bc23ec72"}]},
     "c": {"Post.id": ["1f00aa"]},                                          the template's comments
     "a": {"list_posts": "limit=3ac91e,->=77b0d2,=9fe1c0"}}                 the parts of headers and decorators
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import cast

from scaffold.dataclass import dataclass, field, replace
from scaffold.lock import Record
from scaffold.merge.identity import Binding
from scaffold.merge.prints import ClassPrint, ElementsPrint, FunctionPrint, Print

Members = Mapping[str, Print]
_STATEMENT, _DECORATOR = 6, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The symbols of a record. An import is kept as it was written: by bound name, with its origin."""

    imports: Mapping[str, tuple[Binding, bool]] = field(default_factory=dict)
    members: Mapping[str, Print] = field(default_factory=dict)
    comments: Mapping[str, frozenset[str]] = field(default_factory=dict)
    arguments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # `f` its header, `f@0` a decorator

    def __bool__(self) -> bool:
        return bool(self.imports or self.members)


def to_symbols(recorded: Recorded) -> dict[str, object]:
    """The JSON value of ``recorded``; what is empty is left out."""
    imports = {name: ("?" if typing else "") + binding.origin for name, (binding, typing) in recorded.imports.items()}
    members = {key: _encoded(printed) for key, printed in recorded.members.items()}
    comments = {symbol: sorted(found) for symbol, found in recorded.comments.items() if found}
    arguments = {
        symbol: ",".join(f"{key}={said}" for key, said in parts.items()) for symbol, parts in recorded.arguments.items()
    }
    parts = {"i": imports, "m": members, "c": comments, "a": arguments}
    return {name: value for name, value in parts.items() if value}


def from_symbols(symbols: Mapping[str, object]) -> Recorded:
    """The fingerprints that a record holds."""
    imports = cast("Mapping[str, str]", symbols.get("i", {}))
    members = cast("Mapping[str, object]", symbols.get("m", {}))
    comments = cast("Mapping[str, list[str]]", symbols.get("c", {}))
    arguments = cast("Mapping[str, str]", symbols.get("a", {}))
    return Recorded(
        imports={name: _binding(name, origin) for name, origin in imports.items()},
        members={key: _decoded(value) for key, value in members.items()},
        comments={symbol: frozenset(found) for symbol, found in comments.items()},
        arguments={symbol: _parts(said) for symbol, said in arguments.items()},
    )


def _parts(said: str) -> dict[str, str]:
    return {key: digest for key, _, digest in (part.rpartition("=") for part in said.split(","))}


def _binding(bound: str, origin: str) -> tuple[Binding, bool]:
    module, _, name = origin.removeprefix("?").partition(":")
    return Binding(module, name, bound), origin.startswith("?")


def _encoded(printed: Print) -> object:
    match printed:
        case str():
            return printed
        case FunctionPrint():
            return f"{printed.header}|{''.join(printed.statements)}" + _at(printed.decorators)
        case ClassPrint():
            members = {key: _encoded(member) for key, member in printed.members.items()}
            return [printed.header + _at(printed.decorators), members]
        case ElementsPrint():
            return dict(printed.elements)


def _at(decorators: tuple[str, ...]) -> str:
    return "@" + "".join(decorators) if decorators else ""


def _decoded(value: object) -> Print:
    if isinstance(value, Mapping):
        return ElementsPrint(dict(value))
    if isinstance(value, list):
        header, _, decorators = str(value[0]).partition("@")
        members = {key: _decoded(member) for key, member in value[1].items()}
        return ClassPrint(header, _cut(decorators, _DECORATOR), members)
    header, bar, rest = str(value).partition("|")
    if not bar:
        return header
    body, _, decorators = rest.partition("@")
    return FunctionPrint(header, _cut(body, _STATEMENT), _cut(decorators, _DECORATOR))


def _cut(text: str, size: int) -> tuple[str, ...]:
    return tuple(text[at : at + size] for at in range(0, len(text), size))


def base_of(records: Iterable[Record], sides: Callable[[], tuple[Members, Members]]) -> Recorded:
    """One base out of several acceptable ones.

    Two branches that each wrote a file leave two lines for it when git merges the lock. For each symbol
    that one is taken which is on disk, else the one that is wanted; ``sides`` are the two.
    """
    found = [from_symbols(record.symbols) for record in records]
    if len(found) == 1:
        return found[0]
    imports = {name: value for base in found for name, value in base.imports.items()}
    comments: dict[str, frozenset[str]] = {}
    for base in found:
        for symbol, known in base.comments.items():
            comments[symbol] = comments.get(symbol, frozenset()) | known
    members = _chosen([base.members for base in found], sides())
    return Recorded(imports=imports, members=members, comments=comments)


def _chosen(bases: Sequence[Members], sides: tuple[Members, Members]) -> dict[str, Print]:
    keys = dict.fromkeys(key for base in bases for key in base)
    return {key: _choice([b[key] for b in bases if key in b], [side.get(key) for side in sides]) for key in keys}


def _choice(prints: Sequence[Print], sides: Sequence[Print | None]) -> Print:
    first = prints[0]
    if isinstance(first, ClassPrint):
        classes = [p for p in prints if isinstance(p, ClassPrint)]
        there = [side if isinstance(side, ClassPrint) else ClassPrint("") for side in sides]
        headers = [side.header for side in there]
        chosen = next((p for header in headers for p in classes if p.header == header), first)
        members = _chosen([p.members for p in classes], (there[0].members, there[1].members))
        return ClassPrint(chosen.header, chosen.decorators, members)
    if isinstance(first, ElementsPrint):
        all_of = [p.elements for p in prints if isinstance(p, ElementsPrint)]
        return ElementsPrint({key: value for elements in all_of for key, value in elements.items()})
    return next((side for side in sides if side is not None and side in prints), first)


def part_of(record: Record, keys: Set[str], *, imports: Set[str] | None = None) -> Record:
    """``record`` with the symbols in ``keys`` alone, and its ``imports`` of those names; ``None`` stands for all."""
    recorded = from_symbols(record.symbols)
    part = Recorded(
        imports={bound: o for bound, o in recorded.imports.items() if imports is None or bound in imports},
        members={key: printed for key, printed in recorded.members.items() if key in keys},
        comments={s: known for s, known in recorded.comments.items() if s.partition(".")[0] in keys},
        arguments={s: known for s, known in recorded.arguments.items() if re.split(r"[.@]", s)[0] in keys},
    )
    return replace(record, symbols=to_symbols(part))
