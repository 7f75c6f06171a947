"""Random files of entities that the grammar accepts, and what a client may expect of each.

Every type with the modifiers it takes, several references to one target, references in circles and to itself,
many-to-many, choices, options. The words are drawn together with what they mean, so that a test needs no parser.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from scaffold.fieldtypes import TYPES

ENTITIES = (
    *("Post", "Tag", "Category", "OrderItem", "News", "Analysis", "Person", "Group", "Box2", "HTTPLog", "Bus"),
    *("Order", "Data", "Link", "Comment", "Team", "Invoice", "Survey", "Hero", "Address", "Index"),
)
NAMES = (
    *("title", "body", "kind", "price", "date", "x1", "größe", "type", "when_at", "note", "time", "datetime", "uuid"),
    *("status", "email", "data", "name", "items", "key", "value", "user_name", "limit", "offset", "session", "payload"),
    *("order", "select_", "is_on", "sa", "field", "int_value", "decimal", "result", "post", "created", "filter_by"),
    *("any", "optional", "row", "client", "self_", "cls", "app", "url", "router", "service", "text", "count", "model"),
)
RELATIONS = ("author", "editor", "parent", "owner", "tags", "peers", "best", "other", "user", "next")
CHOICES = ("draft/published", "a/b-c/3d", "on-hold/done")
DEFAULTS = {
    "str": "abc",
    "text": "q",
    "int": "3",
    "bigint": "5",
    "float": "1.5",
    "bool": "true",
    "date": "2020-01-01",
    "Decimal": "1.5",
    "timedelta": "5s",
    "EmailStr": "a@example.com",
    "draft/published": "draft",
    "a/b-c/3d": "3d",
}
PATTERNS = {"^[a-z]{3,9}$": "abc", "^[A-Z]{2}[0-9]{3,20}$": "AB1", r"^\d+$": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A field that holds a value."""

    name: str
    type: str
    words: tuple[str, ...]
    length: int = 255
    pattern: str = ""

    def says(self, word: str) -> bool:
        """Whether it has the modifier."""
        return any(said.partition("=")[0] == word for said in self.words)

    @property
    def line(self) -> tuple[str, str]:
        """Its name and its words."""
        return self.name, ":".join((self.type, *self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A field that refers to rows: ``prop`` is what payloads call it."""

    name: str
    target: str
    spelled: str
    words: tuple[str, ...]

    says = Value.says

    @property
    def many(self) -> bool:
        """Whether a payload has a list of keys."""
        return "many" in self.words

    @property
    def ondelete(self) -> str:
        """What becomes of it when the row that it refers to goes."""
        return next((word.partition("=")[2] for word in self.words if word.startswith("ondelete=")), "")

    @property
    def line(self) -> tuple[str, str]:
        """Its name and its words."""
        return self.name, ":".join((self.spelled, *self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One entity."""

    name: str
    values: tuple[Value, ...]
    links: tuple[Link, ...]
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def toml(self) -> str:
        """Its table in the file."""
        lines = [f"[entity.{self.name}]"]
        every = (*self.values, *self.links)
        lines += [f"{_quoted(name)} = {_quoted(words)}" for name, words in (each.line for each in every)]
        lines += [f"--{name} = {_quoted(value)}" for name, value in self.options.items()]
        return "\n".join(lines)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@st.composite
def files(draw: st.DrawFn) -> tuple[Sheet, ...]:
    """Several entities; those that are needed first may be written last."""
    names = draw(st.lists(st.sampled_from(ENTITIES), unique=True, min_size=2, max_size=4))
    sheets = [draw(sheets_of(name, tuple(names))) for name in names]
    return tuple(draw(st.permutations(sheets)))


@st.composite
def sheets_of(draw: st.DrawFn, name: str, every: tuple[str, ...]) -> Sheet:
    """One entity, which may refer to each of them, but can do without those that come later."""
    chosen = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=6))
    related = draw(st.lists(st.sampled_from(RELATIONS), unique=True, max_size=3))
    values = tuple(draw(values_of(each)) for each in chosen)
    earlier = every[: every.index(name)]
    links = tuple(draw(links_of(each, name, earlier, every)) for each in related if each not in chosen)
    options: dict[str, Any] = {}
    single = [v.name for v in values if not v.says("list") and v.type not in ("dict", "text", "bytes")]
    if draw(st.integers(0, 3)) == 0:
        options["timestamps"] = True
    if draw(st.integers(0, 3)) == 0:
        options["pk"] = "uuid"
    if len(single) > 1 and draw(st.integers(0, 3)) == 0:
        options["unique"] = ["+".join(single[:2])]
    if len(single) > 2 and draw(st.integers(0, 3)) == 0:
        options["index"] = ["+".join(single[1:3])]
    if draw(st.integers(0, 6)) == 0:
        options["table"] = f"all_{name.lower()}"
    return Sheet(name=name, values=values, links=links, options=options)


@st.composite
def values_of(draw: st.DrawFn, name: str) -> Value:
    """A field of any type with modifiers that go together."""
    kind = draw(st.sampled_from([*TYPES, *CHOICES]))
    takes = TYPES[kind].takes if kind in TYPES else {"null", "index", "default"}.__contains__
    words = ["null"] if draw(st.booleans()) else []
    shape = draw(st.sampled_from(["", "", "unique", "index", "list"]))
    words += [shape] if shape and takes(shape) else []
    seen = draw(st.sampled_from(["", "", "", "private", "immutable", "readonly"]))
    words += [seen] if seen and (seen != "readonly" or "null" in words) else []
    length, pattern = 255, ""
    if not {"list", "index", "unique"} & set(words):
        if kind in DEFAULTS and draw(st.integers(0, 3)) == 0:
            words.append(f"default={DEFAULTS[kind]}")
        elif kind in ("str", "text") and draw(st.integers(0, 3)) == 0:
            pattern = draw(st.sampled_from(sorted(PATTERNS)))
            words.append(f"pattern={pattern}")
    if kind == "Decimal" and draw(st.booleans()):
        words += ["digits=12", "places=2"]
    if kind in ("str", "text") and not pattern and "list" not in words and draw(st.booleans()):
        length = draw(st.sampled_from([20, 40, 300]))
        words += [f"max={length}", *(["min=3"] if draw(st.booleans()) else [])]
    if kind in ("int", "bigint", "float") and "list" not in words and draw(st.integers(0, 2)) == 0:
        words += draw(st.sampled_from([["ge=0"], ["gt=0", "lt=1000000000000" if kind == "bigint" else "lt=1000000"]]))
    return Value(name=name, type=kind, words=tuple(words), length=length, pattern=pattern)


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
    words.append(draw(st.sampled_from([f"back={owner.lower()}_{name}", f"back={owner.lower()}_{name}", "back=none"])))
    if form == "many":
        words.append(f"via={owner}{name.capitalize()}")
    elif draw(st.booleans()):
        words.append("ondelete=" + draw(st.sampled_from(["cascade", "restrict", *(["set-null"] * ("null" in words))])))
    seen = draw(st.sampled_from(["", "", "", "", "private", "immutable"]))
    words += [seen] if seen else []
    return Link(name=name, target=target, spelled=spelled, words=tuple(words))


def sample(value: Value, number: int) -> Any:
    """A value that the field takes, another one for each number."""
    item = _sample(value, number)
    return [item] if value.says("list") else item


def _sample(value: Value, number: int) -> Any:
    if value.pattern:
        return {"^[a-z]{3,9}$": _letters(number), r"^\d+$": str(number)}.get(value.pattern, f"AB{number:03}")
    day = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=number)
    numbers: dict[str, Any] = {
        "str": f"text {number}"[: value.length],
        "text": f"long {number}",
        "int": number,
        "bigint": 2**39 + number,
        "float": number + 0.5,
        "bool": bool(number % 2),
        "date": str(date(2000, 1, 1) + timedelta(days=number)),
        "datetime": day.isoformat(),
        "time": f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}",
        "timedelta": f"PT{number}S",
        "Decimal": f"{number}.25",
        "UUID": f"00000000-0000-4000-8000-{number:012}",
        "dict": {"a": number},
        "bytes": f"{number:08}",
        "EmailStr": f"a{number}@example.com",
        "HttpUrl": f"https://example.com/{number}",
    }
    return numbers[value.type] if value.type in numbers else value.type.split("/")[number % 2]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")
