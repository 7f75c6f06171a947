"""One run: close every way to a real database, then do what the parent asked, and report."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

from .beside import Beside
from .channel import Channel
from .drivers import DriverGuard
from .failure import report_of
from .network import Network
from .places import Places
from .preload import preload
from .programs import Programs
from .refusal import REFUSED, InsistedError, StopError, hear_of_threads
from .settings import watch_environment
from .tasks import task


class _Progress:
    """How far the run is, for the words of a failure."""

    phase = "start"
    environment: Any = None


def main() -> None:
    """Talk to the parent, work, and leave without the interpreter's own tidying up."""
    channel = Channel()
    network, drivers = _close()
    if sys.flags.no_site:
        _import_site()
    preload()
    request = channel.request()
    network.allow_folder(request["scratch"])
    os.chdir(request["staged"])
    places = Places(request["root"], request["staged"])
    beside = Beside(request["above"], request["staged"])
    beside.install()
    progress = _Progress()
    try:
        report = _work(channel, request, places, progress, network, drivers)
        report.update(ok=True, refused=list(REFUSED), python=sys.version_info[:2])
    except BaseException as error:  # the project's code may raise anything, SystemExit included
        environment = progress.environment
        phase = environment.phase if environment is not None else progress.phase
        report = report_of(error, places, phase, environment.at if environment is not None else None)
    channel.finish({**report, "beside": beside.read})
    sys.stderr.flush()
    os._exit(0)


def _close() -> tuple[Network, DriverGuard]:
    """Close every way out; the shadow is let through when it is known."""
    network, drivers = Network(), DriverGuard()
    network.install()
    drivers.install()
    Programs().install()
    hear_of_threads()
    return network, drivers


def _import_site() -> None:
    """What every interpreter begins with, and ours put off: ``sitecustomize`` and the lines of ``.pth`` files."""
    import site

    with contextlib.suppress(InsistedError):  # it is told with what was refused
        site.main()


def _work(
    channel: Channel,
    request: dict[str, Any],
    places: Places,
    progress: _Progress,
    network: Network,
    drivers: DriverGuard,
) -> dict[str, Any]:
    places.redirect()
    watch_environment(places)
    try:
        from .engines import Engines
        from .environment import Environment
        from .shadow_server import ShadowServer

        asked = task(request["task"])(request, places, channel)
    except ImportError as error:
        raise StopError("interpreter", f"{sys.executable} cannot import Alembic: {error}") from error
    server = ShadowServer(channel, network, drivers)
    engines = Engines(server, os.path.join(request["scratch"], "shadow.db"))
    engines.install()
    places.add_sources()
    progress.phase = "config"
    progress.environment = environment = Environment(request["staged"], request["ini"], _arguments(request))
    request["open_live"] = engines.open_live
    try:
        environment.run(asked.work)
    finally:
        server.clean_up(engines.create_engine)
    strays = places.strays()
    if strays:
        raise StopError("strays", f"{strays[0]} was imported from the project itself, not from the plan")
    return dict(asked.report())


def _arguments(request: dict[str, Any]) -> dict[str, Any]:
    """What `alembic revision --autogenerate` would have been given."""
    return {
        "message": request["message"],
        "autogenerate": True,
        "sql": False,
        "head": request.get("head") or "head",
        "splice": False,
        "branch_label": None,
        "version_path": None,
        "rev_id": None,
        "depends_on": None,
    }
