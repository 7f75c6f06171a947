"""Entities beside each other and beside those that the project has."""

from __future__ import annotations

import pytest

from scaffold.dataclass import replace
from scaffold.errors import SpecError
from scaffold.spec import Entity, Known, Vocabulary, back_name, check_entities, parse_entity


def entity(name: str, *words: str, others: tuple[str, ...] = ("A", "B", "C", "User", "Tag")) -> Entity:
    """An entity that is not yet checked beside others: every name is known."""
    vocabulary = Vocabulary(entities={other: Known() for other in (*others, name)})
    return parse_entity(name, words, vocabulary=vocabulary)


def refused(*entities: Entity, vocabulary: Vocabulary | None = None) -> SpecError:
    with pytest.raises(SpecError) as caught:
        check_entities(entities, vocabulary or Vocabulary())
    assert caught.value.hint
    return caught.value


def test_nothing_stands_in_the_way_of_entities_that_have_nothing_in_common() -> None:
    check_entities((), Vocabulary())
    check_entities((entity("A", "x:str"), entity("B", "x:str")), Vocabulary())


def test_a_circle_of_required_references_is_refused_and_a_nullable_one_opens_it() -> None:
    a, b, c = entity("A", "b:B"), entity("B", "c:C"), entity("C", "a:A")
    error = refused(a, b, c)
    assert "A -> B -> C -> A" in error.message
    assert "nobody could create the first row" in error.message
    assert error.hint == "write b:B:null"
    check_entities((entity("A", "b:B:null"), b, c), Vocabulary())
    check_entities((entity("A", "things:B:many:back=none"), entity("B", "a:A")), Vocabulary())


def test_a_circle_through_the_project_is_seen() -> None:
    project = Vocabulary(entities={"Post": Known(attributes=("id", "author"), requires=("User",)), "User": Known()})
    error = refused(entity("User", "favourite:Post", others=("Post",)), vocabulary=project)
    assert "User -> Post -> User" in error.message
    assert error.hint == "write favourite:Post:null"


def test_a_circle_that_the_project_has_already_is_its_own_business() -> None:
    project = Vocabulary(
        entities={
            "A": Known(attributes=("id", "b", "b_id", "bs"), requires=("B",)),
            "B": Known(attributes=("id", "a", "a_id", "as"), requires=("A",)),
        }
    )
    check_entities((entity("A", "b:B"), entity("B", "a:A")), project)
    check_entities((entity("A", "b:B", "note:str"),), project)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("author:User", "editor:User"), "User.posts would be the other side of Post.author and of Post.editor"),
        (("author:User:back=papers", "tags:User:many:back=papers"), "User.papers would be the other side"),
        (("parent:self:null:back=x", "next:self:null:back=x"), "Post.x would be the other side"),
        (("a:self:null", "b:self:null"), "Post.posts would be the other side"),
        (("twin:self:null:one:back=twin",), "Post has twin already"),
    ],
)
def test_two_attributes_of_one_name_on_the_other_side(words: tuple[str, ...], why: str) -> None:
    with pytest.raises(SpecError) as caught:
        entity("Post", *words)
    assert why in caught.value.message
    assert "back=" in caught.value.hint


def test_distinct_other_sides_are_fine() -> None:
    entity("Post", "author:User", "editor:User:back=edited_posts", "checker:User:back=none", "parent:self:null")


def test_the_other_side_meets_a_field_that_comes_with_it() -> None:
    error = refused(entity("Post", "author:User"), entity("User", "posts:int"))
    assert "User has posts already" in error.message


def test_one_relation_asked_for_from_both_sides() -> None:
    error = refused(entity("Post", "tags:Tag:many"), entity("Tag", "posts:Post:many", others=("Post",)))
    assert "Tag has posts already" in error.message


def test_asking_again_for_what_is_there_is_fine() -> None:
    project = Vocabulary(
        entities={
            "Post": Known(table="posts", attributes=("id", "author_id", "author", "tags"), requires=("User",)),
            "User": Known(table="users", attributes=("id", "posts")),
            "Tag": Known(table="tags", attributes=("id", "posts")),
            "PostTagLink": Known(table="post_tag_links", attributes=("post_id", "tag_id")),
        }
    )
    check_entities((entity("Post", "author:User", "tags:Tag:many"),), project)
    assert parse_entity("Post", ["author:User", "tags:Tag:many"], vocabulary=project).name == "Post"


def test_a_second_reference_to_a_target_needs_a_name_of_its_own() -> None:
    project = Vocabulary(
        entities={"Post": Known(attributes=("id", "author", "author_id")), "User": Known(attributes=("id", "posts"))}
    )
    error = refused(entity("Post", "editor:User"), vocabulary=project)
    assert error.hint == "write editor:User:back=editor_posts, or back=none"


def test_the_usual_other_side_may_be_a_name_that_no_class_can_have() -> None:
    user = Vocabulary(entities={"User": Known(attributes=("id",))})
    with pytest.raises(SpecError) as caught:
        parse_entity("Schema", ["owner:User:one"], vocabulary=user)
    error = caught.value
    assert "the other side of Schema.owner would be called schema: it is an attribute of every" in error.message
    assert error.hint == "write owner:User:one:back=owner_schema, or back=none"


def test_a_field_may_not_take_the_name_of_another_entitys_other_side() -> None:
    read = entity("User", "email:str", "posts:int")
    on_disk = replace(read, fields=(replace(read.fields[0], source="email: str"), read.fields[1]))
    project = Vocabulary(entities={"User": Known(attributes=("id", "email", "posts"))})
    assert "is there already, and is no field" in refused(on_disk, vocabulary=project).message


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("Post", "Post"), "described twice"),
        (("HTTPServer", "HttpServer"), "share one module"),
        (("Post", "Posts"), "table posts is"),
        (("Post", "PostCreate"), "how a schema of Post is called"),
        (("PostUpdate", "Post"), "how a schema of Post is called"),
        (("News", "Newss"), ""),
    ],
)
def test_classes_that_meet(names: tuple[str, str], why: str) -> None:
    entities = tuple(Entity(name=name) for name in names)
    if not why:
        check_entities(entities, Vocabulary())
        return
    assert why in refused(*entities).message


def test_link_models_that_meet() -> None:
    tags = entity("Post", "tags:Tag:many")
    assert "PostTagLink would be called like an entity" in refused(tags, Entity(name="PostTagLink")).message
    via = entity("A", "bs:B:many:via=Shared"), entity("B", "cs:C:many:via=Shared")
    assert "the link model of A.bs" in refused(*via).message


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("author:User", "posts"),
        ("author:User:back=written", "written"),
        ("author:User:back=none", ""),
        ("cover:User:one", "post"),
        ("tags:Tag:many", "posts"),
        ("parent:self:null", "children"),
        ("origin:self:null", "posts"),
    ],
)
def test_the_usual_name_of_the_other_side(words: str, back: str) -> None:
    (ref,) = entity("Post", words).fields
    assert back_name("Post", ref) == back  # type: ignore[arg-type]
    assert back_name("Post", ref, "articles") == ("articles" if back == "posts" else back)  # type: ignore[arg-type]


def test_names_that_postgresql_would_cut_off() -> None:
    long = "x" * 50
    with pytest.raises(SpecError, match="PostgreSQL cuts at 63"):
        entity("VeryLongEntityName", f"{long}:str:index")
    assert entity("VeryLongEntityName", f"{long}:str").name
    with pytest.raises(SpecError, match="fk_"):
        entity("VeryLongEntityName", "an_author_of_the_text:VeryLongTargetName:one", others=("VeryLongTargetName",))
