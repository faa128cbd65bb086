"""What is shipped, and that it answers where it is installed, away from the checkout.

Nothing is downloaded: the build runs with the hatchling of this environment, and the fresh
environment borrows its libraries.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from misca_cli import __version__

ROOT = Path(__file__).parent.parent
NAME = f"misca_cli-{__version__}"
INFO = f"{NAME}.dist-info"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a user would, without what the test's own environment sets."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MISCA_", "PYTHON", "PIP_", "COVERAGE"))
    }
    done = subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env=kept | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    # Elsewhere than the checkout, where a folder `build` could be taken for the module.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / SCRIPTS / "python"
    wheel = built / f"{NAME}-py3-none-any.whl"
    quick = ("--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", python, "install", *quick, wheel, cwd=folder)
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(where.stdout.strip()) / "borrowed.pth").write_text("\n".join(sorted(borrowed)))
    return folder / SCRIPTS


def below(folder: str, pattern: str) -> set[str]:
    top = ROOT / folder
    return {path.relative_to(top).as_posix() for path in top.rglob(pattern) if path.is_file()}


def test_a_wheel_and_a_source_archive_are_built(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {
        f"{NAME}.tar.gz",
        f"{NAME}-py3-none-any.whl",
    }


def test_the_wheel_holds_the_package_its_facts_and_its_licences(built: Path) -> None:
    with zipfile.ZipFile(built / f"{NAME}-py3-none-any.whl") as wheel:
        held = set(wheel.namelist())
    facts = below("facts", "*.toml")
    assert {"misca/pack.toml", "misca/france.toml", "misca/sources.toml"} <= facts
    assert held == {
        *below("src", "*.py"),
        *(f"misca_cli/facts/{name}" for name in facts),
        "misca_cli/py.typed",
        *(f"misca_cli/cli/completion.{shell}" for shell in ("bash", "zsh", "fish")),
        *(f"misca_cli/export/{name}.schema.json" for name in ("answer", "report")),
        f"{NAME}.data/scripts/misca",
        f"{INFO}/METADATA",
        f"{INFO}/RECORD",
        f"{INFO}/WHEEL",
        f"{INFO}/entry_points.txt",
        f"{INFO}/licenses/LICENSE",
        f"{INFO}/licenses/LICENSE-FACTS",
    }


def test_the_source_archive_holds_what_tests_and_builds_need(built: Path) -> None:
    with tarfile.open(built / f"{NAME}.tar.gz") as archive:
        held = {member.name.removeprefix(f"{NAME}/") for member in archive if member.isfile()}
    optional = {name for name in ("CHANGELOG.md",) if (ROOT / name).exists()}
    tops = {"README.md", "LICENSE", "LICENSE-FACTS", "PKG-INFO", "pyproject.toml", ".gitignore"}
    assert {name for name in held if "/" not in name} == tops | optional
    assert {name.split("/")[0] for name in held if "/" in name} == {
        *("src", "scripts", "facts", "tests", ".ci"),
    }
    for folder, pattern in (
        ("src", "*.py"),
        ("scripts", "*"),
        ("facts", "*.toml"),
        ("tests", "*.toml"),
    ):
        assert {f"{folder}/{name}" for name in below(folder, pattern)} <= held
    assert {name for name in held if "__pycache__" in name} == set()


def test_the_installed_tool_is_that_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = run(
        installed / "python", "-c", "import misca_cli; print(misca_cli.__file__)", cwd=tmp_path
    )
    assert Path(where.stdout.strip()).is_relative_to(installed.parent)


@pytest.mark.parametrize("script", ["misca", "misca-cli"])
def test_both_start_scripts_start_it(installed: Path, tmp_path: Path, script: str) -> None:
    if os.name == "nt" and script == "misca":
        pytest.skip("Windows starts no script without an ending")
    version = run(installed / script, "--version", cwd=tmp_path)
    assert version.stdout == f"misca {__version__}\n"


def test_our_own_start_script_is_installed(installed: Path) -> None:
    _, *written = (installed / "misca").read_text("utf-8").splitlines()
    _, *ours = (ROOT / "scripts" / "misca").read_text("utf-8").splitlines()
    assert written == ours


def test_the_installed_tool_answers_anywhere_and_names_sources(
    installed: Path, tmp_path: Path
) -> None:
    query = ("query", "--json", "french", "troops", "december")
    answer: dict[str, Any] = json.loads(run(installed / "misca-cli", *query, cwd=tmp_path).stdout)
    assert answer["problems"] == []
    assert "fr-1200-hollande" in {fact["id"] for fact in answer["facts"]}
    assert [fact["id"] for fact in answer["facts"] if not fact["source"]["title"]] == []
    assert [fact["id"] for fact in answer["facts"] if not fact["at"]] == []


def test_people_are_answered_too(installed: Path, tmp_path: Path) -> None:
    query = ("query", "french", "troops", "december", "--format", "table", "--color", "never")
    told = run(installed / "misca-cli", *query, cwd=tmp_path).stdout
    assert "\n[1] " in told
    assert "https://" in told
