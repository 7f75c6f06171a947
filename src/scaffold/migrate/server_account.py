"""Who runs the embedded server: PostgreSQL refuses root, and in a container everything is root.

Root hands the server to an account that exists already; no user is created and no permission of an
existing folder is widened, which is why binaries that this account cannot reach are copied.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scaffold.dataclass import dataclass
from scaffold.errors import StepError

_ROOT_CACHE = Path("/var/cache/sqlmodel-scaffold")  # root's home is closed to the server's account


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """``user`` is ``None`` when the server runs as ourselves. ``cache`` is where its files are
    kept.
    """

    cache: Path
    user: int | None = None
    group: int | None = None

    def popen(self) -> dict[str, Any]:
        """The arguments that make ``subprocess`` start a process as this account."""
        if self.user is None:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Give ``folder`` itself to this account, closed to all others."""
        if self.user is not None:
            os.chown(folder, self.user, self.group if self.group is not None else -1)
            os.chmod(folder, 0o700)


def account_of(cache_folder: Callable[[], Path]) -> Account:
    """Ourselves with ``cache_folder()``, or for root an unprivileged account; ``StepError`` if
    there is none.
    """
    if os.geteuid() != 0:
        return Account(cache=cache_folder())
    import pwd

    for name in ("postgres", "nobody", "daemon"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        cache = Path(os.environ.get("SCAFFOLD_CACHE_DIR") or _ROOT_CACHE)
        cache.mkdir(mode=0o755, parents=True, exist_ok=True)
        return Account(cache=cache, user=entry.pw_uid, group=entry.pw_gid)
    raise StepError(
        "PostgreSQL does not run as root, and this system has no other account",
        hint='set url = "postgresql://..." in [tool.scaffold.shadow] (an empty database)',
    )


def readable_copy(binaries: Path, account: Account) -> Path:
    """``binaries``, or for an account that cannot reach them a copy of the installation that it
    can.
    """
    if account.user is None or _is_open(binaries):
        return binaries
    installation = binaries.parent
    copy = account.cache / f"{installation.name}-{installation.stat().st_mtime_ns:x}"
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        _copy(installation, half)
        _open(half)
        # Another run may have won the race; its copy is as good as ours.
        try:
            half.rename(copy)
        except OSError:
            shutil.rmtree(half, ignore_errors=True)
    return copy / installation.parent.name / installation.name / binaries.name


def _copy(installation: Path, target: Path) -> None:
    """The installation and the libraries beside its package: programs look in ``$ORIGIN/../../../NAME.libs``."""
    package = installation.parent
    without_headers = shutil.ignore_patterns("include")
    shutil.copytree(installation, target / package.name / installation.name, ignore=without_headers, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)


def _is_open(folder: Path) -> bool:
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder / "postgres", folder, *folder.parents))


def _open(folder: Path) -> None:
    os.chmod(folder, 0o755)
    for base, _, names in os.walk(folder):
        os.chmod(base, 0o755)
        for name in names:
            path = os.path.join(base, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755)
