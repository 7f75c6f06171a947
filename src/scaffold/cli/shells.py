"""The scripts that make a shell ask us, and where they are installed.

Every script hands over the line up to the cursor, and lets no space follow an unfinished offer.
"""

from __future__ import annotations

import os

from scaffold.errors import SpecError

_BASH = """\
_scaffold() {
    local IFS=$'\\n'
    COMPREPLY=($(_SCAFFOLD_COMPLETE=complete_bash _SCAFFOLD_WORDBREAKS="$COMP_WORDBREAKS" \\
        COMP_LINE="$COMP_LINE" COMP_POINT="$COMP_POINT" "$1" 2>/dev/null))
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=+/] ]] && compopt -o nospace
}
complete -F _scaffold scaffold
"""
_ZSH = """\
#compdef scaffold
_scaffold() {
    local -a offers unfinished
    local line
    for line in "${(@f)$(_SCAFFOLD_COMPLETE=complete_zsh COMP_LINE="${(j: :)words[1,CURRENT]}" \\
            "${words[1]}" 2>/dev/null)}"; do
        if [[ $line == *[:=+/] ]]; then unfinished+=("$line"); else offers+=("$line"); fi
    done
    _describe -V scaffold offers
    _describe -V scaffold unfinished -S ''
}
compdef _scaffold scaffold
"""
_FISH = """\
function __scaffold_offers
    set -lx _SCAFFOLD_COMPLETE complete_fish
    set -lx COMP_LINE (commandline -cp | string collect)
    scaffold 2>/dev/null
end
complete -c scaffold -f -a '(__scaffold_offers)'
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def script(shell: str) -> str:
    """The script for a shell. Raises ``SpecError`` for one that we do not know."""
    if shell not in SCRIPTS:
        raise SpecError(
            "completion is there for bash, zsh and fish",
            where=shell,
            hint="scaffold --show-completion bash",
        )
    return SCRIPTS[shell]


def install(shell: str) -> str:
    """Install the script in the user's home; what was done, in words."""
    text = script(shell)
    home = os.path.expanduser("~")
    if shell == "fish":
        config = os.environ.get("XDG_CONFIG_HOME", f"{home}/.config")
        file = f"{config}/fish/completions/scaffold.fish"
        _write(file, text)
        return f"wrote {file}; it works in the next shell\n"
    data = os.environ.get("XDG_DATA_HOME", f"{home}/.local/share")
    file = f"{data}/scaffold/completion.{shell}"
    _write(file, text)
    start = f"{home}/.bashrc" if shell == "bash" else f"{os.environ.get('ZDOTDIR', home)}/.zshrc"
    loaded = f'source "{file}"'
    line = loaded if shell == "bash" else f"autoload -Uz compinit && compinit; {loaded}"
    if loaded in _read(start):
        return f"wrote {file}, which {start} loads already\n"
    _write(start, f"{_read(start).rstrip()}\n{line}\n".lstrip("\n"))
    return f"wrote {file} and added a line to {start}; it works in the next shell\n"


def _read(file: str) -> str:
    try:
        with open(file, encoding="utf-8") as found:
            return found.read()
    except FileNotFoundError:
        return ""


def _write(file: str, text: str) -> None:
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "w", encoding="utf-8") as out:
        out.write(text)
