"""Which settings the project asked for in vain, by the names of their environment variables."""

from __future__ import annotations

import os
import re
import sys
import traceback
from typing import Any

from .places import Places
from .refusal import StopError

_NAME = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")


_unset: list[str] = []


def watch_environment(places: Places) -> None:
    """Note from now on what the project's code asks of the environment by ``os.getenv`` and does not get."""
    environment: Any = type(os.environ)
    get = environment.get

    def watched(self: Any, key: Any, default: Any = None) -> Any:
        found = get(self, key, default)
        if found is None and str(key) not in _unset and _asks(sys._getframe(1), places):
            _unset.append(str(key))
        return found

    environment.get = watched


class Arguments(dict[str, Any]):
    """What ``-x`` gave, which is nothing here: the settings of the run may have it by the same name."""

    def __missing__(self, key: str) -> str:
        if key in os.environ:
            return os.environ[key]
        raise StopError("settings", f"env.py asks for -x {key}=...", names=[key])

    def get(self, key: str, default: Any = None) -> Any:
        """As of a dictionary; what is not there is noted."""
        found = os.environ.get(key, default) if key not in self else self[key]
        if found is None and key not in _unset:
            _unset.append(key)
        return found


def unset_settings() -> list[str]:
    """The variables that the project's code asked for and went on without."""
    return list(_unset)


def _asks(frame: Any, places: Places) -> bool:
    while frame is not None and os.path.basename(frame.f_code.co_filename) in ("os.py", "<frozen os>"):
        frame = frame.f_back
    path = places.relative(frame.f_code.co_filename) if frame is not None else None
    return path is not None and "site-packages" not in path  # an environment may stand in the project


def missing_settings(error: BaseException) -> list[str]:
    """The variables that would have helped, or nothing if ``error`` is about something else."""
    while error is not None:
        names = _pydantic(error) or _environ(error) or _named(error)
        if names:
            return names
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return []


def _pydantic(error: Any) -> list[str]:
    """``ValidationError`` of a ``BaseSettings`` class: a field is required and was found
    nowhere.
    """
    if type(error).__name__ != "ValidationError" or not callable(getattr(error, "errors", None)):
        return []
    settings = _settings_class(str(getattr(error, "title", "")))
    if settings is None:
        return []
    prefix = getattr(settings, "model_config", {}).get("env_prefix", "")
    delimiter = getattr(settings, "model_config", {}).get("env_nested_delimiter") or "__"
    names = []
    for item in error.errors():
        if item.get("type") in ("missing", "value_error.missing") and item.get("loc"):
            names.append((prefix + delimiter.join(str(part) for part in item["loc"])).upper())
    return names


def _settings_class(title: str) -> Any:
    for name in ("pydantic_settings", "pydantic.v1"):
        base = getattr(sys.modules.get(name), "BaseSettings", None)
        queue = [base] if base is not None else []
        while queue:
            cls = queue.pop()
            if cls.__name__ == title:
                return cls
            queue.extend(cls.__subclasses__())
    return None


def _environ(error: BaseException) -> list[str]:
    """``os.environ["NAME"]``: the ``KeyError`` is raised inside ``os.py``."""
    if not isinstance(error, KeyError) or not error.args:
        return []
    frames = traceback.extract_tb(error.__traceback__)
    if frames and os.path.basename(frames[-1].filename) in ("os.py", "<frozen os>"):
        return [str(error.args[0])]
    return []


def _named(error: BaseException) -> list[str]:
    """``decouple``, ``environs``, ``starlette.config``, ``dynaconf``: the exception's type or text
    says it.
    """
    module, name = type(error).__module__, type(error).__name__
    says_so = name in ("UndefinedValueError", "EnvError", "ImproperlyConfigured")
    starlette = isinstance(error, KeyError) and "is missing, and has no default" in str(error)
    if not (says_so or starlette or module.startswith("environs")):
        return []
    quoted = re.findall(r"['\"]([A-Za-z_][A-Za-z0-9_]*)['\"]", str(error))
    return quoted[:1] or _NAME.findall(str(error))[:1]
