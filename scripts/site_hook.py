"""What MkDocs must know to make a site of pages that Git hosts show as well (see `mkdocs.yml`).

The pages lie where the repository has them, README.md outside docs/, and link to one another from
there. So each is known to MkDocs by its path in the repository, while its address on the site has
no `docs/`.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

OUTSIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "corpus/articles/README.md")
"""What belongs to the site and does not lie in docs/."""
_TITLE = re.compile(r"(?m)^(```[a-z]+ title=)(\S+)$")


def on_files(files: Files, config: Any) -> Files:
    """The files of docs/, named from the root of the repository, and those outside."""
    root = str(Path(config.config_file_path).parent)

    def known(name: str, address: str | None = None) -> File:
        return File(name, root, config.site_dir, config.use_directory_urls, dest_uri=address)

    own = [file for file in files if file.src_dir == config.docs_dir]
    theme = [file for file in files if file.src_dir != config.docs_dir]
    pages = [known(f"docs/{file.src_uri}", file.dest_uri) for file in own]
    return Files([*pages, *map(known, OUTSIDE), *theme])


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Titles of code as the Markdown extension wants them: in quotation marks."""
    return _TITLE.sub(r'\1"\2"', markdown)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Refuses a page for which a browser would ask another host than the site's."""
    loads = _Loads()
    loads.feed(output)
    if loads.foreign:
        raise PluginError(f"{page.file.src_uri} loads {', '.join(loads.foreign)}")
    return output


class _Loads(HTMLParser):
    """Collects what a browser fetches from other hosts to show a page."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next"):
            urls = [given.get("href")]
        else:
            urls = [given.get("src"), given.get("srcset"), given.get("poster"), given.get("data")]
        self.foreign += [url for url in urls if url and re.match(r"(?:\w+:)?//", url.strip())]
