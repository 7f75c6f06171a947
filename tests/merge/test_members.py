"""Attributes, methods and classes: who wins, and where new ones stand."""

from __future__ import annotations

from merging import follow, is_clean, is_disputed, meet, part

POST = """
    class Post(SQLModel, table=True):
        id: int
        title: str
    """


def test_an_unchanged_wish_changes_nothing_whatever_a_person_did():
    ours = """
        class Post( SQLModel,table = True ) :
            # mine
            title : str ; mine = 1

            def f( self ): pass
        """
    is_clean(follow(POST, ours, POST), ours)


def test_a_new_attribute_stands_behind_its_neighbour_of_the_template():
    merged = follow(
        POST,
        """
        class Post(SQLModel, table=True):
            mine: int
            title: str
            id: int

            def f(self): ...
        """,
        """
        class Post(SQLModel, table=True):
            id: int
            title: str
            body: str
        """,
    )
    is_clean(
        merged,
        """
        class Post(SQLModel, table=True):
            mine: int
            title: str
            body: str
            id: int

            def f(self): ...
        """,
    )
    assert merged.symbols == ("Post.body",)


def test_a_new_first_attribute_stands_before_its_neighbour():
    merged = follow(
        "class A:\n    b: int\n", "class A:\n    mine: int\n    b: int\n", "class A:\n    a: int\n    b: int\n"
    )
    is_clean(merged, "class A:\n    mine: int\n    a: int\n    b: int\n")


def test_without_a_neighbour_attributes_stand_behind_attributes_and_methods_last():
    host = """
        class User:
            '''Doc.'''

            id: int

            def f(self): ...
        """
    merged = part(host, "class User:\n    posts: list\n\n    def g(self): ...\n")
    is_clean(
        merged,
        """
        class User:
            '''Doc.'''

            id: int
            posts: list

            def g(self): ...

            def f(self): ...
        """,
    )


def test_what_configures_a_class_stays_below_its_fields():
    """But a field stays below what stands above all of them."""
    part_of = "class User:\n    posts: list\n"
    is_clean(
        part("class User:\n    id: int\n\n    __table_args__ = ()\n    model_config = {}\n", part_of),
        "class User:\n    id: int\n    posts: list\n\n    __table_args__ = ()\n    model_config = {}\n",
    )
    is_clean(
        part("class User:\n    __tablename__ = 'users'\n", part_of),
        "class User:\n    __tablename__ = 'users'\n    posts: list\n",
    )


def test_an_attribute_keeps_the_string_that_describes_it():
    host = 'class User:\n    id: int\n    """The key."""\n\n    def f(self): ...\n'
    is_clean(
        part(host, "class User:\n    posts: list\n"),
        'class User:\n    id: int\n    """The key."""\n    posts: list\n\n    def f(self): ...\n',
    )


def test_the_blank_line_stays_where_a_person_put_it():
    merged = follow(
        "class A:\n    id: int\n    body: str\n",
        "class A:\n    id: int\n\n    body: str\n",
        "class A:\n    id: int\n    title: str\n    body: str\n",
    )
    is_clean(merged, "class A:\n    id: int\n\n    title: str\n    body: str\n")


def test_an_untouched_attribute_follows_and_its_comments_stay():
    merged = follow(
        POST,
        """
        class Post(SQLModel, table=True):
            id: int
            # the headline
            title: str  # shown first
        """,
        """
        class Post(SQLModel, table=True):
            id: int
            title: str = Field(max_length=9)
        """,
    )
    is_clean(
        merged,
        """
        class Post(SQLModel, table=True):
            id: int
            # the headline
            title: str = Field(max_length=9)  # shown first
        """,
    )


def test_an_edited_attribute_is_kept_while_we_have_nothing_new():
    ours = POST.replace("title: str", "title: str = 'mine'")
    merged = follow(POST, ours, POST.replace("id: int", "id: UUID"))
    is_clean(merged, ours.replace("id: int", "id: UUID"))


def test_an_attribute_that_both_changed_is_a_conflict_and_stays():
    ours = POST.replace("title: str", "title: str = 'mine'")
    merged = follow(POST, ours, POST.replace("title: str", "title: str = 'new'"))
    is_disputed(merged, ours, "Post.title")
    (conflict,) = merged.conflicts
    assert conflict.selector == "app/things.py::Post.title"
    assert conflict.reason == "edited by hand and changed in the template"
    assert (conflict.ours.strip(), conflict.theirs.strip()) == ("title: str = 'mine'", "title: str = 'new'")
    assert conflict.line == 3


def test_what_both_changed_alike_is_no_conflict():
    new = POST.replace("title: str", "title: text")
    merged = follow(POST, new, new)
    is_clean(merged, new)
    is_clean(follow(new, new, new), new)


def test_what_is_there_and_not_ours_is_a_conflict():
    is_disputed(meet("class A:\n    x: str\n", "class A:\n    x: int\n"), "class A:\n    x: str\n", "A.x")


def test_what_is_there_as_we_want_it_is_adopted():
    merged = meet("class A:\n    x: int   # mine\n", "class A:\n    x: int\n")
    is_clean(merged, "class A:\n    x: int   # mine\n")
    assert merged.record is not None
    assert merged.symbols == ()


def test_header_and_members_of_a_class_are_separate_questions():
    merged = follow(
        POST,
        POST.replace("SQLModel, table=True", "Mine, table=True"),
        POST.replace("title: str", "title: text"),
    )
    is_clean(merged, POST.replace("SQLModel, table=True", "Mine, table=True").replace("title: str", "title: text"))


def test_an_untouched_header_follows_and_keeps_its_comment():
    merged = follow(
        POST, POST.replace("table=True):", "table=True):  # mine"), POST.replace("(SQLModel", "(Timestamped, SQLModel")
    )
    is_clean(merged, POST.replace("(SQLModel, table=True):", "(Timestamped, SQLModel, table=True):  # mine"))


def test_a_header_that_both_changed_is_a_conflict():
    ours = POST.replace("(SQLModel", "(Mine")
    is_disputed(follow(POST, ours, POST.replace("(SQLModel", "(Base")), ours, "Post")


def test_a_second_statement_on_the_line_is_split_off_only_if_one_of_them_changes():
    base, ours = "class A:\n    a: int\n    b: int\n", "class A:\n    a: int; b: int  # mine\n"
    is_clean(follow(base, ours, base + "    c: int\n"), ours + "    c: int\n")
    is_clean(
        follow(base, ours, base.replace("b: int", "b: str")),
        "class A:\n    a: int\n    b: str  # mine\n",
    )


def test_a_one_line_class_opens_for_a_member_and_for_nothing_else():
    base = "class A: ...\n\n\nclass B(A): ...  # mine\n"
    is_clean(follow(base, base, base), base)
    is_clean(
        part(base, "class B:\n    x: int\n"),
        "class A: ...\n\n\nclass B(A):  # mine\n    ...\n    x: int\n",
    )


def test_a_definition_that_a_person_wrapped_is_neither_deleted_nor_written_again():
    base = "def f():\n    return 1\n\n\ndef g():\n    return 2\n"
    ours = "if DEBUG:\n\n    def f():\n        return 1\n\n\ndef g():\n    return 2\n"
    is_clean(follow(base, ours, base), ours)
    is_disputed(follow(base, ours, base.replace("return 1", "return 3")), ours, "f")
    is_disputed(follow(base, ours, base[base.index("def g") :]), ours, "f")


def test_the_setter_is_not_taken_for_the_property():
    base = """
        class A:
            @property
            def x(self):
                return 1

            @x.setter
            def x(self, value):
                pass
        """
    deleter = """
            @x.deleter
            def x(self):
                return None

            @x.setter"""
    ours = base.replace("\n            @x.setter", deleter)
    merged = follow(base, ours, base.replace("pass", "self.y = value"))
    is_clean(merged, ours.replace("pass", "self.y = value"))


def test_new_code_goes_before_the_main_guard():
    ours = "def f(): ...\n\n\nif __name__ == '__main__':\n    f()\n"
    merged = part(ours, "x = 1\n")
    is_clean(merged, "def f(): ...\n\n\nx = 1\n\n\nif __name__ == '__main__':\n    f()\n")


def test_a_class_that_loses_its_last_member_stays_a_class():
    is_clean(follow("class A:\n    x: int\n", "class A:\n    x: int\n", "class A:\n    pass\n"), "class A:\n    pass\n")


def test_a_new_statement_is_not_put_between_a_class_and_its_comment():
    merged = follow(
        "class A:\n    x: int\n",
        "# about A\nclass A:\n    x: int\n",
        "y = 1\n\n\nclass A:\n    x: int\n",
    )
    is_clean(merged, "y = 1\n\n\n# about A\nclass A:\n    x: int\n")


def test_a_comment_that_the_template_wrote_follows_the_template():
    base = "class A:\n    # old\n    x: int\n    y: int\n"
    is_clean(
        follow(base, base, "class A:\n    # new\n    x: str\n    y: int\n"),
        "class A:\n    # new\n    x: str\n    y: int\n",
    )
    is_clean(follow(base, base, "class A:\n    y: int\n"), "class A:\n    y: int\n")


def test_a_comment_inside_a_statement_is_an_edit():
    base = "x = f(\n    1,\n)\n"
    ours = "x = f(\n    1,  # mine\n)\n"
    is_disputed(follow(base, ours, base.replace("1", "2")), ours, "x")


def test_a_definition_is_set_apart_from_what_is_new_above_it():
    is_clean(
        part("class A:\n    def f(self): ...\n", "class A:\n    x: int\n"),
        "class A:\n    x: int\n\n    def f(self): ...\n",
    )


def test_a_class_inside_another_statement_is_no_anchor():
    host = "if x:\n\n    class User:\n        id: int\n"
    merged = part(host, "class User:\n    posts: list\n")
    is_disputed(merged, host, "User")
    assert "inside another statement" in merged.conflicts[0].reason


def test_of_two_definitions_the_last_one_counts():
    host = "class User: ...\n\n\nclass User:\n    id: int\n"
    is_clean(part(host, "class User:\n    posts: list\n"), host + "    posts: list\n")


def test_of_two_definitions_the_one_that_we_wrote_is_ours():
    base = "def f():\n    return 1\n"
    ours = base + "\n\ndef f():\n    return 'mine'\n"
    is_clean(follow(base, ours, base.replace("1", "2")), ours.replace("return 1", "return 2"))
