"""What must be true of every merge, whatever a person did before it. Each check is one property.

They look at texts with the standard library, pyflakes and plain eyes; but for the partition (P2, P15)
none of them uses the code that it judges.
"""

from __future__ import annotations

import ast
import io
import keyword
import re
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from pyflakes import checker, messages

from scaffold.dataclass import dataclass, replace
from scaffold.errors import ProjectError
from scaffold.fragment import Fragment
from scaffold.lock import Record
from scaffold.merge import Settle, merge, record_of
from scaffold.merge.merged import Merged
from scaffold.merge.partition import cut_module, partition
from scaffold.merge.partition_cst import outlines_by_libcst
from scaffold.merge.segments import lines_of


@dataclass(frozen=True)
class Case:
    """One file: what we wrote before (``base``), what a person made of it, and what we want now."""

    path: str
    base: str
    ours: str
    theirs: str
    record: Record
    edits: tuple[str, ...] = ()  # of all rounds
    disputed: bool = False  # a conflict was left open in an earlier round

    @property
    def fragment(self) -> Fragment:
        return Fragment(path=self.path, owner="Post", text=self.theirs)

    def merged(self, settle: Settle | None = None) -> Merged:
        return merge(self.ours, self.fragment, [self.record], settle)


class BrokenError(AssertionError):
    """A property does not hold."""


def demand(condition: object, why: str) -> None:
    if not condition:
        raise BrokenError(why)


def text_of(merged: Merged) -> str:
    assert merged.text is not None
    return merged.text


def p1_compiles(case: Case, merged: Merged) -> None:
    compile(text_of(merged), case.path, "exec", dont_inherit=True)


def p3_nothing_wanted_nothing_changed(case: Case, merged: Merged) -> None:
    if case.base == case.theirs:
        demand(merged.text == case.ours, "P3 our wish is the same, and bytes changed")
        demand(not merged.conflicts or case.disputed, "P3 our wish is the same, and there is a conflict")


def p4_second_run_changes_nothing(case: Case, merged: Merged) -> None:
    records = [merged.record] if merged.record else []
    again = merge(merged.text, case.fragment, records)
    demand(again.text == merged.text, "P4 a second run changes the text")
    open_before = [(c.symbol, c.reason) for c in merged.conflicts]
    demand([(c.symbol, c.reason) for c in again.conflicts] == open_before, "P4 other conflicts")
    one, two = (m.record and dict(m.record.symbols) for m in (merged, again))
    demand(one == two, f"P4 another record: {one} {two}")


def p5_words_of_a_person_survive(case: Case, merged: Merged) -> None:
    ours, left, base = words(case.ours), words(text_of(merged)), words(case.base)
    for word, count in ours.items():
        if "mine" in word.lower() or re.fullmatch(r"[1-9]\d{3}", word):
            demand(left[word] >= count - base[word], f"P5 {word!r} is lost")
        elif word.startswith("#"):
            demand(left[word] >= count - base[word], f"P5 the comment {word!r} is lost")


def p5_tokens_of_a_person_survive(case: Case, merged: Merged) -> None:
    """What the file has more of than what we wrote; imports, which come and go with need, have P12."""
    ours, left, base = (_code_words(text) for text in (case.ours, text_of(merged), case.base))
    for word, count in ours.items():
        demand(left[word] >= min(count, count - base[word]), f"P5 the token {word!r} is lost")


def p5_untouched_statements_are_the_same_bytes(case: Case, merged: Merged) -> None:
    """A symbol that says the same before and after was not rewritten."""
    ours, result, text = symbols(case.ours), symbols(text_of(merged)), text_of(merged)
    for name, source in sources(case.ours):
        if name in ours and result.get(name) == ours[name]:
            demand(source in text, f"P5 {name} says the same, and was written anew")


def p17_undo_keeps_what_came_after(case: Case, merged: Merged, since: str) -> None:
    """The run is taken back from a file that a person edited ``since``; without edits, to the byte."""
    wrote = record_of(text_of(merged), "undo", case.path)
    back = merge(since, Fragment(path=case.path, owner="undo", text=case.ours), [wrote])
    compile(text_of(back), case.path, "exec", dont_inherit=True)
    later = Case(case.path, text_of(merged), since, case.ours, wrote)
    p5_words_of_a_person_survive(later, back)
    if since == merged.text and not back.conflicts:
        # an import that was split by hand comes back as one name more in the other half
        demand(_code_words(text_of(back)) == _code_words(case.ours), "P17 undone, and another text than before")
        demand(_imported(text_of(back)) == _imported(case.ours), "P17 undone, and other imports than before")


def p6_untouched_file_is_fresh(case: Case, merged: Merged, *, edited: bool) -> None:
    if not edited:
        one, two = (sorted(t.split("\n")) for t in (text_of(merged), case.theirs))
        demand(one == two, "P6 nobody edited it, and it is not as rendered")


def p7_removed_stays_removed(case: Case, merged: Merged) -> None:
    gone = symbols(case.base).keys() - symbols(case.ours).keys()
    back = gone & symbols(text_of(merged)).keys()
    demand(not back, f"P7 removed by hand and written again: {sorted(back)}")


def p11_conflicts_can_be_settled(case: Case) -> None:
    for side in ("mine", "theirs"):
        settle = Settle(default=side)
        settled = case.merged(settle)
        compile(text_of(settled), case.path, "exec", dont_inherit=True)
        # a name that means something else here is settled by renaming it, and by nothing else
        left = [c for c in settled.conflicts if "in this file" not in c.reason]
        demand(not left, f"P11 {side} leaves {left}")
        records = [settled.record] if settled.record else []
        again = merge(settled.text, case.fragment, records, settle)
        demand(again.text == settled.text, f"P11 {side} is not stable")


def p12_imports_fit(case: Case, merged: Merged) -> None:
    if merged.conflicts or case.disputed or "conditional_import" in case.edits:
        return
    undefined = [names_by(t, messages.UndefinedName) for t in (text_of(merged), case.ours)]
    told = {word for notice in merged.notices for word in re.findall(r"\w+", notice)}
    new = undefined[0] - undefined[1] - told
    demand(not new, f"P12 undefined now: {new}")
    unused = [names_by(t, messages.UnusedImport) for t in (text_of(merged), case.ours)]
    ours = names_by(case.base, messages.UnusedImport) | names_by(case.theirs, messages.UnusedImport)
    commented = {w for w in words(case.ours) if w.startswith("#")}
    left = {n for n in unused[0] - unused[1] - ours if n.split(".")[-1] in words(case.base)}
    demand(not left or commented, f"P12 imported for nothing now: {left}")


def p13_line_ends_stay(case: Case, merged: Merged) -> None:
    counts = Counter(re.findall(r"\r\n|\r|\n", case.ours))
    now = Counter(re.findall(r"\r\n|\r|\n", text_of(merged)))
    if len(counts) == 1:
        demand(now.keys() == counts.keys(), "P13 other line ends")


def p16_oracle(case: Case, merged: Merged) -> None:
    """The table, read from the texts themselves and with the true base."""
    base, ours, theirs = symbols(case.base), symbols(case.ours), symbols(case.theirs)
    result = symbols(text_of(merged))
    disputed = {conflict.symbol for conflict in merged.conflicts}
    held = " ".join(edit for edit in case.edits)
    for name in base.keys() | theirs.keys():
        if any(name == d or name.startswith(d + ".") or d.startswith(name) for d in disputed):
            continue
        was, here, new = base.get(name), ours.get(name), theirs.get(name)
        now = result.get(name)
        if was == new:
            demand(now == here, f"P16 {name}: we had nothing new, and it changed")
        elif was is None and here is None and _can_be_added(name, result) and not _is_recorded(name, case.record):
            demand(now == new, f"P16 {name}: new, and not written")
        elif was is not None and here == was and new is not None:
            demand(now == new, f"P16 {name}: untouched, and not updated")
        elif here == was and new is None and "comment" not in held and "string" not in held:
            demand(now is None, f"P16 {name}: untouched and unwanted, and still there")


def _is_recorded(name: str, record: Record) -> bool:
    """Whether it is of an earlier round whose conflict is open: then it was renamed or removed, and is not new."""
    owner, _, member = name.rpartition(".")
    members = record.symbols.get("m", {})
    return name in members or (bool(owner) and member in members.get(owner, ["", {}])[1])


def _can_be_added(name: str, result: dict[str, str]) -> bool:
    owner = name.rpartition(".")[0]
    return not owner or owner in result


ALWAYS = (
    p1_compiles,
    p3_nothing_wanted_nothing_changed,
    p4_second_run_changes_nothing,
    p5_words_of_a_person_survive,
    p5_tokens_of_a_person_survive,
    p5_untouched_statements_are_the_same_bytes,
    p7_removed_stays_removed,
    p12_imports_fit,
    p13_line_ends_stay,
    p16_oracle,
)


def p2_cut_without_loss(case: Case) -> None:
    for text in (case.base, case.ours, case.theirs):
        demand(partition(text.removeprefix("\ufeff"), case.path).text == text.removeprefix("\ufeff"), "P2")


def p8_back_again(case: Case, merged: Merged, *, edited: bool) -> None:
    """What the new wish added goes with it; in a file that nobody edited, to the byte."""
    if merged.conflicts or merged.record is None:
        return
    back = merge(merged.text, Fragment(path=case.path, owner="Post", text=case.base), [merged.record])
    if not edited:
        demand(sorted(text_of(back).split()) == sorted(case.base.split()), "P8 another text than before")
    added = symbols(case.theirs).keys() - symbols(case.base).keys()
    left = {name for name in added & symbols(text_of(back)).keys() if name not in symbols(case.ours)}
    told = {conflict.symbol for conflict in back.conflicts}
    demand(not left - told, f"P8 still there: {left}")


def p10_formatting_commutes(case: Case, merged: Merged, formatted: Callable[[str], str]) -> None:
    """To format and to merge, in either order, come to the same."""
    if merged.conflicts or "\r" in case.ours:
        return
    other = replace(case, ours=formatted(case.ours)).merged()
    if other.conflicts:
        demand(False, f"P10 a formatter makes a conflict: {other.conflicts}")
    demand(formatted(text_of(other)) == formatted(text_of(merged)), "P10 formatting and merging do not commute")


def p14_two_branches(case: Case, merged: Merged) -> None:
    """A lock that git merged holds both records; whichever text won, nothing is taken for an edit."""
    if merged.conflicts or merged.record is None or case.disputed:
        return
    for text, wish in ((case.ours, case.base), (text_of(merged), case.theirs)):
        for records in ([case.record, merged.record], [merged.record, case.record]):
            again = merge(text, Fragment(path=case.path, owner="Post", text=wish), records)
            edited = [c for c in again.conflicts if "no longer wanted" not in c.reason]
            demand(not edited, f"P14 {edited}")


def p15_both_readers_agree(case: Case) -> None:
    """LibCST cuts as the standard parser does, but for bytes that it does not keep."""
    text = case.ours.removeprefix("\ufeff")
    try:
        outlines = outlines_by_libcst(text, SyntaxError("not tried"), case.path)
    except ProjectError:
        return
    one, two = cut_module(lines_of(text), outlines), partition(text, case.path)
    demand([s.text for s in one.body] == [s.text for s in two.body], "P15 cut in other places")
    demand([s.keys for s in one.body] == [s.keys for s in two.body], "P15 other names")


def words(text: str) -> Counter[str]:
    """Names, numbers, words in strings, and comments."""
    found: Counter[str] = Counter()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            found[re.sub(r"\s+", " ", token.string).strip()] += 1
        elif token.type in (tokenize.NAME, tokenize.NUMBER):
            found[token.string] += 1
        elif token.type == tokenize.STRING:
            found.update(re.findall(r"\w+", token.string))
    return found


def _code_words(text: str) -> Counter[str]:
    lines = re.split("\r\n|\r|\n", text)  # as the parser counts them
    for node in ast.walk(ast.parse(text.removeprefix("\ufeff"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for number in range(node.lineno - 1, node.end_lineno or 0):
                lines[number] = "pass" if number == node.lineno - 1 else ""
    found = words("\n".join(lines))
    return Counter({word: n for word, n in found.items() if word[0] != "#" and not keyword.iskeyword(word)})


def _imported(text: str) -> set[tuple[str, str, str | None]]:
    """Each imported name with its module and what it is called."""
    found = set()
    for node in ast.walk(ast.parse(text.removeprefix("\ufeff"))):
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {(module, name.name, name.asname) for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {(name.name, "", name.asname) for name in node.names}
    return found


def sources(text: str) -> Iterator[tuple[str, str]]:
    """Functions, methods and attributes as they are written, by name; of two of one name, neither."""
    plain = text.removeprefix("\ufeff")
    tree = ast.parse(plain)
    found: dict[str, list[str]] = {}
    bodies = [("", tree.body)]
    while bodies:
        prefix, body = bodies.pop()
        for node in body:
            if isinstance(node, ast.ClassDef):
                bodies.append((f"{prefix}{node.name}.", node.body))
            elif name := _leaf_name(node):
                found.setdefault(prefix + name, []).append(ast.get_source_segment(plain, node) or "")
    yield from ((name, written[0]) for name, written in found.items() if len(written) == 1)


def _leaf_name(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
    return ""


@lru_cache(maxsize=256)
def symbols(text: str) -> dict[str, str]:
    """Attributes, methods, functions and classes with their syntax; nothing inside other blocks."""
    return dict(_symbols(ast.parse(text.removeprefix("\ufeff")).body, ""))


def _symbols(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, str]]:
    for node in body:
        match node:
            case ast.ClassDef():
                header = ast.dump(ast.Tuple(elts=[*node.bases, *(k.value for k in node.keywords)]))
                yield prefix + node.name, header + "".join(map(ast.dump, node.decorator_list))
                yield from _symbols(node.body, f"{prefix}{node.name}.")
            case ast.FunctionDef():
                yield prefix + node.name, _dumped(node)
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield prefix + name, _dumped(node)
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.isupper() and name[0] != "_":
                yield prefix + name, _dumped(node)


def _dumped(node: ast.stmt) -> str:
    # a formatter may re-indent a docstring and requote what it likes
    return re.sub(r"(\\n)?\s+", " ", ast.dump(node))


def names_by(text: str, kind: type[messages.Message]) -> set[str]:
    """The names that pyflakes names in messages of one kind."""
    found = checker.Checker(ast.parse(text.removeprefix("\ufeff"))).messages
    return {str(m.message_args[0]) for m in found if isinstance(m, kind)}
