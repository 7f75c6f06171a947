"""The Python files of a project, read when they are asked for, and the modules that they are.

Modules are named as the project itself imports them: the source root is the folder from which most of its own
absolute imports resolve, whatever a packaging file says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from scaffold.errors import ProjectError
from scaffold.facts import Facts, Problem, read


class Modules:
    """Facts of every file, read when they are asked for; ``reader`` may remember what it read before."""

    def __init__(self, files: Mapping[str, str], reader: Callable[[str], Facts] = read) -> None:
        self.files = files
        self._read = reader
        self._facts: dict[str, Facts] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        self._root: str | None = None

    def root_is(self, folder: str | None) -> None:
        """Somebody decided which folder is on ``sys.path``; ``None`` leaves it to the imports."""
        if folder is not None and folder != self.source_root:
            self._root = folder.strip("/")
            vars(self).pop("source_root", None)
            self._found.clear()

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


def is_test(path: str) -> bool:
    """A file of the tests, wherever they are kept."""
    *folders, name = path.split("/")
    return (
        any(folder in ("tests", "test") or folder.endswith("_tests") for folder in folders)
        or name.startswith("test_")
        or name.endswith("_test.py")
        or name == "conftest.py"
    )
