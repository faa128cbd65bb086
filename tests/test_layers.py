"""The plan of the house: what may import what, and what a start may load.

Imports are read from the source, those inside functions too; what only type checkers follow
points down as well, but loads nothing.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import misca_cli

ROOT = Path(misca_cli.__file__).parent
# Each line may import from the lines below it, and from nothing else of ours. What stands on
# one line does not know one another; the modules of a package do.
PLAN = """
    __main__
    cli
    render export answering
    proof index chart packs adding
    timeline search checks reading
    answer gathered
    accounts edit rows starting query
    factbase
    copies writing appending
    load written
    anchors editor_schema config
    configuration schema files
    figures wording
    model
    dates
    toml
    positions
    spelling text jsontext sentences wikitext
    record errors kept
"""
LAYERS = [line.split() for line in PLAN.strip().splitlines()]
DEPTH = {name: depth for depth, names in enumerate(LAYERS) for name in names}
KEPT_TO = {
    "click": {"cli"},
    "rich": {"render"},
    "tomli": {"toml"},
    "rapidfuzz": {"spelling"},
    "pint": {"accounts"},
    "plotille": {"render"},
    "tomlkit": {"edit"},
}
# They run what they read, or take longer to import than a query may take.
FORBIDDEN = {
    *("pickle", "marshal", "shelve", "ctypes"),
    *("dataclasses", "inspect", "enum", "pathlib", "logging", "importlib.metadata"),
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "print", "input", "breakpoint"}
ASKS = ROOT / "cli" / "asking.py"
STREAMS = {"stdout", "stderr", "stdin", "__stdout__", "__stderr__", "__stdin__"}
# Started with every command; whatever of these a run needs, it loads by itself.
WATCHED = {
    *("click", "rich", "tomli", "rapidfuzz", "pint", "plotille", "tomlkit"),
    *("json", "csv", "unicodedata", "dataclasses"),
    *("subprocess", "importlib.metadata", "logging", "pathlib", "html", "hashlib"),
    *("misca_cli.load.reader", "misca_cli.export", "misca_cli.render.page", "misca_cli.anchors"),
    *("misca_cli.index.making", "misca_cli.search.scan"),
    *("misca_cli.export.paths", "misca_cli.reading", "misca_cli.wording"),
    *("misca_cli.cli.table", "misca_cli.cli.terminal", "misca_cli.cli.pager"),
    *("misca_cli.cli.messages", "misca_cli.cli.tasks", "misca_cli.cli.failing"),
    *("misca_cli.configuration", "misca_cli.load", "misca_cli.figures", "misca_cli.gathered"),
    *("misca_cli.answering.commands", "misca_cli.answering.days"),
    *("misca_cli.index.renewing", "misca_cli.index.cache", "misca_cli.index.judged"),
    *("misca_cli.query", "misca_cli.search.calendar", "binascii"),
}
# What an answer in a pipe goes through, and what would take it as long as finding does.
QUICK = (
    *("misca_cli.cli.edge", "misca_cli.answering", "misca_cli.index.opening"),
    *("misca_cli.cli.request", "misca_cli.cli.streams", "misca_cli.cli.messages"),
    *("misca_cli.answer", "misca_cli.timeline", "misca_cli.config", "misca_cli.spelling"),
    *("misca_cli.export.document", "misca_cli.export.plain"),
)
SLOW = {
    *("re", "json", "typing", "collections", "functools", "contextlib", "decimal", "datetime"),
    *("enum", "types", "operator", "warnings", "threading"),
}
START = """
import sys
from misca_cli.cli import fast
from misca_cli.cli.edge import carry_out, main
invocation = fast.read(sys.argv[1:])
try:
    carry_out(invocation) if invocation else main(sys.argv[1:])
finally:
    print(*(name for name in sys.modules), file=sys.stderr)
"""
"""What is asked, however the line was read: the quick start is an optimisation alone."""


def part_of(path: Path) -> str:
    """Return the name in the plan of the module or package that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


FILES = [path for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "__init__.py"]
SOURCES = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in FILES]


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk a module without what stands below `if TYPE_CHECKING:`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for other in node.orelse:
                yield other
                yield from nodes(other)
            continue
        yield node
        yield from nodes(node)


def parsed(path: Path) -> list[ast.AST]:
    return list(nodes(ast.parse(path.read_text("utf-8"))))


def imported(tree: Iterable[ast.AST]) -> Iterator[str]:
    for node in tree:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(names: Iterable[str]) -> set[str]:
    """Return the parts of the plan among imported names."""
    parts = {name.split(".")[1] for name in names if name.startswith("misca_cli.")}
    return parts - {"__version__"}


def foreign(names: Iterable[str]) -> set[str]:
    return {name.split(".")[0] for name in names} - {"misca_cli", "__future__"}


def test_every_module_has_its_place() -> None:
    assert {part_of(path) for path in FILES} == set(DEPTH)


@pytest.mark.parametrize("path", SOURCES)
def test_imports_point_down(path: Path) -> None:
    here = part_of(path)
    up = {name for name in own(imported(parsed(path))) - {here} if DEPTH[name] <= DEPTH[here]}
    assert up == set()


# Each names the other's records: a group holds results, and an answer groups.
RECORDS = {"answer", "gathered"}


@pytest.mark.parametrize("path", SOURCES)
def test_types_point_down(path: Path) -> None:
    here = part_of(path)
    named = own(imported(ast.walk(ast.parse(path.read_text("utf-8"))))) - {here}
    others = named - RECORDS if here in RECORDS else named
    assert {name for name in others if DEPTH[name] <= DEPTH[here]} == set()


def test_no_modules_import_one_another() -> None:
    """Not in a circle of several either; what a package itself holds is for all its modules."""
    paths = {
        ".".join(("misca_cli", *path.relative_to(ROOT).with_suffix("").parts)): path
        for path in FILES
        if path.name != "__init__.py"
    }
    uses = {
        name: {
            each if each in paths else each.rpartition(".")[0] for each in imported(parsed(path))
        }
        for name, path in paths.items()
    }
    # The commands are declared in two parts, of which one lists both.
    uses["misca_cli.cli.options"] -= {"misca_cli.cli.tasks"}
    TopologicalSorter({name: used & paths.keys() for name, used in uses.items()}).prepare()


@pytest.mark.parametrize("path", SOURCES)
def test_one_place_knows_each_library(path: Path) -> None:
    libraries = foreign(imported(parsed(path))) - sys.stdlib_module_names
    assert {name for name in libraries if part_of(path) not in KEPT_TO[name]} == set()


@pytest.mark.parametrize("path", SOURCES)
def test_nothing_dangerous_or_slow_is_imported(path: Path) -> None:
    names = {f"{name}." for name in imported(parsed(path))}
    assert {one for one in FORBIDDEN if any(name.startswith(f"{one}.") for name in names)} == set()


@pytest.mark.parametrize("path", SOURCES)
def test_nothing_runs_data_or_talks_past_the_command_line(path: Path) -> None:
    tree = parsed(path)
    names = {node.id for node in tree if isinstance(node, ast.Name)}
    assert names & FORBIDDEN_CALLS == ({"input"} if path == ASKS else set())
    if part_of(path) != "cli":
        touched = {ast.unparse(node) for node in tree if isinstance(node, ast.Attribute)}
        assert touched & {f"sys.{stream}" for stream in STREAMS} == set()
        assert {f"sys.{stream}" for stream in STREAMS} & set(imported(tree)) == set()


@pytest.mark.parametrize("path", SOURCES)
def test_typing_is_for_type_checkers(path: Path) -> None:
    assert "typing" not in foreign(imported(parsed(path)))


@pytest.mark.parametrize("name", QUICK)
def test_an_answer_in_a_pipe_waits_for_no_slow_module(name: str) -> None:
    loaded = _modules("-c", f"import sys, {name}; print(*sys.modules, file=sys.stderr)")
    before = _modules("-c", "import sys; print(*sys.modules, file=sys.stderr)")
    assert loaded & (SLOW - before) == set()


READ = (
    "misca_cli.load.reader misca_cli.search.scan misca_cli.anchors tomli unicodedata hashlib "
    "misca_cli.wording misca_cli.load misca_cli.figures"
)
CLICK = "click misca_cli.cli.tasks"
FAILED = "misca_cli.cli.failing misca_cli.configuration"
FOUND = "misca_cli.export"
JUDGED = f"{FOUND} misca_cli.gathered"
"""What stands beside other facts, as far as they add up to something."""
TOLD = f"{JUDGED} misca_cli.cli.messages"
KEPT = "misca_cli.index.judged"
DRAWN = (
    "rich dataclasses misca_cli.load misca_cli.gathered misca_cli.index.judged "
    "misca_cli.anchors misca_cli.render.page "
    "misca_cli.reading misca_cli.wording "
    "misca_cli.cli.table misca_cli.cli.terminal misca_cli.cli.pager misca_cli.cli.messages"
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which an index of the built-in pack is ready."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("MISCA_")}
    environment = {**kept, "MISCA_CACHE": str(tmp_path_factory.mktemp("cache"))}
    _modules("-c", START, "query", "french", env=environment)
    return environment


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("--version", CLICK),
        ("--help", CLICK),
        ("query --help", CLICK),
        ("query --nonsense", f"{CLICK} {FAILED}"),
        ("query -- french", f"{CLICK} {TOLD} {KEPT}"),
        ("query french", f"{TOLD} {KEPT}"),
        ("query french --json", f"{JUDGED} {KEPT}"),
        ("query able --json", FOUND),
        ("query french -f jsonl", f"{TOLD} {KEPT}"),
        ("query frnech --json", f"{TOLD} {KEPT} misca_cli.reading"),
        ("query french --fields id", f"{TOLD} {KEPT} misca_cli.export.paths"),
        ("query french -f csv", f"{TOLD} {KEPT} csv misca_cli.export.paths"),
        ("query french -f table", DRAWN),
        ("query french --no-cache", f"{READ} {TOLD}"),
        ("query frnech --no-cache", f"{READ} {TOLD} rapidfuzz misca_cli.reading"),
    ],
)
def test_what_a_start_loads(arguments: str, expected: str, environment: dict[str, str]) -> None:
    loaded = _modules("-c", START, *arguments.split(), env=environment)
    before = _modules("-c", "import sys; print(*sys.modules, file=sys.stderr)", env=environment)
    assert loaded & (WATCHED - before) == set(expected.split()) - before


def test_the_first_question_waits_for_no_library_of_units(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """The built-in pack tells one duration in months and in years."""
    asked = ("-c", START, "compare", "duration")
    loaded = _modules(*asked, env={**environment, "MISCA_CACHE": str(tmp_path)})
    assert loaded & {"misca_cli.index.making", "misca_cli.accounts.everyday", "pint"} == {
        "misca_cli.index.making",
        "misca_cli.accounts.everyday",
    }


def _modules(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
    done = subprocess.run(
        (sys.executable, *arguments), check=False, env=env, capture_output=True, text=True
    )
    return set(done.stderr.splitlines()[-1].split())
