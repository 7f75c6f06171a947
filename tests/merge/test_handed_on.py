"""A package that hands its models on: an import that nobody here uses is itself the message."""

from __future__ import annotations

import hosts
import pytest
from merging import is_clean, is_disputed, part, take_back

from scaffold.merge import Settle

PATH = "app/db/models/__init__.py"
POST = "from app.db.models.post import Post\n"

RESULTS = {
    "listed": '''\
"""Import every table model here."""

from app.db.models.comment import Comment
from app.db.models.post import Post
from app.db.models.user import User

__all__ = ["Comment", "Post", "User"]
''',
    "relative": "from .comment import Comment\nfrom .post import Post\nfrom .user import User\n",
    "aliased": (
        "from .comment import Comment as Comment\nfrom .post import Post as Post\nfrom .user import User as User\n"
    ),
    "noqa": (
        "from app.db.models.comment import Comment  # noqa: F401\n"
        "from app.db.models.post import Post  # noqa: F401\n"
        "from app.db.models.user import User  # noqa: F401\n"
    ),
    "modules": (
        "import app.db.models.comment  # noqa: F401\n"
        "import app.db.models.post  # noqa: F401\n"
        "import app.db.models.user  # noqa: F401\n"
    ),
    "submodules": "from . import comment, post, user\n",
    "tuple": (
        "from app.db.models.comment import Comment\nfrom app.db.models.post import Post\n"
        "from app.db.models.user import User\n\n"
        '__all__ = (\n    "Comment",\n    "Post",\n    "User",\n)\n'
    ),
    "augmented": (
        "from .comment import Comment\nfrom .post import Post\nfrom .user import User\n\n"
        '__all__ = ["Comment", "Post"]\n__all__ += ["User"]\n'
    ),
    "empty": "from app.db.models.post import Post\n",
    "crlf": "from .comment import Comment\r\nfrom .post import Post\r\nfrom .user import User\r\n",
}


@pytest.mark.parametrize("name", RESULTS)
def test_it_is_spelled_as_its_siblings_and_taken_back(name):
    host = hosts.MODELS[name]
    merged = part(host, POST, path=PATH)
    is_clean(merged, RESULTS[name])
    assert merged.symbols == ("import",)
    again = part(merged.text, POST, path=PATH, records=(merged.record,))
    assert (again.text, again.symbols) == (merged.text, ())
    assert again.record == merged.record
    is_clean(take_back(merged, path=PATH), host)


@pytest.mark.parametrize(
    "host",
    [
        "from app.db.models.post import Post\n",
        "from .post import Post\nfrom .user import User\n",
        "from .post import Post as BlogPost\n",
        "from .post import *\n",
        "import app.db.models.post\nimport app.db.models.user\n",
        "from . import post, user\n",
        "try:\n    from .post import Post\nexcept ImportError:\n    pass\n",
        'from .post import Post\n\n__all__ = ["Post"]\n',
    ],
)
def test_what_is_handed_on_already_is_not_written_again(host):
    merged = part(host, POST, path=PATH)
    is_clean(merged, host)
    assert merged.record is not None


def test_it_stays_out_when_a_person_took_it_out():
    host = hosts.MODELS["listed"]
    merged = part(host, POST, path=PATH)
    is_clean(part(host, POST, path=PATH, records=(merged.record,)), host)
    restored = Settle(restore=frozenset({f"{PATH}::Post", f"{PATH}::__all__.Post"}))
    is_clean(part(host, POST, path=PATH, records=(merged.record,), settle=restored), RESULTS["listed"])


def test_unsorted_siblings_get_it_behind_the_last():
    host = "from .user import User\nfrom .comment import Comment\n"
    is_clean(part(host, POST, path=PATH), host + "from .post import Post\n")


def test_all_that_is_computed_or_missing_is_left_alone():
    computed = "from .user import User\n\n__all__ = [name for name in dir() if name[0].isupper()]\n"
    is_clean(part(computed, POST, path=PATH), "from .post import Post\n" + computed)
    missing = "from .user import User\n"
    is_clean(part(missing, POST + '\n__all__ = ["Post"]\n', path=PATH), "from .post import Post\n" + missing)


def test_all_that_lists_other_things_is_left_alone():
    host = 'from .user import User\n\n\ndef load(): ...\n\n\n__all__ = ["load"]\n'
    merged = part(host, POST, path=PATH)
    assert merged.text == "from .post import Post\n" + host


def test_an_empty_package_may_get_an_all():
    is_clean(part("", POST + '\n__all__ = ["Post"]\n', path=PATH), POST + '\n__all__ = ["Post"]\n')


def test_the_pragma_of_the_fragment_comes_along_where_there_are_no_siblings():
    is_clean(
        part("", "import app.db.models.post  # noqa: F401\n", path=PATH), "import app.db.models.post  # noqa: F401\n"
    )


def test_a_name_that_is_taken_is_a_conflict():
    host = "from .blog import Post\nfrom .user import User\n"
    is_disputed(part(host, POST, path=PATH), host, "Post")
    assert "app.db.models.blog.Post" in part(host, POST, path=PATH).conflicts[0].reason


def test_a_comment_of_a_person_keeps_it_and_is_said():
    merged = part(hosts.MODELS["relative"], POST, path=PATH)
    text = merged.text.replace("import Post\n", "import Post  # mine\n")
    back = part(text, "", path=PATH, records=(merged.record,))
    is_disputed(back, text, "Post")


def test_a_person_who_uses_it_keeps_it():
    merged = part(hosts.MODELS["relative"], POST, path=PATH)
    text = merged.text + "\n\ndef mine() -> Post: ...\n"
    is_clean(part(text, "", path=PATH, records=(merged.record,)), text)


def test_a_name_that_a_person_restated_is_left():
    host = "from .comment import Comment\nfrom .user import User\n"
    merged = part(host, POST, path=PATH)
    text = merged.text.replace("import Post\n", "import Post as Post\n")
    assert "Post as Post" in part(text, "", path=PATH, records=(merged.record,)).text


def test_licence_and_comments_stay_on_top():
    host = "# Copyright\n# by us\nfrom .user import User\n"
    is_clean(part(host, POST, path=PATH), "# Copyright\n# by us\nfrom .post import Post\nfrom .user import User\n")
    is_clean(part("# nothing yet\n", POST, path=PATH), "# nothing yet\nfrom app.db.models.post import Post\n")
