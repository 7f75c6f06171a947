"""Properties of every merge: random models, random edits by a person's habits, then another wish.

500 cases by default, shared between the tests; ``SCAFFOLD_CASES=20000`` is the size for a night.
"""

from __future__ import annotations

import ast
import os
from random import Random

import edits
import hosts
import invariants
import world
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from invariants import Case, demand, names_by, words

from scaffold.fragment import Fragment
from scaffold.merge import Settle, merge, merge_project, record_of

CASES = int(os.environ.get("SCAFFOLD_CASES", "500"))


def share(tenths: int) -> settings:
    """So many tenths of all cases."""
    return settings(
        max_examples=max(1, CASES * tenths // 10),
        deadline=None,
        derandomize=CASES <= 500,  # in CI the same cases on every run; at night always others
        suppress_health_check=list(HealthCheck),
        database=None,
    )


seeds = st.integers(0, 2**48)


@share(3)
@given(seeds)
@example(1100129)  # a key that was renamed while its conflict was open, and wanted again
def test_whole_files(seed: int) -> None:
    """One to three rounds of edits and wishes on two of seven files."""
    rng = Random(seed)
    spec = world.random_spec(rng)
    paths = rng.sample(sorted(world.FILES), 2)
    cases = {path: _first(path, spec) for path in paths}
    for _ in range(rng.randint(1, 3)):
        wish = world.next_spec(rng, spec) if rng.random() < 0.9 else spec
        for path in paths:
            case = _edited(cases[path], world.FILES[path](wish), rng)
            cases[path] = _checked(case, rng)
        spec = wish


def _first(path: str, spec: world.Spec) -> Case:
    text = world.FILES[path](spec)
    return Case(path, text, text, text, record_of(text, "Post", path))


def _edited(case: Case, theirs: str, rng: Random) -> Case:
    ours, names = edits.edited(case.ours, rng, rng.choice([0, 0, 1, 2, 3, 5]), ruff_share=0.02)
    history = (*case.edits, *names)
    return Case(case.path, case.theirs, ours, theirs, case.record, history, case.disputed)


def _checked(case: Case, rng: Random) -> Case:
    """The merge of ``case`` with its properties checked, and the case that the next round starts from."""
    merged = case.merged()
    for check in invariants.ALWAYS:
        check(case, merged)
    edited = bool(case.edits)
    invariants.p6_untouched_file_is_fresh(case, merged, edited=edited)
    # those that merge again and again take turns
    turn = rng.randrange(7)
    if turn == 0:
        invariants.p2_cut_without_loss(case)
    elif turn == 1:
        invariants.p8_back_again(case, merged, edited=edited)
    elif turn == 2:
        invariants.p11_conflicts_can_be_settled(case)
    elif turn == 3:
        invariants.p14_two_branches(case, merged)
    elif turn == 4 and rng.random() < 0.2:
        invariants.p15_both_readers_agree(case)
    elif turn == 5 and rng.random() < 0.2:
        invariants.p10_formatting_commutes(case, merged, _formatted)
    elif turn == 6:
        since, _ = edits.edited(invariants.text_of(merged), rng, rng.choice([0, 0, 1, 2]), ruff_share=0.02)
        invariants.p17_undo_keeps_what_came_after(case, merged, since)
    text = invariants.text_of(merged)
    record = merged.record or case.record
    return Case(case.path, case.theirs, text, case.theirs, record, case.edits, case.disputed or bool(merged.conflicts))


def _formatted(text: str) -> str:
    return edits.ruff(["format"], edits.ruff(["check", "--isolated", "--fix", "--select", "I"], text))


WISHES = {
    "app/db/models/user.py": (
        hosts.USER_PART,
        hosts.USER_PART.replace("Relationship(back", 'Relationship(passive_deletes="all", back'),
        hosts.USER_PART + '    reviews: list["Post"] = Relationship(back_populates="reviewer")\n',
    ),
    "app/api/router.py": (
        hosts.REGISTRY_PART,
        hosts.REGISTRY_PART.replace("posts.router)", "posts.router, prefix='/v1')"),
    ),
    "app/db/models/__init__.py": (hosts.MODEL_PART,),
}


@share(3)
@given(seeds)
def test_parts_of_files_of_a_person(seed: int) -> None:
    """A relation, a router, a model, in files of many kinds, edited before and after."""
    rng = Random(seed)
    path = rng.choice(sorted(hosts.PARTS))
    kind = rng.choice(sorted(hosts.PARTS[path][0]))
    host, _ = edits.edited(hosts.PARTS[path][0][kind], rng, rng.choice([0, 0, 1, 3, 5]), ruff_share=0.02)
    text, record = host, None
    for step in range(2):
        wish = Fragment(path=path, owner="Post", text=rng.choice(WISHES[path]), kind="part")
        records = [record] if record else []
        merged = merge(text, wish, records)
        assert merged.text is not None
        compile(merged.text, path, "exec", dont_inherit=True)
        again = merge(merged.text, wish, [merged.record] if merged.record else [])
        demand((again.text, again.record) == (merged.text, merged.record), "a second run changes something")
        left = words(merged.text)
        for word, count in words(text).items():
            if "mine" in word.lower() or word.startswith("#"):
                demand(left[word] >= count, f"{word!r} is lost")
        if not merged.conflicts:
            undefined = names_by(merged.text, invariants.messages.UndefinedName)
            new = undefined - names_by(text, invariants.messages.UndefinedName) - {"api_router"}
            told = " ".join(merged.notices)
            demand(not {name for name in new if name not in told}, f"undefined now: {new}")
        gone = Fragment(path=path, owner="Post", text="", kind="part")
        back = merge(merged.text, gone, [merged.record] if merged.record else [])
        assert back.text is not None
        compile(back.text, path, "exec", dont_inherit=True)
        if step == 0 and not back.conflicts and kind != "one_line":
            demand(back.text.split() == text.split(), "P8 more than blank lines is left")
        for side in ("mine", "theirs"):
            settled = merge(text, wish, records, Settle(default=side))
            demand(all("in this file" in c.reason for c in settled.conflicts), f"{side} leaves a conflict")
        record = merged.record
        text, _ = edits.edited(merged.text, rng, rng.choice([0, 0, 1, 3]), ruff_share=0.02)


@share(2)
@given(seeds)
def test_independent_additions(seed: int) -> None:
    """P9: two wishes in one step, in two, or in the other order come to the same lines."""
    rng = Random(seed)
    spec = world.random_spec(rng)
    free = [name for name in world.NAMES if name not in {a.name for a in spec.attributes}]
    one, two = (world.random_attribute(rng, name) for name in rng.sample(free, 2))
    path = rng.choice(["app/db/models/post.py", "app/schemas/post.py", "tests/test_posts.py"])
    base = world.FILES[path](spec)
    ours, _ = edits.edited(base, rng, rng.choice([0, 1, 2, 3]), ruff_share=0.02)
    record = record_of(base, "Post", path)

    def wish(*more: world.Attribute) -> Fragment:
        attributes = (*spec.attributes, *more)
        text = world.FILES[path](world.Spec(attributes, spec.author, spec.release))
        return Fragment(path=path, owner="Post", text=text)

    def steps(*wishes: Fragment) -> list[str] | None:
        text, kept = ours, record
        for fragment in wishes:
            merged = merge(text, fragment, [kept])
            if merged.conflicts or merged.text is None or merged.record is None:
                return None
            text, kept = merged.text, merged.record
        return sorted(line.strip() for line in text.splitlines() if line.strip())

    together = steps(wish(one, two))
    assert together == steps(wish(one), wish(one, two))
    assert together == steps(wish(two), wish(one, two))


MOVING = ["app/schemas/post.py", "app/repositories/post_repo.py", "app/api/posts.py"]


@share(2)
@given(seeds)
def test_what_moved_to_another_module(seed: int) -> None:
    """Classes and endpoints taken to another file, then edits in both, then another wish."""
    rng = Random(seed)
    spec = world.random_spec(rng)
    home = rng.choice([path for path in MOVING if path in world.FILES])
    base = world.FILES[home](spec)
    there, elsewhere, moved = _split(base, rng)
    record = record_of(base, "Post", home)
    files = {home: there, "app/elsewhere.py": elsewhere, "app/unrelated.py": "def mine() -> None: ...\n"}
    files = {path: edits.edited(text, rng, rng.choice([0, 0, 1]), ruff_share=0.02)[0] for path, text in files.items()}
    wish = world.next_spec(rng, spec) if rng.random() < 0.8 else spec
    fragment = Fragment(path=home, owner="Post", text=world.FILES[home](wish))
    results = merge_project(files, fragment, [record])
    after = {**files, **{path: invariants.text_of(merged) for path, merged in results.items()}}
    for path, text in after.items():
        compile(text, path, "exec", dont_inherit=True)
        left = words(text)
        lost = [w for w, n in words(files[path]).items() if ("mine" in w.lower() or w[0] == "#") and left[w] < n]
        demand(not [w for w in lost if w not in words(base)], f"lost in {path}: {lost}")
    if wish == spec:
        demand(after == files, "our wish is the same, and bytes changed")
    names = [name for text in after.values() for name in invariants.symbols(text) if "." not in name]
    before = {name for text in files.values() for name in invariants.symbols(text)}
    twice = {name for name in moved & before if names.count(name) > 1}
    demand(not twice, f"written a second time: {twice}")
    new = results[home].record
    again = merge_project(after, fragment, [new] if new else [])
    demand(all(merged.text == after[path] for path, merged in again.items()), "a second run changes something")


def _split(text: str, rng: Random) -> tuple[str, str, set[str]]:
    """``text`` in two: some of its definitions go to another module, with copies of the imports."""
    tree = ast.parse(text)
    kinds = ast.ClassDef | ast.FunctionDef
    movable = [node for node in tree.body if isinstance(node, kinds)]
    going = rng.sample(movable, rng.randint(1, len(movable)))
    lines = text.splitlines(keepends=True)
    head = "".join(lines[: edits.start_of(movable[0])])
    spans = sorted((edits.start_of(node), node.end_lineno or 0) for node in going)
    stays = [line for number, line in enumerate(lines) if not any(a <= number < z for a, z in spans)]
    moved = "\n\n".join("".join(lines[a:z]) for a, z in spans)
    return "".join(stays), head + moved, {node.name for node in going}
