"""The host that generated tests call: one that the application answers for.

Only ``TrustedHostMiddleware`` cares. What the project's own tests call is right then; else a host of its list, and
``localhost`` where the list is made by the settings, because every developer needs that one.
"""

from __future__ import annotations

import ast
import re

from scaffold.project.project import Project

_MIDDLEWARE = "TrustedHostMiddleware"
_CALLED = re.compile(r"base_url\s*=\s*[\"'](https?://[^\"'/]+)")
_ALLOWED = re.compile(r"allowed_hosts\s*=\s*(\[[^\]]*\])")


def base_url(project: Project) -> str:
    """The address without a path; ``""`` where any host will do."""
    guarding = [text for path, text in project.files.items() if path.endswith(".py") and _MIDDLEWARE in text]
    if not guarding:
        return ""
    called = [found[1] for path, text in project.files.items() if "test" in path and (found := _CALLED.search(text))]
    return called[0] if called else _of_list("\n".join(guarding))


def _of_list(text: str) -> str:
    found = _ALLOWED.search(text)
    try:
        hosts = ast.literal_eval(found[1]) if found else []
    except ValueError:  # allowed_hosts=[settings.host]
        hosts = []
    if "*" in hosts:
        return ""
    host = "localhost" if "localhost" in hosts or not hosts else str(hosts[0])
    return f"http://{host.replace('*', 'api')}"
