"""The table of types: a new type of the grammar is a new row here and nothing else.

Limits that a column has (32 bits, the year 1) are those of the ``input`` of a type, too, which the support module
`types` defines: a value that no column can hold must be refused there (422) and not by the database (500).
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from scaffold.fieldtypes import defaults
from scaffold.fieldtypes.row import FieldType, Import

_EVERY = frozenset({"null", "private", "readonly", "immutable", "column", "desc", "factory"})
_PLAIN = _EVERY | {"default", "index", "list"}
_KEY = _PLAIN | {"unique"}
_LENGTH = frozenset({"max", "min"})
_BOUNDS = frozenset({"ge", "gt", "le", "lt"})

_SA = Import("sqlalchemy", "", "sa")
_ANY = Import("typing", "Any")
_DATETIME = Import("datetime", "datetime")
_TIMEDELTA = Import("datetime", "timedelta")


def _duration(value: timedelta) -> str:
    """``90s`` or ``-1d2h``: the way it is typed."""
    sign, value = ("-", -value) if value < timedelta() else ("", value)
    seconds = f"{value.seconds}.{value.microseconds:06}".rstrip("0").rstrip(".")
    return sign + (f"{value.days}d" if value.days else "") + (f"{seconds}s" if seconds != "0" or not value.days else "")


def _timedelta_source(value: timedelta) -> str:
    if value < timedelta():
        return "-" + _timedelta_source(-value)
    units = {"days": value.days, "seconds": value.seconds, "microseconds": value.microseconds}
    return f"timedelta({', '.join(f'{unit}={n}' for unit, n in units.items() if n)})"


_ROWS = (
    FieldType(
        name="str",
        annotation="str",
        modifiers=_KEY | _LENGTH | {"pattern"},
        max=255,
        parse=defaults.read_text,
        sample=lambda n: f"text {n}",
        invalid={},
        example="title:str:max=200",
    ),
    FieldType(
        name="text",
        annotation="str",
        input="Text",
        arguments=(("sa_type", "sa.Text"),),
        argument_imports=(_SA,),
        # no index: an entry of a PostgreSQL index holds 2,704 bytes, a longer text would fail
        modifiers=(_PLAIN | _LENGTH | {"pattern"}) - {"index"},
        parse=defaults.read_text,
        sample=lambda n: f"A longer text {n}",
        invalid={},
        example="body:text:null",
    ),
    FieldType(
        name="int",
        annotation="int",
        input="Integer",
        modifiers=_KEY | _BOUNDS,
        parse=partial(defaults.read_int, -(2**31), 2**31 - 1),
        sample=lambda n: n,
        invalid="x",
        example="views:int:default=0",
    ),
    FieldType(
        name="bigint",
        annotation="int",
        input="BigInteger",
        arguments=(("sa_type", "sa.BigInteger"),),
        argument_imports=(_SA,),
        modifiers=_KEY | _BOUNDS,
        parse=partial(defaults.read_int, -(2**63), 2**63 - 1),
        sample=lambda n: 2**40 + n,
        invalid="x",
        example="size:bigint:ge=0",
    ),
    FieldType(
        name="float",
        annotation="float",
        input="FiniteFloat",
        modifiers=_KEY | _BOUNDS,
        parse=defaults.read_float,
        sample=lambda n: n + 0.5,
        invalid="x",
        example="ratio:float:ge=0:le=1",
    ),
    FieldType(
        name="bool",
        annotation="bool",
        modifiers=_PLAIN,
        parse=defaults.read_bool,
        text=lambda value: "true" if value else "false",
        sample=lambda n: n % 2 == 1,
        invalid="x",
        example="active:bool:default=true",
    ),
    FieldType(
        name="date",
        annotation="date",
        imports=(Import("datetime", "date"),),
        modifiers=_KEY - {"list"},
        factories=("date.today",),
        parse=defaults.read_date,
        source=lambda d: f"date({d.year}, {d.month}, {d.day})",
        text=lambda d: str(d.isoformat()),
        sample=lambda n: f"{2000 + n // 336 % 7000}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}",
        invalid="x",
        example="born_on:date",
    ),
    FieldType(
        name="datetime",
        annotation="datetime",
        input="Timestamp",
        imports=(_DATETIME,),
        modifiers=_KEY - {"list"},
        factories=("lambda: datetime.now(UTC)",),
        parse=defaults.read_datetime,
        source=lambda d: "datetime({}, tzinfo=UTC)".format(", ".join(map(str, _datetime_parts(d)))),
        text=lambda d: str(d.isoformat()),
        sample=lambda n: f"2026-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}T{n // 336 % 24:02}:{n // 8064 % 60:02}:00Z",
        invalid="2026-01-31T12:00:00",
        example="published_at:datetime:null",
    ),
    FieldType(
        name="time",
        annotation="time",
        input="TimeOfDay",
        imports=(Import("datetime", "time"),),
        modifiers=_KEY - {"list"},
        parse=defaults.read_time,
        source=lambda t: "time({})".format(", ".join(map(str, _time_parts(t)))),
        text=lambda t: str(t.isoformat()),
        sample=lambda n: f"{n // 60 % 24:02}:{n % 60:02}:{n // 1440 % 60:02}",
        invalid="x",
        example="opens:time",
    ),
    FieldType(
        name="timedelta",
        annotation="timedelta",
        input="Duration",
        imports=(_TIMEDELTA,),
        modifiers=_KEY - {"list"},
        parse=defaults.read_timedelta,
        source=_timedelta_source,
        text=_duration,
        sample=lambda n: f"P{n}D" if n else "PT0S",
        invalid="x",
        example="lasts:timedelta:default=90s",
    ),
    FieldType(
        name="Decimal",
        annotation="Decimal",
        imports=(Import("decimal", "Decimal"),),
        modifiers=(_KEY | _BOUNDS | {"digits", "places"}) - {"list"},
        parse=defaults.read_decimal,
        # a whole number is written as one, which linters want (FURB157); 9.50 keeps its places
        source=lambda d: f'Decimal("{d:f}")' if d.as_tuple().exponent else f"Decimal({d:f})",
        text=lambda d: f"{d:f}",
        sample="{}.00".format,
        invalid="x",
        example="price:Decimal:digits=10:places=2",
    ),
    FieldType(
        name="UUID",
        annotation="UUID",
        imports=(Import("uuid", "UUID"),),
        modifiers=_KEY - {"list"},
        factories=("uuid4",),
        parse=defaults.read_uuid,
        source=lambda value: f'UUID("{value}")',
        # a letter in front: SQLite takes 32 digits for a number in a column whose type it does not know
        sample=lambda n: f"a0000000-0000-4000-8000-{n:012x}",
        invalid="x",
        example="token:UUID:factory=uuid4",
    ),
    FieldType(
        name="dict",
        annotation="dict[str, Any]",
        input="JsonObject",
        imports=(_ANY,),
        arguments=(("sa_type", "sa.JSON"),),
        argument_imports=(_SA,),
        modifiers=_EVERY | {"list"},
        factories=("dict",),
        sample=lambda n: {"key": n},
        invalid="x",
        example="settings:dict:factory=dict",
    ),
    FieldType(
        name="bytes",
        annotation="bytes",
        input="Base64",
        output="Base64",
        modifiers=(_PLAIN | _LENGTH) - {"index", "list"},
        parse=defaults.read_bytes,
        text=lambda value: str(value.decode()),
        sample=lambda n: b2a_base64(f"bytes {n}".encode(), newline=False).decode(),
        invalid="not base64!",
        example="digest:bytes:max=64",
    ),
    FieldType(
        name="EmailStr",
        annotation="EmailStr",
        output="str",  # what is stored was checked when it came in
        imports=(Import("pydantic", "EmailStr"),),
        modifiers=_KEY | {"max"},
        max=255,
        parse=defaults.read_email,
        sample=lambda n: f"user{n}@example.com",
        invalid="not an address",
        example="email:EmailStr:unique",
    ),
    FieldType(
        name="HttpUrl",
        annotation="str",  # HttpUrl has no column type; the format says what the text is
        input="Url",
        arguments=(("schema_extra", '{"format": "uri"}'),),
        modifiers=_KEY | {"max"},
        max=2083,
        parse=defaults.read_url,
        sample=lambda n: f"https://example.com/{n}",
        invalid="not a URL",
        example="website:HttpUrl:null",
    ),
)


def _time_parts(value: Any) -> list[int]:
    parts = [value.hour, value.minute, value.second, value.microsecond]
    while len(parts) > 2 and not parts[-1]:
        parts.pop()
    return parts


def _datetime_parts(value: Any) -> list[int]:
    return [value.year, value.month, value.day, *_time_parts(value)]


TYPES: Mapping[str, FieldType] = MappingProxyType({row.name: row for row in _ROWS})

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "string": "str",
        "integer": "int",
        "boolean": "bool",
        "decimal": "Decimal",
        "uuid": "UUID",
        "json": "dict",
        "email": "EmailStr",
        "url": "HttpUrl",
    }
)
