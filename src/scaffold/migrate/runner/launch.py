"""The script that the project's interpreter is given: it makes this folder a package without
touching ``sys.path``.

A script's folder is the first entry of ``sys.path``, where our modules would shadow the project's
own.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import sys

PACKAGE = "_scaffold_runner"


def launch() -> None:
    """Load the package that this file stands in, and run its session."""
    gc.disable()  # the process lives for a second
    folder = os.path.dirname(os.path.abspath(__file__))
    if sys.path[0] == folder:  # not with PYTHONSAFEPATH
        sys.path.pop(0)
    initial = os.path.join(folder, "__init__.py")
    spec = importlib.util.spec_from_file_location(PACKAGE, initial, submodule_search_locations=[folder])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)
    importlib.import_module(PACKAGE + ".session").main()


if __name__ == "__main__":
    launch()
