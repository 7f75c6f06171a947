from setuptools import setup

setup(name="versioned", install_requires=["fastapi", "sqlmodel"])
