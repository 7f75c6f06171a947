"""The Python of a project as declarations, and where each name of it is defined.

Modules are named as the project itself imports them: the source root is the folder from which most of its own
absolute imports resolve, whatever a packaging file says.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from scaffold.errors import ProjectError
from scaffold.facts import Assignment, Class, Facts, Problem, read

# what a star brings that we have to know
_EXPORTED = {
    "sqlmodel": frozenset({"SQLModel", "Field", "Relationship", "Session", "Column", "ForeignKey", "String", "Text"}),
    "fastapi": frozenset({"FastAPI", "APIRouter", "Depends"}),
    "typing": frozenset({"Annotated", "List", "Optional", "Union", "Dict"}),
    "enum": frozenset({"Enum", "StrEnum", "IntEnum"}),
}


class Sources:
    """Facts of every file, read when they are asked for; ``reader`` may remember what it read before."""

    def __init__(self, files: Mapping[str, str], reader: Callable[[str], Facts] = read) -> None:
        self.files = files
        self._read = reader
        self._facts: dict[str, Facts] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        self._origins: dict[tuple[str, str], tuple[str, str]] = {}
        self._root: str | None = None

    def root_is(self, folder: str | None) -> None:
        """Somebody decided which folder is on ``sys.path``; ``None`` leaves it to the imports."""
        if folder is not None and folder != self.source_root:
            self._root = folder.strip("/")
            vars(self).pop("source_root", None)
            self._found.clear()
            self._origins.clear()

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The Python files, without migration scripts."""
        python = [path for path in self.files if path.endswith(".py")]
        # migrations/versions/, wherever the migrations are
        scripts = tuple(f"{path.removesuffix('env.py')}versions/" for path in python if path.endswith("/env.py"))
        return tuple(path for path in python if not scripts or not path.startswith(scripts))

    def facts(self, path: str) -> Facts:
        """What the file declares; nothing for a file that is not there."""
        if path not in self._facts:
            self._facts[path] = self._read_file(path) if path in self.files else Facts()
        return self._facts[path]

    def _read_file(self, path: str) -> Facts:
        try:
            return self._read(self.files[path])
        except ProjectError as error:
            # no text in any encoding that it names: whoever needs the file says so
            return Facts(problem=Problem(1, 1, error.message))

    def text(self, path: str) -> str:
        """The text of a file, ``""`` for what is none."""
        try:
            return self.files.get(path, "")
        except ProjectError:
            return ""

    @cached_property
    def application(self) -> tuple[str, ...]:
        """The Python files that are no tests."""
        return tuple(path for path in self.paths if not is_test(path))

    def classes(self) -> Iterator[tuple[str, Class]]:
        """Every class at module level of the application, with its path."""
        for path in self.application:
            for item in self.facts(path).classes:
                yield path, item

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.paths)

    @cached_property
    def _names(self) -> frozenset[str]:
        """What a module of the project can begin with: the name of a folder or of a file."""
        return frozenset(part.removesuffix(".py") for path in self.paths for part in path.split("/"))

    @cached_property
    def source_root(self) -> str:
        """The folder that is on ``sys.path`` when the project runs, ``""`` for the project root."""
        if self._root is not None:
            return self._root
        tests = [path for path in self.paths if is_test(path)]
        # what the application imports itself by is what runs; tests may be started from elsewhere
        for paths in (self.application, tests):
            asked = Counter(
                (path.rpartition("/")[0], item.module, item.attribute)
                for path in paths
                for item in self.facts(path).imports
                if item.module.partition(".")[0] in self._names
            )
            votes: Counter[str] = Counter()
            for (folder, module, attribute), count in asked.items():
                votes.update(dict.fromkeys(self._roots(folder, module, attribute), count))
            if votes:
                best = max(votes.values())
                # on a tie the outer folder: it is where the project is started from
                return min((root for root, count in votes.items() if count == best), key=len)
        return self._guess()

    def _roots(self, folder: str, module: str, attribute: str) -> Iterator[str]:
        """The folders from ``folder`` up from which ``module`` would be found in the project."""
        if module.partition(".")[0] not in self._names:
            return
        while True:
            if self._file(folder, module) or (attribute and self._file(folder, f"{module}.{attribute}")):
                yield folder
            if not folder:
                return
            folder = folder.rpartition("/")[0]

    def _guess(self) -> str:
        inside = [path for path in self.paths if path.startswith("src/")]
        return "src" if inside and "src/__init__.py" not in self._known else ""

    def _file(self, root: str, module: str) -> str | None:
        stem = module.replace(".", "/")
        if root:
            stem = f"{root}/{stem}"
        if f"{stem}.py" in self._known:
            return f"{stem}.py"
        return f"{stem}/__init__.py" if f"{stem}/__init__.py" in self._known else None

    def module_of(self, path: str) -> str:
        """The dotted name under which the project imports ``path``."""
        inside = path.removeprefix(f"{self.source_root}/") if self.source_root else path
        return inside.removesuffix(".py").removesuffix("__init__").rstrip("/").replace("/", ".")

    def path_of(self, module: str, importer: str = "") -> str | None:
        """The file of a module, relative ones as seen from ``importer``; ``None`` for somebody else's."""
        key = (module, importer.rpartition("/")[0])
        if key not in self._found:
            self._found[key] = self._looked_up(module, importer)
        return self._found[key]

    def _looked_up(self, module: str, importer: str) -> str | None:
        if not module.startswith("."):
            if module.partition(".")[0] not in self._names:
                return None
            return self._file(self.source_root, module) or self._beside(module, importer)
        inner = module.lstrip(".")
        folder = importer.rpartition("/")[0]
        for _ in range(len(module) - len(inner) - 1):
            folder = folder.rpartition("/")[0]
        if inner:
            return self._file(folder, inner)
        return f"{folder}/__init__.py" if f"{folder}/__init__.py" in self._known else None

    def _beside(self, module: str, importer: str) -> str | None:
        # `import models` in a folder of scripts, which is on sys.path because a script there was started
        folders = self._roots(importer.rpartition("/")[0], module, "")
        return next((found for folder in folders if (found := self._file(folder, module))), None)

    def origin(self, path: str, name: str) -> str:
        """Where a name of a file comes from, followed through the project's own re-exports: ``sqlmodel.Field``."""
        head, _, rest = name.partition(".")
        home, origin = self._follow(path, head, 0)
        dotted = f"{self.module_of(home)}.{origin}" if home else origin
        return f"{dotted}.{rest}" if rest else dotted

    def _follow(self, path: str, name: str, depth: int) -> tuple[str, str]:
        """The file that defines ``name`` and its name there; no file and a dotted origin when it is not ours."""
        if depth:
            return self._followed(path, name, depth)
        if (path, name) not in self._origins:
            self._origins[path, name] = self._followed(path, name, 0)
        return self._origins[path, name]

    def _followed(self, path: str, name: str, depth: int) -> tuple[str, str]:
        facts = self.facts(path)
        if facts.named(name) or facts.assigned(name) or any(f.name == name for f in facts.functions):
            return path, name
        stars: list[str] = []
        foreign: list[str] = []
        for item in reversed(facts.imports):
            if item.name == "*":
                target = self.path_of(item.module, path)
                stars += [target] if target else []
                foreign += [] if target else [item.module]
            elif item.name == name and item.attribute and depth < 8:
                # from app.models import User        from . import models
                joined = f"{item.module}{'' if item.module.endswith('.') else '.'}{item.attribute}"
                target = self.path_of(item.module, path)
                home, origin = self._follow(target, item.attribute, depth + 1) if target else ("", joined)
                # a package does not declare the modules in it
                return (home, origin) if home or origin != item.attribute else ("", joined)
            elif item.name == name and not item.attribute:
                return "", item.module
        for target in stars:
            home, origin = self._follow(target, name, depth + 1) if depth < 8 else ("", name)
            if home or origin != name:
                return home, origin
        # from sqlmodel import *
        exporter = next((module for module in foreign if name in _EXPORTED.get(module, ())), None)
        return "", f"{exporter}.{name}" if exporter else name

    def find_class(self, path: str, name: str) -> tuple[str, Class] | None:
        """The project's class that ``name`` means in the file ``path``."""
        name = name.partition("[")[0].strip("\"' ")
        head, _, rest = name.rpartition(".")
        if head:
            # models.User
            facts = self.facts(path)
            module = facts.origin(head)
            target = self.path_of(module, path)
            return self.find_class(target, rest) if target else None
        home, origin = self._follow(path, name, 0)
        found = self.facts(home).named(origin) if home else None
        return (home, found) if found else None

    def find_assignment(self, path: str, name: str) -> tuple[str, Assignment] | None:
        """The module-level assignment that ``name`` means in the file ``path``, and its file."""
        head, _, rest = name.rpartition(".")
        if head:
            # types.Key
            target = self.path_of(self.facts(path).origin(head), path)
            return self.find_assignment(target, rest) if target else None
        home, origin = self._follow(path, name, 0)
        found = self.facts(home).assigned(origin) if home else None
        return (home, found) if found else None

    def bases(self, path: str, item: Class) -> Iterator[tuple[str, Class]]:
        """The project's own classes that ``item`` inherits from, nearest first, each once."""
        seen = {(path, item.name)}
        queue = [(path, base) for base in item.bases]
        while queue:
            where, name = queue.pop(0)
            found = self.find_class(where, name)
            if found is None or (found[0], found[1].name) in seen:
                continue
            seen.add((found[0], found[1].name))
            yield found
            queue[:0] = [(found[0], base) for base in found[1].bases]

    def roots(self, path: str, item: Class) -> frozenset[str]:
        """The origins of the bases that are not the project's own: ``{"sqlmodel.SQLModel"}``."""
        chain = [(path, item), *self.bases(path, item)]
        return frozenset(
            self.origin(where, base.partition("[")[0])
            for where, cls in chain
            for base in cls.bases
            if self.find_class(where, base) is None
        )


def is_test(path: str) -> bool:
    """A file of the tests, wherever they are kept."""
    *folders, name = path.split("/")
    return (
        any(folder in ("tests", "test") or folder.endswith("_tests") for folder in folders)
        or name.startswith("test_")
        or name.endswith("_test.py")
        or name == "conftest.py"
    )


def parsed(source: str) -> ast.expr | None:
    """An expression of the user's, as a tree; ``None`` when it is not one."""
    try:
        return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
