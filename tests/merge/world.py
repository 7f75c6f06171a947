"""Small random worlds: an entity's specification, and six files and three parts rendered from it.

The templates here obey the rules of real ones (one field is one node, payloads are UPPER_CASE dicts) and
vary with ``release``, as templates do when the tool is upgraded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

TYPES = {
    "str": ("str", "Field(max_length={n})", '"abc"'),
    "int": ("int", "Field(ge={n})", "3"),
    "bool": ("bool", "Field(default=False)", "True"),
    "datetime": ("datetime", "Field(default_factory=utcnow)", '"2026-01-01T00:00:00Z"'),
    "Decimal": ("Decimal", "Field(max_digits={n}, decimal_places=2)", '"1.50"'),
}
NAMES = ["title", "body", "views", "slug", "price", "starts_at", "done", "rank", "note", "color"]


@dataclass(frozen=True)
class Attribute:
    name: str
    type: str
    n: int = 20
    null: bool = False


@dataclass(frozen=True)
class Spec:
    """What is wanted of the entity ``Post``. ``release`` are the switches of the templates."""

    attributes: tuple[Attribute, ...] = ()
    author: bool = False
    release: frozenset[str] = field(default_factory=frozenset)


SWITCHES = (
    "docstrings",
    "ordered",
    "guarded",
    "logged",
    "counted",
    "described",
    "renamed_base",
    "checked",
    "audited",
)


def random_spec(rng: Random) -> Spec:
    names = rng.sample(NAMES, rng.randint(1, 5))
    return Spec(
        tuple(random_attribute(rng, name) for name in names),
        rng.random() < 0.5,
        frozenset(s for s in SWITCHES if rng.random() < 0.3),
    )


def random_attribute(rng: Random, name: str) -> Attribute:
    return Attribute(name, rng.choice(sorted(TYPES)), rng.randint(10, 99), rng.random() < 0.3)


def next_spec(rng: Random, spec: Spec) -> Spec:
    """Another wish: a field more, less or other; the relation; another release of the templates."""
    attributes = list(spec.attributes)
    author, release = spec.author, set(spec.release)
    for _ in range(rng.randint(1, 3)):
        kind = rng.choice(["add", "drop", "change", "author", "switch", "switch"])
        free = [n for n in NAMES if n not in {a.name for a in attributes}]
        if kind == "add" and free:
            at = rng.randint(0, len(attributes))
            attributes.insert(at, random_attribute(rng, rng.choice(free)))
        elif kind == "drop" and len(attributes) > 1:
            attributes.pop(rng.randrange(len(attributes)))
        elif kind == "change" and attributes:
            at = rng.randrange(len(attributes))
            attributes[at] = random_attribute(rng, attributes[at].name)
        elif kind == "author":
            author = not author
        else:
            release ^= {rng.choice(SWITCHES)}
    return Spec(tuple(attributes), author, frozenset(release))


def _imports(*groups: dict[str, set[str]]) -> str:
    out = []
    for group in groups:
        lines = [
            f"from {module} import {', '.join(sorted(names, key=_by_kind))}"
            for module, names in sorted(group.items())
            if names
        ]
        if lines:
            out.append("\n".join(lines))
    return "\n\n".join(out)


def _by_kind(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def _types(spec: Spec, *, utcnow: bool) -> tuple[dict[str, set[str]], set[str]]:
    kinds = {a.type for a in spec.attributes}
    standard = {
        "datetime": {"datetime"} if "datetime" in kinds else set(),
        "decimal": {"Decimal"} if "Decimal" in kinds else set(),
    }
    return standard, {"utcnow"} if utcnow and "datetime" in kinds else set()


def _doc(spec: Spec, text: str) -> str:
    return f'    """{text}"""\n\n' if "docstrings" in spec.release else ""


def model(spec: Spec) -> str:
    standard, clock = _types(spec, utcnow=True)
    if spec.author:
        standard["typing"] = {"TYPE_CHECKING"}
    base = "ModelBase" if "renamed_base" in spec.release else "SQLModel"
    own = {"app.db.base": {"ModelBase"} if base == "ModelBase" else set(), "app.clock": clock}
    names = {"Field"} | ({"Relationship"} if spec.author else set())
    names |= {"SQLModel"} if base == "SQLModel" else set()
    out = _imports(standard, {"sqlmodel": names}, own)
    if spec.author:
        out += "\n\nif TYPE_CHECKING:\n    from app.db.models.user import User"
    out += f"\n\n\nclass Post({base}, table=True):\n" + _doc(spec, "A post.")
    out += '    __tablename__ = "posts"\n\n'
    out += "    id: int | None = Field(default=None, primary_key=True)\n"
    for a in spec.attributes:
        out += f"    {a.name}: {_annotated(a)} = {TYPES[a.type][1].format(n=a.n)}\n"
    if spec.author:
        out += '    author_id: int = Field(foreign_key="users.id", index=True)\n'
        out += '\n    author: "User" = Relationship(back_populates="posts")\n'
    return out


def _annotated(a: Attribute) -> str:
    return TYPES[a.type][0] + (" | None" if a.null else "")


def schemas(spec: Spec) -> str:
    standard, _ = _types(spec, utcnow=False)
    own = {"app.schemas.common": {"Reference"} if spec.author else set()}
    out = _imports(standard, {"sqlmodel": {"SQLModel"}}, own) + "\n"
    for suffix, extra in (("Create", "author_id: Reference"), ("Out", "author_id: int")):
        out += f"\n\nclass Post{suffix}(SQLModel):\n" + _doc(spec, f"Post{suffix}.")
        if suffix == "Out":
            out += "    id: int\n"
        for a in spec.attributes:
            out += f"    {a.name}: {_annotated(a)}\n"
        if spec.author:
            out += f"    {extra}\n"
        elif suffix == "Create" and not spec.attributes:
            out += "    pass\n"
    return out


def repository(spec: Spec) -> str:
    ordered, logged = "ordered" in spec.release, "logged" in spec.release
    names = {"Session", "select"} | ({"col"} if ordered else set())
    own = {"app.db.models.post": {"Post"}, "app.schemas.post": {"PostCreate"}}
    if logged:
        own["app.log"] = {"log"}
    out = _imports({"sqlmodel": names}, own)
    out += "\n\n\ndef create_post(session: Session, data: PostCreate) -> Post:\n"
    out += _function_doc(spec, "Insert.")
    out += "    post = Post.model_validate(data)\n    session.add(post)\n    session.flush()\n"
    out += '    log("created", post)\n' if logged else ""
    out += "    return post\n"
    order = ".order_by(col(Post.id).desc())" if ordered else ""
    out += "\n\ndef list_posts(session: Session, offset: int = 0) -> list[Post]:\n"
    out += f"    statement = select(Post){order}.offset(offset)\n"
    out += "    return list(session.exec(statement).all())\n"
    if "counted" in spec.release:
        out += "\n\ndef count_posts(session: Session) -> int:\n"
        out += "    return len(list_posts(session))\n"
    out += "\n\ndef delete_post(session: Session, post: Post) -> None:\n"
    out += "    # the caller commits\n    session.delete(post)\n    session.flush()\n"
    return out


def _function_doc(spec: Spec, text: str) -> str:
    return f'    """{text}"""\n' if "docstrings" in spec.release else ""


def service(spec: Spec) -> str:
    checked, audited = "checked" in spec.release, "audited" in spec.release
    own = {
        "app.db.models.post": {"Post"},
        "app.repositories": {"post_repo"},
        "app.schemas.post": {"PostCreate"},
        "app.services.errors": {"NotFoundError"} | ({"DeniedError"} if checked else set()),
    }
    out = _imports({"sqlmodel": {"Session"}}, own)
    if audited:
        out += "\n\nAUDITED = True"
    out += "\n\n\nclass PostService:\n" + _doc(spec, "What may be done with posts.")
    out += "    def __init__(self, session: Session) -> None:\n        self.session = session\n"
    out += "\n    def create(self, data: PostCreate) -> Post:\n"
    if checked:
        out += '        if not data:\n            raise DeniedError("empty")\n'
    out += "        post = post_repo.create_post(self.session, data)\n"
    if audited:
        out += "        self.audit(post)\n"
    out += "        self.session.commit()\n        return post\n"
    out += "\n    def get(self, post_id: int) -> Post:\n"
    out += "        post = self.session.get(Post, post_id)\n"
    out += '        if post is None:\n            raise NotFoundError("Post not found")\n'
    out += "        return post\n"
    if audited:
        out += "\n    def audit(self, post: Post) -> None:\n        print(post)  # noqa: T201\n"
    return out


def router(spec: Spec) -> str:
    guarded, described = "guarded" in spec.release, "described" in spec.release
    own = {
        "app.db.session": {"SessionDep"},
        "app.schemas.post": {"PostCreate", "PostOut"},
        "app.services.post_service": {"PostService"},
    }
    if guarded:
        own["app.security"] = {"signed_in"}
    fastapi = {"APIRouter", "status"} | ({"Depends"} if guarded else set())
    out = _imports({"fastapi": fastapi}, own)
    out += '\n\nrouter = APIRouter(prefix="/posts", tags=["posts"])\n'
    guard = ", dependencies=[Depends(signed_in)]" if guarded else ""
    out += f'\n\n@router.post("", status_code=status.HTTP_201_CREATED{guard})\n'
    out += "def create_post(payload: PostCreate, session: SessionDep) -> PostOut:\n"
    out += _function_doc(spec, "Create a post.")
    out += "    post = PostService(session).create(payload)\n"
    out += "    return PostOut.model_validate(post)\n"
    summary = ', summary="One post"' if described else ""
    out += f'\n\n@router.get("/{{post_id}}"{summary})\n'
    out += "def get_post(post_id: int, session: SessionDep) -> PostOut:\n"
    out += "    return PostOut.model_validate(PostService(session).get(post_id))\n"
    if "counted" in spec.release:
        out += '\n\n@router.get("/count")\ndef count(session: SessionDep) -> int:\n'
        out += "    return PostService(session).count()\n"
    return out


def tests(spec: Spec) -> str:
    out = _imports({"fastapi.testclient": {"TestClient"}})
    out += "\n\nPAYLOAD = {\n"
    for a in spec.attributes:
        out += f'    "{a.name}": {"None" if a.null else TYPES[a.type][2]},\n'
    out += '    "author_id": 1,\n}\n' if spec.author else "}\n"
    out += "\n\ndef test_create(client: TestClient) -> None:\n"
    out += '    response = client.post("/posts", json=PAYLOAD)\n'
    code = 422 if "checked" in spec.release else 201
    out += f"    assert response.status_code == {code}\n"
    out += "\n\ndef test_missing(client: TestClient) -> None:\n"
    out += '    assert client.get("/posts/99").status_code == 404\n'
    if "guarded" in spec.release:
        out += "\n\ndef test_guarded(client: TestClient) -> None:\n"
        out += '    assert client.post("/posts").status_code == 401\n'
    return out


def package(spec: Spec) -> str:
    """A file of ours that hands names on, and lists them."""
    names = ["PostCreate", "PostOut"] + (["count"] if "counted" in spec.release else [])
    out = '"""The schemas."""\n\n'
    out += f"from app.schemas.post import {', '.join(names)}\n\n"
    return out + "__all__ = [" + ", ".join(f'"{name}"' for name in names) + "]\n"


FILES = {
    "app/db/models/post.py": model,
    "app/schemas/post.py": schemas,
    "app/repositories/post_repo.py": repository,
    "app/services/post_service.py": service,
    "app/api/posts.py": router,
    "tests/test_posts.py": tests,
    "app/schemas/__init__.py": package,
}
