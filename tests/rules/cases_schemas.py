"""SCF2."""

# ruff: noqa: E501

from __future__ import annotations

from blog import BLOG, MODEL, REPO, ROUTER, SCHEMA, Case

OUT = "class PostOut(SQLModel):\n"
CREATE = "class PostCreate(SQLModel):\n"
NEW_COLUMN = ("    views: int", "    subtitle: str | None = None\n    views: int")
PYDANTIC = (
    BLOG[SCHEMA]
    .replace("from sqlmodel import Field, SQLModel", "from pydantic import BaseModel, Field")
    .replace("SQLModel", "BaseModel")
)
TRIPLE = "\n\nclass Tag{0}(SQLModel):\n    name: str\n"

LISTED = """from sqlmodel import SQLModel


class Listed(SQLModel):
    id: str


class PostView(Listed):
    title: str


class UserView(Listed):
    name: str
"""

SCHEMAS = (
    Case("SCF201", {SCHEMA: (CREATE, f"{CREATE}    id: int\n")}, (f"{SCHEMA}:5 PostCreate.id",)),
    Case("SCF201", {SCHEMA: (CREATE, f"{CREATE}    id: int = Field(alias='external')\n")}, name="alias"),
    Case(
        "SCF201",
        {
            SCHEMA: (CREATE, f"{CREATE}    id: str\n"),
            MODEL: ("id: int | None = Field(default=None, ", "id: str = Field("),
        },
        name="key of the client",
    ),
    Case("SCF202", {MODEL: NEW_COLUMN}, (f"{SCHEMA}:15 PostOut.subtitle",)),
    Case(
        "SCF202",
        {
            MODEL: NEW_COLUMN,
            SCHEMA: ("PostOut", "PostModel"),
            ROUTER: ("PostCreate, PostOut", "PostCreate, PostModel as PostOut"),
        },
        (f"{SCHEMA}:15 PostModel.subtitle",),
        name="an answer by use",
    ),
    Case("SCF202", {MODEL: NEW_COLUMN, SCHEMA: ("PostOut", "PostModel"), ROUTER: None}, name="nobody answers with it"),
    Case("SCF202", {MODEL: ("    views: int", "    hashed_password: str\n    views: int")}, name="secret"),
    Case("SCF202", {MODEL: ("    views: int", "    is_hidden: bool = False\n    views: int")}, name="flag"),
    Case("SCF202", {MODEL: ("    views: int", "    updated_at: datetime\n    views: int")}, name="time stamp"),
    Case("SCF202", {MODEL: ("    views: int", "    subtitle: str\n    body: str\n    views: int")}, name="a selection"),
    Case(
        "SCF202",
        {
            MODEL: NEW_COLUMN,
            SCHEMA: BLOG[SCHEMA].partition("class PostUpdate")[0]
            + "class PostUpdate(PostCreate):\n    pass\n\n\n"
            + BLOG[SCHEMA][BLOG[SCHEMA].index(OUT) :],
        },
        (f"{SCHEMA}:14 PostOut.subtitle",),
        name="beside an update that takes everything",
        fixed=True,
    ),
    Case(
        "SCF202",
        {
            MODEL: ("    views: int", "    subtitle: str\n    body: str\n    lead: str\n    tail: str\n    views: int"),
            SCHEMA: (OUT, f"{OUT}    lead: str\n    tail: str\n    views: int\n"),
        },
        (f"{SCHEMA}:15 PostOut.body", f"{SCHEMA}:15 PostOut.subtitle"),
        name="two at once",
    ),
    Case(
        "SCF202",
        {
            MODEL: NEW_COLUMN,
            "app/jobs.py": "from app.models.post import Post\n\n\ndef job(post: Post): post.subtitle = 'x'\n",
        },
        name="worked with",
    ),
    Case(
        "SCF202", {MODEL: NEW_COLUMN, SCHEMA: (CREATE, f"{CREATE}    subtitle: str | None = None\n")}, name="write only"
    ),
    Case(
        "SCF202",
        {MODEL: NEW_COLUMN, SCHEMA: ("class PostOut(SQLModel)", "class PostOut(Unknown)")},
        name="base that cannot be read",
    ),
    Case(
        "SCF202",
        {
            MODEL: NEW_COLUMN,
            SCHEMA: (OUT, f"{OUT}    @computed_field\n    def subtitle(self) -> str:\n        return ''\n\n"),
        },
        name="computed",
    ),
    Case("SCF203", {SCHEMA: ("    title: str | None = None", "    title: str")}, (f"{SCHEMA}:11 PostUpdate.title",)),
    Case(
        "SCF203",
        {SCHEMA: ("    title: str | None = None\n    views: int | None = None", "    title: str\n    views: int")},
        name="replaces the whole",
    ),
    Case(
        "SCF203",
        {SCHEMA: ("    title: str | None = None", "    title: str"), ROUTER: ("router.patch", "router.put")},
        name="put",
    ),
    Case("SCF203", {SCHEMA: ("    title: str | None = None", "    title: str | MISSING = MISSING")}, name="missing"),
    Case("SCF204", {SCHEMA: ("    views: int\n", "    views: str\n")}, (f"{SCHEMA}:18 PostOut.views",)),
    Case(
        "SCF204",
        {SCHEMA: ("    views: int = 0", "    views: str = '0'")},
        (f"{SCHEMA}:6 PostCreate.views",),
        name="input",
    ),
    Case("SCF204", {SCHEMA: ("    views: int\n", "    views: float\n")}, name="numbers"),
    Case(
        "SCF204",
        {
            SCHEMA: ("    views: int\n", "    views: str\n"),
            MODEL: ("    views: int = Field(", "    views: int = Field(sa_type=BigInteger, "),
        },
        (f"{SCHEMA}:18 PostOut.views",),
        name="of a type that is spelled out",
    ),
    Case(
        "SCF204",
        {
            SCHEMA: ("    views: int\n", "    views: str\n"),
            MODEL: ("    views: int = Field(", "    views: int = Field(sa_type=Hex, "),
        },
        name="of a type of the project",
    ),
    Case(
        "SCF204",
        {
            SCHEMA: ("    views: int\n", "    views: str\n"),
            "app/feed.py": "def feed(post):\n    return PostOut(title=post.title, views=spelled(post.views))\n",
        },
        name="made by a call",
    ),
    Case("SCF204", {"app/schemas/listed.py": LISTED}, name="a base of all entities"),
    Case("SCF204", {SCHEMA: ("    views: int\n", "    views: str = Field(alias='title')\n")}, name="alias"),
    Case(
        "SCF204",
        {
            SCHEMA: (
                "    views: int\n",
                "    views: str\n\n    @field_validator('views', mode='before')\n    def _text(cls, value):\n        return str(value)\n\n",
            )
        },
        name="validator",
    ),
    Case(
        "SCF204",
        {
            SCHEMA: ("    views: int = 0", "    views: str = '0'"),
            REPO: ("post = Post.model_validate(data)", "post = Post(views=int(data.views))"),
        },
        name="converted",
    ),
    Case(
        "SCF204",
        {SCHEMA: ("    title: str\n    views: int\n", "    title: HttpUrl\n    views: int\n")},
        name="read from text",
    ),
    Case(
        "SCF204",
        {
            SCHEMA: BLOG[SCHEMA]
            .replace("    title: str\n", "    title: Title\n")
            .replace("class PostCreate", "Title = Annotated[str, Field(max_length=200)]\n\n\nclass PostCreate")
        },
        name="named type",
    ),
    Case(
        "SCF205",
        {"app/schemas/user.py": ("class UserOut(SQLModel):\n", "class UserOut(SQLModel):\n    hashed_password: str\n")},
        ("app/schemas/user.py:10 UserOut.hashed_password",),
    ),
    Case(
        "SCF205",
        {
            "app/schemas/user.py": (
                "class UserOut(SQLModel):\n",
                "class UserOut(SQLModel):\n    hashed_password: str = Field(exclude=True)\n",
            )
        },
        name="excluded",
    ),
    Case(
        "SCF206",
        {SCHEMA: ("title: str = Field(max_length=200)", "title: str = Field(max_length=300)")},
        (f"{SCHEMA}:5 PostCreate.title",),
    ),
    Case(
        "SCF206", {SCHEMA: ("title: str = Field(max_length=200)", "title: str = Field(max_length=100)")}, name="shorter"
    ),
    Case(
        "SCF207",
        {
            "app/schemas/tag.py": "from sqlmodel import SQLModel"
            + "".join(TRIPLE.format(w) for w in ("Create", "Update", "Out"))
        },
        ("app/schemas/tag.py:11 TagOut",),
    ),
    Case("SCF207", {"app/schemas/tag.py": "from sqlmodel import SQLModel" + TRIPLE.format("Out")}, name="one of them"),
    Case("SCF208", {SCHEMA: PYDANTIC}, (f"{SCHEMA}:15 PostOut",)),
    Case(
        "SCF208",
        {
            SCHEMA: PYDANTIC,
            ROUTER: BLOG[ROUTER].replace("model_validate(post)", "model_validate(post, from_attributes=True)"),
        },
        name="in the call",
    ),
    Case(
        "SCF208",
        {SCHEMA: PYDANTIC, ROUTER: BLOG[ROUTER].replace("model_validate(post)", "model_validate(answer)")},
        name="not known to be a row",
    ),
    Case(
        "SCF208",
        {
            ROUTER: (
                "PostOut.model_validate(await post_repo.create_post(session, data))",
                "PostOut.model_validate(post)",
            )
        },
        name="sqlmodel",
    ),
    Case("SCF209", {SCHEMA: ("    views: int = 0", "    views: int = 1")}, (f"{SCHEMA}:6 PostCreate.views",)),
    Case("SCF209", {SCHEMA: ("    views: int = 0", "    views: int | None = None")}, name="none"),
)
