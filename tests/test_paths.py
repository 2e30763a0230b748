"""Which files a run reads: gitignore as git understands it, no file twice, no going in circles."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pathspec  # noqa: F401  (imported before a test gives up the right to read it)
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from privileges import unprivileged

from newslint.config import find
from newslint.corpus.paths import discover
from newslint.errors import ConfigError, InputError
from newslint.settings import Settings

HERE = Settings()


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str, text: str = "text\n") -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(*paths: str, settings: Settings = HERE) -> list[str]:
    return [str(path) for path in discover(paths or ["."], settings)]


def test_a_directory_gives_its_text_files_at_any_depth_by_name() -> None:
    put(
        "b.txt", "a/z.txt", "a/deep/er/x.txt", "c/y.txt", "a.txt", "page.html", "txt", "a/n.txt.bak"
    )
    assert found() == ["a/deep/er/x.txt", "a/z.txt", "a.txt", "b.txt", "c/y.txt"]


def test_files_come_as_given_whatever_their_suffix_and_in_that_order() -> None:
    put("z.html", "a", "m.txt")
    assert found("z.html", "m.txt", "a") == ["z.html", "m.txt", "a"]


def test_a_file_given_by_name_needs_no_pattern_and_heeds_no_ignore() -> None:
    put("drafts/a.txt")
    put(".gitignore", text="drafts/\n")
    assert found("drafts/a.txt", settings=Settings(exclude=("*",))) == ["drafts/a.txt"]


def test_standard_input_is_listed_once() -> None:
    put("a.txt")
    assert discover(["-", "a.txt", "-"], HERE) == ["-", Path("a.txt")]


def test_no_paths_are_no_files() -> None:
    assert discover([], HERE) == []


def test_a_missing_path_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"gone\.txt: no such file"):
        discover(["gone.txt"], HERE)


def test_a_missing_path_is_reported_and_the_others_still_come() -> None:
    put("a.txt")
    errors: list[tuple[str, InputError]] = []
    files = discover(["gone: 1.txt", "", "a.txt"], HERE, lambda *error: errors.append(error))
    assert files == [Path("a.txt")]
    assert [path for path, _ in errors] == ["gone: 1.txt", ""]
    assert str(errors[0][1]) == "gone: 1.txt: no such file or directory"


@pytest.mark.parametrize(
    "name",
    [
        "two words.txt",
        "-n.txt",
        "--help.txt",
        "Ünïcödé – 新聞.txt",
        "one\ntwo.txt",
        "[a].txt",
        "*.txt",
        "~.txt",
    ],
)
def test_odd_names_are_names(name: str) -> None:
    put(f"d/{name}")
    assert found("d") == [f"d/{name}"]
    assert found(f"d/{name}") == [f"d/{name}"]


def test_a_name_that_is_no_utf8_is_found_and_can_be_ignored() -> None:
    name = os.fsdecode(b"caf\xe9")
    put(f"d/{name}.txt", f"d/{name}s.txt")
    assert found("d") == [f"d/{name}.txt", f"d/{name}s.txt"]
    Path(".gitignore").write_bytes(b"caf\xe9.txt\n")
    assert found() == [f"d/{name}s.txt"]


def test_include_takes_the_place_of_the_text_files_and_exclude_takes_away() -> None:
    put("a.txt", "b.md", "old/c.md", "old/keep/d.md")
    assert found(settings=Settings(include=("*.md",))) == ["b.md", "old/c.md", "old/keep/d.md"]
    assert found(settings=Settings(include=("*.md", "*.txt"), exclude=("old/keep",))) == [
        "a.txt",
        "b.md",
        "old/c.md",
    ]


def test_patterns_of_settings_mean_the_same_whichever_directory_is_named() -> None:
    put("old/a.txt", "new/old/a.txt")
    told = Settings(exclude=("/old",))
    assert found(settings=told) == ["new/old/a.txt"]
    assert found("old", "new", settings=told) == ["new/old/a.txt"]


def test_patterns_are_relative_to_a_named_directory_elsewhere(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("data/old/a.txt", "data/b.txt", "work/x")
    monkeypatch.chdir("work")
    assert found("../data", settings=Settings(exclude=("/old",))) == ["../data/b.txt"]


def test_a_pattern_that_is_none_is_a_configuration_error() -> None:
    put("a.txt")
    with pytest.raises(ConfigError, match='"!"'):
        discover(["."], Settings(exclude=("!",)))


def test_every_gitignore_from_the_root_of_the_repository_down_counts() -> None:
    Path(".git").mkdir()
    put("a.txt", "in/b.txt", "in/deep/c.txt", "in/deep/d.txt", "in/deep/e.txt")
    put(".gitignore", text="c.txt\n")
    put("in/.gitignore", text="/deep/d.txt\r\n")
    assert found("in/deep") == ["in/deep/e.txt"]
    put("in/deep/.gitignore", text="!c.txt\n")
    assert found("in/deep") == ["in/deep/c.txt", "in/deep/e.txt"]


def test_a_gitignore_above_the_repository_does_not_count() -> None:
    put(".gitignore", text="*\n")
    put("repository/a.txt", "repository/.git/HEAD", "plain/b.txt")
    assert found("repository", "plain") == ["repository/a.txt", "plain/b.txt"]


def test_a_repository_in_a_repository_obeys_its_own_files() -> None:
    Path(".git").mkdir()
    put(".gitignore", text="a.txt\n")
    put("a.txt", "module/.git", "module/a.txt", "module/b.txt")
    put("module/.gitignore", text="b.txt\n")
    assert found() == ["module/a.txt"]


def test_a_directory_named_although_ignored_is_read() -> None:
    Path(".git").mkdir()
    put(".gitignore", text="out/\n")
    put("out/sub/a.txt", "out/b.txt", "c.txt")
    assert found() == ["c.txt"]
    assert found("out") == ["out/b.txt", "out/sub/a.txt"]
    assert found("out/sub") == ["out/sub/a.txt"]


def test_the_git_directory_is_never_entered() -> None:
    put(".git/description.txt", ".git/sub/a.txt", "sub/.git/b.txt", "c.txt")
    assert found() == ["c.txt"]
    assert found(".git", ".git/sub") == []


def test_other_hidden_directories_are_entered() -> None:
    put(".drafts/a.txt", ".b.txt")
    assert found() == [".b.txt", ".drafts/a.txt"]


def test_a_gitignore_line_that_is_no_pattern_is_passed_over_as_git_does() -> None:
    put("a.txt", "b.txt")
    put(".gitignore", text="\ufeffa.txt\n!\n\\\n[\n# b.txt\n")
    assert found() == ["b.txt"]


def test_no_file_comes_twice_by_whatever_name() -> None:
    put("d/a.txt", "d/b.txt")
    Path("link").symlink_to("d")
    assert found("d/b.txt", "d", "./d/../d/a.txt", "link", "link/a.txt", ".") == [
        "d/b.txt",
        "d/a.txt",
    ]


def test_where_a_file_and_a_link_to_it_are_found_it_goes_by_its_own_name() -> None:
    put("z.txt", "other/elsewhere.txt")
    Path("a.txt").symlink_to("z.txt")
    Path("b.txt").symlink_to("other/elsewhere.txt")
    assert found() == ["other/elsewhere.txt", "z.txt"]


def test_links_to_files_elsewhere_are_read_once() -> None:
    put("store/one.txt", "store/two.txt")
    Path("set").mkdir()
    for link, target in (("1.txt", "one.txt"), ("2.txt", "two.txt"), ("3.txt", "one.txt")):
        Path("set", link).symlink_to(f"../store/{target}")
    assert found("set") == ["set/1.txt", "set/2.txt"]


def test_links_in_circles_end() -> None:
    put("d/a.txt")
    Path("d/up").symlink_to("..")
    Path("d/self").symlink_to(".")
    Path("d/dead.txt").symlink_to("nowhere")
    assert found("d") == ["d/a.txt"]
    assert found("d/up/d") == ["d/up/d/a.txt"]


def test_a_link_to_itself_is_reported_and_the_others_still_come() -> None:
    put("a.txt", "z.txt")
    Path("loop.txt").symlink_to("loop.txt")
    errors: list[tuple[str, InputError]] = []
    files = discover(["."], HERE, lambda *error: errors.append(error))
    assert files == [Path("a.txt"), Path("z.txt")]
    assert [path for path, _ in errors] == ["./loop.txt"]


def test_pipes_and_directories_with_a_text_name_are_no_documents() -> None:
    os.mkfifo("pipe.txt")
    put("folder.txt/a.txt")
    assert found() == ["folder.txt/a.txt"]


def test_a_closed_directory_is_reported_and_the_others_still_come() -> None:
    with unprivileged() as directory:
        for name in ("a", "closed", "z"):
            (directory / name).mkdir()
            (directory / name / "x.txt").write_text("text")
        (directory / "closed").chmod(0)
        errors: list[tuple[str, InputError]] = []
        paths = [str(directory / "closed/x.txt"), str(directory)]
        files = discover(paths, HERE, lambda *error: errors.append(error))
        with pytest.raises(InputError, match="closed: Permission denied"):
            discover([str(directory)], HERE)
        assert find(directory / "closed/x.txt") is None
    assert files == [directory / "a/x.txt", directory / "z/x.txt"]
    assert [(path, str(error)) for path, error in errors] == [
        (path, f"{path}: Permission denied") for path in (paths[0], f"{directory}/closed")
    ]


def test_directories_may_be_deeper_than_python_recurses() -> None:
    top = tempfile.mkdtemp()
    try:
        os.chdir(top)
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        put("a.txt")
        os.chdir(top)
        assert found() == ["d/" * 1200 + "a.txt"]
    finally:
        # Not by pytest, which cleans up by recursion.
        subprocess.run(["rm", "-r", top], check=True)


FOLDERS = st.lists(st.sampled_from(["a", "b", "ab", "build"]), max_size=3)
FILES = st.builds(
    lambda folders, name: "/".join((*folders, name)), FOLDERS, st.sampled_from(["x.txt", "ax.txt"])
)
# No directory is taken back in: there pathspec and git differ.
PATTERNS = st.sampled_from(
    [
        *("a", "/a", "a/", "a/b", "*/a", "/a/*", "a/**/b", "**/b", "b/**", "*", "*.txt", "a*"),
        *("?b", "[ab]", "/*/x.txt", "build/", "#a", "\\!a", "x.txt\\", "x.txt  ", "", "\r"),
        *("!*.txt", "!x.txt", "!/a/x.txt", "!build/x.txt", "!**/ax.txt", "!", "!a/*.txt"),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.lists(FILES, min_size=1, max_size=12),
    top=st.lists(PATTERNS, max_size=4),
    inner=st.dictionaries(
        st.sampled_from(["a", "b", "a/b", "build"]), st.lists(PATTERNS, max_size=3), max_size=2
    ),
)
def test_what_is_ignored_is_what_git_ignores(
    tmp_path_factory: pytest.TempPathFactory,
    files: Sequence[str],
    top: list[str],
    inner: dict[str, list[str]],
) -> None:
    os.chdir(tmp_path_factory.mktemp("repository"))
    subprocess.run(["git", "init", "-q", "."], check=True)
    put(*files)
    for folder, patterns in {".": top, **inner}.items():
        if Path(folder).is_dir():
            put(f"{folder}/.gitignore", text="".join(f"{pattern}\n" for pattern in patterns))
    listed = subprocess.run(
        [
            "git",
            "-c",
            "core.excludesFile=/dev/null",
            "ls-files",
            "-z",
            "--others",
            "--exclude-per-directory=.gitignore",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert sorted(found(settings=Settings(include=("*",)))) == sorted(listed.split("\0")[:-1])
