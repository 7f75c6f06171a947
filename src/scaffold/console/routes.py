"""The routes of a router module in a few words: ``GET POST /posts``."""

from __future__ import annotations

from scaffold.facts import Facts, read
from scaffold.project.endpoints import endpoints

_ORDER = ("get", "post", "put", "patch", "delete")


def routes(text: str) -> tuple[str, ...]:
    """One phrase per path, in the order of the file, with the prefix that its router has."""
    facts = read(text)
    methods: dict[str, list[str]] = {}
    for endpoint in endpoints(facts):
        path = _prefix(facts, endpoint.receiver) + endpoint.route
        methods.setdefault(path or "/", []).append(endpoint.method)
    known = {path: [m for m in _ORDER if m in found] for path, found in methods.items()}
    return tuple(f"{' '.join(found).upper()} {path}" for path, found in known.items() if found)


def _prefix(facts: Facts, router: str) -> str:
    """``/posts`` of ``router = APIRouter(prefix="/posts")``."""
    for item in facts.assignments:
        if item.name == router and item.call:
            return (item.call.keyword("prefix") or "").strip("rR").strip("\"'")
    return ""
