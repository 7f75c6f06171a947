"""SCF1."""

from __future__ import annotations

from blog import BLOG, MODEL, USER_MODEL, Case

ID = "    id: int | None = Field(default=None, primary_key=True)\n"
TITLE = "    title: str = Field(max_length=200)\n"
STATUS = "from enum import StrEnum\n\n\nclass Status(StrEnum):\n    {}\n"


def title(new: str) -> dict[str, tuple[str, str]]:
    """The model with another statement in the place of its title."""
    return {MODEL: (TITLE, f"    {new}\n")}


def with_status(member: str) -> dict[str, str]:
    """A status in another file, whose default is ``DRAFT``."""
    text = BLOG[MODEL].replace(TITLE, "    status: Status = Field(default=Status.DRAFT)\n")
    text = text.replace("from sqlmodel", "from app.models.status import Status\nfrom sqlmodel", 1)
    return {"app/models/status.py": STATUS.format(member), MODEL: text}


MODELS = (
    Case("SCF103", {MODEL: (ID, "")}, (f"{MODEL}:9 Post",)),
    Case(
        "SCF103",
        {MODEL: (ID, "    id: int | None = Field(sa_column=Column(Integer, primary_key=True))\n")},
        name="sa_column",
    ),
    Case(
        "SCF103", {MODEL: ("class Post(SQLModel, table=True)", "class Post(Unknown, table=True)")}, name="foreign base"
    ),
    Case(
        "SCF103",
        {MODEL: (ID, ""), "app/base.py": f"from sqlmodel import Field, SQLModel\n\n\nclass Base(SQLModel):\n{ID}"},
        (f"{MODEL}:9 Post",),
        name="base that is not its own",
    ),
    Case(
        "SCF103",
        {
            MODEL: BLOG[MODEL]
            .replace(ID, "")
            .replace("(SQLModel, table", "(Base, table")
            .replace("from sqlmodel", "from app.base import Base\nfrom sqlmodel", 1),
            "app/base.py": f"from sqlmodel import Field, SQLModel\n\n\nclass Base(SQLModel):\n{ID}",
        },
        name="inherited",
    ),
    Case(
        "SCF104",
        {"app/models/other.py": BLOG[MODEL].replace('"posts"\n', '"others"\n')},
        ("app/models/post.py:9 Post",),
    ),
    Case("SCF104", {"worker/models.py": BLOG[MODEL]}, name="another application"),
    Case("SCF105", {USER_MODEL: ('"users"', '"posts"')}, (f"{USER_MODEL}:11 User",)),
    Case(
        "SCF105", {USER_MODEL: ('"users"', '"posts"\n    __table_args__ = {"schema": "blog"}')}, name="another schema"
    ),
    Case("SCF106", title(f"{'very_' * 14}long: str = Field(index=True)"), (f"{MODEL}:13 Post.{'very_' * 14}long",)),
    Case(
        "SCF106",
        {
            MODEL: (TITLE, f"    {'very_' * 14}long: str = Field(index=True)\n"),
            "app/metadata.py": "metadata.naming_convention = {}\n",
        },
        name="naming convention",
    ),
    Case("SCF107", title("metadata: str"), (f"{MODEL}:13 Post.metadata",)),
    Case("SCF107", title('model_name: str = "x"'), name="model_name is nobody's"),
    Case(
        "SCF108",
        {
            MODEL: BLOG[MODEL]
            .replace(TITLE, "    url: HttpUrl\n")
            .replace("from sqlmodel", "from pydantic import HttpUrl\nfrom sqlmodel", 1)
        },
        (f"{MODEL}:14 Post.url",),
    ),
    Case("SCF108", title("title: SomethingOfALibrary"), name="unknown"),
    Case("SCF108", title("url: HttpUrl = Field(sa_type=String)"), name="sa_type"),
    Case("SCF110", title("title: str = Field(nullable=True)"), (f"{MODEL}:13 Post.title",)),
    Case(
        "SCF110",
        title("title: str | None = Field(default=None, nullable=False)"),
        (f"{MODEL}:13 Post.title",),
        name="other way",
    ),
    Case("SCF110", title('title: str | None = Field(default="x", nullable=False)'), name="default"),
    Case(
        "SCF110",
        {MODEL: ("author_id: int = Field(", "author_id: int | None = Field(default=None, nullable=False, ")},
        name="key",
    ),
    Case(
        "SCF111", {USER_MODEL: ("lambda: datetime.now(UTC)", "datetime.utcnow")}, (f"{USER_MODEL}:16 User.created_at",)
    ),
    Case(
        "SCF111",
        {USER_MODEL: ("lambda: datetime.now(UTC)", "lambda: datetime.now()")},
        (f"{USER_MODEL}:16 User.created_at",),
        name="lambda",
    ),
    Case(
        "SCF111",
        {USER_MODEL: ("lambda: datetime.now(UTC)", "datetime.utcnow"), "pyproject.toml": (">=0.0.50", "==0.0.22")},
        name="older",
    ),
    Case("SCF111", {USER_MODEL: ("lambda: datetime.now(UTC)", "datetime.utcnow, sa_type=DateTime")}, name="own type"),
    Case("SCF112", {MODEL: ("primary_key=True)", "primary_key=True, index=True)")}, (f"{MODEL}:12 Post.id",)),
    Case("SCF112", {MODEL: (TITLE, "    blog: int = Field(primary_key=True, index=True)\n")}, name="composite"),
    Case("SCF113", title("tags: list[str] = Field(default=[], sa_type=JSON)"), (f"{MODEL}:13 Post.tags",)),
    Case("SCF113", title("tags: list[str] = []"), (f"{MODEL}:13 Post.tags",), name="bare"),
    Case("SCF113", title("tags: list[str] = Field(default_factory=list, sa_type=JSON)"), name="factory"),
    Case("SCF114", title("tags: list[str]"), (f"{MODEL}:13 Post.tags",)),
    Case(
        "SCF114", title("tags: dict[str, int] = Field(default_factory=dict)"), (f"{MODEL}:13 Post.tags",), name="dict"
    ),
    Case("SCF114", title("tags: list[str] = Field(sa_column=Column(ARRAY(String)))"), name="sa_column"),
    Case(
        "SCF115",
        {
            "app/a.py": STATUS.format('DRAFT = "draft"'),
            "app/b.py": STATUS.format('OPEN = "open"'),
            MODEL: BLOG[MODEL]
            .replace(TITLE, f"{TITLE}    status: Status\n")
            .replace("from sqlmodel", "from app.a import Status\nfrom sqlmodel", 1),
            USER_MODEL: BLOG[USER_MODEL]
            .replace("    email", "    status: Status\n    email")
            .replace("from sqlmodel", "from app.b import Status\nfrom sqlmodel", 1),
        },
        (f"{USER_MODEL}:15 User.status",),
    ),
    Case(
        "SCF115",
        {
            "app/a.py": STATUS.format('DRAFT = "draft"'),
            "app/b.py": STATUS.format('DRAFT = "draft"'),
            MODEL: BLOG[MODEL]
            .replace(TITLE, f"{TITLE}    status: Status\n")
            .replace("from sqlmodel", "from app.a import Status\nfrom sqlmodel", 1),
            USER_MODEL: BLOG[USER_MODEL]
            .replace("    email", "    status: Status\n    email")
            .replace("from sqlmodel", "from app.b import Status\nfrom sqlmodel", 1),
        },
        name="same labels",
    ),
    Case("SCF117", title("price: float"), (f"{MODEL}:13 Post.price",)),
    Case("SCF117", title("price: Decimal"), name="decimal"),
    Case(
        "SCF118",
        {MODEL: ('"posts"\n', '"posts"\n    __table_args__ = (UniqueConstraint("title", "views"),)\n')},
        (f"{MODEL}:11 Post.__table_args__",),
    ),
    Case(
        "SCF118",
        {MODEL: ('"posts"\n', '"posts"\n    __table_args__ = (UniqueConstraint("title", "views", name="uq"),)\n')},
        name="named",
    ),
    Case(
        "SCF120",
        {
            "app/a.py": STATUS.format('DRAFT = "Draft!"'),
            MODEL: BLOG[MODEL]
            .replace(TITLE, f"{TITLE}    status: Status\n")
            .replace("from sqlmodel", "from app.a import Status\nfrom sqlmodel", 1),
        },
        (f"{MODEL}:15 Post.status",),
    ),
    Case(
        "SCF120",
        {
            "app/a.py": STATUS.format('draft = "draft"'),
            MODEL: BLOG[MODEL]
            .replace(TITLE, f"{TITLE}    status: Status\n")
            .replace("from sqlmodel", "from app.a import Status\nfrom sqlmodel", 1),
        },
        name="same",
    ),
    Case(
        "SCF121",
        {USER_MODEL: ("from datetime", "from __future__ import annotations\n\nfrom datetime")},
        (f"{USER_MODEL}:20 User.posts",),
    ),
    Case("SCF121", {MODEL: ("from typing", "from __future__ import annotations\n\nfrom typing")}, name="single"),
    Case(
        "SCF122",
        {USER_MODEL: (BLOG[USER_MODEL], BLOG[USER_MODEL] + "\n\nclass Admin(User, table=True):\n    level: int\n")},
        (f"{USER_MODEL}:21 Admin",),
    ),
    Case(
        "SCF122",
        {USER_MODEL: (BLOG[USER_MODEL], BLOG[USER_MODEL] + "\n\nclass UserIn(User):\n    level: int\n")},
        name="no table",
    ),
    Case("SCF123", with_status('DRAF = "draf"'), (f"{MODEL}:14 Post.status",)),
    Case("SCF123", with_status('DRAFT = "draft"'), name="a member"),
)
