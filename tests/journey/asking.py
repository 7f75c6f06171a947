"""A client that does to an API all that its words promise and much that they forbid, and writes down what is wrong.

Rows are made through the API alone, with those that they refer to first. Whatever was stored must read back as it was
answered; no answer is a 5xx, and none repeats the database's own words.
"""

from __future__ import annotations

import json
from itertools import count
from math import prod
from random import Random
from typing import Any

from tests.journey.random_specs import Link, Sheet, Value
from tests.journey.random_values import ENDLESS, has_initial, room, sample
from tests.journey.serving import Answer, Api

LEAKS = ("sqlalchemy", "asyncpg", "sqlite", "traceback", "insert into", "psycopg", "constraint failed", "violates")
BAD_KEYS = (2**31, 2**63, 10**30, -1, 0, "x", "%00", "1.5", "None")
BAD_PAGES = ("limit=0", "limit=101", "limit=NaN", "limit=", "offset=-1", "offset=%00", f"offset={2**31}")
NO_BODIES = (b"", b"{", b"[]", b"null", b"NaN", b'{"a":' * 2000, b"\xff\xfe", b"[" * 100_000)
MISSING = (2**31 - 1, "ffffffff-ffff-4fff-8fff-ffffffffffff", 0, -5, 2**31, 2**80)
ODD: tuple[Any, ...] = (
    *(None, True, "", -1, 0, 1.5, 0.1, 1e-30, 1e308, 10**20, 2**31, 2**63, -(2**63) - 1, 2**200, 86399999999999),
    *("a\0b", "\0", "\\x00", "\ud800", "x" * 300, "x" * 70_000, "ä" * 255, "😀" * 255, "2000-01-01", "24:00"),
    *([], {}, [None], ["a\0b"], ["\ud800"], [2**200], {"a\0": 1}, {"k": "\0"}, {"k": "\ud800"}, {"a": float("nan")}),
    *({"a": {"b": [None] * 3}}, {"a": 2**70}, float("nan"), float("inf"), -float("inf"), "inf", "NaN", "-Infinity"),
    *("1e400", "1e4000000", "1.5", "1.23456789", "-0", "1E+3", "99999999999999999999", "P99999999D", "-P999999999D"),
    *("9999-12-31T23:59:59.999999-23:59", "0001-01-01T00:00:00+23:59", "2000-01-01T00:00:00", "0000-00-00"),
    *("2000-01-01T10:00:00.123456789Z", "PT0.0000001S", "10:00:00+05:00", "10:00Z", "23:59:60", "10:00:00.123456"),
    *(
        "http://[::1",
        "http://a b",
        "https://ex.com/\0",
        "https://ex.com/" + "a" * 3000,
        "https://ex.com/ä",
        "HTTP://A.B",
    ),
    *("a@b.co", "ä@exämple.de", "A@EXAMPLE.COM", "x" * 250 + "@ex.co", "00000000-0000-0000-0000-000000000000"),
)


class Client:
    """One run against one database. ``problems`` is what came out."""

    def __init__(self, api: Api, sheets: tuple[Sheet, ...], random: Random, odd: int) -> None:
        self.api, self.random, self.odd = api, random, odd
        self.sheets = {sheet.name: sheet for sheet in sheets}
        self.numbers = count(1)
        self.problems: list[str] = []
        document = self._ask("GET", "/openapi.json").json
        self.schemas = document["components"]["schemas"]
        self.urls = {
            body.rpartition("/")[2].removesuffix("Create"): path
            for path, operations in document["paths"].items()
            if (body := _body_of(operations.get("post", {}))).endswith("Create")
        }

    def run(self) -> list[str]:
        """Everything, entity by entity."""
        served = [sheet for sheet in self.sheets.values() if sheet.is_served]
        self.problems += [f"{sheet.name} has no routes" for sheet in served if sheet.name not in self.urls]
        for sheet in served:
            self._schemas_say(sheet)
        for sheet in served:
            row = self._make(sheet.name)
            if row is not None:
                self._read(sheet, row)
                self._refused(sheet, row)
                self._changed(sheet, row)
                self._twice(sheet)
                self._unknown(sheet)
                self._thrown(sheet)
        for sheet in served:
            self._delete(sheet)
        return self.problems

    def _ask(self, method: str, url: str, body: Any = None, *, raw: bytes | None = None) -> Answer:
        answer = self.api(method, url, body, raw=raw)
        said = json.dumps(body)[:300] if raw is None else repr(raw[:20])
        if answer.status >= 500:
            self.problems.append(f"{method} {url} {said} -> {answer.status} {answer.text[:500]}")
        elif any(leak in answer.text.lower() for leak in LEAKS):
            self.problems.append(f"{method} {url} {said} tells {answer.text[:300]}")
        return answer

    def _expect(self, statuses: int | tuple[int, ...], method: str, url: str, body: Any = None, **how: Any) -> Answer:
        answer = self._ask(method, url, body, **how)
        allowed = statuses if isinstance(statuses, tuple) else (statuses,)
        if answer.status not in allowed and answer.status < 500:
            said = json.dumps(body)[:300]
            self.problems.append(f"{method} {url} {said} -> {answer.status}, not {statuses}: {answer.text[:300]}")
        return answer

    def _properties(self, name: str, kind: str) -> dict[str, Any]:
        return dict(self.schemas.get(name + kind, {}).get("properties", {}))

    def _prop(self, sheet: Sheet, link: Link) -> str:
        """What payloads call the reference."""
        if not link.many:
            return f"{link.name}_id"
        every = {*self._properties(sheet.name, "Create"), *self._properties(sheet.name, "Out")}
        stem = link.name.removesuffix("s")
        return next((p for p in sorted(every) if p in (f"{stem}_ids", f"{link.name}_ids")), f"{link.name}_ids")

    def _by_prop(self, sheet: Sheet) -> dict[str, Value | Link]:
        return {v.name: v for v in sheet.values} | {self._prop(sheet, link): link for link in sheet.links}

    def _schemas_say(self, sheet: Sheet) -> None:
        """Who may see and set what."""
        create, update, out = (self._properties(sheet.name, kind) for kind in ("Create", "Update", "Out"))
        required = self.schemas.get(sheet.name + "Create", {}).get("required", [])
        for prop, each in self._by_prop(sheet).items():
            readonly, private, immutable = (each.says(word) for word in ("readonly", "private", "immutable"))
            optional = each.many if isinstance(each, Link) else has_initial(each)
            told = (prop in create, prop in update, prop in out, prop in required)
            needed = not (readonly or optional or each.says("null"))
            if told != (not readonly, not readonly and not immutable, not private, needed):
                self.problems.append(f"{sheet.name}.{prop} {each.line}: create, update, out, required = {told}")

    def _body(self, name: str, *, whole: bool, depth: int = 0) -> dict[str, Any] | None:
        """A body with every field, or with those alone that must be there."""
        if name == "User":
            number = next(self.numbers)
            return {"email": f"u{number}@example.com", "username": f"u{number}"}
        sheet, body = self.sheets[name], {}
        required = self.schemas[name + "Create"].get("required", [])
        create = self._properties(name, "Create")
        telling = set().union(*sheet.groups)  # what rows must differ in
        for prop, each in self._by_prop(sheet).items():
            if prop not in create or not (whole or prop in required or each.name in telling):
                continue
            if isinstance(each, Value):
                body[prop] = sample(each, next(self.numbers))
            elif prop in required or (whole and depth < 2):
                row = self._make(each.target, whole=False, depth=depth + 1)
                if row is not None:
                    body[prop] = [row["id"]] if each.many else row["id"]
                elif prop in required:
                    return None
        return body

    def _is_cramped(self, sheet: Sheet) -> bool:
        """Whether there are so few values that a new row may well be refused as there already."""
        rooms = {value.name: room(value) for value in sheet.values}
        return any(prod(rooms.get(name, ENDLESS) for name in group) < ENDLESS for group in sheet.groups)

    def _make(self, name: str, *, whole: bool = True, depth: int = 0) -> dict[str, Any] | None:
        """A new row as the API answers it."""
        body = self._body(name, whole=whole, depth=depth) if name in self.urls else None
        if body is None:
            return None
        cramped = name in self.sheets and self._is_cramped(self.sheets[name])
        answer = self._expect((201, 409) if cramped else 201, "POST", self.urls[name], body)
        if answer.status != 201:
            return None
        row: dict[str, Any] = answer.json
        for prop, sent in body.items():
            each = self._by_prop(self.sheets[name]).get(prop) if name in self.sheets else None
            exact = not isinstance(each, Value) or each.type != "timedelta"
            if exact and prop in row and row[prop] != sent:
                self.problems.append(f"{name}.{prop}: sent {sent!r}, answered {row[prop]!r}")
        return row

    def _read(self, sheet: Sheet, row: dict[str, Any]) -> None:
        url = self.urls[sheet.name]
        self._reads_as(f"{url}/{row['id']}", row)
        rows = self._expect(200, "GET", f"{url}?limit=100")
        if rows.status == 200 and row not in rows.json:
            self.problems.append(f"{row} is not in the list of {url}")
        for page in BAD_PAGES:
            self._expect(422, "GET", f"{url}?{page}")
        self._expect(200, "GET", f"{url}?offset={2**31 - 1}")

    def _reads_as(self, url: str, row: dict[str, Any]) -> None:
        answer = self._expect(200, "GET", url)
        if answer.status == 200 and answer.json != row:
            differing = {key: (row[key], answer.json.get(key)) for key in row if row[key] != answer.json.get(key)}
            self.problems.append(f"{url} reads otherwise than it was answered: {str(differing)[:300]}")

    def _refused(self, sheet: Sheet, row: dict[str, Any]) -> None:
        url = self.urls[sheet.name]
        for key in BAD_KEYS:
            for method in ("GET", "PATCH", "DELETE"):
                self._expect((404, 422), method, f"{url}/{key}", {} if method == "PATCH" else None)
        for raw in NO_BODIES:
            self._expect((400, 422), "POST", url, raw=raw)
            self._expect((400, 422), "PATCH", f"{url}/{row['id']}", raw=raw)
        create = self._body(sheet.name, whole=False)
        for prop in self.schemas[sheet.name + "Create"].get("required", []) if create else ():
            self._expect(422, "POST", url, {key: value for key, value in (create or {}).items() if key != prop})

    def _changed(self, sheet: Sheet, row: dict[str, Any]) -> None:
        url = f"{self.urls[sheet.name]}/{row['id']}"
        answer = self._expect(200, "PATCH", url, {})
        if answer.status == 200 and answer.json != row:
            self.problems.append(f"PATCH {url} {{}} changed {row} to {answer.json}")
        update = self._properties(sheet.name, "Update")
        for prop, each in self._by_prop(sheet).items():
            if prop not in update:
                continue
            may = each.says("null") and not (isinstance(each, Link) and each.many)
            self._expect(200 if may else 422, "PATCH", url, {prop: None})
            if isinstance(each, Value):
                told = {prop: sample(each, next(self.numbers))}
                answer = self._expect((200, 409) if self._is_cramped(sheet) else 200, "PATCH", url, told)
                if answer.status == 200:
                    self._reads_as(url, answer.json)

    def _twice(self, sheet: Sheet) -> None:
        """What is unique cannot be there again."""
        url, body = self.urls[sheet.name], self._body(sheet.name, whole=True)
        if body is None:
            return
        self._expect((201, 409) if self._is_cramped(sheet) else 201, "POST", url, body)
        sent = {each.name for prop, each in self._by_prop(sheet).items() if prop in body}
        taken = any(group <= sent for group in sheet.groups)
        answer = self._ask("POST", url, body)
        if answer.status not in ((409,) if taken else (201, 409)):
            self.problems.append(f"POST {url} twice -> {answer.status}")

    def _unknown(self, sheet: Sheet) -> None:
        url, body = self.urls[sheet.name], self._body(sheet.name, whole=False)
        if body is None:
            return
        create = self._properties(sheet.name, "Create")
        for link in sheet.links:
            prop = self._prop(sheet, link)
            for key in MISSING if prop in create else ():
                self._expect(422, "POST", url, body | {prop: [key] if link.many else key})

    def _thrown(self, sheet: Sheet) -> None:
        """Odd values for every property: refused, or stored and read again."""
        url = self.urls[sheet.name]
        row, update = self._make(sheet.name, whole=False), self._properties(sheet.name, "Update")
        if row is None:
            return
        for prop in self._properties(sheet.name, "Create"):
            for odd in self.random.sample(ODD, min(self.odd, len(ODD))):
                each = self._by_prop(sheet).get(prop)
                wrapped = isinstance(each, Value) and each.says("list") and self.random.random() < 0.7
                value = [odd] if wrapped else odd
                body = self._body(sheet.name, whole=False)
                if body is None:
                    return
                self._stored("POST", url, body | {prop: value})
                if prop in update:
                    self._stored("PATCH", f"{url}/{row['id']}", {prop: value})
        self._expect(200, "GET", f"{url}?limit=100")

    def _stored(self, method: str, url: str, body: dict[str, Any]) -> None:
        answer = self._expect((200, 201, 409, 422), method, url, body)
        if answer.status in (200, 201):
            home = url if method == "PATCH" else f"{url}/{answer.json['id']}"
            self._reads_as(home, answer.json)

    def _delete(self, sheet: Sheet) -> None:
        """A row goes, and with it what the words say."""
        url = self.urls[sheet.name]
        row = self._make(sheet.name, whole=False)
        if row is not None:
            self._expect(204, "DELETE", f"{url}/{row['id']}")
            self._expect(404, "GET", f"{url}/{row['id']}")
        update = self._properties(sheet.name, "Update")
        for link in sheet.links:
            prop = self._prop(sheet, link)
            if prop not in update or link.target == "User":
                continue
            child = self._make(sheet.name, whole=False)
            parent = self._make(link.target, whole=False)
            if child is None or parent is None:
                continue
            key = [parent["id"]] if link.many else parent["id"]
            if self._expect(200, "PATCH", f"{url}/{child['id']}", {prop: key}).status != 200:
                continue
            goes = link.many or link.said("ondelete") in ("cascade", "set-null")
            self._expect(204 if goes else 409, "DELETE", f"{self.urls[link.target]}/{parent['id']}")
            lost = link.said("ondelete") == "cascade" and not link.many
            left = self._expect(404 if lost else 200, "GET", f"{url}/{child['id']}")
            if left.status == 200 and goes and prop in left.json and left.json[prop] not in (None, []):
                self.problems.append(f"{url}/{child['id']} still has {prop}={left.json[prop]}")


def _body_of(operation: dict[str, Any]) -> str:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return str(content.get("schema", {}).get("$ref", ""))
