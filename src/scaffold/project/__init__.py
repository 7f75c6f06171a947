"""What is this project: its files, layout, conventions and models. All reading happens here."""

from __future__ import annotations

from scaffold.project.conventions import Conventions, CrudBase, Name, Registry
from scaffold.project.detection import find_conventions
from scaffold.project.findings import Findings, Found
from scaffold.project.models import read_models
from scaffold.project.opening import open_project
from scaffold.project.project import Model, Project
from scaffold.project.settings import settings_of, with_settings
from scaffold.project.sources import Sources
from scaffold.project.tree import Tree

__all__ = [
    "Conventions",
    "CrudBase",
    "Findings",
    "Found",
    "Model",
    "Name",
    "Project",
    "Registry",
    "Sources",
    "Tree",
    "find_conventions",
    "open_project",
    "read_models",
    "settings_of",
    "with_settings",
]
