"""The entry point. It answers what it can before it imports anything that costs time."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command in ``sys.argv`` and exit with its code."""
    try:
        _answer(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were imported; later `run` says more
        sys.stderr.write("error: interrupted; everything is as it was\n")
        sys.exit(130)


def _answer(words: list[str]) -> None:
    if "_SCAFFOLD_COMPLETE" in os.environ:
        from scaffold.cli.complete import complete

        sys.exit(complete(os.environ))
    if words[:1] == ["check"] and not {"-h", "--help"} & set(words):
        from scaffold.cli.remembered import answer as remembered

        code = remembered(words)
        if code is not None:
            sys.exit(code)
    from scaffold.cli.quick import answer, bold_headings

    text = answer(words)
    if text is None:
        from scaffold.cli.run import run

        sys.exit(run(words))
    sys.stdout.write(bold_headings(text))


if __name__ == "__main__":
    main()
