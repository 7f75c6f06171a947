"""How sibling models are written: keys, tables, bases, and what their relations look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from scaffold.facts import Class
from scaffold.naming import pascal, plural, snake
from scaffold.project.base_elsewhere import find_base_elsewhere
from scaffold.project.columns import STAMPS, is_column
from scaffold.project.conventions import Name
from scaffold.project.findings import Found
from scaffold.project.look import Look
from scaffold.project.tablename import explicit
from scaffold.project.tables import Table


def find_model_style(look: Look) -> Iterator[Found]:
    """Keys, table names, bases and mixins; nothing for a project without a model."""
    if not look.models:
        return
    yield from _key(look)
    yield from _tables(look)
    yield from _bases(look)
    yield from _relations(look)
    if look.model_suffix:
        table = look.models[0]
        yield Found(
            key="model_suffix",
            value=look.model_suffix,
            reason="every model's class ends so",
            path=table.path,
            line=table.item.line,
        )


def _key(look: Look) -> Iterator[Found]:
    votes: Counter[tuple[str, str, bool]] = Counter()
    example: dict[tuple[str, str, bool], Table] = {}
    for table in look.models:
        if len(table.keys) != 1 or table.keys[0].foreign_key:
            continue
        key = table.keys[0]
        kind = "uuid" if key.annotation.row == "UUID" else key.annotation.name
        vote = (kind, key.name, key.owner is not table.item)
        votes[vote] += 1
        example.setdefault(vote, table)
    if not votes:
        yield from find_base_elsewhere(look)
        return
    best = max(votes, key=lambda item: (votes[item], item))
    table = example[best]
    line = table.keys[0].attribute.line
    for key_, value, reason in zip(
        ("pk", "pk_name", "pk_inherited"),
        best,
        ("the type of the primary key", "the name of the primary key", "where the primary key is declared"),
        strict=True,
    ):
        yield Found(
            key=key_,
            value=value,
            reason=f"{reason}, in {votes[best]} of {sum(votes.values())} models",
            path=table.keys[0].path,
            line=line,
            sure=votes[best] * 2 > sum(votes.values()),
        )


def _tables(look: Look) -> Iterator[Found]:
    told = {table.item.name: _table_style(look, table) for table in look.models}
    styles = {name: style for name, style in told.items() if style is not None}
    if len({(prefix, suffix) for _, _, prefix, suffix in styles.values()}) > 1:
        styles = {name: (style, written, "", "") for name, (style, written, _, _) in styles.items()}
    votes = Counter(styles.values())
    best = max(votes, key=lambda item: (votes[item], item), default=("plural", True, "", ""))
    table = next((item for item in look.models if styles.get(item.item.name) == best), look.models[0])
    for key, value, reason in zip(
        ("table_style", "explicit_table", "table_prefix", "table_suffix"),
        best,
        ("how tables are named", "whether siblings write __tablename__", "what table names start with", "and end with"),
        strict=True,
    ):
        yield Found(
            key=key,
            value=value,
            reason=f"{reason} ({votes[best]} of {len(look.models)}: {table.name})",
            path=table.path,
            line=table.item.line,
            sure=votes[best] * 2 > len(look.models),
        )


def _table_style(look: Look, table: Table) -> tuple[str, bool, str, str] | None:
    """The style, whether the class says it, and what stands around it; ``None`` for a name of its own."""
    bare = look.bare(table)
    word, written = snake(bare), explicit(table.item)
    if not written and table.name == table.item.name.lower():
        return "sqlmodel", False, "", ""
    usual = (("plural", plural(word)), ("plural", f"{word}s"), ("singular", word))
    capital = (("Plural", pascal(plural(word))), ("Plural", f"{bare}s"), ("Singular", bare))
    for style, name in (*usual, *(row for row in capital if row[1] != row[1].lower())):
        # sys_users    user_tbl    UserTable    TblUser
        if found := re.fullmatch(rf"(.*_|[A-Z]\w*|){re.escape(name)}(_?[Tt](?:able|bl|b)|_t|)", table.name):
            return style, written, found[1], found[2]
    return ("sqlmodel", written, "", "") if table.name == bare.lower() else None


def _bases(look: Look) -> Iterator[Found]:
    """Bases that most siblings have, without an entity's own (`HeroBase`)."""
    votes: Counter[Name] = Counter()
    home: dict[Name, tuple[str, Class]] = {}
    order: list[Name] = []
    for table in look.models:
        for base in table.item.bases:
            found = look.sources.find_class(table.path, base)
            if look.bare(table) in base:
                continue
            named = Name(*look.sources.origin(table.path, base).rpartition(".")[::2])
            votes[named] += 1
            order.append(named)
            if found:
                home[named] = found
    shared = [name for name in dict.fromkeys(order) if votes[name] * 2 > len(look.models)]
    ours = [item for item in shared if item in home]
    # `class X(Mixin, SQLModel)`: SQLModel is the base; `class X(Stamps, Base)`: the last one that is a SQLModel
    direct = any(item not in home for item in shared)
    rooted = [item for item in ours if _is_sqlmodel(look, *home[item])]
    chosen = rooted[-1] if rooted and not direct else None
    mixins = tuple(item for item in ours if item != chosen)
    shown: list[tuple[str, object, Name]] = [("model_base", chosen, chosen)] if chosen else []
    shown += [("mixins", mixins, mixins[0])] if mixins else []
    for key, value, first in shown:
        path, item = home[first]
        yield Found(
            key=key,
            value=value,
            reason=f"{votes[first]} of {len(look.models)} models inherit from it",
            path=path,
            line=item.line,
        )
    for name in ours:
        path, item = home[name]
        chain = [item, *(cls for _, cls in look.sources.bases(path, item))]
        stamps = [a for cls in chain for a in cls.attributes if is_column(a) and a.name in STAMPS]
        if stamps:
            yield Found(
                key="timestamps",
                value=True,
                reason=f"{name.name} declares {stamps[0].name}",
                path=path,
                line=stamps[0].line,
            )
            return


def _is_sqlmodel(look: Look, path: str, item: Class) -> bool:
    return any(root.endswith(".SQLModel") for root in look.sources.roots(path, item))


def _relations(look: Look) -> Iterator[Found]:
    quoted = [item for table in look.models for item in table.relations if {'"', "'"} & set(item.attribute.annotation)]
    every = sum(len(table.relations) for table in look.models)
    if quoted and 2 * len(quoted) > every:
        yield Found(
            key="quoted_relations",
            value=True,
            reason=f"{len(quoted)} of {every} relations quote their class",
            path=quoted[0].path,
            line=quoted[0].attribute.line,
        )
    yield from _gap_above_relations(look)


def _gap_above_relations(look: Look) -> Iterator[Found]:
    gaps: list[tuple[int, str, int]] = []
    for table in look.models:
        related = {item.name for item in table.relations}
        # id: int
        # author: "User" = Relationship()
        for before, first in pairwise(table.item.attributes):
            if first.name in related and before.name not in related:
                gaps.append((first.line - before.end_line - 1, table.path, first.line))
                break
    together = [gap for gap in gaps if gap[0] == 0]
    if 2 * len(together) > len(gaps):
        _, path, line = together[0]
        yield Found(
            key="relations_apart",
            value=False,
            reason=f"{len(together)} of {len(gaps)} models have no blank line above their relations",
            path=path,
            line=line,
        )
