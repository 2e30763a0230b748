"""LanguageTool on this machine: where it is, what it needs, how it comes and goes.

An installation is a folder with `languagetool-server.jar`: the official archive unpacked, or what
`install` makes (that jar being a manifest alone, and the jars that it names in `libs/`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newslint import filesystem
from newslint.errors import ConfigError, NewslintError, ServiceError, did_you_mean
from newslint.rules.installing import delete, fetch, put

VERSION = "6.8"
"""The LanguageTool that newslint is tested with."""
JAVA = 17
"""The oldest Java that runs it."""
JAR, LIBRARIES = "languagetool-server.jar", "libs"
PACKAGE = 'language-tool-python (pip install "newslint[grammar]")'
LANGUAGES = (
    *("ar", "ast", "be", "br", "ca", "crh", "da", "de", "el", "en", "eo", "es", "fa", "fr", "ga"),
    *("gl", "it", "ja", "km", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "ta", "tl", "uk"),
    "zh",
)
"""What LanguageTool has a module for."""
_REQUIRED = ("ca", "es", "pt")
"""Modules that the server does not start without: its language detector names them."""
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_MAIN = "org.languagetool.server.HTTPServer"
_MANIFEST_BYTES = 72
"""The longest line of a manifest; a continuation starts with a blank."""


class Installation(NamedTuple):
    """LanguageTool in a folder."""

    folder: Path

    @property
    def jar(self) -> Path:
        """The program of its server."""
        return self.folder / JAR

    @property
    def version(self) -> str | None:
        """As "6.8"; None where no file tells."""
        for jar in self._jars("languagetool-core"):
            match = re.fullmatch(r"languagetool-core-(\d[\w.]*?)\.jar", jar.name)
            if match:
                return match[1]
        match = re.fullmatch(r"LanguageTool-(\d[\w.]*)", self.folder.name)
        return match[1] if match else None

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages whose modules are there as jars of their own, sorted."""
        found = (re.match(r"language-([a-z]{2,3})-\d", jar.name) for jar in self._jars("language-"))
        if (self.folder / "org/languagetool/rules").is_dir():  # the official archive has all
            return LANGUAGES
        return tuple(sorted(match[1] for match in found if match))

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())

    def _jars(self, prefix: str) -> list[Path]:
        return sorted((self.folder / LIBRARIES).glob(f"{prefix}*.jar"))


def cache_directory() -> Path:
    """The folder of newslint's own LanguageTool; `NEWSLINT_CACHE_DIR` moves it."""
    return filesystem.cache_directory() / "languagetool"


def default_folder() -> Path:
    """Where `install` puts it."""
    return cache_directory() / f"LanguageTool-{VERSION}"


def installed(directory: str | None = None) -> Installation | None:
    """What is in `directory`, or in newslint's own folder when None; None when nothing is there."""
    folder = Path(directory) if directory else default_folder()
    return Installation(folder) if (folder / JAR).is_file() else None


def java() -> tuple[str, int] | None:
    """The path of Java and its major version; None when there is none. JAVA_HOME comes first."""
    home = os.environ.get("JAVA_HOME")
    path = (shutil.which("java", path=str(Path(home) / "bin")) if home else None) or shutil.which(
        "java"
    )
    if path is None:
        return None
    try:
        done = subprocess.run(
            [path, "-version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', done.stderr + done.stdout)
    return (path, int(match[1])) if match else None


def ready(directory: str | None = None) -> tuple[Installation, str]:
    """What a server of our own needs: LanguageTool and the path of Java.

    Raises ServiceError, naming all that is missing and how it is to be had.
    """
    found, machine = installed(directory), java()
    missing = [] if package() else [PACKAGE]
    if machine is None or machine[1] < JAVA:
        trouble = "" if machine is None else f", this one is {machine[1]}"
        missing.append(
            f"Java {JAVA} or newer{trouble} (Debian and Ubuntu: apt-get install "
            "default-jre-headless)"
        )
    if found is None and directory:
        missing.append(f"LanguageTool ({directory} has no {JAR})")
    elif found is None:
        missing.append(f"LanguageTool {VERSION} (newslint languagetool install)")
    if missing or found is None or machine is None:
        raise ServiceError(
            f"grammar needs what is not here: {'; '.join(missing)}; or name a running server by "
            "languagetool-url in the configuration"
        )
    return found, machine[0]


def package() -> bool:
    """Whether language-tool-python is installed; does not import it."""
    from importlib.util import find_spec

    return find_spec("language_tool_python") is not None


def modules(languages: Iterable[str]) -> tuple[str, ...]:
    """The modules to install for some languages, sorted, those of any server among them.

    Raises ConfigError, with a suggestion, on a language that LanguageTool does not have.
    """
    wanted = [each.strip().lower() for each in languages if each.strip()]
    for language in wanted:
        if language not in LANGUAGES:
            raise ConfigError(
                f'LanguageTool has no module for "{language}"{did_you_mean(language, LANGUAGES)}; '
                f"it has {', '.join(LANGUAGES)}"
            )
    return tuple(sorted({*_REQUIRED, *wanted}))


def install(languages: Collection[str], maven: str | None) -> Installation:
    """Bring LanguageTool to `default_folder`, in place of what is there; the network is used.

    With `maven` (the path of mvn) the modules of `languages` come as jars from Maven Central,
    checksums verified; with None the official archive, by language-tool-python, which knows its
    SHA-256. Nothing is left behind and nothing replaced when it fails. Raises ServiceError.
    """
    target = default_folder()
    if maven is None:
        put(target, _by_archive)
    else:
        put(target, lambda scratch: _by_maven(scratch, languages, maven))
    return Installation(target)


def remove() -> bool:
    """Delete newslint's own LanguageTool; False when there was none.

    Raises ServiceError when it cannot be deleted.
    """
    return delete(cache_directory())


def _by_maven(scratch: Path, languages: Collection[str], maven: str) -> Path:
    (scratch / "pom.xml").write_text(pom(languages), encoding="utf-8")
    folder = scratch / "fresh"
    options = ("--batch-mode", "--quiet", "--no-transfer-progress", "--strict-checksums")
    output = f"-DoutputDirectory={folder / LIBRARIES}"
    command = [maven, *options, _PLUGIN, "-DincludeScope=runtime", output]
    fetch(command, scratch, "Maven", "LanguageTool")
    jars = sorted(path.name for path in (folder / LIBRARIES).glob("*.jar"))
    with zipfile.ZipFile(folder / JAR, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", manifest(jars))
    return folder


def pom(languages: Iterable[str]) -> str:
    """A Maven project that needs the server and these languages, and none of the others."""
    others = (
        "<exclusions><exclusion><groupId>org.languagetool</groupId>"
        "<artifactId>language-all</artifactId></exclusion></exclusions>"
    )
    wanted = [("languagetool-server", others)]
    wanted += [(f"language-{each}", "") for each in modules(languages)]
    dependencies = "\n".join(
        f"<dependency><groupId>org.languagetool</groupId><artifactId>{name}</artifactId>"
        f"<version>{VERSION}</version>{exclusions}</dependency>"
        for name, exclusions in wanted
    )
    return (
        "<project>\n"
        "<modelVersion>4.0.0</modelVersion>\n<groupId>newslint</groupId>\n"
        "<artifactId>languagetool</artifactId>\n<version>1</version>\n"
        f"<dependencies>\n{dependencies}\n</dependencies>\n</project>\n"
    )


def manifest(jars: Iterable[str]) -> str:
    """The manifest of a jar that runs the server from the jars in `libs/` beside it.

    >>> print(manifest(["a.jar"]), end="")
    Manifest-Version: 1.0
    Main-Class: org.languagetool.server.HTTPServer
    Class-Path: libs/a.jar
    <BLANKLINE>
    """
    path = " ".join(f"{LIBRARIES}/{jar}" for jar in jars)
    lines = ["Manifest-Version: 1.0", f"Main-Class: {_MAIN}", f"Class-Path: {path}"]
    return "".join(f"{part}\n" for line in lines for part in _folded(line)) + "\n"


def _folded(line: str) -> Iterator[str]:
    """A line of a manifest as lines of at most 72 bytes, line end included."""
    room = _MANIFEST_BYTES - 1
    yield line[:room]
    for start in range(room, len(line), room - 1):
        yield f" {line[start : start + room - 1]}"


def _by_archive(scratch: Path) -> Path:
    if not package():
        raise ServiceError(f"without Maven (mvn), the archive needs {PACKAGE}")
    if java() is None:
        raise ServiceError(f"without Maven (mvn), the archive needs Java {JAVA} to be there first")
    os.environ["LTP_PATH"] = str(scratch)
    from language_tool_python.download_lt import LocalLanguageTool

    try:
        tool = LocalLanguageTool.from_version_name(VERSION)
        tool.download()
        folder: Path = tool.get_directory_path()
    except NewslintError:
        raise
    except Exception as error:
        raise ServiceError(
            f"the archive of LanguageTool {VERSION} cannot be had ({error}); is the network there?"
        ) from error
    return folder
