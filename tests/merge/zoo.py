"""Texts that are hard to take apart without a loss, by what is hard about them."""

from __future__ import annotations

TEXTS = {
    "empty": "",
    "comment only": "# nothing here",
    "docstring only": '"""Nothing."""\n',
    "crlf": "import a\r\n\r\n\r\nclass A:\r\n    x: int\r\n",
    "cr": "import a\rclass A:\r    x: int\r",
    "mixed line ends": "import a\r\nclass A:\n    x: int\r\n",
    "crlf in a string of an lf file": 'x = """a\r\nb"""\ny = 1\n',
    "no final newline": "class A:\n    x: int",
    "trailing blanks": "class A:  \n    x: int \t\n   \n",
    "tabs": "class A:\n\tx: int\n\n\tdef f(self):\n\t\treturn 1\n",
    "tabs and blanks": "if a:\n\tx = 1\nif b:\n    y = 2\n",
    "two blanks": "class A:\n  x: int\n  def f(self):\n    pass\n",
    "form feed": "import a\n\x0c\nclass A:\n    x: int\n\x0c\n    y: int\n",
    "form feed before a statement": "x = 1\n\x0cy = 2\n",
    "cookie": "# -*- coding: latin-1 -*-\nx = 'é'\n",
    "shebang": "#!/usr/bin/env python\n# coding: utf-8\nimport a\n",
    "separators in strings": "x = 'a\u2028b\x1cc\x85d'  # e\u2029f\ny = 1\n",
    "wide characters": "x = 'éà'; y = 'ü'  # ß\nclass É: z = 'ñ'  # ø\n",
    "backslashes": "x = 1 + \\\n    2\nfrom a import b, \\\n    c\nclass A: \\\n    pass\n",
    "semicolons": "import a; import b\nx = 1;\ny = 2; z = 3;  # c\n",
    "one line bodies": "class A: x: int = 1; y: int = 2  # c\ndef f(): return 1\nif x: y\n@d\ndef g(): pass\n",
    "colons in the header": 'def f(a=":# x", b={1: 2}, *, c: "d:e" = lambda: 1):  # g: h\n    return a\n',
    "decorators": "@a\n# between\n@b(\n    1,\n)  # c\n\n# below\ndef f():\n    pass\n@(c)\nclass A:\n    x: int\n",
    "comments at odd indents": "class A:\n  # low\n    x: int\n        # high\n    y: int\n# out\n",
    "comments at the end of blocks": (
        "class A:\n    def f(self):\n        return 1\n        # of f\n    # of A\n# of none\n\nx = 1\n"
    ),
    "comments in the header": "class A(  # a\n    B,  # b\n    # c\n):  # d\n    # e\n    x: int\n",
    "strings": "x = '''\n    # no comment\n  '''\ndef f():\n    '''doc\n    \n  '''\n    return f'''{\n    1}'''\n",
    "type checking": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import b  # c\n    # d\nelse:\n    b = 1\n"
    ),
    "type checking on one line": "if TYPE_CHECKING: from a import b\nx: 'b'\n",
    "try": "try:\n    import a\nexcept ImportError:  # no\n    a = None\nfinally:\n    pass\n    # end\n",
    "async": "async def f():\n    async with a as b, c:\n        async for d in e:\n            await d\n",
    "match": "match a:\n    case [1, *_]:\n        pass\n    case _:\n        x = 1\n",
    "exception groups": "try:\n    pass\nexcept* (A, B):\n    pass\n",
    "parentheses": "x = (1\n)\ny = (\n    2)  # c\n(a)\n(b).c()\n",
    "ellipsis": "class A: ...\nclass B(A): ...  # b\n\n\ndef f(): ...\n",
    "nested": (
        "if a:\n    class A:\n        def f(self):\n            def g():\n                pass\n"
        "            # of f\n        # of A\n"
    ),
    "blank lines at the ends": "\n\n\nx = 1\n\n\n\n",
}
"""Parsed by every Python that runs these tests."""

NEWER = {
    "type statement (3.12)": "type X[T] = list[T]\n\n\nclass User:\n    x: int\n    type Y = int\n",
    "generics (3.12)": "class User[T: int = str]:\n    x: T\n\n    def f[U](self, u: U) -> T:\n        return u\n",
    "quotes in f-strings (3.12)": 'class User:\n    x: str = f"{a["b"]}"\n    y: int\n',
    "template strings (3.14)": 'x = t"{a}"\n\n\nclass User:\n    x: object = t"{b}"\n',
    "except without parentheses (3.14)": (
        "class User:\n    x: int\n\n    def f(self):\n        try:\n            pass\n"
        "        except A, B:\n            pass\n"
    ),
}
"""Newer than Python 3.11."""

BROKEN = {
    "(": (1, 1),
    "x = 1\ndef f(:\n    pass\n": (2, 7),
    "x = 1\n  y = 2\n": (2, 2),
    "x = 'a\n": (1, 5),
    "class A:\nx = 1\n": (2, 1),
    "x = 1\0\n": (1, 1),
    "return = 1\n": (1, 8),
}
"""Text to the line and column that are named."""
