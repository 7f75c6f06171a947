"""Where each layer of an entity is kept: a path pattern, one file for all, or not at all.

A layer without a file of its own is one that the project does without, but only where an entity is already served
over HTTP: a project that stops at its models has not decided yet, and gets the usual layers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scaffold.dataclass import replace
from scaffold.naming import plural, snake
from scaffold.project.conventions import LAYERS
from scaffold.project.domains import by_domain, in_the_domain, only_domain, package_in
from scaffold.project.endpoints import endpoints
from scaffold.project.findings import Found
from scaffold.project.layer_files import Sighting, sightings
from scaffold.project.layer_words import TELLING, is_named_by_layer, words_of
from scaffold.project.look import Look

_USUAL = {
    "model": "db/models/{snake}.py",
    "schema": "schemas/{snake}.py",
    "repository": "repositories/{snake}_repo.py",
    "service": "services/{snake}_service.py",
    "router": "api/{plural}.py",
}
_DOMAIN = {
    "schema": "schemas.py",
    "repository": "repository.py",
    "service": "service.py",
    "router": "router.py",
}
_ROUTER_FOLDERS = (
    "api", "routers", "routes", "endpoints", "views", "controllers",
    "api/routes", "api/routers", "api/endpoints", "api/v1", "api/v1/endpoints", "api/v1/routes",
)  # fmt: skip


def find_layers(look: Look, folder: str) -> Iterator[Found]:
    """``layers``, entry by entry; ``folder`` is the package, with its final slash."""
    model = _layer(look, "model")
    pattern = str(model.value) if model else ""
    rows = {layer: _layer(look, layer, pattern) for layer in LAYERS}
    rows = {layer: row and replace(row, value=in_the_domain(str(row.value), pattern)) for layer, row in rows.items()}
    if len(look.models) == 1:
        rows = _by_one_domain(rows, folder.rstrip("/"))
    serving = _serves_without_router(look)
    if rows["router"] is None and serving:
        rows["router"] = _on_the_application(look, serving)
    served = rows["router"] is not None or bool(serving)
    for layer in LAYERS:
        row = rows[layer]
        if row is not None:
            yield row
        elif layer in ("repository", "service") and served:
            yield Found(
                key=f"layers.{layer}",
                value=None,
                reason=f"its routers work without a {layer}",
                sure=bool(look.models),
            )
        else:
            yield _usual(look, layer, folder, rows["model"])


def _by_one_domain(rows: dict[str, Found | None], application: str) -> dict[str, Found | None]:
    """``app/users/models.py`` as ``app/{package}/models.py`` where that is the only folder with entities so far."""
    found = {layer: str(row.value) for layer, row in rows.items() if row is not None and layer != "tests"}
    folder = only_domain(found.values(), application) if {"model", "router"} <= found.keys() else ""
    if not folder:
        return rows
    form = f"{folder.rpartition('/')[0]}/{{package}}/"
    reason = f"the only domain so far is {folder}; a new entity gets a package of its own"
    return {
        layer: row and replace(row, value=form + found[layer].rpartition("/")[2], reason=reason, sure=False)
        if layer in found
        else row
        for layer, row in rows.items()
    }


def _serves_without_router(look: Look) -> str:
    """The file that uses a model, and whose endpoints hang on an application instead of a router; ``""`` for none."""
    for path in look.application:
        facts = look.sources.facts(path)
        used = {item.attribute for item in facts.imports} | {item.name for item in facts.classes}
        if path not in look.routers and not look.names.isdisjoint(used) and any(True for _ in endpoints(facts)):
            return path
    return ""


def _on_the_application(look: Look, path: str) -> Found | None:
    """A file that has the models or the session as well: a router of its own would import it, and be imported by it."""
    sessions = [f for f in look.sources.facts(path).functions if f.yields and "ession" in str(f.calls)]
    if path not in look.homes and not sessions:
        return None
    reason = "endpoints hang on the application, beside what they need"
    return Found(key="layers.router", value=path, reason=reason, path=path, line=1, sure=len(look.models) > 1)


def _layer(look: Look, layer: str, beside: str = "") -> Found | None:
    """The row of a layer, ``None`` without a file of it; ``beside`` is a file for all that it may share."""
    seen = _as_usual(sightings(look, layer), layer)
    if not seen:
        return None
    covered: dict[str, set[str]] = {}
    for item in seen:
        covered.setdefault(item.pattern, set()).add(item.entity)
    for item in seen:
        # news.py is as good a witness of {plural} as users.py
        spelled_alike = item.pattern.replace("{snake}", "{plural}")
        if spelled_alike in covered and _is_its_own_plural(item.entity):
            covered[spelled_alike].add(item.entity)

    covered.update(by_domain(seen))

    def worth(pattern: str) -> tuple[bool, int, int, int, str]:
        # one file for each entity is a rule; one for all is where several are in it, or where it is named so
        rule = "{" in pattern and (len(covered[pattern]) > 1 or is_named_by_layer(pattern))
        counts = rule or layer in ("model", "schema")
        return counts, len(covered[pattern]), pattern.count("{"), -len(pattern), pattern

    best = max(covered, key=worth)
    entities = {item.entity for item in seen}
    first = next(item for item in seen if item.pattern == best or package_in(item.path, best))
    count = len(covered[best])
    if "{" not in best and not is_named_by_layer(best) and best != beside and count * 2 <= len(look.models) != 1:
        return _beside(first, layer)
    return Found(
        key=f"layers.{layer}",
        value=best,
        reason=f"{count} of {len(entities)} entities" + ("" if "{" in best else ", in one file"),
        path=first.path,
        line=first.line,
        sure=count * 2 > len(entities),
    )


def _as_usual(seen: Sequence[Sighting], layer: str) -> Sequence[Sighting]:
    """Where nothing but ``news.py`` tells ``{snake}`` from ``{plural}``, it is as it usually is."""
    if "{plural}" not in _USUAL.get(layer, "{plural}") or not all(_is_its_own_plural(item.entity) for item in seen):
        return seen
    return [replace(item, pattern=item.pattern.replace("{snake}", "{plural}")) for item in seen]


def _is_its_own_plural(entity: str) -> bool:
    return plural(snake(entity)) == snake(entity)


def _beside(first: Sighting, layer: str) -> Found:
    """Files that hold several entities each: a new one gets a file of its own in their folder."""
    folder, slash, name = first.path.rpartition("/")
    tail = {"model": "{snake}.py", "schema": "{snake}.py"}.get(layer, _USUAL[layer].rpartition("/")[2])
    if layer in TELLING:
        # quote_service.py: the telling word stays at its end
        last = words_of(name)[-1]
        tail = f"{{snake}}_{last}.py" if last in TELLING[layer] else "{snake}.py"
    return Found(
        key=f"layers.{layer}",
        value=f"{folder}{slash}{tail}",
        reason=f"files such as {name} are named by subject; a new entity gets its own",
        path=first.path,
        line=first.line,
        sure=False,
    )


def _usual(look: Look, layer: str, folder: str, model: Found | None) -> Found:
    key, known = f"layers.{layer}", frozenset(look.sources.paths)
    if layer == "tests":
        tests = sorted({path.partition("tests/")[0] + "tests" for path in known if "tests/" in path}, key=len)
        return Found(
            key=key,
            value=f"{tests[0] if tests else 'tests'}/test_{{plural}}.py",
            reason="no test is named after an entity; this is the usual place",
            sure=False,
        )
    domain = str(model.value).rpartition("/")[0] if model else ""
    if "{" in domain and layer in _DOMAIN:
        return Found(
            key=key,
            value=f"{domain}/{_DOMAIN[layer]}",
            reason="beside the model, in the entity's own package",
            path=model.path if model else "",
            sure=False,
        )
    if layer == "router" and (found := _router_folder(look, folder)):
        return Found(
            key=key,
            value=f"{found}/{{plural}}.py",
            reason=f"no router is named after an entity; {found} is where routers go",
            sure=False,
        )
    if layer == "schema" and model and "{" not in str(model.value):
        # one file holds every model: their schemas stand beside them unless a file for schemas is there
        single = f"{folder}schemas.py"
        return Found(
            key=key,
            value=single if single in known else str(model.value),
            reason="no schema is named after an entity; classes that belong together share a file here",
            path=model.path,
            sure=False,
        )
    place = _not_hiding(folder, _USUAL[layer], known)
    return Found(key=key, value=place, reason="the project has none yet; this is the usual place", sure=False)


def _not_hiding(folder: str, usual: str, known: frozenset[str]) -> str:
    """The usual place; in ``app/schemas.py`` or beside ``app/db.py`` where a folder of that name would hide it."""
    head, _, rest = usual.partition("/")
    if f"{folder}{head}.py" not in known:
        return folder + usual
    return _not_hiding(folder, rest, known) if "/" in rest else f"{folder}{head}.py"


def _router_folder(look: Look, folder: str) -> str | None:
    """The deepest usual folder for routers that the project has."""
    found = None
    for name in _ROUTER_FOLDERS:
        if any(path.startswith(f"{folder}{name}/") for path in look.application):
            found = f"{folder}{name}"
    return found
