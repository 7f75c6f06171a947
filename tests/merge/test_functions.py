"""Functions: header, decorators and statements merge, and a function is atomic."""

from __future__ import annotations

from merging import follow, is_clean, is_disputed

BASE = """
    @router.post("")
    def create(data, session):
        post = make(data)
        session.add(post)
        return post
    """


def test_edits_of_different_statements_merge():
    merged = follow(
        BASE,
        BASE.replace("make(data)", "make(data, mine=True)"),
        BASE.replace("return post", "return show(post)"),
    )
    is_clean(merged, BASE.replace("make(data)", "make(data, mine=True)").replace("return post", "return show(post)"))
    assert merged.symbols == ("create",)


def test_a_statement_inserted_beside_a_changed_one_is_no_conflict():
    merged = follow(
        BASE,
        BASE.replace("    session.add", "    log(post)\n        session.add"),
        BASE.replace("session.add(post)", "session.merge(post)"),
    )
    is_clean(merged, BASE.replace("    session.add(post)", "    log(post)\n        session.merge(post)"))


def test_statements_that_both_changed_are_a_conflict():
    ours = BASE.replace("session.add(post)", "mine.add(post)")
    is_disputed(follow(BASE, ours, BASE.replace("session.add(post)", "session.merge(post)")), ours, "create")


def test_a_function_is_taken_as_a_whole_or_not_at_all():
    ours = BASE.replace("session.add(post)", "mine.add(post)")
    theirs = BASE.replace("session.add(post)", "session.merge(post)").replace(
        "(data, session)", "(data, session, user)"
    )
    is_disputed(follow(BASE, ours, theirs), ours, "create")


def test_the_guard_of_a_person_and_our_new_status_code_merge():
    ours = BASE.replace("    def create", "    @guarded\n    def create")
    theirs = BASE.replace('post("")', 'post("", status_code=201)')
    is_clean(follow(BASE, ours, theirs), ours.replace('post("")', 'post("", status_code=201)'))


def test_a_decorator_that_both_changed_is_a_conflict():
    ours = BASE.replace('post("")', 'post("/mine")')
    is_disputed(follow(BASE, ours, BASE.replace('post("")', 'post("/", status_code=201)')), ours, "create")


def test_comments_stay_with_statements_that_follow():
    ours = BASE.replace("        session.add(post)", "        # why\n        session.add(post)  # mine")
    merged = follow(BASE, ours, BASE.replace("session.add(post)", "session.merge(post)"))
    is_clean(merged, ours.replace("session.add(post)", "session.merge(post)"))


def test_a_statement_that_goes_takes_no_comment_of_a_person_with_it():
    ours = BASE.replace("session.add(post)", "session.add(post)  # mine")
    theirs = BASE.replace("        session.add(post)\n", "")
    is_disputed(follow(BASE, ours, theirs), ours, "create")


def test_the_comment_of_the_template_goes_with_its_statement():
    base = BASE.replace("        session.add(post)", "        # the caller commits\n        session.add(post)")
    is_clean(
        follow(base, base, BASE.replace("        session.add(post)\n", "")),
        BASE.replace("        session.add(post)\n", ""),
    )


def test_a_parameter_that_both_changed_is_a_conflict():
    ours = BASE.replace("(data, session)", "(data, session, mine)")
    is_disputed(follow(BASE, ours, BASE.replace("(data, session)", "(data, db)")), ours, "create")


def test_a_nested_function_is_one_statement():
    base = "def f():\n    def g():\n        return 1\n\n    return g\n"
    is_clean(follow(base, base, base.replace("return 1", "return 2")), base.replace("return 1", "return 2"))
    ours = base.replace("return 1", "return 1  # mine")
    is_disputed(follow(base, ours, base.replace("return 1", "return 2")), ours, "f")


def test_a_one_line_function_opens_when_it_changes():
    is_clean(
        follow("def f(): return 1\n", "def f(): return 1  # mine\n", "def f():\n    x = 1\n    return 1\n"),
        "def f():  # mine\n    x = 1\n    return 1\n",
    )


def test_both_inserted_a_docstring():
    base = "def f():\n    return 1\n"
    ours = 'def f():\n    """Mine."""\n    return 1\n'
    is_disputed(follow(base, ours, 'def f():\n    """New."""\n    return 1\n'), ours, "f")
