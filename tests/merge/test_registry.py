"""Routers are registered beside their like, in the application factory if that is where they are."""

from __future__ import annotations

import hosts
import pytest
from merging import is_clean, is_disputed, part, take_back

PATH = "app/api/router.py"
POSTS = hosts.REGISTRY_PART

RESULTS = {
    "module": hosts.REGISTRIES["module"].replace("comments, users", "comments, posts, users")
    + "api_router.include_router(posts.router)\n",
    "factory": hosts.REGISTRIES["factory"]
    .replace("import users", "import posts, users")
    .replace("(users.router)\n", "(users.router)\n    api_router.include_router(posts.router)\n"),
    "first": "from fastapi import FastAPI\n\nfrom app.api import posts\n\napi_router = FastAPI()\n"
    "api_router.include_router(posts.router)\n",
    "mounted": hosts.REGISTRIES["mounted"]
    .replace("\napi_router =", "\nfrom app.api import posts\n\napi_router =")
    .replace("api_router.mount", "api_router.include_router(posts.router)\napi_router.mount"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_where_it_goes_and_that_it_leaves_again(name):
    merged = part(hosts.REGISTRIES[name], POSTS, path=PATH)
    is_clean(merged, RESULTS[name])
    assert merged.symbols == ("include_router", "import")
    again = part(merged.text, POSTS, path=PATH, records=(merged.record,))
    assert (again.text, again.record) == (merged.text, merged.record)
    is_clean(take_back(merged, path=PATH), hosts.REGISTRIES[name])


@pytest.mark.parametrize(
    "host",
    [
        "from app.api import posts\n\napi_router.include_router(posts.router)\n",
        "from app.api import posts\n\nv1.include_router(posts.router)\n",
        "from app.api import posts as p\n\nv1.include_router(p.router)\n",
        "from app.api.posts import router as posts_router\n\napi_router.include_router(posts_router)\n",
        "from .posts import router\n\napi_router.include_router(router)\n",
        "from app.api import posts\n\n\ndef create():\n    app.include_router(posts.router)\n",
        "from app.api import posts\n\nif DEBUG:\n    api_router.include_router(posts.router)\n",
        "from app.api import posts\n\ntry:\n    api_router.include_router(posts.router)\nfinally:\n    pass\n",
    ],
)
def test_what_is_registered_is_not_registered_again(host):
    is_clean(part(host, POSTS, path=PATH), host)


def test_a_call_that_a_person_moved_to_another_router_is_still_ours():
    merged = part(hosts.REGISTRIES["module"], POSTS, path=PATH)
    moved = merged.text.replace("api_router.include_router(posts", "v1.include_router(posts")
    is_clean(part(moved, POSTS, path=PATH, records=(merged.record,)), moved)
    prefixed = POSTS.replace("posts.router)", 'posts.router, prefix="/v1")')
    is_clean(
        part(moved, prefixed, path=PATH, records=(merged.record,)),
        moved.replace("posts.router)", 'posts.router, prefix="/v1")'),
    )


def test_a_call_that_a_person_gave_an_argument_is_kept():
    merged = part(hosts.REGISTRIES["module"], POSTS, path=PATH)
    edited = merged.text.replace("posts.router)", "posts.router, tags=['mine'])")
    is_clean(part(edited, POSTS, path=PATH, records=(merged.record,)), edited)
    is_disputed(part(edited, "", path=PATH, records=(merged.record,)), edited, "include_router.posts.router")


def test_a_call_that_a_person_took_out_stays_out():
    merged = part(hosts.REGISTRIES["module"], POSTS, path=PATH)
    host = hosts.REGISTRIES["module"]
    is_clean(part(host, POSTS, path=PATH, records=(merged.record,)), host)


def test_other_arguments_without_a_record_are_a_conflict():
    host = "from app.api import posts\n\napi_router.include_router(posts.router, prefix='/mine')\n"
    is_disputed(part(host, POSTS, path=PATH), host, "include_router.posts.router")


def test_the_factory_calls_its_application_as_it_likes():
    host = (
        "from app.api import users\n\n\ndef create():\n    server = make()\n    server.include_router(users.router)\n"
    )
    merged = part(host, POSTS, path=PATH)
    assert merged.text.endswith("    server.include_router(users.router)\n    server.include_router(posts.router)\n")
    is_clean(take_back(merged, path=PATH), host)


def test_a_function_of_the_fragment_is_an_anchor():
    host = "from app.api import users\n\n\ndef create():\n    app = make()\n    return app\n"
    wanted = "from app.api import posts\n\n\ndef create():\n    app.include_router(posts.router)\n"
    merged = part(host, wanted, path=PATH)
    assert merged.text == host.replace("import users", "import posts, users").replace(
        "make()\n", "make()\n    app.include_router(posts.router)\n"
    )
    is_clean(take_back(merged, path=PATH), host)
    is_disputed(part("x = 1\n", wanted, path=PATH), "x = 1\n", "create")


def test_a_name_that_means_something_else_stops_it():
    host = "from app.services import posts\n\napi_router.include_router(users.router)\n"
    is_disputed(part(host, POSTS, path=PATH), host, "include_router.posts.router")


def test_code_below_a_factory_that_returns_stays_reachable():
    host = (
        "def create():\n    api_router = make()\n    api_router.include_router(users.router)\n    return api_router\n"
    )
    merged = part(host, POSTS, path=PATH)
    assert merged.text.endswith("(posts.router)\n    return api_router\n")


def test_a_factory_that_imports_for_itself_goes_on_doing_so():
    host = (
        "from fastapi import FastAPI\n\n\ndef create():\n    from app.api import users\n\n"
        "    app = FastAPI()\n    app.include_router(users.router)\n    return app\n"
    )
    merged = part(host, POSTS, path=PATH)
    assert "    from app.api import posts, users\n" in merged.text
    assert merged.text.startswith("from fastapi import FastAPI\n\n\ndef create")
    again = part(merged.text, POSTS, path=PATH, records=(merged.record,))
    assert (again.text, again.record) == (merged.text, merged.record)
    is_clean(take_back(merged, path=PATH), host)


def test_a_router_that_a_factory_imports_for_itself_is_found():
    host = "def create():\n    from app.api.posts import router as r\n\n    app.include_router(r)\n"
    is_clean(part(host, POSTS, path=PATH), host)


def test_what_a_function_imports_for_itself_is_no_import_of_the_module():
    host = "def other():\n    from app.api import posts\n\n\napi_router = make()\n"
    assert part(host, POSTS, path=PATH).text.startswith("from app.api import posts\n\n\ndef other")


def test_the_root_of_a_dotted_import_is_a_name():
    host = "import app.models\n\n\nx = 1\n"
    wanted = "from app.main import app\n\napp.include_router(x)\n"
    is_disputed(part(host, wanted, path=PATH), host, "include_router.x")


HANDLERS = "from app.api.errors import register_error_handlers\n\nregister_error_handlers(app)\n"
FACTORY = """\
from fastapi import FastAPI

from app.api import api


def create_app() -> FastAPI:
    app = FastAPI(title="Shop")
    app.include_router(api)
    return app


app = create_app()
"""


def test_an_application_that_was_made_elsewhere_is_told_at_the_top():
    host = "from app.factory import create_app\n\napp = create_app()\n"
    is_clean(
        part(host, HANDLERS, path="app/main.py"),
        "from app.api.errors import register_error_handlers\nfrom app.factory import create_app\n\n"
        "app = create_app()\nregister_error_handlers(app)\n",
    )


def test_an_application_is_told_in_the_factory_of_its_file():
    merged = part(FACTORY, HANDLERS, path="app/main.py")
    is_clean(
        merged,
        FACTORY.replace("import api\n", "import api\nfrom app.api.errors import register_error_handlers\n").replace(
            '"Shop")\n', '"Shop")\n    register_error_handlers(app)\n'
        ),
    )
    assert part(merged.text, HANDLERS, path="app/main.py", records=(merged.record,)).text == merged.text
    is_clean(take_back(merged, path="app/main.py"), FACTORY)
