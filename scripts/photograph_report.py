"""Take the picture of the HTML report that the documentation shows, in a real browser.

    python scripts/photograph_report.py

Needs Chromium and the extra `browser`; without them it says so and leaves the picture alone. A
picture is taken anew only when the page has changed: it carries the hash of the page that it
shows, since no two browsers draw the same pixels.
"""

from __future__ import annotations

import shutil
import struct
import sys
import zlib
from hashlib import sha256

from make_pictures import IMAGES
from replay import ROOT, session

COMMAND = "newslint check corpus/sample --output-format html"
PICTURE = IMAGES / "report.png"
SIZE = {"width": 1400, "height": 860}
"""Of the window, in pixels."""
FOCUS = "#d1b3"
"""The number whose reason is open."""
_KEY = b"newslint page"
_END = struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND"))


def main() -> int:
    """Take the picture if it is out of date; the exit code."""
    with session() as here:
        page = here.run(COMMAND)
    digest = sha256(page.encode()).hexdigest().encode()
    if PICTURE.exists() and digest in PICTURE.read_bytes():
        return 0
    program = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        name = PICTURE.relative_to(ROOT)
        print(f"{name}: left as it is; a new one takes Chromium and the extra `browser`")
        return 0
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        tab = browser.new_page(viewport=SIZE, color_scheme="light")
        tab.set_content(page)
        tab.locator("nav").evaluate("nav => nav.scrollIntoView()")
        tab.locator(FOCUS).focus()
        drawn = tab.screenshot()
        browser.close()
    assert drawn.endswith(_END)
    PICTURE.write_bytes(drawn.removesuffix(_END) + _text(digest) + _END)
    print(f"{PICTURE.relative_to(ROOT)}: written")
    return 0


def _text(value: bytes) -> bytes:
    """A chunk of a PNG file that holds words beside the picture (PNG specification, 11.3.3)."""
    data = b"tEXt" + _KEY + b"\x00" + value
    return struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))


if __name__ == "__main__":
    sys.exit(main())
