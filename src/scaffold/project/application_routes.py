"""The routes that hang on the application itself: ``@app.get("/api/heroes/{hero_id}")``, and the entity of each."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.dataclass import dataclass
from scaffold.project.endpoints import endpoints
from scaffold.project.look import Look
from scaffold.project.tables import Table


@dataclass(frozen=True, slots=True)
class ApplicationRoute:
    """``rest`` is what follows the collection: ``""``, ``"/"`` or ``"/{hero_id}"``."""

    table: Table
    path: str
    line: int
    method: str
    prefix: str
    rest: str


def application_routes(look: Look) -> Iterator[ApplicationRoute]:
    """Those of files without a router; not below another entity, and not what is done to a row."""
    for path in look.application:
        for endpoint in endpoints(look.sources.facts(path)) if path not in look.routers else ():
            whole, item, parameter = endpoint.route.partition("/{")
            prefix = whole.rstrip("/")
            *above, last = prefix.strip("/").split("/")
            tables = look.in_name(last.lower())[:1]
            rest = item + parameter if item else whole[len(prefix) :]
            table = tables[0] if tables and look.spelling(tables[0]).placeholder(last) else None
            is_below = any(look.in_name(segment) for segment in above)
            if table and not is_below and rest.rstrip("/").count("/") <= 1:
                yield ApplicationRoute(table, path, endpoint.decorator.line, endpoint.method, prefix, rest)
