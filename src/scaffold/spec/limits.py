"""The numbers of a field: what each may be, whether they leave any value at all, and whether the default keeps them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from scaffold.fieldtypes import FieldType
from scaffold.spec.factories import read_factory
from scaffold.spec.patterns import check_pattern
from scaffold.spec.word import Word, shown

_LONGEST = 10_485_760  # VARCHAR(n) of PostgreSQL
_LONGEST_KEY = 2_704  # bytes of an entry of a PostgreSQL index
_MOST_DIGITS = 1_000


def read_limits(word: Word, row: FieldType) -> dict[str, Any]:
    """``max``, ``min``, ``ge`` .. ``lt``, ``digits``, ``places`` and ``pattern`` as arguments of ``Field``."""
    many = "list" in word.flags
    found: dict[str, Any] = {
        key: _count(word, key) for key in ("max", "min", "digits", "places") if key in word.values
    }
    found |= {
        key: _number(word, row, key) for key in ("ge", "gt", "le", "lt") if key in word.values
    }
    if many:
        _refuse_on_items(word)
    elif row.max is not None:
        found.setdefault("max", row.max)
    if row.name == "Decimal":
        found |= _digits(word, found)
    _check_length(word, row, found)
    if "pattern" in word.values:
        found["pattern"] = check_pattern(word, found.get("min"), found.get("max"))
    _check_range(word, row, found)
    return found


def _refuse_on_items(word: Word) -> None:
    for key in ("ge", "gt", "le", "lt", "pattern", "default"):
        if key in word.values:
            word.fail(
                f"{key} makes no sense for a list; max and min count its items"
                if key != "default"
                else "a list as default would be shared between rows",
                f"write {word.without(key)}" + (":factory=list" if key == "default" else ""),
            )


def _count(word: Word, key: str) -> int:
    text = word.values[key]
    least = 0 if key in ("min", "places") else 1
    most = _MOST_DIGITS if key in ("digits", "places") else _LONGEST
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
        word.fail(
            f"{key}={shown(text)}: expected a whole number from {least} to {most}",
            f"write {key}={max(least, 10)}",
        )
    return int(text)


def _number(word: Word, row: FieldType, key: str) -> str:
    """A limit as it was written, when the type can read it."""
    assert row.parse is not None
    text = word.values[key]
    try:
        return row.text(row.parse(text))
    except ValueError as error:
        word.fail(f"{key}={shown(text)}: {error}", f"write {key}=0")


def _digits(word: Word, found: dict[str, Any]) -> dict[str, int]:
    places = found.get("places", min(2, found.get("digits", 10)))
    digits = found.get("digits", max(10, places))
    if places > digits:
        word.fail(
            f"places={places} is more than digits={digits}",
            f"write digits={places + digits}:places={places}",
        )
    return {"digits": digits, "places": places}


def _check_length(word: Word, row: FieldType, found: dict[str, Any]) -> None:
    low, high = found.get("min"), found.get("max")
    if low is not None and high is not None and low > high:
        word.fail(
            f"min={low} is more than max={high}", f"write min={min(low, high)}:max={max(low, high)}"
        )
    if (
        row.name == "HttpUrl"
        and high is not None
        and (high > 2083 or high < 16)
        and "list" not in word.flags
    ):
        word.fail(f"max={high}: a URL has 16 to 2083 characters", f"write {word.without('max')}")
    if row.name == "EmailStr" and high is not None and high < 16 and "list" not in word.flags:
        word.fail(f"max={high} leaves no room for an address", f"write {word.without('max')}")
    for flag in ("unique", "index"):
        if flag in word.flags and high is not None and high > _LONGEST_KEY:
            word.fail(
                f"{flag} with max={high}: an entry of an index holds {_LONGEST_KEY} bytes",
                f"write max=255:{flag}",
            )


def _check_range(word: Word, row: FieldType, found: dict[str, Any]) -> None:
    for strict, loose in (("gt", "ge"), ("lt", "le")):
        if strict in found and loose in found:
            word.fail(
                f"{strict} and {loose} say the same thing twice",
                f"keep one: {loose}={found[loose]}",
            )
    low = _bound(found.get("ge", found.get("gt")))
    high = _bound(found.get("le", found.get("lt")))
    if row.name in ("int", "bigint"):
        low = low + 1 if low is not None and "gt" in found else low
        high = high - 1 if high is not None and "lt" in found else high
    strict_end = row.name not in ("int", "bigint") and ("gt" in found or "lt" in found)
    if low is not None and high is not None and (low > high or (low == high and strict_end)):
        word.fail(
            "the limits leave no value at all", f"write ge={min(low, high)}:le={max(low, high)}"
        )
    if row.name == "Decimal":
        _check_holds(word, found, low, high)


def _check_holds(
    word: Word, found: dict[str, Any], low: Decimal | None, high: Decimal | None
) -> None:
    most = Decimal(10) ** (found["digits"] - found["places"]) - Decimal(10) ** -found["places"]
    if (low is not None and low > most) or (high is not None and high < -most):
        word.fail(
            f"digits={found['digits']}:places={found['places']} holds {-most} to {most}, the limits leave none of it",
            f"write digits={found['digits'] + 6}",
        )


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def read_initial(word: Word, row: FieldType, found: dict[str, Any]) -> dict[str, Any]:
    """``default`` or ``factory`` as an argument of ``Field``, checked against the type and the limits."""
    text, factory = word.values.get("default"), word.values.get("factory")
    if text is not None and factory is not None:
        word.fail("a field has a default or a factory", f"write {word.without('factory')}")
    if factory is not None:
        return {"factory": read_factory(word, row, factory)}
    if text is None:
        return {}
    return {"default": _default(word, row, text, found)}


def _default(word: Word, row: FieldType, text: str, found: dict[str, Any]) -> str:
    assert row.parse is not None
    if (
        text.lower() in ("now", "today", "uuid4", "utcnow", "now()", "current_timestamp")
        and row.factories
    ):
        word.fail(
            f"default={shown(text)} would be one value for every row",
            f"write {word.without('default')}:factory={_SHORT[row.name]}",
        )
    try:
        value = row.parse(text)
    except ValueError as error:
        hint = (
            f"write {word.name}:{word.type}:null"
            if text.lower() in ("null", "none")
            else f"write {row.example}"
        )
        word.fail(f"default={shown(text)}: {error}", hint)
    if (broken := breaks(value, found)) is not None:
        word.fail(
            f"default={shown(text)} breaks {broken}",
            f"write {word.without('default')}, or change {broken.partition('=')[0]}",
        )
    return row.source(value)


_SHORT = {"datetime": "now", "date": "today", "UUID": "uuid4", "dict": "dict"}


def breaks(value: Any, limits: dict[str, Any]) -> str | None:
    """The first limit that a value does not keep, as it was written: ``max=5``."""
    if isinstance(value, str | bytes):
        size = len(value)
        if limits.get("max") is not None and size > limits["max"]:
            return f"max={limits['max']}"
        if limits.get("min") is not None and size < limits["min"]:
            return f"min={limits['min']}"
        if limits.get("pattern") is not None and re.search(limits["pattern"], str(value)) is None:
            return f"pattern={limits['pattern']}"
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _breaks_number(Decimal(str(value)), limits)
    return None


def _breaks_number(value: Decimal, limits: dict[str, Any]) -> str | None:
    holds = {"ge": value.__ge__, "gt": value.__gt__, "le": value.__le__, "lt": value.__lt__}
    for key, compare in holds.items():
        if (bound := limits.get(key)) is not None and not compare(Decimal(bound)):
            return f"{key}={bound}"
    digits, places = limits.get("digits"), limits.get("places")
    if digits is None or places is None:
        return None
    try:
        shifted = value.scaleb(places)
    except InvalidOperation:
        return f"digits={digits}"
    if shifted != shifted.to_integral_value():
        return f"places={places}"
    return f"digits={digits}" if abs(value) >= Decimal(10) ** (digits - places) else None
