"""SCF3."""

from __future__ import annotations

from blog import BLOG, MODEL, REPO, ROUTER, SCHEMA, Case

GET = '@router.get("/{post_id}")\nasync def get_post(post_id: int, session: SessionDep) -> PostOut:'
AGAIN = "\n\n{}def again(session, post_id: int){}:\n    return get_post(session, post_id)\n"
SESSION = "from sqlmodel.ext.asyncio.session import AsyncSession\nfrom app.repositories"
GATHERED = "\n\nasync def two(session: AsyncSession):\n    await gather(\n        session.flush()\n    )\n"
NESTED = {
    SCHEMA: BLOG[SCHEMA]
    .replace("    author_id: int\n\n", "    author_id: int\n\n")
    .replace("class PostOut(SQLModel):\n", "class PostOut(SQLModel):\n    author: UserOut\n")
    .replace("from sqlmodel", "from app.schemas.user import UserOut\nfrom sqlmodel")
}
SERVICE = """from sqlmodel.ext.asyncio.session import AsyncSession

from app.models import {name}
from app.repositories import {snake}_repo


async def create_{snake}(session: AsyncSession, data) -> {name}:
    {snake} = await {snake}_repo.create_{snake}(session, data)
    await session.commit()
    return {snake}
"""
TWO_REPOS = {
    "app/services/__init__.py": "",
    "app/services/post_service.py": SERVICE.format(name="Post", snake="post"),
    "app/services/user_service.py": SERVICE.format(name="User", snake="user"),
    REPO: BLOG[REPO].replace("session.commit", "session.flush"),
    "app/repositories/user_repo.py": "async def create_user(session, data):\n    await session.flush()\n",
}

ENDPOINTS = (
    Case(
        "SCF302",
        {REPO: ("async def list_posts", "async def list_all")},
        (f"{ROUTER}:17 list_posts", f"{ROUTER}:22 newest_post"),
    ),
    Case(
        "SCF302",
        {REPO: ("async def list_posts", "list_posts = None\n\n\nasync def list_all")},
        name="another kind of name",
    ),
    Case(
        "SCF302",
        {
            REPO: (
                "async def list_posts",
                "async def list_all(other):\n    return other.list_posts()\n\n\nasync def list_any",
            )
        },
        (f"{ROUTER}:17 list_posts", f"{ROUTER}:22 newest_post"),
        name="called of another",
    ),
    Case("SCF302", {REPO: ("async def list_posts", "from somewhere import *\n\n\nasync def list_all")}, name="star"),
    Case(
        "SCF303",
        {**TWO_REPOS, "app/repositories/tag_repo.py": "async def create(session, data):\n    await session.commit()\n"},
        ("app/repositories/tag_repo.py:2 create",),
    ),
    Case("SCF303", TWO_REPOS, name="flush"),
    Case("SCF303", {}, name="no services at all"),
    Case(
        "SCF304",
        {
            REPO: (
                "    session.add(post)\n    await session.commit()\n    return post\n\n\nasync def get_post",
                "    session.add(post)\n    session.commit()\n    return post\n\n\nasync def get_post",
            )
        },
        (f"{REPO}:11 create_post",),
    ),
    Case(
        "SCF304",
        {REPO: ("result = await session.exec", "result = session.exec")},
        (f"{REPO}:20 list_posts",),
        name="used",
    ),
    Case(
        "SCF304",
        {
            REPO: (
                "    result = await session.exec(select(Post).limit(limit))\n",
                "    pending = session.exec(select(Post).limit(limit))\n    result = await pending\n",
            )
        },
        name="awaited later",
    ),
    Case("SCF304", {REPO: ("return await session.get_one", "return session.get_one")}, name="handed on"),
    Case(
        "SCF304",
        {REPO: BLOG[REPO].replace("AsyncSession", "Session").replace("async def", "def").replace("await ", "")},
        name="synchronous",
    ),
    Case(
        "SCF305",
        {
            ROUTER: (
                "    post = await post_repo.get_post(session, post_id)\n",
                "    post = await session.get(Post, post_id)\n",
            )
        },
        (f"{ROUTER}:32 update_post", "app/routers/users.py:13 create_user"),
    ),
    Case(
        "SCF305",
        {"app/routers/users.py": ("    session.add(user)\n    await session.commit()\n", "")},
        name="handed on",
    ),
    Case(
        "SCF306",
        {
            ROUTER: BLOG[ROUTER]
            .replace(GET, GET.replace("PostOut", "Post"))
            .replace("from app.repositories", "from app.models import Post\nfrom app.repositories")
        },
        (f"{ROUTER}:27 get_post",),
    ),
    Case(
        "SCF306",
        {
            ROUTER: BLOG[ROUTER]
            .replace('@router.get("/{post_id}")', '@router.get("/{post_id}", response_model=Post)')
            .replace("from app.repositories", "from app.models import Post\nfrom app.repositories")
        },
        (f"{ROUTER}:27 get_post",),
        name="response_model",
    ),
    Case(
        "SCF306",
        {
            ROUTER: BLOG[ROUTER]
            .replace('@router.get("/{post_id}")', '@router.get("/{post_id}", response_model=dict[str, Page[Post]])')
            .replace(
                "from app.repositories",
                "from app.models import Post\nfrom app.pages import Page\nfrom app.repositories",
            )
        },
        (f"{ROUTER}:28 get_post",),
        name="inside of another",
    ),
    Case(
        "SCF306",
        {
            ROUTER: BLOG[ROUTER]
            .replace(
                GET,
                GET.replace("-> PostOut", "-> Post").replace('"/{post_id}"', '"/{post_id}", response_model=PostOut'),
            )
            .replace("from app.repositories", "from app.models import Post\nfrom app.repositories")
        },
        name="response_model wins",
    ),
    Case(
        "SCF306",
        {
            SCHEMA: BLOG[SCHEMA].replace("PostOut", "Teaser"),
            ROUTER: BLOG[ROUTER]
            .replace("PostOut", "Post")
            .replace(
                "from app.schemas.post import PostCreate, Post, PostUpdate",
                "from app.models import Post\nfrom app.schemas.post import PostCreate, PostUpdate",
            ),
        },
        name="no output schema",
    ),
    Case(
        "SCF307",
        {ROUTER: BLOG[ROUTER] + '\n\n@router.get("/{id}")\nasync def again(id: int) -> PostOut: ...\n'},
        (f"{ROUTER}:37 again",),
    ),
    Case(
        "SCF307",
        {
            "app/routers/posts.py": BLOG[ROUTER]
            + '\n\n@router.post("/{id}")\nasync def again(id: int) -> PostOut: ...\n'
        },
        name="another method",
    ),
    Case(
        "SCF307",
        {
            "app/routers/users.py": (
                BLOG["app/routers/users.py"],
                BLOG["app/routers/users.py"].replace('prefix="/users"', 'prefix="/posts"'),
            )
        },
        ("app/routers/users.py:11 create_user",),
        name="across routers",
    ),
    Case(
        "SCF307",
        {
            "app/routers/users.py": (
                BLOG["app/routers/users.py"],
                BLOG["app/routers/users.py"].replace('prefix="/users"', 'prefix="/posts"'),
            ),
            "app/routers/__init__.py": BLOG["app/routers/__init__.py"]
            .replace("api_router.include_router(posts", "if LOCAL:\n    api_router.include_router(posts")
            .replace("api_router.include_router(users", "else:\n    api_router.include_router(users"),
        },
        name="one router or the other",
    ),
    Case(
        "SCF308",
        {ROUTER: BLOG[ROUTER] + '\n\n@router.get("/drafts")\nasync def drafts() -> PostOut: ...\n'},
        (f"{ROUTER}:37 drafts",),
    ),
    Case(
        "SCF308",
        {ROUTER: BLOG[ROUTER] + '\n\n@router.get("/drafts/mine")\nasync def drafts() -> PostOut: ...\n'},
        name="longer",
    ),
    Case("SCF309", NESTED, (f"{SCHEMA}:17 PostOut.author",)),
    Case(
        "SCF309",
        {
            **NESTED,
            REPO: BLOG[REPO].replace("select(Post).limit", "select(Post).options(selectinload(Post.author)).limit"),
        },
        name="loaded",
    ),
    Case(
        "SCF309",
        {
            **NESTED,
            MODEL: BLOG[MODEL].replace(
                '(back_populates="posts")', '(back_populates="posts", sa_relationship_kwargs={"lazy": "selectin"})'
            ),
        },
        name="lazy=selectin",
    ),
    Case(
        "SCF310",
        {
            ROUTER: BLOG[ROUTER]
            .replace("get_post(post_id: int", "get_post(post_id: UUID")
            .replace("from fastapi", "from uuid import UUID\n\nfrom fastapi")
        },
        (f"{ROUTER}:28 get_post",),
    ),
    Case("SCF310", {ROUTER: ("get_post(post_id: int", "get_post(post_id: str")}, name="text"),
    Case(
        "SCF311",
        {ROUTER: ("session: SessionDep, limit: int = 20", "session: SessionDep")},
        (f"{ROUTER}:16 list_posts",),
    ),
    Case("SCF311", {}, name="limited"),
    Case("SCF312", {REPO: ("exclude_unset=True", "")}, (f"{REPO}:25 update_post",)),
    Case("SCF312", {REPO: ("exclude_unset=True", "exclude_none=True")}, name="exclude_none"),
    Case(
        "SCF312",
        {
            REPO: ("exclude_unset=True", ""),
            SCHEMA: ("    title: str | None = None\n    views: int | None = None", "    title: str\n    views: int"),
        },
        name="replaces the whole",
    ),
    Case(
        "SCF306",
        {
            ROUTER: (
                f"{GET}\n    return PostOut.model_validate(await post_repo.get_post(session, post_id))",
                f"{GET.replace(' -> PostOut', '')}\n    return await post_repo.get_post(session, post_id)",
            )
        },
        (f"{ROUTER}:26 get_post",),
        name="says nothing",
    ),
    Case(
        "SCF306",
        {
            ROUTER: (
                f"{GET}\n    return PostOut.model_validate(await post_repo.get_post(session, post_id))",
                f"{GET.replace(' -> PostOut', '')}\n    return make(await post_repo.get_post(session, post_id))",
            )
        },
        name="says nothing and returns we do not know what",
    ),
    Case(
        "SCF313",
        {ROUTER: ("post = await post_repo.get_post", "post = post_repo.get_post")},
        (f"{ROUTER}:32 update_post",),
    ),
    Case(
        "SCF313",
        {
            ROUTER: (
                "    post = await post_repo.get_post(session, post_id)\n",
                "    post = post_repo.get_post(session, post_id)\n    post = await asyncio.wait_for(post, 3)\n",
            )
        },
        name="awaited later",
    ),
    Case(
        "SCF313",
        {
            REPO: BLOG[REPO]
            + "\n\nasync def again(session, post_id: int) -> Post:\n    return get_post(session, post_id)\n"
        },
        (f"{REPO}:32 again",),
        name="returned as what it is not",
    ),
    Case(
        "SCF313",
        {REPO: BLOG[REPO] + AGAIN.format("", "")},
        name="handed on",
    ),
    Case(
        "SCF313",
        {
            REPO: BLOG[REPO].replace("async def get_post", "@cached\nasync def get_post"),
            ROUTER: ("post = await post_repo.get_post", "post = post_repo.get_post"),
        },
        name="decorated",
    ),
    Case(
        "SCF314",
        {
            ROUTER: BLOG[ROUTER]
            .replace(GET, GET.replace("session: SessionDep", "session: AsyncSession"))
            .replace(
                "from app.repositories", "from sqlmodel.ext.asyncio.session import AsyncSession\nfrom app.repositories"
            )
        },
        (f"{ROUTER}:27 get_post",),
    ),
    Case(
        "SCF314",
        {
            ROUTER: BLOG[ROUTER]
            .replace(GET, GET.replace("session: SessionDep", "session: AsyncSession = Depends(get_session)"))
            .replace(
                "from app.repositories", "from sqlmodel.ext.asyncio.session import AsyncSession\nfrom app.repositories"
            )
        },
        name="injected",
    ),
    Case(
        "SCF313",
        {
            ROUTER: (
                "    post = await post_repo.get_post(session, post_id)\n",
                "    post, = await gather(\n        post_repo.get_post(session, post_id),\n    )\n",
            )
        },
        name="gathered",
    ),
    Case(
        "SCF304",
        {
            REPO: BLOG[REPO]
            + "\n\nasync def two(session: AsyncSession):\n    await gather(\n        session.flush()\n    )\n"
        },
        name="gathered",
    ),
    Case(
        "SCF310",
        {
            MODEL: ("id: int | None = Field(default=None", "id: UUID = Field(default_factory=uuid4"),
            ROUTER: BLOG[ROUTER].replace("{post_id}", "{id}").replace("post_id: int", "id: int"),
        },
        (f"{ROUTER}:26 get_post", f"{ROUTER}:31 update_post"),
        name="plain id",
    ),
    Case("SCF310", {ROUTER: BLOG[ROUTER].replace("{post_id}", "{id}").replace("post_id: int", "id: int")}, name="id"),
)
