"""How the routers of entities are named to their clients: the prefix of their paths, and the tag in the documentation.

Read from what a router is made with, and from the paths of its endpoints where it is made without a prefix.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.facts import Call
from scaffold.project.application_routes import application_routes
from scaffold.project.endpoints import endpoints
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.registry import templated
from scaffold.project.spelling import Spelling

_TEXT = re.compile(r"""(["'])([^"'{}\\]*)\1""")
_TAGS = re.compile(r"""[\[(]\s*(["'])([^"'{}\\]*)\1\s*,?\s*[\])]""")


@dataclass(frozen=True, slots=True)
class _Made:
    """The router of one entity: ``router = APIRouter(prefix="/posts", tags=["posts"])``."""

    path: str
    line: int
    call: Call | None  # none for one that hangs on the application
    routes: tuple[str, ...]  # of its collection
    spelling: Spelling


def find_router_naming(look: Look, pattern: str) -> Iterator[Found]:
    """``router_prefix`` and ``router_tag``, as most routers have them."""
    made = [*_made(look, pattern)] or [*_on_application(look)]
    prefixes = [(item, prefix) for item in made if (prefix := _prefix(look, item))]
    if prefixes:
        yield _most(prefixes, "router_prefix", "where their paths begin")
    tags = [(item, tag) for item in made if item.call and (tag := _tag(item.call, item.spelling)) is not None]
    # what says nothing of its entity is a tag for all where several have it
    counts = Counter(tag for _, tag in tags)
    tags = [(item, tag) for item, tag in tags if "{" in tag or not tag or counts[tag] > 1]
    if tags:
        yield _most(tags, "router_tag", "their tag in the documentation")


def _made(look: Look, pattern: str) -> Iterator[_Made]:
    for path in look.application:
        tables = look.follows(path, pattern)[:1] if path in look.routers and "{" in pattern else []
        for table in tables:
            facts = look.sources.facts(path)
            routes: dict[str, list[str]] = {}
            for endpoint in endpoints(facts):
                collection = endpoint.method in ("get", "post") and "{" not in endpoint.route
                routes.setdefault(endpoint.receiver, []).extend([endpoint.route] if collection else [])
            for item in facts.assignments:
                if item.call and item.name in routes:
                    yield _Made(path, item.line, item.call, tuple(routes[item.name]), look.spelling(table))


def _on_application(look: Look) -> Iterator[_Made]:
    for route in application_routes(look):
        yield _Made(route.path, route.line, None, (route.prefix,), look.spelling(route.table))


def _prefix(look: Look, item: _Made) -> str:
    """``/tools/{route}`` for `/tools/todos`; ``""`` for one that a new entity could not have likewise."""
    said = item.call.keyword("prefix") if item.call else None
    literal = _TEXT.fullmatch(said) if said else None
    written = [literal[2]] if literal else [*item.routes] if said is None else []
    for text in written:
        *above, last = text.strip("/").split("/")
        found = item.spelling.placeholder(last)
        # /users/posts hangs on another entity
        if found and not any(look.in_name(segment) for segment in above):
            kebab = found == "{plural}" and "_" not in last
            return "/" + "/".join([*above, "{route}" if kebab else found])
    return ""


def _tag(call: Call, spelling: Spelling) -> str | None:
    """``{Plural}`` for `["Todos"]`, ``""`` for a router without one, ``None`` for what is no single text."""
    said = call.keyword("tags")
    if said is None:
        return ""
    literal = _TAGS.fullmatch(said)
    made = templated(literal[2], spelling) if literal else None
    return "{route}" if made == "{plural}" and literal and "_" not in literal[2] else made


def _most(votes: list[tuple[_Made, str]], key: str, reason: str) -> Found:
    # a name of two words decides how words are joined: /blog_posts against /users
    told = [value for item, value in votes if "_" in item.spelling.snake]
    joined = Counter(value.replace("{plural}", "{route}") for _, value in votes)
    (best, count) = max(joined.items(), key=lambda row: (row[1], "{route}" in row[0], "{" in row[0], row[0]))
    if best not in told and (other := best.replace("{route}", "{plural}")) in told:
        best = other
    item = votes[0][0]
    return Found(
        key=key,
        value=best,
        reason=f"{reason} ({count} of {len(votes)})",
        path=item.path,
        line=item.line,
        sure=count * 2 > len(votes),
    )
