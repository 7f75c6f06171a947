"""From a source text to facts, by the standard parser.

A file whose syntax is newer than our interpreter goes through ``tolerant``, which gives the parser something
that declares the same.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from scaffold.facts.blocks import imports, statements
from scaffold.facts.cutting import Cutter
from scaffold.facts.declarations import (
    Assignment,
    Call,
    Class,
    Facts,
    Function,
    Import,
    Param,
    Problem,
)
from scaffold.facts.walking import FUNCTION, Body, Def, walk

_TYPE_ALIAS: Any = getattr(ast, "TypeAlias", ())  # since Python 3.12


def parse(text: str) -> ast.Module:
    """The tree of a text, with the text's own positions, as far as it can be read. Never raises."""
    try:
        return ast.parse(text.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        from scaffold.facts import tolerant

        return tolerant.parse(text.removeprefix("\ufeff"))[0]


@lru_cache(maxsize=1 << 15)
def read(text: str) -> Facts:
    """The facts of ``text``. Never raises: what cannot be parsed is left out and said in ``problem``.

    The facts of equal texts are read once.
    """
    text = text.removeprefix("\ufeff")
    try:
        return facts_of(text, ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        from scaffold.facts import tolerant

        return facts_of(text, *tolerant.parse(text))


def facts_of(text: str, tree: ast.Module, problem: Problem | None = None) -> Facts:
    """The facts of a tree whose positions are those of ``text``."""
    return _Reader(text).module(tree, problem)


class _Reader:
    """Holds the text, so that every node can be cut out verbatim."""

    def __init__(self, text: str) -> None:
        cutter = Cutter(text)
        self._source = cutter.source
        self._column = cutter.column

    def module(self, tree: ast.Module, problem: Problem | None) -> Facts:
        """Everything that the statements of a module declare."""
        classes: list[Class] = []
        functions: list[Function] = []
        imported: list[Import] = []
        assignments: list[Assignment] = []
        calls: list[Call] = []
        for node, checking, loop in statements(tree.body):
            if isinstance(node, ast.ClassDef):
                classes.append(self._class(node))
            elif isinstance(node, FUNCTION):
                functions.extend(self._functions(node, "", imported))
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                imported.extend(imports(node, checking))
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                assignments.extend(self._assignments(node))
            elif isinstance(node, _TYPE_ALIAS):
                assignments.append(self._alias(node))
            elif isinstance(node, ast.Expr):
                calls.extend(self._call(*found) for found in walk([node], "", loop).calls)
        return Facts(
            docstring=ast.get_docstring(tree, clean=False) or "",
            classes=tuple(classes),
            functions=tuple(functions),
            imports=tuple(imported),
            assignments=tuple(assignments),
            calls=tuple(calls),
            problem=problem,
        )

    def _class(self, node: ast.ClassDef) -> Class:
        attributes: list[Assignment] = []
        methods: list[Function] = []
        classes: list[Class] = []
        for child, _, _ in statements(node.body):
            if isinstance(child, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                attributes.extend(self._assignments(child))
            elif isinstance(child, FUNCTION):
                body = walk(child.body, f"{node.name}.{child.name}")
                methods.append(self._function(child, node.name, body))
            elif isinstance(child, ast.ClassDef):
                classes.append(self._class(child))
        return Class(
            name=node.name,
            bases=tuple(self._source(base) for base in node.bases),
            keywords=self._keywords(node.keywords),
            decorators=self._decorators(node.decorator_list),
            attributes=tuple(attributes),
            methods=tuple(methods),
            classes=tuple(classes),
            docstring=ast.get_docstring(node, clean=False) or "",
            line=node.lineno,
            column=self._column(node),
            end_line=node.end_lineno or node.lineno,
        )

    def _functions(self, node: Def, scope: str, imported: list[Import]) -> Iterator[Function]:
        # def create_app(): def override(): ...   -- both are worth knowing
        inner = f"{scope}.{node.name}" if scope else node.name
        body = walk(node.body, inner)
        imported += [item._replace(scope=inner) for child in body.imports for item in imports(child)]
        yield self._function(node, scope, body)
        for child in body.functions:
            yield from self._functions(child, inner, imported)

    def _function(self, node: Def, scope: str, body: Body) -> Function:
        return Function(
            name=node.name,
            is_async=isinstance(node, ast.AsyncFunctionDef),
            params=self._params(node.args),
            decorators=self._decorators(node.decorator_list),
            returns=self._source(node.returns) if node.returns else "",
            line=node.lineno,
            column=self._column(node),
            end_line=node.end_lineno or node.lineno,
            calls=tuple([self._call(*found) for found in body.calls]),
            returned=tuple([self._source(value) for value in body.returned]),
            yields=body.yields,
            scope=scope,
        )

    def _params(self, args: ast.arguments) -> tuple[Param, ...]:
        plain = [*args.posonlyargs, *args.args]
        defaults: list[ast.expr | None] = [None] * (len(plain) - len(args.defaults))
        pairs = [*zip(plain, [*defaults, *args.defaults], strict=True)]
        found = [self._param(arg, default) for arg, default in pairs]
        if args.vararg:
            found.append(self._param(args.vararg, None, "*"))
        found += [self._param(a, d, "=") for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True)]
        if args.kwarg:
            found.append(self._param(args.kwarg, None, "**"))
        return tuple(found)

    def _param(self, arg: ast.arg, default: ast.expr | None, kind: str = "") -> Param:
        annotation = self._source(arg.annotation) if arg.annotation else ""
        return Param(arg.arg, annotation, self._source(default) if default else "", kind)

    def _assignments(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> Iterator[Assignment]:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        value = node.value
        for target in targets:
            if not isinstance(target, (ast.Name, ast.Attribute)):
                continue
            yield Assignment(
                name=self._source(target),
                annotation=self._source(node.annotation) if isinstance(node, ast.AnnAssign) else "",
                value=self._source(value) if value else "",
                source=self._source(node),
                line=node.lineno,
                column=self._column(node),
                end_line=node.end_lineno or node.lineno,
                call=self._call(value) if isinstance(value, ast.Call) else None,
                elements=self._elements(value),
                operator="+=" if isinstance(node, ast.AugAssign) else "=" if value else "",
            )

    def _alias(self, node: Any) -> Assignment:
        # type SessionDep = Annotated[Session, Depends(get_session)]
        return Assignment(
            name=self._source(node.name),
            value=self._source(node.value),
            source=self._source(node),
            line=node.lineno,
            column=self._column(node),
            end_line=node.end_lineno,
        )

    def _elements(self, value: ast.expr | None) -> tuple[str, ...]:
        if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
            return tuple(self._source(element) for element in value.elts)
        if isinstance(value, ast.Dict):
            return tuple(self._source(element) for element in value.values)
        return ()

    def _decorators(self, nodes: list[ast.expr]) -> tuple[Call, ...]:
        return tuple(
            self._call(node)
            if isinstance(node, ast.Call)
            else Call(self._source(node), line=node.lineno, column=self._column(node), end_line=node.end_lineno or 0)
            for node in nodes
        )

    def _call(self, node: ast.Call, scope: str = "", loop: bool = False) -> Call:
        return Call(
            func=self._source(node.func),
            args=tuple([self._source(arg) for arg in node.args]),
            keywords=self._keywords(node.keywords),
            line=node.lineno,
            column=self._column(node),
            end_line=node.end_lineno or node.lineno,
            scope=scope,
            loop=loop,
        )

    def _keywords(self, nodes: list[ast.keyword]) -> tuple[tuple[str, str], ...]:
        return tuple([(node.arg or "**", self._source(node.value)) for node in nodes])
