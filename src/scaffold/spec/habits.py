"""What shells do to words, and what hands that know other tools type: each with the line to type.

Nothing here is accepted under a second name; an unknown word that is a habit gets a better hint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scaffold.errors import SpecError
from scaffold.fieldtypes import ALIASES, TYPES
from scaffold.naming import shown

EXAMPLES = {
    "max": "200",
    "min": "1",
    "ge": "0",
    "gt": "0",
    "le": "100",
    "lt": "100",
    "digits": "10",
    "places": "2",
    "pattern": "'^[a-z]+$'",
    "default": "0",
    "factory": "uuid4",
    "back": "posts",
    "via": "PostTag",
    "ondelete": "cascade",
    "column": "name",
    "desc": "words",
}

_REQUIRED = "fields are required by default"

# ours: what other tools call it
_MODIFIERS = {
    "unique": "uniq uniqueness",
    "null": "optional nullable none blank",
    "": "required notnull not_null not-null nonnull",
    "list": "array",
    "many": "m2m manytomany many_to_many many-to-many has_many",
    "one": "o2o onetoone one_to_one one-to-one",
    "max=": "max_length maxlength length size limit",
    "min=": "min_length minlength",
    "digits=": "max_digits precision",
    "places=": "decimal_places scale",
    "pattern=": "regex regexp",
    "factory=": "default_factory",
    "desc=": "description doc comment help",
    "back=": "back_populates backref related_name",
    "via=": "link_model through",
    "ondelete=": "on_delete",
    "private": "secret hidden writeonly write_only",
    "readonly": "read_only",
}
_MODIFIER = {theirs: ours for ours, names in _MODIFIERS.items() for theirs in names.split()}

_TYPES = {
    "str": "varchar char character password slug",
    "text": "longtext mediumtext markdown",
    "int": "number smallint serial",
    "bigint": "long biginteger bigserial",
    "float": "double real",
    "Decimal": "numeric money currency",
    "datetime": "timestamp timestamptz",
    "timedelta": "interval duration",
    "dict": "jsonb object hash any",
    "bytes": "blob binary bytea file",
    "UUID": "guid",
    "HttpUrl": "uri link",
    "str:list": "array list",
}
REFERENCES = frozenset({"belongs_to", "foreignkey", "reference"})
_TYPE = {theirs: ours for ours, names in _TYPES.items() for theirs in names.split()}

_OURS = {name.lower(): ALIASES.get(name, name) for name in (*TYPES, *ALIASES)}

# a type in the notation of Python, SQL or another tool, and what is typed here
_NOTATIONS = (
    (r"optional\[(\w+)\]|(\w+)\s*\|\s*none|none\s*\|\s*(\w+)", r"\1\2\3:null"),
    (r"(?:list|set|sequence)\[(?-i:([A-Z]\w*))\]", r"\1:many"),
    (r"(?:list|set|sequence|tuple)\[(\w+)[^\]]*\]|(\w+)\[\]", r"\1\2:list"),
    (r"dict\[.*\]", r"dict"),
    (r"(?:var)?char\((\d+)\)|(?:str|string)[(\[{]?(\d+)[)\]}]?|varchar(\d+)", r"str:max=\1\2\3"),
    (r"(?:decimal|numeric)[(\[{](\d+)\s*,\s*(\d+)[)\]}]", r"Decimal:digits=\1:places=\2"),
    (r"(?:decimal|numeric)[(\[{]?(\d+)[)\]}]?", r"Decimal:digits=\1:places=0"),
    (r"(str|text|int|bigint|float|bool|date|datetime|decimal|uuid)=(.+)", r"\1:default=\2"),
    (r"int(?:eger)?\d+", r"int"),
    (r"float\d+", r"float"),
)


def refuse_braces(words: Sequence[str]) -> None:
    """``price:decimal{10,2}`` arrives as two words; say so instead of naming a field given twice."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for word in words:
        match = re.match(r"([^:=]+):([A-Za-z]+)(\d+)(?=:|$)", word)
        if match is None:
            continue
        name, kind, size = match.groups()
        if (first := seen.get((name, kind.lower()))) is not None:
            raise SpecError(
                f"{shown(first[0])} and {shown(word)}: your shell expanded braces",
                where=shown(word),
                hint=f"write {shown(name)}:Decimal:digits={first[1]}:places={size}",
            )
        seen[name, kind.lower()] = (word, size)


def refuse_punctuation(word: str) -> None:
    """``title:str!`` and ``title:str?``, as in other generators and in TypeScript."""
    name, _, rest = word.partition(":")
    kind, _, after = rest.partition(":")
    for mark, flag, message in (
        ("!", "", f"{_REQUIRED}; '!' is not needed"),
        ("?", ":null", "'?' is not how a field becomes optional"),
    ):
        if name.endswith(mark) or kind.endswith(mark):
            plain = f"{name.rstrip('!?')}:{_plain_type(kind.rstrip('!?'))}{flag}"
            plain += "".join(f":{_plain_modifier(part)}" for part in after.split(":") if part)
            raise SpecError(message, where=shown(word), hint=f"write {shown(plain)}")


def _plain_type(kind: str) -> str:
    """``string`` as ``str``, in words of ours."""
    ours = "references" if kind.lower() in REFERENCES else _TYPE.get(kind.lower(), kind)
    return ALIASES.get(kind, ours) or "str"


def _plain_modifier(part: str) -> str:
    """``uniq!`` as ``unique``, in words of ours."""
    key, equals, value = part.rstrip("!?").partition("=")
    ours = _MODIFIER.get(key.lower(), key)
    return f"{ours.rstrip('=')}{equals}{value}"


def modifier_instead(part: str) -> tuple[str, str] | None:
    """The message and the hint for a modifier under another tool's name; ``None`` for others."""
    key, _, value = part.partition("=")
    ours = _MODIFIER.get(key.lower().rstrip("!?"))
    if ours is None:
        return None
    if not ours:
        return f"{shown(part)}: {_REQUIRED}", f"leave {shown(part)} out"
    plain = ours + (value or EXAMPLES[ours[:-1]]) if ours.endswith("=") else ours
    return f"{shown(part)} is called {ours.rstrip('=')} here", f"write {shown(plain)}"


def type_instead(name: str, kind: str) -> str:
    """What to type for a type in another notation; ``""`` where there is no telling."""
    for pattern, plain in _NOTATIONS:
        if (match := re.fullmatch(pattern, kind, re.IGNORECASE)) is not None:
            return shown(f"write {name}:{match.expand(plain)}")
    # draft|published, [draft,published]
    if re.fullmatch(r"\[?[\w-]+(?:[|,][\w-]+)+\]?", kind):
        return shown(f"write {name}:{re.sub('[|,]', '/', kind.strip('[]'))}")
    plain = kind.lower().removesuffix("field")  # CharField
    ours = _TYPE.get(plain) or (_OURS.get(plain) if plain != kind.lower() else None)
    return f"write {shown(name)}:{ours}" if ours else ""
