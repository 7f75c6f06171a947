"""The table of types: a new type of the grammar is a new row here and nothing else.

Limits that a column has (32 bits, the year 1) are repeated in the input schemas, because a value that no column can
hold must be refused there (422) and not by the database (500).
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
_AFTER = Import("pydantic", "AfterValidator")
_DATETIME = Import("datetime", "datetime")
_TIMEDELTA = Import("datetime", "timedelta")
_UTC = Import("datetime", "UTC")
_INTERVAL = Import("annotated_types", "Interval")


def _quoted(value: object) -> str:
    import json

    return json.dumps(str(value), ensure_ascii=False)


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


def _stamp(value: Any) -> str:
    return _quoted(value.isoformat(sep=" "))


_ROWS = (
    FieldType(
        name="str",
        annotation="str",
        sql_type="VARCHAR",
        modifiers=_KEY | _LENGTH | {"pattern"},
        max=255,
        parse=defaults.read_text,
        sql=_quoted,
        sample=lambda n: f"text {n}",
        invalid={},
        example="title:str:max=200",
    ),
    FieldType(
        name="text",
        annotation="str",
        sql_type="TEXT",
        arguments=(("sa_type", "sa.Text"),),
        argument_imports=(_SA,),
        # no index: an entry of a PostgreSQL index holds 2,704 bytes, a longer text would fail
        modifiers=(_PLAIN | _LENGTH | {"pattern"}) - {"index"},
        parse=defaults.read_text,
        sql=_quoted,
        sample=lambda n: f"A longer text {n}",
        invalid={},
        example="body:text:null",
    ),
    FieldType(
        name="int",
        annotation="int",
        sql_type="INTEGER",
        input_arguments=(("ge", "-(2**31)"), ("le", "2**31 - 1")),
        modifiers=_KEY | _BOUNDS,
        parse=partial(defaults.read_int, -(2**31), 2**31 - 1),
        sql=_quoted,
        sample=lambda n: n,
        invalid="x",
        example="views:int:default=0",
    ),
    FieldType(
        name="bigint",
        annotation="int",
        sql_type="BIGINT",
        arguments=(("sa_type", "sa.BigInteger"),),
        argument_imports=(_SA,),
        input_arguments=(("ge", "-(2**63)"), ("le", "2**63 - 1")),
        modifiers=_KEY | _BOUNDS,
        parse=partial(defaults.read_int, -(2**63), 2**63 - 1),
        sql=_quoted,
        sample=lambda n: 2**40 + n,
        invalid="x",
        example="size:bigint:ge=0",
    ),
    FieldType(
        name="float",
        annotation="float",
        sql_type="FLOAT",
        input="FiniteFloat",  # JSON has no NaN to answer with
        input_imports=(Import("pydantic", "FiniteFloat"),),
        modifiers=_KEY | _BOUNDS,
        parse=defaults.read_float,
        sql=_quoted,
        sample=lambda n: n + 0.5,
        invalid="x",
        example="ratio:float:ge=0:le=1",
    ),
    FieldType(
        name="bool",
        annotation="bool",
        sql_type="BOOLEAN",
        modifiers=_PLAIN,
        parse=defaults.read_bool,
        text=lambda value: "true" if value else "false",
        sql=lambda value: 'sa.text("true")' if value else 'sa.text("false")',
        sample=lambda n: n % 2 == 1,
        invalid="x",
        example="active:bool:default=true",
    ),
    FieldType(
        name="date",
        annotation="date",
        imports=(Import("datetime", "date"),),
        sql_type="DATE",
        modifiers=_KEY - {"list"},
        factories=("date.today",),
        parse=defaults.read_date,
        source=lambda d: f"date({d.year}, {d.month}, {d.day})",
        text=lambda d: str(d.isoformat()),
        sql=_quoted,
        sample=lambda n: f"{2000 + n // 336 % 7000}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}",
        invalid="x",
        example="born_on:date",
    ),
    FieldType(
        name="datetime",
        annotation="datetime",
        imports=(_DATETIME,),
        sql_type="TIMESTAMP WITH TIME ZONE",
        input="AwareDatetime",
        input_imports=(Import("pydantic", "AwareDatetime"), _INTERVAL, _DATETIME, _UTC),
        input_metadata=(  # the first and the last day may fall out of the calendar when they are turned into UTC
            "Interval(ge=datetime(1, 1, 2, tzinfo=UTC), lt=datetime(9999, 12, 31, tzinfo=UTC))",
        ),
        modifiers=_KEY - {"list"},
        factories=("lambda: datetime.now(UTC)",),
        parse=defaults.read_datetime,
        source=lambda d: "datetime({}, tzinfo=UTC)".format(", ".join(map(str, _datetime_parts(d)))),
        text=lambda d: str(d.isoformat()),
        sql=_stamp,
        sample=lambda n: f"2026-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}T{n // 336 % 24:02}:{n // 8064 % 60:02}:00Z",
        invalid="2026-01-31T12:00:00",
        example="published_at:datetime:null",
    ),
    FieldType(
        name="time",
        annotation="time",
        imports=(Import("datetime", "time"),),
        sql_type="TIME",
        modifiers=_KEY - {"list"},
        parse=defaults.read_time,
        source=lambda t: "time({})".format(", ".join(map(str, _time_parts(t)))),
        text=lambda t: str(t.isoformat()),
        sql=_quoted,
        sample=lambda n: f"{n // 60 % 24:02}:{n % 60:02}:{n // 1440 % 60:02}",
        invalid="x",
        example="opens:time",
    ),
    FieldType(
        name="timedelta",
        annotation="timedelta",
        imports=(_TIMEDELTA,),
        sql_type="INTERVAL",
        input_imports=(_INTERVAL,),
        input_metadata=("Interval(ge=timedelta(days=-719_162), le=timedelta(days=719_162))",),
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
        sql_type="NUMERIC",
        modifiers=(_KEY | _BOUNDS | {"digits", "places"}) - {"list"},
        parse=defaults.read_decimal,
        # a whole number is written as one, which linters want (FURB157); 9.50 keeps its places
        source=lambda d: f'Decimal("{d:f}")' if d.as_tuple().exponent else f"Decimal({d:f})",
        text=lambda d: f"{d:f}",
        sql=_quoted,
        sample="{}.00".format,
        invalid="x",
        example="price:Decimal:digits=10:places=2",
    ),
    FieldType(
        name="UUID",
        annotation="UUID",
        imports=(Import("uuid", "UUID"),),
        sql_type="UUID",
        modifiers=_KEY - {"list"},
        factories=("uuid4",),
        parse=defaults.read_uuid,
        source=lambda value: f'UUID("{value}")',
        sql=lambda value: f'"{value.hex}"',  # SQLite keeps the 32 digits alone
        # a letter in front: SQLite takes 32 digits for a number in a column whose type it does not know
        sample=lambda n: f"a0000000-0000-4000-8000-{n:012x}",
        invalid="x",
        example="token:UUID:factory=uuid4",
    ),
    FieldType(
        name="dict",
        annotation="dict[str, Any]",
        imports=(_ANY,),
        sql_type="JSON",
        arguments=(("sa_type", "sa.JSON"),),
        null_arguments=(("sa_type", "sa.JSON(none_as_null=True)"),),
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
        sql_type="BYTEA",
        input_imports=(_AFTER, Import("base64", "b64decode")),
        input_metadata=("AfterValidator(lambda raw: b64decode(raw, validate=True))",),
        output_imports=(Import("base64", "b64encode"), Import("pydantic", "PlainSerializer")),
        output_metadata=("PlainSerializer(lambda raw: b64encode(raw).decode(), return_type=str)",),
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
        imports=(Import("pydantic", "EmailStr"),),
        sql_type="VARCHAR",
        output="str",  # what is stored was checked when it came in
        modifiers=_KEY | {"max"},
        max=255,
        parse=defaults.read_email,
        sql=_quoted,
        sample=lambda n: f"user{n}@example.com",
        invalid="not an address",
        example="email:EmailStr:unique",
    ),
    FieldType(
        name="HttpUrl",
        annotation="str",  # HttpUrl has no column type; the format says what the text is
        sql_type="VARCHAR",
        arguments=(("schema_extra", '{"format": "uri"}'),),
        input_imports=(_AFTER, Import("pydantic", "HttpUrl")),
        input_metadata=("AfterValidator(lambda url: str(HttpUrl(url)))",),
        modifiers=_KEY | {"max"},
        max=2083,
        parse=defaults.read_url,
        sql=_quoted,
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
