"""The GitHub action and the GitLab template, run: their shell steps, and the whole by real runners.

The steps are run as the hosts run them: by bash, with what was handed in as environment and the
host's files to write to. `act` and `gitlab-ci-local` then run the files themselves, installing
newslint as they say.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from checkout import ROOT, copy_checkout
from pages import blocks, recipe

yaml = pytest.importorskip("yaml")

ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SPEC, JOBS = yaml.safe_load_all((ROOT / "templates/newslint.yml").read_text(encoding="utf-8"))
JOB: Mapping[str, Any] = JOBS["newslint"]
STEPS: Mapping[str, Mapping[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
CLEAN = "The council voted on Monday to raise the budget for schools.\n"
FLAWED = f"""{CLEAN}
Also Read: Mayor opens the new bridge

The mayor said on Tuesday that the vote had been close.
"""
HOSTILE = [
    "two words",
    "-n",
    "--exit-zero",
    "$(touch made)",
    "`touch made`",
    '"; touch made; "',
    "'; touch made; '",
    "${{ github.token }}",
    "$HOME",
    "*",
    "[a-z]",
    "नगर – été",
    "a\\tb",
]
"""Names of folders that are only names."""
COMMAND = re.compile(r"^::|^##\[", re.M)
"""What a GitHub runner obeys in the output of a step."""
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Nobody"),
    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "nobody@example.com"),
}


class Outcome(NamedTuple):
    """What a step printed and wrote to the files of its host."""

    code: int
    out: str
    err: str
    outputs: Mapping[str, str] = {}
    summary: str = ""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The checked-out repository of a job, and beside it `runner`, in which newslint is there."""
    (tmp_path / "runner").mkdir()
    (tmp_path / "runner/newslint").symlink_to(sys.prefix)
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def bash(script: str, folder: Path, environment: Mapping[str, str]) -> Outcome:
    """Run a script as both hosts do: stopped by the first command that fails."""
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def action(workspace: Path, **inputs: str) -> Outcome:
    """Run the step of the action that checks, with the inputs that a workflow gives."""
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs
    step = STEPS["Check"]
    runner = workspace.parent / "runner"
    files = {name: runner / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.unlink(missing_ok=True)
    environment = {name: _value(expression, given) for name, expression in step["env"].items()}
    environment |= {"RUNNER_TEMP": str(runner), **{name: str(file) for name, file in files.items()}}
    done = bash(step["run"], workspace, environment)
    output, summary = (
        file.read_text(encoding="utf-8") if file.exists() else "" for file in files.values()
    )
    outputs = dict(line.split("=", 1) for line in output.splitlines())
    return done._replace(outputs=outputs, summary=summary)


def _value(expression: str, inputs: Mapping[str, str]) -> str:
    """The value of an environment variable of a step, which must be an input and nothing more."""
    match = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression)
    assert match, expression
    return inputs[match[1]]


def template(workspace: Path, **inputs: str) -> Outcome:
    """Run the last command of the GitLab job, with the inputs that an `include` gives."""
    given = {name: each.get("default", "") for name, each in SPEC["spec"]["inputs"].items()}
    given |= inputs
    environment = {}
    for name, variable in JOB["variables"].items():
        match = re.fullmatch(r"\$\[\[ inputs\.(\w+) \]\]", variable["value"])
        assert match and variable["expand"] is False, name
        environment[name] = given[match[1]]
    environment["newslint"] = str(workspace.parent / "runner/newslint")
    return bash(JOB["script"][-1], workspace, environment)


RUNS = pytest.mark.parametrize("run", [action, template])


def article(workspace: Path, text: str, name: str = "articles/a.txt") -> Path:
    """Write an article; its path."""
    path = workspace / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_no_step_has_an_expression_in_its_script() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 2
    assert not re.search(r"\$\{\{|\$\[\[", "\n".join([*scripts, *JOB["script"]]))


def test_what_others_wrote_is_pinned_to_a_commit() -> None:
    used = [step["uses"] for step in STEPS.values() if "uses" in step]
    assert len(used) == 1
    assert re.fullmatch(r"github/codeql-action/upload-sarif@[0-9a-f]{40}", used[0])


@RUNS
def test_clean_articles_pass(workspace: Path, run: Any) -> None:
    article(workspace, CLEAN)
    assert run(workspace).code == 0


@RUNS
def test_a_finding_fails_the_job(workspace: Path, run: Any) -> None:
    article(workspace, FLAWED)
    done = run(workspace)
    assert done.code == 1 and "RES001" in done.out and "articles/a.txt" in done.out


@RUNS
def test_an_error_is_told_from_a_finding(workspace: Path, run: Any) -> None:
    assert run(workspace, paths="missing").code == 2
    done = run(workspace, arguments="--no-such-option")
    assert done.code == 2 and "--no-such-option" in done.err


@RUNS
def test_arguments_are_divided_by_blanks_and_paths_by_line_ends(workspace: Path, run: Any) -> None:
    article(workspace, FLAWED, "two words/a.txt")
    article(workspace, FLAWED, "other/b.txt")
    article(workspace, FLAWED, "left out/c.txt")
    done = run(workspace, paths="two words\nother\n", arguments="--select\n  RES001,RES006  ")
    assert done.code == 1
    assert set(re.findall(r"[abc]\.txt", done.out)) == {"a.txt", "b.txt"}
    passed = run(workspace, paths="two words", arguments="--fail-level error")
    assert passed.code == 0 and "RES001" in passed.out


@RUNS
def test_a_folder_of_any_name_is_only_a_folder(workspace: Path, run: Any) -> None:
    for name in HOSTILE:
        article(workspace, FLAWED, f"{name}/a.txt")
    # What a shell would find for some of the names.
    article(workspace, FLAWED, "q/b.txt")
    done = run(workspace, paths="\n".join(HOSTILE), arguments="--no-model")
    assert done.code == 1, done
    assert done.out.count("a.txt") == len(HOSTILE) and "b.txt" not in done.out, done.out
    assert not list(workspace.parent.rglob("made"))


@RUNS
@pytest.mark.parametrize("text", ["$(touch made)", "; touch made", "`touch made`", "* $HOME"])
@pytest.mark.parametrize("key", ["arguments", "command"])
def test_no_argument_is_run(workspace: Path, run: Any, key: str, text: str) -> None:
    article(workspace, CLEAN)
    assert run(workspace, **{key: text}).code == 2
    assert not list(workspace.parent.rglob("made"))


def test_findings_become_annotations_a_summary_and_sarif(workspace: Path) -> None:
    article(workspace, FLAWED)
    done = action(workspace)
    assert re.search(r"(?m)^::warning file=articles/a.txt,line=3,.*RES001", done.out)
    assert done.outputs["exit-code"] == "1"
    assert done.summary.startswith("## newslint") and "RES001" in done.summary
    report = json.loads(Path(done.outputs["sarif"]).read_text(encoding="utf-8"))
    (result,) = report["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "articles/a.txt"


def test_an_error_leaves_no_report_of_an_earlier_run_behind(workspace: Path) -> None:
    article(workspace, FLAWED)
    assert action(workspace).outputs.keys() == {"exit-code", "sarif"}
    done = action(workspace, arguments="--no-such-option")
    assert done.outputs == {"exit-code": "2"} and done.summary == ""


def test_the_summary_is_added_to_that_of_the_steps_before(workspace: Path) -> None:
    article(workspace, FLAWED)
    script = f'echo before >> "$GITHUB_STEP_SUMMARY"\n{STEPS["Check"]["run"]}'
    runner = workspace.parent / "runner"
    summary = runner / "summary"
    environment = {"RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": os.devnull}
    environment |= {"GITHUB_STEP_SUMMARY": str(summary), "NEWSLINT_PATHS": "."}
    environment |= {"NEWSLINT_COMMAND": "check", "NEWSLINT_ARGUMENTS": ""}
    assert bash(script, workspace, environment).code == 1
    assert summary.read_text(encoding="utf-8").startswith("before\n## newslint")


def test_nothing_in_an_article_or_its_name_commands_the_runner(workspace: Path) -> None:
    article(workspace, "::set-env name=A::b\nAlso Read: ::add-mask::the\n", "a/c.txt")
    article(workspace, FLAWED, "a/x\n::stop-commands::t.txt")
    (workspace / "a/y\n::error::z.txt").write_bytes(b"\0" * 64)
    done = action(workspace)
    assert done.code == 2
    commands = [line for line in (done.out + done.err).splitlines() if COMMAND.match(line)]
    assert commands and all(
        re.match(r"::(error|warning|notice) (file=[^:]*,)?(line=\d+,.*)?title=", line)
        for line in commands
    ), commands


@RUNS
def test_a_gate_decides_by_its_limits_and_not_by_the_fail_level(workspace: Path, run: Any) -> None:
    article(workspace, FLAWED, "articles/a.txt")
    article(workspace, CLEAN, "articles/b.txt")
    passed = run(workspace, command="gate", arguments="--max-failing warning=50%")
    assert passed.code == 0 and "gate: passed" in passed.err and "RES001" in passed.out
    failed = run(workspace, command="gate", arguments="--max-failing warning=50% --budget RES001=0")
    assert failed.code == 1 and "gate: FAILED" in failed.err


@RUNS
def test_a_gate_finds_its_limits_in_the_configuration(workspace: Path, run: Any) -> None:
    article(workspace, FLAWED)
    article(workspace, "[gate]\nbudgets = {residue = 1}\n", "newslint.toml")
    assert run(workspace, command="gate").code == 0
    article(workspace, "[gate]\nbudgets = {residue = 0}\n", "newslint.toml")
    assert run(workspace, command="gate").code == 1


@RUNS
def test_what_a_baseline_knows_does_not_fail_the_job(workspace: Path, run: Any) -> None:
    old = article(workspace, FLAWED)
    made = subprocess.run(
        [sys.executable, "-m", "newslint", "baseline", "create", "articles"],
        cwd=workspace,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (baseline,) = workspace.glob("*baseline*")
    arguments = f"--baseline {baseline.name}"
    for command in ("check", "gate"):
        assert run(workspace, command=command, arguments=arguments).code == 0
    new = article(workspace, FLAWED, "articles/new.txt")
    for command in ("check", "gate"):
        done = run(workspace, command=command, arguments=arguments)
        assert done.code == 1 and new.name in done.out and old.name not in done.out


def test_the_verdict_of_a_gate_is_an_output_an_annotation_and_in_the_summary(
    workspace: Path,
) -> None:
    article(workspace, FLAWED)
    done = action(workspace, command="gate", arguments="--max-failing warning=50%")
    verdict = done.outputs["verdict"]
    assert verdict.startswith("FAILED: ") and "50 %" in verdict
    assert f"::error title=newslint gate::{verdict.replace('%', '%25')}\n" in done.out
    assert done.summary.startswith(f"```text\n{verdict}\n```\n\n## newslint")
    passed = action(workspace, command="gate", arguments="--min-score 1")
    assert f"::notice title=newslint gate::{passed.outputs['verdict']}\n" in passed.out
    assert "verdict" not in action(workspace).outputs


def test_the_reports_for_gitlab_are_where_the_job_says(workspace: Path) -> None:
    article(workspace, FLAWED)
    assert template(workspace).code == 1
    reports = JOB["artifacts"]["reports"]
    (found,) = json.loads((workspace / reports["codequality"]).read_text(encoding="utf-8"))
    assert found["check_name"] == "promo-link"
    assert "RES001" in (workspace / reports["junit"]).read_text(encoding="utf-8")


def _documented(page: str, heading: str) -> list[str]:
    """The first column of a page's table with this heading."""
    text = recipe(page).read_text(encoding="utf-8")
    _, _, table = text.partition(f"| {heading} |")
    return re.findall(r"(?m)^\| `([\w-]+)` \|", table.partition("\n\n")[0])


def test_every_input_and_output_is_documented() -> None:
    assert _documented("github-actions", "input") == list(ACTION["inputs"])
    assert _documented("github-actions", "output") == list(ACTION["outputs"])
    assert _documented("gitlab", "input") == list(SPEC["spec"]["inputs"])


@pytest.mark.needs("git")
def test_the_recipe_for_pull_requests_checks_what_changed_and_nothing_else(workspace: Path) -> None:
    article(workspace, FLAWED, "old.txt")
    article(workspace, FLAWED, "gone.txt")
    committed(workspace)
    git = ["git", "-C", str(workspace)]
    base = "$(touch${IFS}made)"
    subprocess.run([*git, "update-ref", f"refs/remotes/origin/{base}", "HEAD"], check=True)
    changed = ["two words/नगर – été.txt", "$(touch made).txt", "-n.txt"]
    for name in changed:
        article(workspace, FLAWED, name)
    article(workspace, FLAWED, "code.py")
    (workspace / "gone.txt").unlink()
    committed(workspace)
    (script,) = (
        step["run"]
        for info, body in blocks(recipe("github-actions"))
        if info == "yaml"
        for step in yaml.safe_load(body)["jobs"]["newslint"]["steps"]
        if step.get("id") == "changed"
    )
    output = workspace.parent / "output"
    environment = {"GITHUB_BASE_REF": base, "GITHUB_OUTPUT": str(output)}
    done = bash(script, workspace, environment)
    assert done.code == 0, done.err
    first, *paths, last = output.read_text(encoding="utf-8").splitlines()
    assert first.partition("<<")[2] == last and sorted(paths) == sorted(changed)
    found = action(workspace, paths="\n".join(paths))
    assert found.code == 1 and found.out.count("RES001") == len(changed)
    assert not list(workspace.parent.rglob("made"))


def test_the_pipelines_of_the_recipe_give_the_inputs_that_there_are() -> None:
    pipelines = [yaml.safe_load(body) for info, body in blocks(recipe("gitlab")) if info == "yaml"]
    included = [each["include"][0] for each in pipelines if "include" in each]
    assert len(included) == 2
    for each in included:
        assert (ROOT / each["file"]).is_file()
        assert {"package"} <= set(each["inputs"]) <= set(SPEC["spec"]["inputs"])


@pytest.mark.needs("actionlint", "git")
def test_the_workflows_of_the_recipe_are_in_order(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    workflows = [body for info, body in blocks(recipe("github-actions")) if info == "yaml"]
    for number, body in enumerate(workflows):
        # A local copy, so that the action's inputs are known.
        text = re.sub(r"uses: example/newslint@\w+", "uses: ./", body)
        (folder / f"{number}.yml").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "action.yml", tmp_path)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    done = subprocess.run(
        ["actionlint", "-no-color"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert len(workflows) >= 4
    assert done.returncode == 0, done.stdout


def committed(folder: Path) -> Path:
    """Make a repository of a folder."""
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "all"]):
        subprocess.run(
            ["git", "-C", folder, *arguments], env={**os.environ, **GIT}, check=True, text=True
        )
    return folder


def local_run(*command: str | Path, cwd: Path, home: Path, environment: Mapping[str, str]) -> str:
    """What a runner prints, whether its job passes or not."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **GIT, **environment, "HOME": str(home), "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


WORKFLOW = """\
on: push
jobs:
  news:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: newslint
        uses: example/newslint@v1
        with:
          paths: |
            two words
            $(touch made)
          upload-sarif: true
      - run: |
          echo "it said ${{ steps.newslint.outputs.exit-code }}"
          test ! -e made
        if: always()
"""
UPLOAD = """\
name: upload
description: Stands for the upload, which takes a GitHub.
inputs:
  sarif_file: {description: the report, required: true}
  category: {description: the tool}
runs:
  using: composite
  steps:
    - shell: bash
      env: {REPORT: "${{ inputs.sarif_file }}"}
      run: echo "uploaded $(grep -c '"ruleId"' "$REPORT") results"
"""


@pytest.mark.needs("act", "git")
def test_a_workflow_with_the_action_runs(tmp_path: Path, from_wheels: Mapping[str, str]) -> None:
    """With the upload alone replaced."""
    source = copy_checkout(tmp_path / "newslint")
    article(tmp_path, UPLOAD, "codeql/upload-sarif/action.yml")
    folder = tmp_path / "repository"
    article(folder, FLAWED, "two words/a.txt")
    article(folder, CLEAN, "$(touch made)/b.txt")
    article(folder, WORKFLOW, ".github/workflows/news.yml")
    commit = STEPS["Upload to code scanning"]["uses"].partition("@")[2]
    out = local_run(
        "act",
        "push",
        "--platform=ubuntu-latest=-self-hosted",
        f"--local-repository=example/newslint@v1={source}",
        f"--local-repository=github/codeql-action@{commit}={tmp_path / 'codeql'}",
        cwd=committed(folder),
        home=tmp_path,
        environment=from_wheels,
    )
    assert "::warning file=two words/a.txt,line=3," in out, out
    assert re.search(r"uploaded [1-9]\d* results", out), out
    assert "Summary - ## newslint" in out and "it said 1" in out
    assert "Failure - Main Check" in out and "Job failed" in out
    assert "Failure - Main echo" not in out


@pytest.mark.needs("gitlab-ci-local", "git", "rsync")
def test_a_pipeline_with_the_template_runs(tmp_path: Path, from_wheels: Mapping[str, str]) -> None:
    source = copy_checkout(tmp_path / "newslint")
    folder = tmp_path / "repository"
    article(folder, FLAWED, "two words/a.txt")
    article(folder, CLEAN, "other/b.txt")
    shutil.copy(ROOT / "templates/newslint.yml", folder)
    inputs = {"package": str(source), "paths": "two words\nother\n", "arguments": "--no-model"}
    pipeline = {"include": [{"local": "newslint.yml", "inputs": inputs}]}
    article(folder, yaml.safe_dump(pipeline), ".gitlab-ci.yml")
    out = local_run(
        "gitlab-ci-local",
        "--force-shell-executor",
        cwd=committed(folder),
        home=tmp_path,
        environment=from_wheels,
    )
    assert "two words/a.txt:3:1: RES001" in out and "newslint.yml" not in out, out
    assert re.search(r"FAIL\S* 1\b", re.sub(r"\x1b\[\d*m", "", out)), out
    (report,) = folder.rglob("newslint-codequality.json")
    assert len(json.loads(report.read_text(encoding="utf-8"))) == 1
