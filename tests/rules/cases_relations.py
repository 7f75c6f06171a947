"""SCF5."""

from __future__ import annotations

from blog import BLOG, MODEL, USER_MODEL, Case

KEY = 'author_id: int = Field(foreign_key="users.id", index=True)'
AUTHOR = 'Relationship(back_populates="posts")'
POSTS = '    posts: list["Post"] = Relationship(back_populates="author")\n'
NODE = """from sqlmodel import Field, Relationship, SQLModel


class Node(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="node.id", index=True)

    parent: "Node" = Relationship(back_populates="children"{})
    children: list["Node"] = Relationship(back_populates="parent")
"""
PAIR = """from sqlmodel import Field, Relationship, SQLModel


class Page(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    editor_id: int | None = Field(default=None, foreign_key="page.id", unique=True, index=True)

    editor: "Page" = Relationship(back_populates="edited"{})
    edited: "Page" = Relationship(back_populates="editor")
"""
SAID = 'Relationship(back_populates="{}", sa_relationship_kwargs={{"foreign_keys": "Post.author_id"}})'
LINK = """from sqlmodel import Field, Relationship, SQLModel


class Link(SQLModel, table=True):
    left_id: int = Field(foreign_key="left.id"{0})
    right_id: int = Field(foreign_key="right.id"{0})


class Left(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    rights: list["Right"] = Relationship(back_populates="lefts", link_model=Link)


class Right(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    lefts: list["Left"] = Relationship(back_populates="rights", link_model=Link)
"""
AT = f"{MODEL}:17 Post.author"
BELOW_SRC = BLOG[USER_MODEL].replace(POSTS, "")

RELATIONS = (
    Case("SCF501", {MODEL: ("users.id", "user.id")}, (f"{MODEL}:15 Post.author_id",)),
    Case("SCF501", {MODEL: ("users.id", "person.id")}, (f"{MODEL}:15 Post.author_id",), name="far"),
    Case(
        "SCF501",
        {MODEL: ("users.id", "person.id"), "app/legacy.py": 'person = Table("person", metadata)\n'},
        name="a plain table",
    ),
    Case(
        "SCF501",
        {MODEL: ("users.id", "person.id"), USER_MODEL: ('__tablename__ = "users"', "__tablename__ = name()")},
        name="a computed name",
    ),
    Case("SCF502", {MODEL: ("users.id", "users.uid")}, (f"{MODEL}:15 Post.author_id",)),
    Case(
        "SCF502",
        {MODEL: ("users.id", "users.uid"), USER_MODEL: ("(SQLModel, table", "(Unknown, table")},
        name="base that cannot be read",
    ),
    Case("SCF503", {MODEL: ("author_id: int", "author_id: str")}, (f"{MODEL}:15 Post.author_id",)),
    Case(
        "SCF503",
        {
            USER_MODEL: BLOG[USER_MODEL]
            .replace("id: int | None = Field(default=None", "id: UUID = Field(default_factory=uuid4")
            .replace("from typing", "from uuid import UUID, uuid4\nfrom typing")
        },
        (f"{MODEL}:15 Post.author_id",),
        name="uuid",
    ),
    Case("SCF503", {MODEL: ("author_id: int", "author_id: UserId")}, name="a type that we do not know"),
    Case("SCF504", {MODEL: (", index=True", "")}, (f"{MODEL}:15 Post.author_id",)),
    Case("SCF504", {MODEL: (", index=True", ", unique=True")}, name="unique"),
    Case("SCF505", {MODEL: (KEY, KEY.replace("index=True", 'ondelete="SET NULL"'))}, (f"{MODEL}:15 Post.author_id",)),
    Case(
        "SCF505",
        {MODEL: (KEY, 'author_id: int | None = Field(foreign_key="users.id", ondelete="SET NULL")')},
        name="optional",
    ),
    Case("SCF511", {MODEL: ('author: "User"', 'author: "Usr"')}, (AT,)),
    Case(
        "SCF511",
        {
            MODEL: BLOG[MODEL]
            .replace('author: "User"', 'author: "Person"')
            .replace("from sqlmodel", "from library import Person\nfrom sqlmodel")
        },
        name="a library's",
    ),
    Case(
        "SCF512",
        {MODEL: (AUTHOR, "Relationship()"), USER_MODEL: ('Relationship(back_populates="author")', "Relationship()")},
        (AT, f"{USER_MODEL}:18 User.posts"),
    ),
    Case("SCF512", {MODEL: (AUTHOR, "Relationship()"), USER_MODEL: (POSTS, "")}, name="one side only"),
    Case("SCF513", {MODEL: ('"posts")\n', '"post")\n')}, (AT,), name="misspelt"),
    Case("SCF513", {USER_MODEL: (POSTS, "")}, (AT,), name="list side"),
    Case(
        "SCF513",
        {f"src/{USER_MODEL}": BELOW_SRC.replace("if TYPE_CHECKING:\n    from app", "from src.app")},
        (f"src/{AT}",),
        base={f"src/{path}": text for path, text in BLOG.items()},
        name="list side where the class is imported",
    ),
    Case(
        "SCF513",
        {MODEL: (f'    author: "User" = {AUTHOR}\n', "")},
        (f"{USER_MODEL}:18 User.posts",),
        name="single side",
    ),
    Case(
        "SCF513",
        {USER_MODEL: BLOG[USER_MODEL].replace(POSTS, "").replace("(SQLModel, table", "(Unknown, table")},
        name="base that cannot be read",
    ),
    Case(
        "SCF514",
        {
            USER_MODEL: ('back_populates="author"', 'back_populates="editor"'),
            MODEL: (
                f'    author: "User" = {AUTHOR}\n',
                f'    author: "User" = {AUTHOR}\n    editor: "User" = Relationship()\n',
            ),
        },
        (AT, f"{USER_MODEL}:18 User.posts"),
        name="two candidates",
        fixed=None,
    ),
    Case("SCF514", {}, name="agreed"),
    Case("SCF515", {MODEL: (f"    {KEY}\n", "")}, (f"{MODEL}:16 Post.author", f"{USER_MODEL}:18 User.posts")),
    Case(
        "SCF515",
        {
            MODEL: BLOG[MODEL]
            .replace(f"    {KEY}\n", "")
            .replace(AUTHOR, 'Relationship(back_populates="posts", sa_relationship_kwargs={"primaryjoin": "true"})'),
            USER_MODEL: (
                'Relationship(back_populates="author")',
                'Relationship(back_populates="author", sa_relationship_kwargs={"primaryjoin": "true"})',
            ),
        },
        name="primaryjoin",
    ),
    Case("SCF516", {"app/models/link.py": LINK.format("")}, ("app/models/link.py:4 Link",)),
    Case("SCF516", {"app/models/link.py": LINK.format(", primary_key=True")}, name="keys"),
    Case(
        "SCF517",
        {USER_MODEL: ('(back_populates="author")', '(back_populates="author", cascade_delete=True)')},
        (f"{MODEL}:15 Post.author_id",),
    ),
    Case(
        "SCF517",
        {
            USER_MODEL: ('(back_populates="author")', '(back_populates="author", cascade_delete=True)'),
            MODEL: ("index=True", 'ondelete="CASCADE"'),
        },
        name="both",
    ),
    Case(
        "SCF518",
        {USER_MODEL: ("    email", '    best_id: int | None = Field(default=None, foreign_key="posts.id")\n    email')},
        (f"{USER_MODEL}:14 User.best_id",),
    ),
    Case("SCF518", {"app/models/node.py": NODE.format("")}, name="itself"),
    Case("SCF519", {"app/models/node.py": NODE.format("")}, ("app/models/node.py:8 Node.parent",)),
    Case(
        "SCF519",
        {"app/models/node.py": NODE.format(', sa_relationship_kwargs={"remote_side": "Node.id"}')},
        name="said",
    ),
    Case(
        "SCF519",
        {"app/models/page.py": PAIR.format(', sa_relationship_kwargs={"remote_side": "Page.id"}')},
        name="pair",
    ),
    Case("SCF519", {"app/models/page.py": PAIR.format("")}, ("app/models/page.py:8 Page.editor",), name="no end says"),
    Case(
        "SCF515",
        {
            "app/models/link.py": LINK.format(", primary_key=True").replace(
                'Relationship(back_populates="lefts", link_model=Link)', 'Relationship(back_populates="lefts")'
            )
        },
        ("app/models/link.py:11 Left.rights",),
        name="link model left out",
    ),
    Case(
        "SCF520",
        {MODEL: (f"    {KEY}\n", f'    {KEY}\n    editor_id: int = Field(foreign_key="users.id", index=True)\n')},
        (f"{MODEL}:18 Post.author", f"{USER_MODEL}:18 User.posts"),
    ),
    Case(
        "SCF520",
        {
            MODEL: BLOG[MODEL]
            .replace(f"    {KEY}\n", f'    {KEY}\n    editor_id: int = Field(foreign_key="users.id", index=True)\n')
            .replace(AUTHOR, SAID.format("posts")),
            USER_MODEL: ('Relationship(back_populates="author")', SAID.format("author")),
        },
        name="said",
    ),
)
