"""The files that were written for an entity, are gone, and are still imported."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.rule import Subject
from scaffold.rules.view.lock import lock, managed


def missing(subject: Subject) -> Mapping[str, str]:
    """The path of each such file, with the first file that needs it. What nobody imports was removed on purpose."""
    known = subject.view(managed) & subject.project.models.keys()  # SCF101 speaks of a model that is gone
    written = {record.path for record in subject.view(lock).records if record.entity in known}
    gone = {subject.sources.module_of(path): path for path in written if path.endswith(".py")}
    gone = {module: path for module, path in gone.items() if path not in subject.files}
    found: dict[str, str] = {}
    for importer in subject.paths if gone else ():
        for item in subject.sources.facts(importer).imports:
            module = absolute(subject, item.module, importer)
            # from app.schemas.post import PostOut        from app.services import post_service
            for name in (module, f"{module}.{item.attribute}"):
                if name in gone and not item.type_checking:
                    found.setdefault(gone[name], importer)
    return found


def absolute(subject: Subject, module: str, importer: str) -> str:
    """The module by its full name, as seen from the file that imports it."""
    inner = module.lstrip(".")
    if inner == module:
        return module
    folder = importer.rpartition("/")[0]
    for _ in range(len(module) - len(inner) - 1):
        folder = folder.rpartition("/")[0]
    package = subject.sources.module_of(f"{folder}/__init__.py")
    return ".".join(part for part in (package, inner) if part)
