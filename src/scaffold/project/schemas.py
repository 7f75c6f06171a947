"""The schemas of an entity, and how their classes are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from scaffold.dataclass import replace
from scaffold.facts import Assignment
from scaffold.project.conventions import Name
from scaffold.project.findings import Found
from scaffold.project.look import Look

_CREATE = ("Create", "New", "Add", "In", "Input", "Insert")
_UPDATE = ("Update", "Patch", "Edit", "Modify")
_OUT = (
    "Out",
    "Read",
    "Public",
    "Response",
    "Schema",
    "Output",
    "View",
    "Detail",
    "Details",
    "Get",
    "DTO",
    "Dto",
    "Model",
    "Result",
    "Info",
    "Item",
    "Data",
)

_KINDS = ("DTO", "Dto", "Schema", "Model")


def _without_prefix(class_name: str, entity: str) -> str:
    # IUserCreate
    return class_name[1:] if class_name.startswith(f"I{entity}") else class_name


def find_schema_style(look: Look) -> Iterator[Found]:
    """The suffixes of schema classes, and what they inherit from."""
    suffixes: dict[str, Counter[str]] = {"create": Counter(), "update": Counter(), "out": Counter()}
    example: dict[tuple[str, str], tuple[str, int]] = {}
    prefixed = 0
    for table in look.models:
        for path, item in look.schemas_of(table):
            bare = _without_prefix(item.name, look.bare(table))
            prefixed += bare != item.name
            rest = _rest(bare, look.bare(table))
            kind = _kind(rest)
            if kind:
                suffixes[kind][rest] += 1
                example.setdefault((kind, rest), (path, item.line))
    if prefixed * 2 > sum(sum(votes.values()) for votes in suffixes.values()):
        (path, line) = next(iter(example.values()))
        yield Found(
            key="schema_prefix",
            value="I",
            reason=f"{prefixed} schemas begin with it",
            path=path,
            line=line,
        )
    chosen: dict[str, Found] = {}
    for kind, votes in suffixes.items():
        if not votes:
            continue
        best = max(votes, key=lambda rest: (votes[rest], _preference(kind, rest), -len(rest), rest))
        path, line = example[kind, best]
        chosen[kind] = Found(
            key=f"{kind}_suffix",
            value=best,
            reason=f"{votes[best]} of {sum(votes.values())} {kind} schemas are named so",
            path=path,
            line=line,
            sure=votes[best] * 2 > sum(votes.values()),
        )
    yield from (*chosen.values(), *_alike(chosen))
    yield from _bases(look)


def _alike(chosen: Mapping[str, Found]) -> Iterator[Found]:
    """`DTOUpdate` where only `DTOCreate` is there, in place of the usual `Update`."""
    usual = {"create": "Create", "update": "Update", "out": "Out"}
    for kind, row in chosen.items():
        word = usual[kind]
        if kind == "out" or word not in str(row.value) or row.value == word:
            continue
        # DTOCreate, DTOUpdate and DTOOut; but CreateHero, UpdateHero and HeroOut, CreateCmd, UpdateCmd and Out
        is_kind = str(row.value).replace(word, "") in _KINDS
        verbs = tuple(usual) if is_kind else ("create", "update")
        for other in (each for each in verbs if each not in chosen):
            value = str(row.value).replace(word, usual[other])
            reason = f"{other} schemas as {kind} schemas are named"
            yield replace(row, key=f"{other}_suffix", value=value, reason=reason, sure=False)
        return


def _rest(class_name: str, entity: str) -> str:
    """What a schema's name says beside the entity: ``Create``, or ``Create{Name}`` where it says so in front."""
    if class_name.startswith(entity):
        return class_name.removeprefix(entity)
    # UpdateHeroCmd; but UpdateHeroesCmd says nothing of how one is called
    around, found = re.subn(f"{entity}(?![a-z])", "{Name}", class_name, count=1)
    return around if found else ""


def _kind(rest: str) -> str | None:
    # CreateDto    New{Name}    ReadDto: `Info` begins with `In`, and is another word
    words = re.findall("DTO|[A-Z][a-z0-9]*|[^A-Z]+", rest.replace("{Name}", ""))
    # StudentDTOCreate: which kind of class it is says nothing of what it is for
    told = next((word for word in words if word not in _KINDS), "")
    for kind, verbs in (("create", _CREATE), ("update", _UPDATE)):
        if told in verbs:
            return kind
    return "out" if words and all(word in _OUT for word in words) else None


def _preference(kind: str, rest: str) -> int:
    order = {"create": _CREATE, "update": _UPDATE, "out": _OUT}[kind]
    return -next((index for index, word in enumerate(order) if rest.startswith(word)), len(order))


def _bases(look: Look) -> Iterator[Found]:
    votes: Counter[Name] = Counter()
    example: dict[Name, tuple[str, int]] = {}
    for table in look.models:
        name = look.bare(table)
        for path, item in look.schemas_of(table):
            for base in item.bases:
                if name in base:
                    continue
                module, _, bare = _without_fields(look, path, base).rpartition(".")
                votes[Name(module, bare)] += 1
                example.setdefault(Name(module, bare), (path, item.line))
    if votes:
        best = max(votes, key=lambda item: (votes[item], item.name))
        path, line = example[best]
        yield Found(
            key="schema_base",
            value=best,
            reason=f"{votes[best]} schemas inherit from it",
            path=path,
            line=line,
            sure=votes[best] * 2 > sum(votes.values()),
        )


def _without_fields(look: Look, path: str, base: str) -> str:
    """The origin of the base, or of the nearest one above it that has no fields: a client could send them."""
    found = look.sources.find_class(path, base)
    # class Query(Row): sort: str    class Row(BaseModel): id: int
    chain = [found, *look.sources.bases(*found)] if found else []
    fields = [any(_is_field(each) for each in item.attributes) for _, item in chain]
    for index, (where, item) in enumerate(chain):
        if not any(fields[index:]):
            return look.sources.origin(where, item.name)
    if chain and chain[-1][1].bases:
        return look.sources.origin(chain[-1][0], chain[-1][1].bases[0].partition("[")[0])
    return look.sources.origin(path, base)


def _is_field(item: Assignment) -> bool:
    return bool(item.annotation) and "ClassVar" not in item.annotation and item.name not in ("model_config", "Config")
