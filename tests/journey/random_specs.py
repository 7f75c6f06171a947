"""Random files of entities that the grammar accepts, and what a client may expect of each.

Every type with the modifiers it takes, relations of every form, choices, options. The words are drawn together with
what they mean, so that a test needs no parser.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from scaffold.fieldtypes import ALIASES, TYPES
from scaffold.naming import enum

ENTITIES = (
    *("Post", "Tag", "Category", "OrderItem", "News", "Analysis", "Person", "Group", "Box2", "HTTPLog", "Bus", "A"),
    *("Order", "Data", "Link", "Comment", "Team", "Invoice", "Survey", "Hero", "Address", "Event", "Page", "Client"),
    *("Select", "Model", "Item", "Row", "Type", "Schema", "Service", "Router", "File", "Date", "Engine", "Database"),
)
NAMES = (
    *("title", "body", "kind", "price", "date", "x1", "größe", "type", "when_at", "note", "time", "datetime", "uuid"),
    *("status", "email", "data", "name", "items", "key", "value", "user_name", "limit", "offset", "session", "payload"),
    *("order", "select_", "is_on", "field", "int_value", "decimal", "result", "post", "created", "filter_by"),
    *("any", "optional", "row", "client", "self_", "app", "url", "router", "service", "text", "count", "model"),
    *("self", "match", "ll", "description", "default", "query", "fields", "config", "created_at", "timedelta", "user"),
    *("response", "error", "exc", "statement", "rows", "page", "total", "path", "settings", "engine", "first", "n1"),
)
GUESSED = {"opened_at": "datetime", "is_open": "bool", "has_more": "bool", "email": "EmailStr", "uuid": "UUID"}
RELATIONS = ("author", "editor", "parent", "owner", "tags", "peers", "best", "other", "next", "children", "group")
CHOICES = ("draft/published", "a/b-c/3d", "on-hold/done", "class/None/mro", "été/hiver")
DESCRIPTIONS = ('say "it"', "it's {x} %s \\n", "naïve\ttab", "# noqa", "a: b")
DEFAULTS = {
    "str": ("abc", 'it\'s "x" {y} %s', "\\n\t", '"""', "a: b", "${HOME}"),
    "text": ("q", "'; drop table users; --"),
    "int": ("3", "10", "-2147483648", "2147483647"),
    "bigint": ("5", "9223372036854775807"),
    "float": ("1.5", "1e3", "0"),
    "bool": ("true", "false"),
    "date": ("2020-01-01",),
    "datetime": ("2020-01-01T10:00:00+02:00", "2020-01-01"),
    "time": ("12:30", "23:59:59.5"),
    "Decimal": ("1.5", "0", "12"),
    "timedelta": ("5s", "1d12h", "-90s"),
    "UUID": ("00000000-0000-4000-8000-00000000abcd",),
    "bytes": ("raw", "ä"),
    "EmailStr": ("a@example.com",),
    "HttpUrl": ("https://example.com/a?b=c",),
}
FACTORIES = {"date": "today", "datetime": "now", "UUID": "uuid4", "dict": "dict", "str": "secrets.token_hex"}
PATTERNS = ("^[a-z]{3,9}$", "^[A-Z]{2}[0-9]{3,20}$", r"^\d+$")
NUMBERS = (("ge=0",), ("gt=0", "lt=1000000"), ("le=1000000",), ("ge=-5",), ("ge=1", "le=5"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A field as it is written: ``spelled`` is its type, ``words`` its modifiers, ``sets`` what no word can hold."""

    name: str
    spelled: str
    words: tuple[str, ...] = ()
    sets: tuple[tuple[str, str], ...] = ()

    def says(self, word: str) -> bool:
        """Whether it has the modifier."""
        return self.said(word) is not None

    def said(self, key: str) -> str | None:
        """The value of a modifier, ``""`` for one that has none."""
        given = dict(self.sets)
        given |= {name: value for name, _, value in (word.partition("=") for word in self.words)}
        if self.name == "created_at" and self.spelled == "datetime" and "null" in given and "immutable" not in given:
            given["readonly"] = ""  # the time of a row, which no client sends
        return given.get(key)

    @property
    def line(self) -> str:
        """Its line in the file."""
        words = ":".join(filter(None, (self.spelled, *self.words)))
        if not self.sets:
            return f"{_quoted(self.written)} = {_quoted(words)}"
        sets = "".join(f", {key} = {_quoted(value)}" for key, value in self.sets)
        return f"{_quoted(self.written)} = {{ type = {_quoted(words)}{sets} }}"

    @property
    def written(self) -> str:
        """What stands before its type."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Worded):
    """A field that holds a value of ``type``, a row of the table of types or choices."""

    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Worded):
    """A field that refers to rows of ``target``."""

    target: str

    @property
    def many(self) -> bool:
        """Whether a payload has a list of keys."""
        return "many" in self.words

    @property
    def written(self) -> str:
        """Its name, or that of its key, which means the same."""
        return f"{self.name}_id" if self.name == "group" and not self.many else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One entity. ``layers`` are those that it is to have; without a router no client sees it."""

    name: str
    values: tuple[Value, ...]
    links: tuple[Link, ...]
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def toml(self) -> str:
        """Its table in the file."""
        lines = [f"[entity.{self.name}]", *(each.line for each in (*self.values, *self.links))]
        lines += [f"--{name} = {_quoted(value)}" for name, value in self.options.items()]
        return "\n".join(lines)

    @property
    def groups(self) -> Iterator[set[str]]:
        """The fields that are unique, alone or together."""
        yield from ({each.name} for each in (*self.values, *self.links) if each.says("unique") or each.says("one"))
        yield from (set(group.split("+")) for group in self.options.get("unique", ()))

    @property
    def is_served(self) -> bool:
        """Whether it has a router."""
        return "router" in self.options.get("layers", "router")


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@st.composite
def files(draw: st.DrawFn) -> tuple[Sheet, ...]:
    """Several entities; those that are needed first may be written last."""
    names = draw(st.lists(st.sampled_from(ENTITIES), unique=True, min_size=2, max_size=4))
    sheets = [draw(sheets_of(name, tuple(names))) for name in names]
    if draw(st.integers(0, 2)) == 0:
        sheets = draw(with_enum_of_another(sheets))
    return tuple(draw(st.permutations(sheets)))


@st.composite
def with_enum_of_another(draw: st.DrawFn, sheets: list[Sheet]) -> list[Sheet]:
    """The last entity has a field whose type is the Enum class that the choices of another one write."""
    written = [(sheet, value) for sheet in sheets[:-1] for value in sheet.values if "/" in value.spelled]
    taken = {each.name for each in (*sheets[-1].values, *sheets[-1].links)}
    if not written or "shared" in taken:
        return sheets
    sheet, value = draw(st.sampled_from(written))
    words = draw(st.sampled_from([(), ("null",), ("index",), (f"default={value.type.split('/')[0]}",)]))
    shared = Value(name="shared", type=value.type, spelled=enum(sheet.name, value.name), words=words)
    return [*sheets[:-1], replace(sheets[-1], values=(*sheets[-1].values, shared))]


@st.composite
def sheets_of(draw: st.DrawFn, name: str, every: tuple[str, ...]) -> Sheet:
    """One entity, which may refer to each of them, but can do without those that come later."""
    chosen = draw(st.lists(st.sampled_from([*NAMES, *GUESSED]), unique=True, min_size=1, max_size=6))
    related = draw(st.lists(st.sampled_from(RELATIONS), unique=True, max_size=3))
    values = tuple(draw(values_of(each)) for each in chosen)
    earlier = every[: every.index(name)]
    links = tuple(draw(links_of(each, name, earlier, every)) for each in related if each not in chosen)
    return Sheet(name=name, values=values, links=links, options=draw(options_of(name, values, links)))


@st.composite
def options_of(draw: st.DrawFn, name: str, values: tuple[Value, ...], links: tuple[Link, ...]) -> dict[str, Any]:
    """The options of an entity."""
    single = [v.name for v in values if not v.says("list") and v.type not in ("dict", "text", "bytes")]
    single += [link.name for link in links if not link.many]
    single = draw(st.permutations(single))
    chances = {
        "timestamps": (3, True),
        "pk": (3, draw(st.sampled_from(["uuid", "int"]))),
        "unique": (3 if len(single) > 1 else 0, ["+".join(single[:2])]),
        "index": (3 if len(single) > 2 else 0, ["+".join(single[1:3])]),
        "table": (6, draw(st.sampled_from([f"all_{name.lower()}", "order", f"{name}Rows"]))),
        "plural": (8, f"{name.lower()}_list"),
        "layers": (12, draw(st.sampled_from(["model", "model,schema", "model,schema,repository,service,router"]))),
    }
    return {key: value for key, (odds, value) in chances.items() if odds and draw(st.integers(0, odds)) == 0}


@st.composite
def values_of(draw: st.DrawFn, name: str) -> Value:
    """A field of any type with modifiers that go together."""
    if name in GUESSED and draw(st.booleans()):
        return Value(name=name, type=GUESSED[name], spelled="")
    spelled = draw(st.sampled_from([*TYPES, *TYPES, *CHOICES, *ALIASES]))
    kind = ALIASES.get(spelled, spelled)
    takes = TYPES[kind].modifiers if kind in TYPES else {"null", "index", "default", "unique", "list"}
    words = ["null"] if draw(st.booleans()) else []
    shape = draw(st.sampled_from(["", "", "unique", "index", "list"]))
    words += [shape] if shape and shape in takes else []
    words += draw(st.sampled_from([(), (), (), ("private",), ("immutable",), ("readonly",), ("private", "immutable")]))
    listed = "list" in words
    limits = draw(list_limits(kind) if listed else limits_of(kind))
    initial = () if {"unique", "list"} & set(words) else draw(initial_of(kind, limits))
    if listed and kind not in CHOICES and draw(st.integers(0, 3)) == 0 and not any("min" in each for each in limits):
        initial = (("factory", "list"),)
    sets = (*initial, *draw(extras(name)))
    return Value(name=name, type=kind, spelled=spelled, words=(*words, *limits), sets=sets)


@st.composite
def extras(draw: st.DrawFn, name: str) -> tuple[tuple[str, str], ...]:
    """A column of another name, a description."""
    found = []
    if draw(st.integers(0, 8)) == 0:
        found.append(("column", draw(st.sampled_from([f"col_{name}", f"Old{name.capitalize()}", f"{name}_order"]))))
    if draw(st.integers(0, 8)) == 0:
        found.append(("desc", draw(st.sampled_from(DESCRIPTIONS))))
    return tuple(found)


def list_limits(kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    """How many items a list has."""
    counted = [] if kind in CHOICES else [("max=3",), ("min=1",), ("min=2", "max=4")]
    return st.sampled_from([(), (), *counted])


def limits_of(kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Limits that a type takes; most leave room for many values."""
    found: dict[str, list[tuple[str, ...]]] = {
        "Decimal": [("digits=12", "places=2"), ("digits=10", "places=0"), ("digits=8", "places=4"), ("digits=38",)],
        "bytes": [("max=64",), ("min=2", "max=40")],
        "EmailStr": [("max=60",)],
        "HttpUrl": [("max=100",)],
        "str": [(f"pattern={pattern}",) for pattern in PATTERNS],
    }
    if kind in ("str", "text"):
        found[kind] = [*found["str"], ("max=20",), ("max=300", "min=3"), ("max=40",), ("max=3",), ("min=3", "max=3")]
    if kind in ("int", "bigint", "float", "Decimal"):
        found[kind] = [*found.get(kind, ()), *NUMBERS]
    return st.sampled_from([(), (), *found.get(kind, ())])


@st.composite
def initial_of(draw: st.DrawFn, kind: str, limits: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What a field is when nothing is said."""
    if draw(st.integers(0, 2)) or (limits and kind in ("str", "text", "bytes", "int", "bigint", "float", "Decimal")):
        return ()
    if kind in CHOICES:
        return (("default", draw(st.sampled_from(kind.split("/")))),)
    if kind in FACTORIES and (kind not in DEFAULTS or draw(st.booleans())):
        return (("factory", FACTORIES[kind]),)
    return (("default", draw(st.sampled_from(DEFAULTS[kind]))),)


@st.composite
def links_of(draw: st.DrawFn, name: str, owner: str, earlier: tuple[str, ...], every: tuple[str, ...]) -> Link:
    """A relation of any form."""
    spelled = draw(st.sampled_from([*every, "User", "self"]))
    target = owner if spelled == "self" else spelled
    form = draw(st.sampled_from(["", "", "one", "many"]))
    words = [form] if form else []
    free = target not in (*earlier, "User")
    if form != "many" and (free or draw(st.booleans())):
        words.append("null")
    # several relations to one class: each other side has a name of its own, or there is none
    back = f"back={owner.lower()}_{name}"
    words += draw(st.sampled_from([[back], [back], [back], ["back=none"], []]))
    if form == "many":
        words += draw(st.sampled_from([[f"via={owner}{name.capitalize().replace('_', '')}"], []]))
    else:
        ends = ["cascade", "restrict", *(["set-null"] * ("null" in words))]
        words += draw(st.sampled_from([[], [f"ondelete={draw(st.sampled_from(ends))}"]]))
        words += draw(st.sampled_from([[], [], ["index"]])) if form == "" else []
    seen = draw(st.sampled_from(["", "", "", "", "private", "immutable", "readonly"]))
    words += [seen] if seen and (seen != "readonly" or {"null", "many"} & set(words)) else []
    sets = () if form == "many" else draw(extras(name))
    return Link(name=name, target=target, spelled=spelled, words=tuple(words), sets=sets)
