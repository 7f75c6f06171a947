"""Every refusal names the word, says why, and ends with what to type."""

from __future__ import annotations

from typing import Any

import pytest

from scaffold.errors import SpecError
from scaffold.spec import Options, Vocabulary, parse_entity

BACKS = ("metadata", "model_x", "copy", "int", "Field")
CASES = [
    # shells and habits
    ("title:str!", "required by default", "write title:str"),
    ("title:string!:uniq", "required by default", "write title:str:unique"),
    ("title:str:max_length=9!", "is called max", "write max=9"),
    ("title!", "required by default", "write title:str"),
    ("title:str?", "'?'", "write title:str:null"),
    ("title?", "'?'", "write title:str:null"),
    ("title:str?:max=5", "'?'", "write title:str:null:max=5"),
    ("title:str:uniq", "uniq is called unique", "write unique"),
    ("title:str:required", "required by default", "leave required out"),
    ("title:str:nullable", "called null", "write null"),
    ("title:str:max_length=80", "called max", "write max=80"),
    ("tags:str:array", "called list", "write list"),
    ("title:str{40}", "no type", "write title:str:max=40"),
    ("title:str(40)", "no type", "write title:str:max=40"),
    ("title:varchar(40)", "no type", "write title:str:max=40"),
    ("title:varchar", "no type", "write title:str"),
    ("price:decimal(10,2)", "no type", "write price:Decimal:digits=10:places=2"),
    ("tags:list[str]", "no type", "write tags:str:list"),
    ("tags:list[Tag]", "no type", "write tags:Tag:many"),
    ("title:str|None", "no type", "write title:str:null"),
    ("title:Optional[str]", "no type", "write title:str:null"),
    ("status:draft|published", "no type", "write status:draft/published"),
    ("views:int=0", "no type", "write views:int:default=0"),
    ("at:timestamp", "no type", "write at:datetime"),
    ("a:json[]", "no type", "write a:json:list"),
    # types
    ("title:strr", "no type, entity or Enum class", "write title:str"),
    ("title:Str", "no type, entity or Enum class", "write title:str"),
    ("at:DateTime", "no type, entity or Enum class", "write at:datetime"),
    ("author:user", "no type, entity or Enum class", "write author:User"),
    ("author:Usr", "no type, entity or Enum class", "write author:User"),
    ("author:Person", "no type, entity or Enum class", "scaffold entity Person name:str"),
    ("item:Item", "could be shop.Item", "write item:shop.Item"),
    ("state:Statuss", "no type, entity or Enum class", "write state:Status"),
    ("author:references", "no type, entity or Enum class", "scaffold entity Author"),
    ("x:zzzz", "no type, entity or Enum class", "types: str text int"),
    ("title", "no type, and its name does not tell", "write title:str"),
    ("user", "no type, and its name does not tell", "write user:User"),
    ("title:", "no type", "write title:str"),
    ("stripe_id", "no type, and its name does not tell", "write stripe_id:str"),
    ("title:null", "null is a modifier", "write title:str:null"),
    ("title:max=5", "max=5 is a modifier", "write title:str:max=5"),
    ("x:str/int", "one type", "write x:str"),
    # modifiers
    ("title:str:nul", "nul is no modifier", "null"),
    ("title:str:zzzzzz", "zzzzzz is no modifier", "modifiers: null unique"),
    ("title:str::null", "nothing between two colons", "title:str:null"),
    ("title:str:", "nothing between two colons", "title:str"),
    ("title:str:null:null", "null is given twice", "write null once"),
    ("title:str:max=1:max=2", "max is given twice", "write max once"),
    ("title:str:null=yes", "null takes no value", "null"),
    ("title:str:max", "max needs a value", "max=200"),
    ("title:str:max=", "max needs a value", "max="),
    ("title:str:default=", "default needs a value", "--set title.default=''"),
    ("at:time:default=12:30", "cannot hold ':'", "--set at.default='12:30'"),
    ("title:str:default=a:b:null", "cannot hold ':'", "--set title.default="),
    # modifiers that make no sense
    ("views:int:max=3", "max makes no sense for int", "le=3"),
    ("views:int:min=3", "min makes no sense for int", "ge=3"),
    ("title:str:le=3", "le makes no sense for str", "max=3"),
    ("title:str:digits=3", "digits makes no sense for str", "write title:str"),
    ("x:bool:unique", "only two rows", "write x:bool"),
    ("x:text:unique", "2,704 bytes", "write x:str:max=255:unique"),
    ("x:dict:unique", "unique makes no sense for dict", "write x:dict"),
    ("x:dict:default={}", "shared between rows", "write x:dict:factory=dict"),
    ("x:str:list:default=a", "shared between rows", "factory=list"),
    ("x:str:list:unique", "unique makes no sense for a JSON list", "write x:str:list"),
    ("x:int:list:ge=3", "ge makes no sense for a list", "write x:int:list"),
    ("x:date:list", "list makes no sense for date", "write x:date"),
    ("x:str:many", "many is for references", "write x:str:list"),
    ("x:str:back=posts", "back is for references", "write x:str"),
    ("x:Level:list", "JSON list", "x:str:list"),
    ("x:str:readonly:immutable", "readonly", "keep one"),
    ("author:User:unique", "one-to-one", "write author:User:one"),
    *((f"author:User:back={name}", f"{name} is no name for the other side", "write back=posts") for name in BACKS),
    ("tags:Tag:many:via=Session", "the generated code uses that name", "write via=PostTag"),
    ("tags:Tag:many:via=Class", "no such module", "write via=PostTag"),
    (f"tags:Tag:many:via={'S' * 300}", "cuts at 63", "write via=PostTag"),
    ("\ufb01eld:str", "no Python name", "write field:str"),
    ("na\u00efve name:str", "no Python name", "write naive_name:str"),
    ("_id:str", "begins with '_'", "write title:str"),
    (f"status:{'v' * 101}/b", "longer than 100 characters", "write status:draft/published"),
    ("author:User:list", "list is for values", "write author:User:many"),
    ("author:User:max=3", "max makes no sense for a reference", "write author:User"),
    ("author:User:default=1", "default makes no sense for a reference", "write author:User"),
    ("author:User:via=Link", "via names the link model", "write author:User:via=Link:many"),
    ("tags:Tag:many:null", "null makes no sense", "write tags:Tag:many"),
    ("tags:Tag:many:unique", "unique makes no sense", "write tags:Tag:many"),
    ("tags:Tag:many:one", "exclude each other", "write tags:Tag:many"),
    ("tags:Tag:many:ondelete=cascade", "ondelete makes no sense", "write tags:Tag:many"),
    ("tags:Tag:many:via=post_tag", "name of a class", "via=PostTag"),
    ("author:User:ondelete=set-null", "needs a column that may be null", "write author:User:ondelete=set-null:null"),
    ("author:User:ondelete=setnull", "expected cascade, restrict, set-null", "ondelete=set-null"),
    ("author:User:ondelete=SET_NULL", "expected cascade, restrict, set-null", "ondelete=set-null"),
    ("author:User:back=my-posts", "no name for the other side", "back=posts"),
    ("parent:self", "nobody could create the first row", "write parent:self:null"),
    ("author:User:readonly", "nothing could say which row", "write author:User:readonly:null"),
    # numbers
    ("x:str:max=0", "whole number", "max="),
    ("x:str:max=ten", "whole number", "max="),
    ("x:str:max=-1", "whole number", "max="),
    ("x:str:max=99999999", "whole number", "max="),
    ("x:str:min=9:max=3", "min=9 is more than max=3", "write min=3:max=9"),
    ("x:str:min=300", "min=300 is more than max=255", "min=255:max=300"),
    ("x:str:max=3000:unique", "2704 bytes", "max=255:unique"),
    ("x:int:ge=x", "whole number", "ge=0"),
    ("x:int:ge=1.5", "whole number", "ge=0"),
    ("x:int:ge=9:le=3", "leave no value", "write ge=3:le=9"),
    ("x:int:gt=1:lt=2", "leave no value", "write"),
    ("x:float:gt=1:le=1", "leave no value", "write"),
    ("x:int:ge=1:gt=0", "say the same thing twice", "keep one"),
    ("x:int:ge=99999999999", "the column holds", "ge=0"),
    ("x:Decimal:digits=2:places=3", "places=3 is more than digits=2", "digits=5:places=3"),
    ("x:Decimal:digits=0", "whole number", "digits="),
    ("x:Decimal:digits=4:places=2:ge=100", "holds at most 99.99", "digits=10"),
    ("x:Decimal:gt=0:lt=0.01", "leave no value", "wider limits"),
    ("x:int:ge=1:le=1:unique", "fewer than two values", "wider limits"),
    ("x:HttpUrl:max=3000", "2083", "write x:HttpUrl"),
    ("x:EmailStr:max=5", "no room for an address", "write x:EmailStr"),
    # defaults
    ("x:int:default=abc", "whole number", "write x:int:default=0"),
    ("x:int:default=__import__('os')", "whole number", "x:int:default=0"),
    ("x:int:default=99999999999", "the column holds", "default=0"),
    ("x:int:default=none", "whole number", "write x:int:null"),
    ("x:float:default=nan", "a number such as", "float"),
    ("x:bool:default=yes", "true or false", "bool"),
    ("x:date:default=31.1.2026", "2026-01-31", "date"),
    ("x:date:default=today", "one value for every row", "write x:date:factory=today"),
    ("x:datetime:default=now", "one value for every row", "write x:datetime:factory=now"),
    ("x:UUID:default=uuid4", "one value for every row", "write x:UUID:factory=uuid4"),
    ("x:UUID:default=7", "a UUID", "UUID"),
    ("x:timedelta:default=soon", "a duration", "timedelta"),
    ("x:timedelta:default=P1M", "a duration", "timedelta"),
    ("x:Decimal:default=1e5", "a decimal number", "Decimal"),
    ("x:Decimal:digits=4:places=2:default=100", "breaks digits=4", "change digits"),
    ("x:Decimal:digits=4:places=2:default=1.234", "breaks places=2", "change places"),
    ("x:str:max=3:default=abcd", "breaks max=3", "change max"),
    ("x:str:min=3:default=ab", "breaks min=3", "change min"),
    ("x:int:ge=3:default=2", "breaks ge=3", "change ge"),
    ("x:int:lt=3:default=3", "breaks lt=3", "change lt"),
    ("x:str:pattern=^a+$:default=b", "breaks pattern", "change pattern"),
    ("x:EmailStr:default=ada", "an address", "EmailStr"),
    ("s:Status:default=opn", "not one of open/closed", "default=open"),
    ("s:Level:default=one", "no text", "write s:Level"),
    ("s:a/b:default=c", "not one of a/b", "default=a or default=b"),
    ("x:str:default=a:factory=app.ids.new", "a default or a factory", "write x:str:default=a"),
    # factories
    ("x:UUID:factory=now", "does not make a UUID", "factory=uuid4"),
    ("x:str:factory=uuid4", "does not make a str", "factory=package.module.callable"),
    ("x:str:list:factory=dict", "does not make a list", "factory=list"),
    ("x:str:factory=new_id", "where is it imported from", "factory=package.module.new_id"),
    ("x:str:factory=os.system()", "not an expression", "factory="),
    ("x:str:factory=lambda", "not an expression", "factory="),
    # patterns
    ("x:str:pattern=[a", "unterminated", "--set x.pattern="),
    ("x:str:pattern=a\\Z", "has no \\Z", "without"),
    ("x:str:max=2:pattern=^abc$", "no text of 0 to 2 characters", "--set x.pattern="),
    # choices
    ("s:draft/", "a choice is empty", "write s:draft/published"),
    ("s:/draft", "a choice is empty", "write s:draft/published"),
    ("s:a/A", "would both be the member A", "write s:draft/published"),
    ("s:a/+", "is no choice", "write s:draft/published"),
    ("s:a/'b'", "is no choice", "write s:draft/published"),
    ("s:../etc", "is no choice", "write s:draft/published"),
    # names
    (":str", "begins with its name", "write title:str"),
    ("class:str", "Python keyword", "write class_:str"),
    ("None:str", "Python keyword", "write None_:str"),
    ("my-title:str", "no Python name", "write my_title:str"),
    ("2nd:str", "no Python name", "write title:str"),
    ("../x:str", "no Python name", "write x:str"),
    ("a b:str", "no Python name", "write a_b:str"),
    ("ﬁeld:str", "no Python name", "write"),
    ("_hidden:str", "begins with '_'", "write hidden:str"),
    ("__init__:str", "begins with '_'", "write init:str"),
    ("metadata:dict", "attribute of every SQLModel class", "write metadata_:dict:column=metadata"),
    ("registry:str", "attribute of every SQLModel class", "write registry_:str:column=registry"),
    ("copy:int", "attribute of every SQLModel class", "write copy_:int:column=copy"),
    ("json:dict", "attribute of every SQLModel class", "write json_:dict:column=json"),
    ("model_config:str", "begins with model_", "write config_:str:column=model_config"),
    ("title:str:200", "200 is no modifier", "write max=200"),
    ("title:CharField", "CharField is no type", "write title:str"),
    ("at:DateTimeField:null", "DateTimeField is no type", "write at:datetime"),
    ("user_id:ForeignKey", "ForeignKey is no type", "write user_id:User"),
    ("n:ForeignKey", "ForeignKey is no type", "write n:User, the class that it refers to"),
    ("model_x:str", "begins with model_, as pydantic's own", "write x_:str:column=model_x"),
    ("id:int", "the primary key is written for you", "--pk uuid"),
    ("pk:int", "the primary key is written for you", "--pk uuid"),
    ("str:str", "hide the type", "write str_value:str"),
    ("int:int", "hide the type", "write int_value:int"),
    ("User:str", "the name of a class", "write user:str"),
    ("Post:str", "the name of a class", "write post:str"),
    ("Status:str", "the name of a class", "write status:str"),
    ("uuid4:str", "hide the type", "write uuid4_value:str"),
    ("Field:str", "hide a name", "write field:str"),
    ("x" * 64 + ":int", "64 bytes", "write"),
    ("ß" * 40 + ":int", "80 bytes", "write"),
    ("x:str:column=a-b", "no name for a column", "column=x"),
    ("x:str:column=" + "c" * 70, "too long", "column=x"),
]


@pytest.mark.parametrize(("word", "why", "instead"), CASES, ids=[case[0][:60] for case in CASES])
def test_a_word(word: str, why: str, instead: str, blog: Vocabulary) -> None:
    with pytest.raises(SpecError) as caught:
        parse_entity("Post", [word], vocabulary=blog)
    assert why in caught.value.message
    assert instead in caught.value.hint
    assert caught.value.where[:40] == word[:40] or caught.value.where in word


@pytest.mark.parametrize(
    ("words", "why", "instead"),
    [
        (["price:decimal10", "price:decimal2"], "your shell expanded braces", "write price:Decimal:digits=10:places=2"),
        (["price:Decimal10", "price:Decimal2"], "your shell expanded braces", "write price:Decimal:digits=10:places=2"),
        (["p:decimal10:null", "p:decimal2:null"], "your shell expanded braces", "write p:Decimal:digits=10:places=2"),
        (["title:str", "title:str"], "title is there twice", "leave one title out"),
        (["title:str", "Title:str"], "differ only by case", "choose another name"),
        (["author:User", "author_id:int"], "author_id is there twice, it is the key of author", "leave one"),
        (["author_id:int", "author:User"], "author_id is there twice", "leave one"),
        (["author:str", "author_id:int"], "differ only by _id", "choose another name"),
        (["tags:Tag:many", "tag_ids:str"], "tag_ids is there twice, it is the key of tags", "leave one"),
        (["dt:datetime", "date:date"], "hide the types", "another name than dt"),
        (["a:str:column=x", "b:str:column=x"], "one column", "column=other"),
        (["a:str", "b:str:column=a"], "one column", "column=other"),
        (["a:str:column=id"], "one column", "column=other"),
        (["author:User", "editor:User"], "would be the other side of", "write editor:User:back=editor_posts"),
        (["author:User:back=texts", "editor:User:back=texts"], "other side", "editor:User:back="),
        (["author:User:back=email"], "User has email already", "back=none"),
        (["author:User:back=id"], "User has id already", "back=none"),
        (
            ["parent:self:null:back=title", "title:str"],
            "Post has title already",
            "write parent:self:null:back=parent_of",
        ),
        (["a:Tag:many", "b:Tag:many:back=others"], "link model PostTagLink", "via=PostB"),
        (["tags:Tag:many:via=User"], "an entity of the project", "via=PostTags"),
        (["x" * 60 + ":str:index"], "69 bytes", "--table"),
        (["x" * 61 + ":User"], "PostgreSQL cuts at 63", "shorter"),
    ],
)
def test_words_together(words: list[str], why: str, instead: str, blog: Vocabulary) -> None:
    with pytest.raises(SpecError) as caught:
        parse_entity("Post", words, vocabulary=blog)
    assert why in caught.value.message
    assert instead in caught.value.hint


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "no name for a class"),
        ("../Post", "no name for a class"),
        ("Po st", "no name for a class"),
        ("Größe", "no name for a class"),
        ("2Post", "no name for a class"),
        ("Post;rm", "no name for a class"),
        ("_Post", "leading '_'"),
        ("__Post__", "leading '_'"),
        ("class", "class.py"),
        ("Class", "class.py"),
        ("Import", "import.py"),
        ("None", "Python keyword"),
        ("Test", "takes for tests"),
        ("TestRun", "takes for tests"),
        ("LabTest", "takes for tests"),
        ("Conftest", "generated code uses"),
        ("SQLModel", "generated code uses"),
        ("Field", "generated code uses"),
        ("Session", "generated code uses"),
        ("Relationship", "generated code uses"),
        ("Decimal", "generated code uses"),
        ("Common", "generated code uses"),
        ("Exception", "generated code uses"),
        ("X" * 300, "PostgreSQL cuts at 63"),
        ("class.Post", "no name for a package"),
        ("a..Post", "no name for a class"),
        (".Post", "no name for a class"),
    ],
)
def test_an_entity_name(name: str, why: str) -> None:
    with pytest.raises(SpecError) as caught:
        parse_entity(name, ["title:str"])
    assert why in caught.value.message
    assert "scaffold entity" in caught.value.hint or "shorter" in caught.value.hint


@pytest.mark.parametrize(
    ("options", "why", "instead"),
    [
        (Options(pk="string"), "int or uuid", "--pk int"),
        (Options(table="a-b"), "no name for a table", "--table posts"),
        (Options(table="x" * 64), "too long", "--table posts"),
        (Options(plural="My Posts"), "snake case", "--plural posts"),
        (Options(unique=("title",)), "several fields", "title:str:unique"),
        (Options(unique=("title+titel",)), "no field of Post", "title"),
        (Options(unique=("title+title",)), "named twice", "--unique title"),
        (Options(index=("title+tags",)), "no column", "without tags"),
        (Options(index=("title+labels",)), "no column", "without labels"),
        (Options(layers="model,servce"), "no layer", "--layers service"),
        (Options(timestamps=True), "--timestamps writes created_at", "leave created_at"),
    ],
)
def test_an_option(options: Options, why: str, instead: str, blog: Vocabulary) -> None:
    words = ["title:str", "tags:Tag:many", "labels:str:list"]
    words += ["created_at:datetime"] if options.timestamps else []
    with pytest.raises(SpecError) as caught:
        parse_entity("Post", words, options=options, vocabulary=blog)
    assert why in caught.value.message
    assert instead in caught.value.hint


@pytest.mark.parametrize(
    ("sets", "why", "instead"),
    [
        (["title"], "names no field and key", "--set title.default='a: b'"),
        (["titel.default=a"], "not among the words", "title"),
        (["title.defualt=a"], "takes no value by --set", "default"),
        (["title.null=a"], "takes no value by --set", "keys:"),
        (["title.desc="], "desc needs a value", "--set title.desc=words"),
        (["title.desc=a", "title.desc=b"], "given twice", "keep one"),
        (["title.max=5"], "given in the word and by --set", "keep one"),
    ],
)
def test_a_value_by_set(sets: list[str], why: str, instead: str) -> None:
    with pytest.raises(SpecError) as caught:
        parse_entity("Post", ["title:str:max=9"], sets=sets)
    assert why in caught.value.message
    assert instead in caught.value.hint


@pytest.mark.parametrize("word", ["published_at", "is_active", "email", "user_id"])
def test_strict_types_refuse_a_guess(word: str, blog: Vocabulary) -> None:
    with pytest.raises(SpecError, match="--strict-types") as caught:
        parse_entity("Post", [word], vocabulary=blog, strict_types=True)
    assert caught.value.hint.startswith(f"write {word}:")


@pytest.mark.parametrize(
    ("name", "more", "why"),
    [
        ("Users", {}, "table users is User's"),
        ("USER", {}, "share one module"),
        ("TagCreate", {}, "how a schema of Tag is called"),
        ("Status", {}, "an Enum class of the project"),
    ],
)
def test_an_entity_beside_the_others(name: str, more: dict[str, Any], why: str, blog: Vocabulary) -> None:
    with pytest.raises(SpecError, match=why):
        parse_entity(name, ["title:str"], vocabulary=blog, **more)
    assert parse_entity("User", ["title:str"], vocabulary=blog).name == "User"


def test_other_choices_under_a_name_that_is_taken() -> None:
    vocabulary = Vocabulary(enums={"PostStatus": ("a", "b")})
    with pytest.raises(SpecError, match="already, with a/b") as caught:
        parse_entity("Post", ["status:draft/published"], vocabulary=vocabulary)
    assert caught.value.hint == "write status:PostStatus"


def test_quotes_and_code_in_a_default_are_data() -> None:
    text = "'); import os; os.system('x') #"
    (field,) = parse_entity("Post", ["title:str"], sets=[f"title.default={text}"]).fields
    assert field.default == repr(text)  # type: ignore[union-attr]
