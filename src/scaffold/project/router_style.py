"""How the routers of entities are written: their name, their paths, their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.project.application_routes import application_routes
from scaffold.project.endpoints import endpoints
from scaffold.project.findings import Found
from scaffold.project.layer_words import is_technical
from scaffold.project.look import Look

_KEYS = ("id", "pk", "uuid", "uid", "item_id", "key")


def find_router_style(look: Look, pattern: str) -> Iterator[Found]:
    """``router_name``, ``router_path``, ``item_parameter`` and ``update_method``, as most endpoints have them."""
    names: list[str] = []
    paths: list[str] = []
    items: list[str] = []
    updates: list[str] = []
    where = ("", 0)
    for path in look.application:
        if path not in look.routers:
            continue
        for table in look.follows(path, pattern)[:1]:
            spelling = look.spelling(table)
            for endpoint in endpoints(look.sources.facts(path)):
                method, route = endpoint.method, endpoint.route
                where = where if where[0] else (path, endpoint.decorator.line)
                # `router` is one in the file of an entity Router, too
                names.append(
                    endpoint.receiver if is_technical(endpoint.receiver) else spelling.named(endpoint.receiver)
                )
                if method in ("get", "post") and route in ("", "/"):
                    paths.append(route)
                if method in ("put", "patch") and "{" in route:
                    updates.append(method)
                if match := re.fullmatch(r"/?\{(\w+)(?::\w+)?\}/?", route):
                    name = spelling.named(match[1])
                    # {address} is a column of this entity, and says nothing about the key of another; nor does
                    # {course_uuid}, where that is a column beside the key
                    column = any(each.name == match[1] and each not in table.keys for each in table.columns)
                    known = "{" in name or name in (*_KEYS, *(key.name for key in table.keys))
                    items += [name] if known and not column else []
    for served in application_routes(look) if not names else ():
        where = where if where[0] else (served.path, served.line)
        if served.method in ("get", "post") and served.rest in ("", "/"):
            paths.append(served.rest)
        if served.method in ("put", "patch") and served.rest not in ("", "/"):
            updates.append(served.method)
        if match := re.fullmatch(r"/\{(\w+)(?::\w+)?\}/?", served.rest):
            name = look.spelling(served.table).named(match[1])
            items += [name] if "{" in name or name in _KEYS else []
    for key, values, reason in (
        ("router_name", names, "what router modules call their router"),
        ("router_path", paths, "the path of the collection under its prefix"),
        ("item_parameter", items, "the path parameter of one item"),
        ("update_method", updates, "the method that changes an item"),
    ):
        if values:
            best = max(sorted(set(values)), key=values.count)
            yield Found(
                key=key,
                value=best,
                reason=f"{reason} ({values.count(best)} of {len(values)})",
                path=where[0],
                line=where[1],
            )
