"""What the conventions of a project are, each with its reason. Nothing is decided here that a file does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scaffold.dataclass import fields, replace
from scaffold.project.alembic import find_alembic, find_models_package
from scaffold.project.application import find_application, package_folder
from scaffold.project.conventions import Conventions, Name
from scaffold.project.endpoints import endpoints
from scaffold.project.exports import find_exports
from scaffold.project.findings import Findings, Found
from scaffold.project.key_suffix import find_key_suffix
from scaffold.project.layers import find_layers
from scaffold.project.look import Look
from scaffold.project.own_bases import find_entity_base
from scaffold.project.registry import find_registry
from scaffold.project.relative_imports import find_relative_imports
from scaffold.project.router_naming import find_router_naming
from scaffold.project.router_style import find_router_style
from scaffold.project.schemas import find_schema_style
from scaffold.project.session import find_session
from scaffold.project.shapes import find_shapes
from scaffold.project.sources import Sources
from scaffold.project.styles import find_model_style
from scaffold.project.support import find_support, free_path
from scaffold.project.tables import read_tables
from scaffold.project.testing import find_async_tests, find_testing
from scaffold.project.versions import find_versions


def find_conventions(
    files: Mapping[str, str] | Sources,
    root: str | None = None,
    settings: Mapping[str, object] | None = None,
    decided: Iterable[Found] = (),
) -> Findings:
    """Read the project and conclude.

    ``root`` is its place on disk, for environments; ``settings`` its ``pyproject.toml``. What was ``decided`` wins
    over what is found, and what follows from it is found accordingly.
    """
    return concluded_from(look_at(files, root, settings), decided)


def look_at(
    files: Mapping[str, str] | Sources, root: str | None = None, settings: Mapping[str, object] | None = None
) -> Look:
    """The project as the detectives get it."""
    sources = files if isinstance(files, Sources) else Sources(files)
    return Look(sources, tuple(read_tables(sources)), root, settings or {})


def concluded_from(look: Look, decided: Iterable[Found] = ()) -> Findings:
    """Every row and what they come to."""
    inquiry = _Inquiry(look, tuple(decided))
    inquiry.conduct()
    return Findings(conventions=inquiry.so_far, rows=inquiry.rows)


class _Inquiry:
    """Rows so far. Later questions start from the answers to earlier ones."""

    def __init__(self, look: Look, decided: tuple[Found, ...]) -> None:
        self._look = look
        self._decided = decided
        self._found: list[Found] = []

    @property
    def rows(self) -> tuple[Found, ...]:
        """What was found, without what was decided otherwise; then the decisions."""
        keys = {row.key for row in self._decided}
        return (*(row for row in self._found if row.key not in keys), *self._decided)

    @property
    def so_far(self) -> Conventions:
        """The conventions that the rows come to."""
        return concluded(Conventions(), self.rows)

    def conduct(self) -> None:
        """Ask everything, in the order in which answers depend on each other."""
        look = self._look
        look.sources.root_is(next((str(r.value) for r in self._decided if r.key == "source_root"), None))
        self._found.append(
            Found(
                key="source_root",
                value=look.sources.source_root,
                reason="the project's own imports start here",
                sure=bool(look.sources.paths),
            )
        )
        self._found += find_versions(look)
        self._found += find_application(look)
        self._found += find_relative_imports(look)
        package = self.so_far.package
        folder = package_folder(look, package)
        self._found += find_layers(look, folder)
        self._found += find_schema_style(look)
        self._found += find_model_style(look)
        self._found += find_key_suffix(look)
        self._found += find_entity_base(look)
        provider = (row.value for row in self._decided if row.key == "session_provider")
        session = [*find_session(look, next((value for value in provider if isinstance(value, Name)), None))]
        self._found += session or _usual_session(look, folder)
        here = self.so_far
        self._found += find_registry(look, here)
        self._found += find_router_naming(look, here.layers.get("router", ""))
        self._found += find_router_style(look, here.layers.get("router", ""))
        self._found += find_alembic(look)
        here = self.so_far
        self._found += find_models_package(look, here.layers.get("model", ""), here.migrations)
        self._found += find_exports(look, self.so_far)
        self._found += find_support(look, folder, self.so_far)
        self._found += find_testing(look)
        self._found += find_async_tests(look) if here.is_async else ()
        self._found += find_shapes(look, self.so_far)


def _usual_session(look: Look, folder: str) -> list[Found]:
    # the session module is ours to write: its names are the usual ones, in the project's package
    module = look.sources.module_of(free_path(look, f"{folder}db", "session"))
    served = [item for path in look.application for item in endpoints(look.sources.facts(path))]
    is_async = not served or any(item.function.is_async for item in served)
    session = "sqlmodel.ext.asyncio.session:AsyncSession" if is_async else "sqlmodel:Session"
    values: dict[str, object] = {
        "session_provider": Name(module, "get_session"),
        "session_dependency": Name(module, "SessionDep"),
        "session_class": Name(*session.split(":")),
        "is_async": is_async,
    }
    path, line = _maker(look)
    reason = "the project has no session yet"
    if path:
        reason = f"{path}:{line} makes sessions, but nothing gives one that Depends() could take"
    rows = [Found(key=key, value=value, reason=reason, sure=False) for key, value in values.items()]
    return [replace(rows[0], path=path, line=line), *rows[1:]]


def _maker(look: Look) -> tuple[str, int]:
    """Where sessions are made, ``("", 0)`` for nowhere: ``AsyncSessionLocal = async_sessionmaker(engine)``."""
    for path in look.application:
        for item in look.sources.facts(path).assignments:
            if item.call and item.call.func.rpartition(".")[2] in ("sessionmaker", "async_sessionmaker"):
                return path, item.line
    return "", 0


def concluded(start: Conventions, rows: Iterable[Found]) -> Conventions:
    """``start`` with the value of every row; ``layers.x`` without a value takes the layer out."""
    plain: dict[str, object] = {}
    nested = {key: dict(getattr(start, key)) for key in ("layers", "support", "exports")}
    known = {item.name for item in fields(Conventions)}
    for row in rows:
        head, _, entry = row.key.partition(".")
        if head in nested and entry:
            if row.value is None:
                nested[head].pop(entry, None)
            else:
                nested[head][entry] = str(row.value)
        elif head in known:
            plain[head] = row.value
    return replace(start, **plain, **nested)
