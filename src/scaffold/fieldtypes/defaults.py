"""The text of ``default=`` as a value: one reader per type, each saying what it expected.

Text is data. It reaches the generated code only as the ``repr`` of a value that was read here, never as it was typed.
``decimal`` and ``uuid`` are imported by whom they concern, for a check reads every type and hardly ever a default.
"""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal
    from uuid import UUID

_UNITS = (
    r"(?:(?P<weeks>\d{1,9})W)?(?:(?P<days>\d{1,9})D)?%s(?:(?P<hours>\d{1,12})H)?"
    r"(?:(?P<minutes>\d{1,12})M)?(?:(?P<seconds>\d{1,15}(?:\.\d{1,6})?)S)?"
)
_SHORT = re.compile(f"(?P<sign>[+-]?){_UNITS % ''}", re.IGNORECASE | re.ASCII)  # 1d12h
_ISO = re.compile(f"(?P<sign>[+-]?)P{_UNITS % 'T?'}", re.ASCII)  # P1DT12H

MAX_DURATION = timedelta(days=719_162)  # SQLite stores a duration as a date after or before 1970-01-01


def read_text(text: str) -> str:
    """Any text that a database can hold."""
    if "\0" in text or (not text.isprintable() and re.search(r"[\ud800-\udfff]", text)):
        raise ValueError("the text holds characters that no database stores (NUL, surrogates)")
    return text


def read_int(low: int, high: int, text: str) -> int:
    """A whole number between the limits of its column."""
    if not re.fullmatch(r"[+-]?\d{1,40}", text, re.ASCII):
        raise ValueError("expected a whole number such as 0")
    if not low <= (value := int(text)) <= high:
        raise ValueError(f"the column holds {low} to {high}")
    return value


def read_float(text: str) -> float:
    """A finite number."""
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", text, re.ASCII | re.IGNORECASE):
        raise ValueError("expected a number such as 1.5")
    if (value := float(text)) in (float("inf"), float("-inf")):
        raise ValueError("the number is too large for a float")
    return value


def read_bool(text: str) -> bool:
    """``true`` or ``false``."""
    if text.lower() not in ("true", "false"):
        raise ValueError("expected true or false")
    return text.lower() == "true"


def read_date(text: str) -> date:
    """An ISO date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("expected a date such as 2026-01-31") from None


def read_datetime(text: str) -> datetime:
    """An ISO date and time; without an offset it is UTC."""
    try:
        value = datetime.fromisoformat(text)
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("expected a date and time such as 2026-01-31T12:00:00+00:00") from None


def read_time(text: str) -> time:
    """An ISO time of day without an offset (the column has no room for one)."""
    try:
        value = time.fromisoformat(text)
    except ValueError:
        raise ValueError("expected a time such as 12:30") from None
    if value.tzinfo is not None:
        raise ValueError("a time of day has no offset")
    return value


def read_timedelta(text: str) -> timedelta:
    """``90s``, ``15m``, ``1h30m``, ``7d`` or ISO 8601 (``P1DT2H``)."""
    match = _SHORT.fullmatch(text) or _ISO.fullmatch(text)
    units = match.groupdict() if match else {}
    parts = {unit: float(n) for unit, n in units.items() if unit != "sign" and n}
    if match is None or not parts or re.search(r"P[^T]*M", text):  # P1M is a month
        raise ValueError("expected a duration such as 90s, 1h30m or 7d")
    try:
        value = timedelta(**parts)
    except OverflowError:
        value = timedelta.max
    if value > MAX_DURATION:
        raise ValueError(f"the column holds durations of at most {MAX_DURATION.days} days")
    return -value if match["sign"] == "-" else value


def read_decimal(text: str) -> Decimal:
    """A finite decimal number."""
    from decimal import Decimal, InvalidOperation

    try:
        value = Decimal(text) if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text, re.ASCII) else None
    except InvalidOperation:
        value = None
    if value is None:
        raise ValueError("expected a decimal number such as 9.99")
    return value


def read_uuid(text: str) -> UUID:
    """A UUID in any of its usual spellings."""
    from uuid import UUID

    try:
        return UUID(text)
    except ValueError:
        raise ValueError("expected a UUID such as 00000000-0000-4000-8000-000000000000") from None


def read_bytes(text: str) -> bytes:
    """The text in UTF-8."""
    return read_text(text).encode()


def read_email(text: str) -> str:
    """An address that the schema will take."""
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", text) or ".." in text:
        raise ValueError("expected an address such as ada@example.com")
    return text


def read_url(text: str) -> str:
    """An http or https URL."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][!-~]*)?", text):
        raise ValueError("expected a URL such as https://example.com/")
    return text


def value_of(source: str) -> Any:
    """The value that a default's Python source stands for; ``ValueError`` when it is more than a plain value.

    Understood: literals, and ``date(...)``, ``Decimal("...")`` and their like with literal arguments.
    """
    try:
        node = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(source) from None
    return _value(node)


def _callables() -> dict[str, Any]:
    from decimal import Decimal
    from uuid import UUID

    return {c.__name__: c for c in (date, datetime, time, timedelta, Decimal, UUID)}


def _value(node: ast.expr) -> Any:
    # -timedelta(days=1)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    # UTC, dt.UTC, timezone.utc
    if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node).rpartition(".")[2] in (
        "UTC",
        "utc",
    ):
        return UTC
    # date(2026, 1, 31), dt.date(2026, 1, 31), Decimal("9.99")
    if isinstance(node, ast.Call):
        made = _callables().get(ast.unparse(node.func).rpartition(".")[2])
        if made is None:
            raise ValueError(ast.unparse(node))
        try:
            return made(*map(_value, node.args), **{k.arg or "": _value(k.value) for k in node.keywords})
        except (TypeError, OverflowError, ArithmeticError) as error:
            raise ValueError(ast.unparse(node)) from error
    return ast.literal_eval(node)
