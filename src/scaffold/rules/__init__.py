"""What can be wrong with a project: one rule, one file, its docstring what `scaffold explain` prints.

`catalog` lists them. It is a module of its own, since a view of the project must not cost the import of every rule.
"""
