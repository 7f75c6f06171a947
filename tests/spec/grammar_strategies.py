"""Random words of the grammar: every type with every modifier, alone and together."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from scaffold.fieldtypes import TYPES
from scaffold.spec import Known, Options, Vocabulary

VOCABULARY = Vocabulary(
    entities={name: Known(attributes=("id",)) for name in ("User", "Tag", "Profile", "shop.Item")},
    enums={"Status": ("open", "closed", "on hold"), "Level": ()},
)
NAMES = st.sampled_from(["title", "body", "kind", "price", "date", "x", "größe", "match", "type", "user_name", "a1"])
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=0, max_size=12)
NUMBERS = st.integers(-300, 300).map(str) | st.decimals(-99, 99, places=2).map(str)
FLAGS = ("null", "unique", "index", "list", "private", "readonly", "immutable")
DEFAULTS: dict[str, st.SearchStrategy[str]] = {
    "str": TEXTS,
    "text": TEXTS,
    "bytes": TEXTS,
    "int": st.integers(-(2**31), 2**31 - 1).map(str),
    "bigint": st.integers(-(2**63), 2**63 - 1).map(str),
    "float": st.floats(allow_nan=False, allow_infinity=False).map(repr),
    "bool": st.sampled_from(["true", "False"]),
    "date": st.dates().map(str),
    "datetime": st.datetimes().map(str),
    "time": st.times().map(str),
    "timedelta": st.from_regex(r"\A(\d{1,3}d)?(\d{1,3}h)?\d{1,3}(\.\d{1,6})?s\Z"),
    "Decimal": st.decimals(-99, 99, places=2).map(str),
    "UUID": st.uuids().map(str),
    "EmailStr": st.just("ada@example.com"),
    "HttpUrl": st.just("https://example.com/a?b=c"),
}
FACTORIES = st.sampled_from(["now", "today", "uuid4", "dict", "list", "secrets.token_hex", "app.ids.new"])
PATTERNS = st.sampled_from(["^[a-z]+$", "^[A-Z]{2}[0-9]{3}$", "a|b", r"^\d+(:\d+)?$", "x", r"\w{3,8}", "(?i)^ab*$"])


@st.composite
def values(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A word of a value, and what is set beside it."""
    kind = draw(st.sampled_from([*TYPES, "a/b", "draft/in-progress/2nd", "Status"]))
    flags = draw(st.lists(st.sampled_from(FLAGS), unique=True, max_size=3))
    sets: dict[str, str] = {}
    if kind in TYPES:
        flags = [flag for flag in flags if flag in TYPES[kind].modifiers]
        for key in draw(st.sets(st.sampled_from(["max", "min", "ge", "lt", "gt", "le", "pattern"]), max_size=2)):
            if key in TYPES[kind].modifiers:
                size = st.integers(0, 40).map(str)
                sets[key] = draw({"max": size, "min": size, "pattern": PATTERNS}.get(key, NUMBERS))
        if kind == "Decimal" and draw(st.booleans()):
            sets |= {"digits": str(draw(st.integers(4, 40))), "places": str(draw(st.integers(0, 4)))}
        if draw(st.booleans()) and "default" in TYPES[kind].modifiers:
            sets["default"] = draw(DEFAULTS[kind])
        elif draw(st.integers(0, 3)) == 0:
            sets["factory"] = draw(FACTORIES)
    elif draw(st.booleans()) and "list" not in flags:
        sets["default"] = draw(st.sampled_from(kind.split("/") if "/" in kind else ["open", "on hold"]))
    if draw(st.integers(0, 4)) == 0:
        sets["desc"] = draw(TEXTS.filter(bool))
    return _word(draw, kind, flags, sets)


@st.composite
def references(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A word of a relation."""
    target = draw(st.sampled_from(["User", "Tag", "Profile", "shop.Item", "self", "Post"]))
    flags = draw(st.lists(st.sampled_from(["null", "one", "many", "private", "readonly"]), unique=True, max_size=3))
    sets: dict[str, str] = {}
    if draw(st.booleans()):
        sets["back"] = draw(st.sampled_from(["none", "texts", "papers", "things"]))
    if draw(st.integers(0, 2)) == 0:
        sets["ondelete"] = draw(st.sampled_from(["cascade", "restrict", "set-null"]))
    if "many" in flags and draw(st.booleans()):
        sets["via"] = draw(st.sampled_from(["PostTag", "Labelling"]))
    return _word(draw, target, flags, sets)


def _word(draw: st.DrawFn, kind: str, flags: list[str], sets: dict[str, str]) -> tuple[str, dict[str, str]]:
    if draw(st.integers(0, 5)) == 0:
        sets["column"] = draw(st.sampled_from(["other", "order", "Column1"]))
    return ":".join([draw(NAMES), kind, *draw(st.permutations(flags))]), sets


def options() -> st.SearchStrategy[Any]:
    """Options of an entity."""
    return st.builds(
        Options,
        pk=st.sampled_from([None, "int", "uuid"]),
        table=st.sampled_from([None, "articles", "order"]),
        plural=st.sampled_from([None, "writings"]),
        timestamps=st.booleans(),
        layers=st.sampled_from([None, "model", "model,schema,tests"]),
    )
