"""docs/facts.md and docs/commands.md: what is made from the package is as the package says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import reference

from misca_cli import factbase
from misca_cli.cli.options import all_commands
from misca_cli.schema import TABLES

DOCS = Path(__file__).parents[1] / "docs"
TOML = re.compile(r"^```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?P<page>[a-z]+\.md)?(?:#(?P<heading>[a-z0-9-]+))?\)")
PAGES = ("facts.md", "commands.md", "tutorial.md", "model.md")


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def headings(name: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    found = re.findall(r"^#+ (.+)$", text(name), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in found}


@pytest.mark.parametrize("name", ["facts.md", "commands.md", "model.md"])
def test_the_page_is_what_the_package_says(name: str, pytestconfig: pytest.Config) -> None:
    page = text(name)
    filled = reference.filled(page)

    if pytestconfig.getoption("--update-golden"):
        (DOCS / name).write_text(filled, "utf-8")
    assert filled == page


def test_every_table_and_every_command_has_its_section() -> None:
    assert {*TABLES, "packtoml"} - headings("facts.md") == set()
    named = {f"misca-{command.name}" for command in all_commands()}
    assert named - headings("commands.md") == set()


def test_every_command_has_one_exit_status() -> None:
    _, _, behind = text("commands.md").partition("\n## Exit status\n")
    rows = [line.split("|")[1] for line in behind.partition("\n## ")[0].splitlines() if "|" in line]
    named = re.findall(r"`(\w+)`", "".join(rows))

    assert sorted(named) == sorted(command.name for command in all_commands())


@pytest.mark.parametrize("example", TOML.findall(text("facts.md")))
def test_examples_of_fact_files_are_read_without_a_problem(example: str, tmp_path: Path) -> None:
    shared = '[source.gazette]\ntype = "webpage"\ntitle = "A page"\n'
    (tmp_path / "facts.toml").write_text(example, "utf-8")
    if "[source." not in example:
        (tmp_path / "sources.toml").write_text(shared, "utf-8")

    assert [str(problem) for problem in factbase.read((str(tmp_path),)).problems] == []


@pytest.mark.parametrize("name", PAGES)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    found = [(each["page"] or name, each["heading"]) for each in LINK.finditer(text(name))]

    assert [(page, at) for page, at in found if at and at not in headings(page)] == []
    assert [page for page, _ in found if not (DOCS / page).is_file()] == []
