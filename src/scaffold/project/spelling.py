"""How a name of an entity may be spelled in a path, and the path as a pattern."""

from __future__ import annotations

import re

from scaffold.dataclass import dataclass
from scaffold.naming import pascal, plural, snake
from scaffold.project.layer_words import is_technical


@dataclass(frozen=True, slots=True)
class Spelling:
    """One entity's name in snake case, and the plurals that people make of it (`heroes` and `heros`)."""

    snake: str
    plurals: tuple[str, ...]
    pascal: str = ""

    @classmethod
    def of(cls, name: str) -> Spelling:
        """The spellings of a class name."""
        word = snake(name)
        made = (plural(word), f"{word}s", f"{word}es", re.sub("y$", "ies", word))
        return cls(word, tuple(item for item in dict.fromkeys(made) if item != word), name)

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that the entity may be called, in lower case."""
        whole = (self.snake, *self.plurals)
        return tuple(dict.fromkeys((*whole, *(word.replace("_", "") for word in whole), self.pascal.lower())))

    def placeholder(self, word: str) -> str | None:
        """``{snake}`` or ``{plural}`` where ``word`` is a spelling of the entity."""
        if word in (self.snake, self.snake.replace("_", "")):
            return "{snake}"
        plurals = (*self.plurals, *(item.replace("_", "") for item in self.plurals))
        return "{plural}" if word.replace("-", "_") in plurals else None

    def pattern(self, path: str) -> str | None:
        """``app/models/hero.py`` as ``app/models/{snake}.py``; ``None`` where the entity is not in the path.

        ``services/service_service.py`` is in the folder of all services.
        """
        *folders, name = path.split("/")
        stem, dot, suffix = name.rpartition(".")
        made = self._in_capitals(stem) or ("{snake}" if stem == self.pascal.lower() else self._in_stem(stem))
        parts = [folder if made and is_technical(folder) else self.placeholder(folder) or folder for folder in folders]
        if made is None and "{" not in "/".join(parts):
            return None
        return "/".join([*parts, f"{made or stem}{dot}{suffix}"])

    def _in_capitals(self, stem: str) -> str | None:
        # AccountRow.py and PetRoutes.py, as other languages would have it
        for word, made in ((self.pascal, "{Name}"), *((pascal(many), "{Plural}") for many in self.plurals)):
            rest = stem.removeprefix(word)
            if word and word != word.lower() and stem.startswith(word) and not rest[:1].islower():
                return made + rest
        return None

    def _in_stem(self, stem: str) -> str | None:
        # user_repo    test_users    routes_user_group: the longest run of words that spells the entity
        words = stem.split("_")
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                run = "_".join(words[start : start + length])
                if found := self.placeholder(run):
                    return "_".join([*words[:start], found, *words[start + length :]])
        return None

    def named(self, name: str) -> str:
        """An identifier with the entity replaced: `book_router` as ``{snake}_router``."""
        return self._in_stem(name) or name
