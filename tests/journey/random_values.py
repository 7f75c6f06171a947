"""What a client may send for a field of a random spec, and how many different values there are."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.journey.random_specs import Value

ENDLESS = 10_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def sample(value: Value, number: int) -> Any:
    """A value that the field takes, another one for each number as long as there are others."""
    if value.says("list"):
        return [_item(value, number)] * max(int(value.said("min") or 1), 1)
    return _item(value, number)


def room(value: Value) -> int:
    """How many rows can differ in the field alone, ``ENDLESS`` at most."""
    if value.says("readonly"):  # no client sets it
        made_anew = (value.said("factory") or "") in ("uuid4", "secrets.token_hex")
        return ENDLESS if made_anew or (value.says("null") and not has_initial(value)) else 1
    if value.type == "bool":
        return 2
    if "/" in value.type:
        return len(value.type.split("/"))
    if value.type in ("str", "text"):
        return ENDLESS if int(value.said("max") or 255) > 3 else 36**3
    return 5 if value.said("le") == "5" else ENDLESS


def has_initial(value: Value) -> bool:
    """Whether a row may be made without it and then has a value."""
    return value.says("default") or value.says("factory")


def _item(value: Value, number: int) -> Any:
    if value.type in ("str", "text"):
        return _text(value, number)
    if value.type in ("int", "float") and value.said("le") == "5":
        return 1 + number % 5
    day = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=number)
    values: dict[str, Any] = {
        "int": number,
        "bigint": 1 + number % 5 if value.said("le") == "5" else number if value.says("ge") else 2**19 + number,
        "float": number + 0.5,
        "bool": bool(number % 2),
        "date": str(date(2000, 1, 1) + timedelta(days=number)),
        "datetime": day.isoformat().replace("+00:00", "Z"),
        "time": f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}",
        "timedelta": f"PT{number}S",
        "Decimal": _decimal(value, number),
        "UUID": f"00000000-0000-4000-8000-{number:012}",
        "dict": {"a": number},
        "bytes": b64encode(f"{number:08}".encode()).decode(),
        "EmailStr": f"a{number}@example.com",
        "HttpUrl": f"https://example.com/{number}",
    }
    return values[value.type] if value.type in values else value.type.split("/")[number % value.type.count("/")]


def _text(value: Value, number: int) -> str:
    pattern = None if value.says("list") else value.said("pattern")
    if pattern is not None:
        return {"^[a-z]{3,9}$": _letters(number), r"^\d+$": str(number)}.get(pattern, f"AB{number:03}")
    if value.says("list"):
        return f"text {number}"
    short = ""
    while number or not short:
        number, rest = divmod(number, 36)
        short = _DIGITS[rest] + short
    least, most = int(value.said("min") or 0), int(value.said("max") or 255)
    return short.rjust(max(least, 1), "0")[-most:] if most < 20 else f"text {short}"


def _decimal(value: Value, number: int) -> str:
    """As it is answered: with all its places."""
    places = int(value.said("places") or 2)
    if value.said("le") == "5":
        return f"{1 + number % 5:.{places}f}"
    least = Decimal(1) if value.says("ge") or value.says("gt") else Decimal(0)
    return f"{least + Decimal(number).scaleb(-places):f}"


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")
