"""Grammar by LanguageTool: a real server, and what is said and done when there is none."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newslint
from newslint import filesystem
from newslint.errors import ConfigError, ServiceError
from newslint.finding import Finding, Safety, Severity
from newslint.rules.languagetool import installation, server
from newslint.settings import Settings

pytest.importorskip("language_tool_python")
psutil = pytest.importorskip("psutil")

needs_server = pytest.mark.needs("languagetool")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
WRONG = "The clerk told the court on Monday that they did not knew about the plan."
FOUND = "knew"
ALONE = ("--select", "GRM001")
"""Without other rules: our own model takes its time for a sentence that is wrong."""
INSTALLED = str(installation.default_folder())
"""Where LanguageTool is, whatever a test makes the cache directory."""


@pytest.fixture(scope="session")
def url() -> str:
    """A server for all tests that only ask; it ends with them."""
    return server.shared(None, 60.0)


def grammar(text: str, url: str, **settings: object) -> list[Finding]:
    """What LanguageTool finds in a text."""
    known = Settings(select=("GRM001",), languagetool_url=url, **settings)  # type: ignore[arg-type]
    return list(newslint.check(text, settings=known))


def spans(text: str, findings: list[Finding]) -> list[str]:
    return [text[each.start : each.end] for each in findings]


# what is found


@needs_server
def test_a_mistake_is_found_where_it_stands_and_tells_whose_rule_it_is(url: str) -> None:
    (finding,) = grammar("He go to school yesterday.", url)
    assert (finding.start, finding.end, finding.severity) == (3, 5, Severity.WARNING)
    ((kind, rule),) = finding.evidence
    assert kind == "rule" and rule.endswith("(GRAMMAR)")
    assert "pronoun" in finding.message


@needs_server
@pytest.mark.parametrize(
    "before",
    [
        "😀 ",
        "😀😀👨‍👩‍👧 Yes! 🏠 ",
        "𝔄𝔅 and 𠮷 agree. ",
        "e\u0301\u0301 is odd. ",
    ],
)
@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\r"])
def test_offsets_are_code_points_after_emoji_and_in_every_kind_of_lines(
    url: str, before: str, end: str
) -> None:
    text = f"{before}{WRONG}{end}😀 {before}{WRONG}"
    assert spans(text, grammar(text, url)) == [FOUND, FOUND]


@needs_server
def test_a_fix_after_emoji_changes_what_was_meant_and_only_that(url: str) -> None:
    text = f"😀 Well 🏠. {WRONG}\n"
    known = Settings(grammar=True, languagetool_url=url)
    assert newslint.clean(text, settings=known).text == text
    assert newslint.clean(text, settings=known, unsafe=True).text == text.replace("knew", "know")


@needs_server
def test_replacements_are_unsafe_at_most_and_only_suggested_in_quotations(url: str) -> None:
    (plain,) = grammar(WRONG, url)
    (quoted,) = grammar('"They did not knew about the plan," the clerk told the court.', url)
    (several,) = grammar("He go to school yesterday.", url)
    safeties = [each.fix and each.fix.safety for each in (plain, quoted, several)]
    assert safeties == [Safety.UNSAFE, Safety.SUGGEST, Safety.SUGGEST]
    assert several.fix is not None and "“goes” or “went”" in several.fix.title


@needs_server
def test_house_words_are_never_changed(url: str) -> None:
    assert grammar(WRONG, url, house_words=frozenset({"knew"})) == []
    assert grammar(WRONG, url, house_words=frozenset({"did not knew about"})) != []
    assert grammar(WRONG, url, house_words=frozenset({"plan"})) != []


@needs_server
def test_names_that_the_document_uses_are_never_changed(url: str) -> None:
    text = "It was the most biggest fire in the town."
    assert spans(text, grammar(text, url)) == ["most biggest"]
    assert grammar(text.replace("most", "Most"), url) == []
    text = "They was late. He said that Was is a brand."
    assert spans(text, grammar(text, url)) == ["was"]


@needs_server
def test_spelling_hyphens_capitals_and_headlines_are_left_alone(url: str) -> None:
    text = (
        "Clerk did not knew of fire\n\n"
        "The goverment of Xyzzq sent a teem of team mates, he said. commenced.\n\n"
        "A paragraph that ends without a mark of its own,\n\n"
        "A paragraph that says the same. A paragraph that says more. A paragraph that ends.\n"
    )
    assert grammar(text, url) == []
    everything = ("GRAMMAR", "CASING", "PUNCTUATION", "STYLE")
    found = spans(text, grammar(text, url, grammar_categories=everything))
    assert not {"goverment", "Xyzzq", "commenced", "team mates"} & set(found)


@needs_server
def test_other_categories_are_information(url: str) -> None:
    text = "The workers closed the bridge after a accident on Monday."
    assert grammar(text, url) == []
    (finding,) = grammar(text, url, grammar_categories=("MISC",))
    assert (finding.severity, text[finding.start : finding.end]) == (Severity.INFO, "a")


@needs_server
def test_our_own_finding_wins_where_both_have_one(url: str) -> None:
    text = "He told the court the the clerk did not knew about the plan.\n"
    known = Settings(
        grammar=True, languagetool_url=url, grammar_categories=("GRAMMAR", "MISC", "REPETITIONS")
    )
    findings = newslint.check(text, settings=known)
    places = [(each.code, text[each.start : each.end]) for each in findings]
    assert [span for code, span in places if code == "GRM001"] == ["knew"]
    assert [code for code, span in places if "the" in span.split()] == ["GAR003"]


@needs_server
def test_a_language_that_the_server_does_not_have_is_not_looked_at(url: str) -> None:
    known = Settings(grammar=True, languagetool_url=url, language="hi", select=("GRM001",))
    assert newslint.check(f"{WRONG}\n", settings=known) == ()


@needs_server
def test_proxies_of_the_environment_are_not_asked_for_the_way_to_this_machine(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newslint.rules.languagetool.client import Client

    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    client = Client(url, 60.0)
    client.probe()
    assert len(client.check(WRONG, "en", ("GRAMMAR",))) == 1


# whole runs, each with a server of its own


class Home(NamedTuple):
    """A folder with a configuration, and a cache directory that tells of its servers only."""

    folder: Path
    cache: Path

    def documents(self, texts: list[str]) -> None:
        for number, text in enumerate(texts):
            (self.folder / f"{number:03}.txt").write_text(text, encoding="utf-8")

    def configure(self, **keys: object) -> None:
        lines = (f"{key.replace('_', '-')} = {json.dumps(each)}\n" for key, each in keys.items())
        (self.folder / "newslint.toml").write_text("".join(lines), encoding="utf-8")

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "newslint", *arguments],
            cwd=self.folder,
            env={**os.environ, filesystem.CACHE_VARIABLE: str(self.cache), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pipesize=4096,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=240)
        return process.returncode, out, err

    def servers(self) -> set[int]:
        """Processes of the servers that run for this folder's cache directory."""
        states = (self.cache / "languagetool/running").glob("*.json")
        records = [json.loads(state.read_text() or "{}") for state in states]
        pids = {record.get("server", 0) for record in records}
        return {pid for pid in pids if pid and psutil.pid_exists(pid)}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "news"
    folder.mkdir()
    made = Home(folder, tmp_path / "cache")
    made.configure(grammar=True, languagetool_directory=INSTALLED)
    return made


@pytest.fixture
def bare(tmp_path: Path) -> Home:
    """The same with no LanguageTool anywhere."""
    folder = tmp_path / "news"
    folder.mkdir()
    made = Home(folder, tmp_path / "cache")
    made.documents([WRONG])
    return made


def until(condition: object, seconds: float = 90.0) -> None:
    """Wait until a callable says so, for so many seconds at least in which this process runs."""
    for _ in range(round(seconds / 0.05)):
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")


def ended(processes: list[psutil.Process]) -> bool:
    """Whether none of them runs any more."""
    return not any(
        each.is_running() and each.status() != psutil.STATUS_ZOMBIE
        for each in processes
        if psutil.pid_exists(each.pid)
    )


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started: workers, the watcher, the server."""
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def kilobyte(number: int) -> str:
    """A document of about 1 kB with one mistake, unlike the others."""
    filler = "The council met in the old town hall and spoke about the roads of the district. "
    return f"Meeting {number} of the council began late. {filler * 11}\n\n{WRONG} {number}.\n"


@needs_server
@posix
@pytest.mark.long
def test_all_documents_are_checked_by_one_server_which_is_killed_twice_on_the_way(
    home: Home,
) -> None:
    # Four processes are at most ten chunks of 16 documents, and what fits into the pipe, ahead of
    # what is read: at each death there are documents left for the next server.
    home.documents([kilobyte(number) for number in range(240)])
    process = home.start("check", ".", "--jobs", "4", "--output-format", "jsonl", *ALONE)
    assert process.stdout is not None
    killed: set[int] = set()
    lines, everyone = [], []
    for line in process.stdout:
        lines.append(json.loads(line))
        if len(lines) in (1, 33):
            until(lambda: home.servers() - killed)
            (pid,) = home.servers() - killed
            everyone += family(process.pid)
            os.kill(pid, signal.SIGKILL)
            killed.add(pid)
    assert (process.wait(), len(killed)) == (1, 2), process.communicate()
    documents = [line for line in lines if "path" in line]
    assert sorted(each["path"] for each in documents) == [f"{each:03}.txt" for each in range(240)]
    codes = [[each["code"] for each in document["findings"]] for document in documents]
    assert all(found.count("GRM001") == 1 for found in codes)
    until(lambda: ended(everyone))
    assert home.servers() == set()


@needs_server
@posix
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"])
@pytest.mark.long
def test_nothing_runs_on_when_newslint_is_killed(home: Home, name: str) -> None:
    home.documents([kilobyte(number) for number in range(200)])
    process = home.start("check", ".", "--jobs", "2", "--output-format", "jsonl", *ALONE)
    assert process.stdout is not None
    process.stdout.readline()
    everyone = family(process.pid)
    (running,) = home.servers()
    assert running in [each.pid for each in everyone]
    assert len(everyone) >= 5
    # As a terminal does: to all that belong to it.
    os.killpg(process.pid, getattr(signal, name))
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    number = getattr(signal, name)
    # All but SIGKILL leave newslint the time to tidy up.
    assert process.returncode == (-number if name == "SIGKILL" else 128 + number)
    until(lambda: ended(everyone), 20)
    assert list((home.cache / "languagetool/running").iterdir()) == []


@needs_server
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_the_server_ends_even_when_its_watcher_is_killed(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a killed process leaves behind is to be left here.
    monkeypatch.setenv("TMPDIR", str(home.folder))
    monkeypatch.setenv(filesystem.CACHE_VARIABLE, str(home.cache))
    started = server.Server(INSTALLED, 10.0)
    watcher = psutil.Process(started._supervisor.pid)
    everyone = family(watcher.pid)
    assert len(everyone) == 2
    watcher.kill()
    until(lambda: ended(everyone), 20)
    # A process whose threads have not all ended yet is listed as dead before it can be waited for.
    until(lambda: not started.running, 20)
    started.stop()
    (state,) = (home.cache / "languagetool/running").iterdir()
    assert list(server.running()) == [] and not state.exists()


@needs_server
@pytest.mark.long
def test_two_runs_at_once_do_not_meet(home: Home) -> None:
    home.documents([kilobyte(number) for number in range(4)])
    runs = [home.start("check", ".", "--output-format", "concise", *ALONE) for _ in range(2)]
    for each in runs:
        out, err = each.communicate(timeout=240)
        assert (each.returncode, err, out.count("GRM001")) == (1, "", 4)
    until(lambda: not home.servers(), 20)


@needs_server
def test_a_text_that_takes_too_long_fails_by_itself(home: Home) -> None:
    home.configure(
        grammar=True,
        languagetool_directory=INSTALLED,
        languagetool_timeout=0.05,
    )
    home.documents(["\n".join(f"{WRONG} {number}." for number in range(400))])
    code, _, err = home.run("check", ".", *ALONE)
    assert code == 2
    assert err.startswith("newslint: error: 000.txt: LanguageTool took longer than 0.05 s")
    assert err.count("\n") == 1


@needs_server
def test_fix_and_clean_ask_too(home: Home, url: str) -> None:
    home.configure(grammar=True, languagetool_url=url)
    home.documents([f"{WRONG}\n"])
    code, out, _ = home.run("clean", "000.txt", "--unsafe")
    assert (code, out) == (0, f"{WRONG}\n".replace("knew", "know"))
    code, out, _ = home.run("clean", "000.txt", "--unsafe", "--no-grammar")
    assert (code, out) == (0, f"{WRONG}\n")
    code, out, _ = home.run("fix", "000.txt", "--unsafe", "--diff")
    assert code == 1 and "+The clerk told the court on Monday that they did not know" in out


# what is said when something is missing


def test_without_java_one_line_says_what_to_install(bare: Home) -> None:
    code, out, err = bare.run("check", "--grammar", ".", PATH="", JAVA_HOME="")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Java 17" in err and "newslint languagetool install" in err


@posix
def test_an_old_java_is_not_tried(bare: Home, tmp_path: Path) -> None:
    java = tmp_path / "bin/java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    code, _, err = bare.run("check", "--grammar", ".", PATH="", JAVA_HOME=str(tmp_path))
    assert code == 2 and "Java 17 or newer, this one is 11" in err


@posix
def test_a_java_that_fails_is_quoted(bare: Home, tmp_path: Path) -> None:
    java = tmp_path / "bin/java"
    java.parent.mkdir()
    java.write_text(
        "#!/bin/sh\n[ $1 = -version ] && { echo 'version \"17\"' >&2; exit 0; }\n"
        "echo 'Error: Could not create the Java machine'; exit 1\n"
    )
    java.chmod(0o755)
    (bare.folder / installation.JAR).touch()
    bare.configure(languagetool_directory=str(bare.folder))
    code, _, err = bare.run("check", "--grammar", ".", JAVA_HOME=str(tmp_path))
    assert code == 2 and "does not start: Error: Could not create the Java machine" in err


def test_a_folder_without_languagetool_is_named(bare: Home) -> None:
    bare.configure(languagetool_directory=str(bare.folder))
    code, _, err = bare.run("check", "--grammar", ".")
    assert code == 2 and f"({bare.folder} has no languagetool-server.jar)" in err


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(filesystem.CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(installation, "package", lambda: False)
    with pytest.raises(ServiceError, match=r'pip install "newslint\[grammar\]"'):
        newslint.check(WRONG, settings=Settings(grammar=True, languagetool_timeout=33.0))
    with pytest.raises(ServiceError, match=r'pip install "newslint\[grammar\]"'):
        newslint.check(WRONG, settings=Settings(grammar=True, languagetool_url="http://x/"))


def dead_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_dead_server_is_named_once(bare: Home) -> None:
    bare.documents([WRONG] * 20)
    bare.configure(grammar=True, languagetool_url=f"http://127.0.0.1:{dead_port()}")
    code, out, err = bare.run("check", ".", "--jobs", "2")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "no LanguageTool server answers at http://127.0.0.1:" in err
    assert "languagetool-url" in err


class Silent(BaseHTTPRequestHandler):
    """Says it has English, and then nothing more; or something else altogether."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer)  # type: ignore[attr-defined]

    def do_POST(self) -> None:
        if self.server.deadly:  # type: ignore[attr-defined]
            self.close_connection = True
            return
        threading.Event().wait(60)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def silent() -> Iterator[HTTPServer]:
    made = HTTPServer(("127.0.0.1", 0), Silent)
    made.answer = b'[{"name": "English", "code": "en", "longCode": "en-US"}]'  # type: ignore[attr-defined]
    made.deadly = False  # type: ignore[attr-defined]
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    # Not `shutdown`: a handler may still be waiting.
    made.socket.close()


def test_a_server_that_falls_silent_costs_the_time_limit(bare: Home, silent: HTTPServer) -> None:
    bare.configure(
        grammar=True,
        languagetool_url=f"http://127.0.0.1:{silent.server_port}/v2/check",
        languagetool_timeout=0.5,
    )
    code, _, err = bare.run("check", ".")
    assert code == 2 and "000.txt: LanguageTool took longer than 0.5 s" in err


def test_a_text_that_the_server_dies_of_is_given_up(bare: Home, silent: HTTPServer) -> None:
    silent.deadly = True  # type: ignore[attr-defined]
    bare.configure(grammar=True, languagetool_url=f"http://127.0.0.1:{silent.server_port}")
    code, _, err = bare.run("check", ".")
    assert code == 2 and "000.txt: LanguageTool died 4 times while it read it" in err


def test_a_server_that_does_not_come_back_is_waited_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from newslint.rules.languagetool import client

    asked = client.Client(f"http://127.0.0.1:{dead_port()}/", 60.0)
    for seconds in (1.0, 3600.0):
        monkeypatch.setattr(client, "RETURN_SECONDS", seconds)
        with pytest.raises(ServiceError, match="is gone"):
            asked.check(WRONG, "en", ("GRAMMAR",))


def test_a_server_of_another_kind_is_told_apart(bare: Home, silent: HTTPServer) -> None:
    for answer in (b"<html>Welcome</html>", b"[1]", b'{"ok": true}', b"", b"null"):
        silent.answer = answer  # type: ignore[attr-defined]
        bare.configure(grammar=True, languagetool_url=f"http://127.0.0.1:{silent.server_port}")
        code, _, err = bare.run("check", ".")
        assert (code, err.count("\n")) == (2, 1)
        assert "is no LanguageTool server" in err


def test_nothing_of_it_is_imported_unless_asked_for(bare: Home) -> None:
    program = (
        "import sys; from newslint.cli import run; run(['check', '.', '--select', 'ALL'])\n"
        "bad = ('language_tool_python', 'requests', 'psutil', 'newslint.rules.languagetool')\n"
        "print([name for name in sys.modules if name.startswith(bad)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=bare.folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("key", "value", "trouble"),
    [
        ("grammar_categories", ["TYPOS"], "leaves spelling out"),
        ("grammar_categories", [], "names no category"),
        ("grammar_categories", ["a b"], "is no category"),
        ("languagetool_url", "localhost:8081", "is no address"),
        ("languagetool_url", "ftp://localhost", "is no address"),
        ("languagetool_url", 8081, "is no address"),
        ("languagetool_directory", "nowhere", "there is no folder"),
        ("languagetool_timeout", 0, "is no number of seconds"),
        ("languagetool_timeout", "soon", "is no number of seconds"),
        ("languagetool_timeout", True, "is no number of seconds"),
        ("grammar", "perhaps", "must be true or false"),
    ],
)
def test_a_wrong_setting_is_refused(bare: Home, key: str, value: object, trouble: str) -> None:
    bare.configure(**{key: value})
    code, _, err = bare.run("check", ".")
    assert code == 2 and trouble in err and key.replace("_", "-") in err


# installing


def test_every_server_gets_the_modules_that_it_does_not_start_without() -> None:
    assert installation.modules(["en"]) == ("ca", "en", "es", "pt")
    assert installation.modules([" DE ", "en", "", "es"]) == ("ca", "de", "en", "es", "pt")
    with pytest.raises(ConfigError, match="no module for"):
        installation.modules(["xx"])
    pom = installation.pom(["en"])
    assert pom.count("<dependency>") == 5 and "<artifactId>language-all</artifactId>" in pom


@given(st.lists(st.from_regex(r"[a-z0-9.-]{1,90}\.jar", fullmatch=True), max_size=40))
def test_a_manifest_names_every_jar_in_lines_that_java_reads(jars: list[str]) -> None:
    text = installation.manifest(jars)
    assert all(len(line.encode()) <= 71 for line in text.split("\n"))
    whole = text.replace("\n ", "")
    assert whole.split("\n")[2] == "Class-Path: " + " ".join(f"libs/{jar}" for jar in jars)


@needs_server
def test_what_is_installed_is_known_by_its_version_and_languages() -> None:
    found = installation.installed()
    assert found is not None
    assert found.version == installation.VERSION
    assert "en" in found.languages
    assert found.size > 50_000_000


def fake_maven(folder: Path, script: str) -> dict[str, str]:
    maven = folder / "bin/mvn"
    maven.parent.mkdir()
    maven.write_text(f"#!/bin/sh\n{script}\n")
    maven.chmod(0o755)
    return {"PATH": f"{maven.parent}{os.pathsep}{os.environ['PATH']}"}


@posix
def test_install_by_maven_makes_what_java_can_start(bare: Home, tmp_path: Path) -> None:
    path = fake_maven(
        tmp_path,
        'for a in "$@"; do case $a in -DoutputDirectory=*) d=${a#*=};; esac; done\n'
        'mkdir -p "$d"; cp pom.xml "$d/../"; for l in ca en es pt; do '
        'echo x > "$d/language-$l-6.8.jar"; done; echo x > "$d/languagetool-core-6.8.jar"',
    )
    code, out, err = bare.run("languagetool", "install", **path)
    assert (code, err) == (0, "") and "languages: ca, en, es, pt" in out
    folder = bare.cache / "languagetool/LanguageTool-6.8"
    with zipfile.ZipFile(folder / installation.JAR) as jar:
        assert b"libs/language-en-6.8.jar" in jar.read("META-INF/MANIFEST.MF")
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]
    assert "Already there" in bare.run("languagetool", "install", **path)[1]
    assert "6.8, " in bare.run("languagetool", "status", **path)[1]
    assert bare.run("languagetool", "remove", **path)[0] == 0
    assert not folder.parent.exists()
    assert "Nothing in" in bare.run("languagetool", "remove", **path)[1]


@posix
def test_an_install_that_fails_leaves_nothing_behind(bare: Home, tmp_path: Path) -> None:
    path = fake_maven(tmp_path, "echo '[ERROR] Unknown host repo.example'; exit 1")
    code, _, err = bare.run("languagetool", "install", **path)
    assert code == 2 and "Unknown host repo.example" in err and err.count("\n") == 1
    assert list((bare.cache / "languagetool").iterdir()) == []
    code, _, err = bare.run("languagetool", "install", "--languages", "en,dee", **path)
    assert code == 2 and 'did you mean "de"?' in err


@needs_server
def test_status_tells_of_a_server_that_runs_and_remove_waits_for_it(
    monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    monkeypatch.setenv(filesystem.CACHE_VARIABLE, str(home.cache))
    started = server.Server(INSTALLED, 10.0)
    try:
        code, out, err = home.run("languagetool", "status")
        assert (code, err) == (0, "") and "server running:" in out and " MB" in out
        code, _, err = home.run("languagetool", "remove")
        assert code == 2 and "wait until it is done" in err
    finally:
        started.stop()
    code, out, _ = home.run("languagetool", "status")
    assert code == 0 and "server running:" not in out
