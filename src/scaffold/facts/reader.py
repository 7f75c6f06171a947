"""From a source text to facts, by the standard parser.

A file whose syntax is newer than our interpreter goes through ``tolerant``, which gives the parser something
that declares the same.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

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

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_Def: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_TYPE_ALIAS: tuple[Any, ...] = (ast.TypeAlias,) if sys.version_info >= (3, 12) else ()
_LOOP = (
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.comprehension,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
# where a node keeps other nodes: the fields of a class that can lead to a call; none for a name or a constant
_PLAIN = frozenset(
    [
        "ctx",
        "op",
        "ops",
        "id",
        "attr",
        "arg",
        "name",
        "names",
        "level",
        "module",
        "kind",
        "type_comment",
        "asname",
        "n",
        "s",
    ]
)
_CHILDREN: dict[type, tuple[str, ...]] = {
    item: ()
    if item is ast.Constant
    else ("names",)
    if item in (ast.Import, ast.ImportFrom)
    else tuple(name for name in item._fields if name not in _PLAIN)
    for item in vars(ast).values()
    if isinstance(item, type) and issubclass(item, ast.AST)
}


class _Body:
    """What is gathered on the way through a function's body."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.returned: list[str] = []
        self.yields = False
        self.functions: list[_Def] = []  # defined in it, one level down
        self.imports: list[ast.Import | ast.ImportFrom] = []


def read(text: str) -> Facts:
    """The facts of ``text``. Never raises: what cannot be parsed is left out and said in ``problem``."""
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
    """Holds the lines, so that every node can be cut out verbatim."""

    def __init__(self, text: str) -> None:
        self._lines: list[str] = _LINE.findall(text)
        self._ascii = text.isascii()

    def module(self, tree: ast.Module, problem: Problem | None = None) -> Facts:
        """Everything that the statements of a module declare."""
        classes: list[Class] = []
        functions: list[Function] = []
        imports: list[Import] = []
        assignments: list[Assignment] = []
        statements = _Body()
        for node, checking, loop in _statements(tree.body):
            if isinstance(node, ast.ClassDef):
                classes.append(self._class(node))
            elif isinstance(node, _FUNCTION):
                functions.extend(self._functions(node, "", imports))
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                imports.extend(_imports(node, checking))
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                assignments.extend(self._assignments(node))
            elif isinstance(node, _TYPE_ALIAS):
                assignments.append(self._alias(node))
            elif isinstance(node, ast.Expr):
                self._walk(node, "", loop, False, statements)
        return Facts(
            docstring=ast.get_docstring(tree, clean=False) or "",
            classes=tuple(classes),
            functions=tuple(functions),
            imports=tuple(imports),
            assignments=tuple(assignments),
            calls=tuple(statements.calls),
            problem=problem,
        )

    def _class(self, node: ast.ClassDef) -> Class:
        attributes: list[Assignment] = []
        methods: list[Function] = []
        classes: list[Class] = []
        for child, _, _ in _statements(node.body):
            if isinstance(child, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                attributes.extend(self._assignments(child))
            elif isinstance(child, _FUNCTION):
                body = _Body()
                self._walk_all(child.body, f"{node.name}.{child.name}", False, True, body)
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

    def _functions(self, node: _Def, scope: str, imports: list[Import]) -> Iterator[Function]:
        # def create_app(): def override(): ...   -- both are worth knowing
        body = _Body()
        inner = f"{scope}.{node.name}" if scope else node.name
        self._walk_all(node.body, inner, False, True, body)
        imports += [item._replace(scope=inner) for child in body.imports for item in _imports(child, False)]
        yield self._function(node, scope, body)
        for child in body.functions:
            yield from self._functions(child, inner, imports)

    def _function(self, node: _Def, scope: str, body: _Body) -> Function:
        return Function(
            name=node.name,
            is_async=isinstance(node, ast.AsyncFunctionDef),
            params=self._params(node.args),
            decorators=self._decorators(node.decorator_list),
            returns=self._source(node.returns) if node.returns else "",
            line=node.lineno,
            column=self._column(node),
            end_line=node.end_lineno or node.lineno,
            calls=tuple(body.calls),
            returned=tuple(body.returned),
            yields=body.yields,
            scope=scope,
        )

    def _walk_all(self, nodes: Iterable[ast.AST], scope: str, loop: bool, own: bool, body: _Body) -> None:
        for node in nodes:
            self._walk(node, scope, loop, own, body)

    def _walk(self, node: ast.AST, scope: str, loop: bool, own: bool, body: _Body) -> None:
        """The calls below ``node``, outer before inner; what it returns, while it is the function's ``own``."""
        kind = node.__class__
        if kind is ast.Call:
            body.calls.append(self._call(node, scope, loop))  # type: ignore[arg-type]
        elif kind in _FUNCTION:
            if own:
                body.functions.append(node)  # type: ignore[arg-type]
            scope = f"{scope}.{node.name}" if scope else node.name  # type: ignore[attr-defined]
            own = False
        elif kind in _LOOP:
            loop = True
        elif kind is ast.ClassDef or kind is ast.Lambda:
            own = False
        elif own and kind is ast.Return and node.value is not None:  # type: ignore[attr-defined]
            body.returned.append(self._source(node.value))  # type: ignore[attr-defined]
        elif own and (kind is ast.Yield or kind is ast.YieldFrom):
            body.yields = True
        elif own and (kind is ast.ImportFrom or kind is ast.Import):
            body.imports.append(node)  # type: ignore[arg-type]
        for name in _CHILDREN[kind]:
            child = getattr(node, name)
            if child.__class__ is list:
                for item in child:
                    if _CHILDREN.get(item.__class__):
                        self._walk(item, scope, loop, own, body)
            elif _CHILDREN.get(child.__class__):
                self._walk(child, scope, loop, own, body)

    def _params(self, args: ast.arguments) -> tuple[Param, ...]:
        plain = [*args.posonlyargs, *args.args]
        defaults: list[ast.expr | None] = [None] * (len(plain) - len(args.defaults))
        pairs = [*zip(plain, [*defaults, *args.defaults], strict=True)]
        found = [self._param(arg, default) for arg, default in pairs]
        if args.vararg:
            found.append(self._param(args.vararg, None, "*"))
        found += [self._param(a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True)]
        if args.kwarg:
            found.append(self._param(args.kwarg, None, "**"))
        return tuple(found)

    def _param(self, arg: ast.arg, default: ast.expr | None, kind: str = "") -> Param:
        annotation = self._source(arg.annotation) if arg.annotation else ""
        return Param(arg.arg, annotation, self._source(default) if default else "", kind)

    def _assignments(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> Iterator[Assignment]:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        value = node.value
        operator = "+=" if isinstance(node, ast.AugAssign) else "=" if value else ""
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
                operator=operator,
            )

    def _alias(self, node: Any) -> Assignment:
        # type SessionDep = Annotated[Session, Depends(get_session)]
        name, value = self._source(node.name), self._source(node.value)
        return Assignment(
            name=name,
            value=value,
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
            else Call(self._source(node), line=node.lineno, column=self._column(node))
            for node in nodes
        )

    def _call(self, node: ast.Call, scope: str = "", loop: bool = False) -> Call:
        return Call(
            func=self._source(node.func),
            args=tuple(self._source(arg) for arg in node.args),
            keywords=self._keywords(node.keywords),
            line=node.lineno,
            column=self._column(node),
            end_line=node.end_lineno or node.lineno,
            scope=scope,
            loop=loop,
        )

    def _keywords(self, nodes: list[ast.keyword]) -> tuple[tuple[str, str], ...]:
        return tuple((node.arg or "**", self._source(node.value)) for node in nodes)

    def _column(self, node: ast.expr | ast.stmt) -> int:
        return self._characters(node.lineno, node.col_offset) + 1

    def _characters(self, line: int, offset: int) -> int:
        # the parser counts UTF-8 bytes
        if self._ascii:
            return offset
        return len(self._lines[line - 1].encode()[:offset].decode(errors="ignore"))

    def _source(self, node: ast.expr | ast.stmt) -> str:
        first, last = node.lineno, node.end_lineno or node.lineno
        if self._ascii and first == last:
            return self._lines[first - 1][node.col_offset : node.end_col_offset]
        start = self._characters(first, node.col_offset)
        end = self._characters(last, node.end_col_offset or 0)
        if first == last:
            return self._lines[first - 1][start:end]
        between = self._lines[first : last - 1]
        return "".join([self._lines[first - 1][start:], *between, self._lines[last - 1][:end]])


def _statements(
    body: Iterable[ast.stmt], checking: bool = False, loop: bool = False
) -> Iterator[tuple[ast.stmt, bool, bool]]:
    """The statements of a block, those inside ``if``, ``try``, ``with`` and ``for`` included, in order."""
    for node in body:
        yield node, checking, loop
        if isinstance(node, ast.If):
            # if TYPE_CHECKING: ...    if typing.TYPE_CHECKING: ...
            guarded = checking or ast.unparse(node.test).rpartition(".")[2] == "TYPE_CHECKING"
            yield from _statements(node.body, guarded, loop)
            yield from _statements(node.orelse, checking, loop)
        elif isinstance(node, (ast.Try, ast.TryStar)):
            handlers = [child for handler in node.handlers for child in handler.body]
            for block in (node.body, handlers, node.orelse, node.finalbody):
                yield from _statements(block, checking, loop)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from _statements(node.body, checking, loop)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            yield from _statements(node.body, checking, True)


def _imports(node: ast.Import | ast.ImportFrom, checking: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.asname or alias.name, alias.name, "", checking, node.lineno)
        return
    module = "." * node.level + (node.module or "")
    for alias in node.names:
        yield Import(alias.asname or alias.name, module, alias.name, checking, node.lineno)
