"""The one place where the version stands."""

__version__ = "0.1.0"
"""The version of the package: MAJOR.MINOR.PATCH.

Since 0.1.0.
"""
