"""Which packages hand on what the modules in them define: ``from .user import UserCreate`` in ``schemas/__init__.py``.

A package that hands on some of the siblings and not others has no rule that a new module could follow: nothing is
found there. Names that are no rule (`UserInDB` of one entity alone) are left out by whoever writes the new module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from scaffold.facts import Facts, Import
from scaffold.naming import pascal
from scaffold.project.conventions import Conventions
from scaffold.project.findings import Found
from scaffold.project.layer_files import sightings
from scaffold.project.look import Look
from scaffold.project.spelling import Spelling

MODULE = "."  # among the names: the module itself, `from . import users`
EVERYTHING = "*"


def find_exports(look: Look, so_far: Conventions) -> Iterator[Found]:
    """``exports.schema`` and the like: ``app/schemas/__init__.py:{Name}Create,{Name}Update``."""
    registered = so_far.registry.path if so_far.registry else None
    for layer, pattern in so_far.layers.items():
        folder = pattern.rpartition("/")[0]
        package = f"{folder}/__init__.py"
        # their siblings are handed on by the models' package and the registry, which are followed as such
        elsewhere = {"model": so_far.models_package, "router": registered}.get(layer)
        if layer == "tests" or not folder or "{" in folder or package == elsewhere:
            continue
        if package not in look.sources.files:
            continue
        spellings = {table.item.name: look.spelling(table) for table in look.models}
        siblings = {item.path: spellings[item.entity] for item in sightings(look, layer) if item.pattern == pattern}
        imports = _imports(look, package, siblings)
        if not imports or not all(imports.values()):
            continue
        names = _shared(look, siblings, imports)
        if package == so_far.models_package:
            # `from .user import User, UserCreate`: the model is handed on as such
            names = tuple(name for name in names if name != f"{{Name}}{look.model_suffix}")
        if names:
            yield Found(
                key=f"exports.{layer}",
                value=f"{package}:{','.join(names)}",
                reason=f"hands on {len(imports)} of {len(imports)} modules",
                path=package,
                line=min(item.line for items in imports.values() for item in items),
            )


def _imports(look: Look, package: str, siblings: Iterable[str]) -> dict[str, list[Import]]:
    """For each sibling the package's imports from it, or of the module itself."""
    found: dict[str, list[Import]] = {path: [] for path in siblings}
    sources = look.sources
    for item in sources.facts(package).imports:
        if item.attribute and not item.scope and not item.type_checking:
            for path in {sources.path_of(item.module, package), sources.path_of(item.joined, package)} & found.keys():
                found[path or ""].append(item)
    return found


def _shared(look: Look, siblings: dict[str, Spelling], imports: dict[str, list[Import]]) -> tuple[str, ...]:
    """The names, as patterns, that the package hands on of every module that defines them."""
    handed = {path: {_name(item, path, siblings[path]) for item in items} for path, items in imports.items()}
    lacking = {path: _lacking(look.sources.facts(path), siblings[path]) for path in imports}
    rules = (name for name in sorted(set().union(*handed.values())) if "{" in name or name in (MODULE, EVERYTHING))
    return tuple(name for name in rules if all(name in handed[path] or lacking[path](name) for path in imports))


def _lacking(facts: Facts, spelling: Spelling) -> Callable[[str], bool]:
    """Whether a module could not hand on a name, because it has none of the kind."""
    defined = {_pattern(name, spelling) for name in facts.defined}
    return lambda name: name not in (MODULE, EVERYTHING) and name.partition(" as ")[0] not in defined


def _name(item: Import, path: str, spelling: Spelling) -> str:
    stem = path.rpartition("/")[2].removesuffix(".py")
    name = _pattern(item.attribute, spelling)
    # from . import users
    if item.attribute == stem and item.module.rpartition(".")[2] != stem:
        name = MODULE
    return name if item.name == item.attribute else f"{name} as {_pattern(item.name, spelling)}"


def _pattern(name: str, spelling: Spelling) -> str:
    """``UserCreate`` as ``{Name}Create``, ``create_user`` as ``create_{snake}``."""
    plurals = [(pascal(plural), "{Plural}") for plural in spelling.plurals]
    for word, placeholder in (*plurals, (spelling.pascal, "{Name}")):
        if word in name:
            return name.replace(word, placeholder, 1)
    return spelling.named(name)
