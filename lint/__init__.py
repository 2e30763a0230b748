"""newslint finds, explains and repairs the flaws of ingested news text."""

from newslint._version import __version__

__all__ = ["__version__"]
