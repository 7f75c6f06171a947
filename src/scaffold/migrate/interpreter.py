"""Which Python runs the project: the one that has its dependencies, which is seldom ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from scaffold.errors import StepError
from scaffold.walked import folders_above


def interpreter_of(root: Path, configured: str | None = None) -> str:
    """The interpreter of the project at ``root``: configuration, ``.venv``, ``VIRTUAL_ENV``,
    ``uv``, our own.

    Each is taken only if Alembic is installed beside it, except the configured one, which is taken
    at its word. Raises ``StepError`` naming everything that was tried.
    """
    if configured:
        return _configured(root, configured)
    tried = []
    for name, python in _candidates(root):
        if _has(python, "alembic"):
            return python
        tried.append(name)
        if _has(python, "sqlmodel"):
            # it runs the project; another one would have other versions of everything
            break
    raise StepError(
        f"no Python with Alembic was found for this project; tried {', '.join(tried)}",
        hint='install alembic in the project\'s environment, or set python = "path/to/python" in [tool.scaffold]',
    )


def _configured(root: Path, configured: str) -> str:
    path = Path(os.path.expanduser(configured))
    path = path if path.is_absolute() else root / path
    if path.is_dir():
        path = _python_in(path)
    if not os.access(path, os.X_OK):
        raise StepError(
            f"the configured python does not exist: {configured}",
            hint="set python in [tool.scaffold]",
        )
    return os.path.abspath(path)  # never resolved: a venv's python is a link, and the link is what matters


def _candidates(root: Path) -> Iterator[tuple[str, str]]:
    root = root.resolve()
    for folder in _folders_up(root):
        for name in (".venv", "venv"):
            python = _python_in(folder / name)
            if python.exists():
                yield os.path.relpath(folder / name, root), str(python)
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if prefix := os.environ.get(variable):
            yield f"{variable}={prefix}", str(_python_in(Path(prefix)))
    if found := _from_uv(root):
        yield "uv", found
    yield "the interpreter of scaffold itself", sys.executable


def _folders_up(root: Path) -> Iterator[Path]:
    """``root`` and, inside a repository, the folders above it: a workspace keeps one environment at
    its top.
    """
    yield root
    yield from map(Path, folders_above(str(root)))


def _python_in(prefix: Path) -> Path:
    return prefix / "Scripts" / "python.exe" if os.name == "nt" else prefix / "bin" / "python"


def _from_uv(root: Path) -> str | None:
    import shutil
    import subprocess

    uv = shutil.which("uv")
    if uv is None or not any((folder / "uv.lock").exists() for folder in _folders_up(root)):
        return None
    command = [
        uv,
        "run",
        "--no-sync",
        "--project",
        str(root),
        "python",
        "-c",
        "import sys; print(sys.executable)",
    ]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (subprocess.SubprocessError, OSError):
        return None
    return answer.stdout.strip() or None


def _has(python: str, package: str) -> bool:
    if python == sys.executable:
        from importlib.util import find_spec

        return find_spec(package) is not None
    prefix = Path(python).parent.parent
    return (
        any(prefix.glob(f"lib/python3*/site-packages/{package}")) or (prefix / "Lib/site-packages" / package).exists()
    )
