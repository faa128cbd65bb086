"""Index files come and go as a whole, and where there can be none, answers are as right."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from misca_cli.answer import Request
from misca_cli.cli import edge
from misca_cli.config import cache_folder
from misca_cli.index import cache, changed, opening
from misca_cli.index.layout import DamagedError
from misca_cli.index.read import Indexed
from misca_cli.index.renewing import forget
from misca_cli.search.scan import Scan

from .packs import ALWAYS, SHARED, all_said, indexed, record, scanned

FACTS = 12
NOBODY = 54321


@pytest.fixture
def pack(tmp_path: Path) -> str:
    folder = tmp_path / "pack"
    folder.mkdir()
    shared = (record(table, body) for table, body in SHARED.items() if table[:6] != "ruling")
    (folder / "shared.toml").write_text("".join(shared))
    for n in range(FACTS):
        body = (
            f'claim = "guards {n} of the island"\nsource = "gazette"\nat = "p1"\n'
            f'when = 2013-12-05\nwho = "guard"\nwhat = "guards"\nvalue = {n // 2}'
        )
        (folder / f"{n}.toml").write_text(record(f"fact.f{n}", body))
    return str(folder)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def opened(pack: str, home: Path) -> opening.Corpus:  # type: ignore[name-defined]  # for typing
    return opening.corpus([pack], {"MISCA_CACHE": str(home)})


# A run that comes two seconds after the pack was written keeps that its files have rested.
LEFT = (["TAG", "index"], ["TAG", "delta", "index"])


def names(home: Path) -> list[str]:
    """Return what files there are, by their endings."""
    return sorted(name.rpartition(".")[2] for name in os.listdir(home))


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"MISCA_CACHE": "/c", "HOME": "/h"}, "/c"),
        ({"MISCA_CACHE": "c", "HOME": "/h"}, None),
        ({"MISCA_CACHE": "", "HOME": "/h"}, "/h/.cache/misca"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/misca"),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/misca"),
        ({"XDG_CACHE_HOME": ""}, None),
        ({"HOME": ""}, None),
        ({"HOME": "h"}, None),
        ({}, None),
    ],
    ids=["given", "relative", "empty", "xdg", "relative xdg", "no home", "empty home",
         "relative home", "nothing"],
)  # fmt: skip
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="has a place of its own")
def test_the_folder_is_where_the_environment_says(
    environ: Mapping[str, str], expected: str | None
) -> None:
    assert expected == cache_folder(environ)


def test_without_a_folder_facts_are_read_into_memory(pack: str) -> None:
    corpus = opening.corpus([pack], {})
    assert isinstance(corpus, Scan)
    assert scanned([pack]) == all_said(corpus, ALWAYS)


def test_what_is_written_is_for_the_user_alone(pack: str, home: Path) -> None:
    old = os.umask(0)
    try:
        indexed([pack], home / "new")
    finally:
        os.umask(old)
    assert names(home / "new") == ["TAG", "index"]
    assert stat.S_IMODE((home / "new").stat().st_mode) == 0o700
    (index,) = (home / "new").glob("*.index")
    assert stat.S_IMODE(index.stat().st_mode) == 0o600
    tag = (home / "new" / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def _linked(home: Path) -> None:
    (home.parent / "elsewhere").mkdir(mode=0o700)
    home.symlink_to("elsewhere")


def _dangling(home: Path) -> None:
    home.symlink_to("nowhere")


def _below_a_file(home: Path) -> None:
    home.write_text("mine")


def _writable(mode: int) -> Callable[[Path], None]:
    def make(home: Path) -> None:
        home.mkdir()
        home.chmod(mode)

    return make


def _of_another(home: Path) -> None:
    home.mkdir(mode=0o700)
    os.chown(home, NOBODY, NOBODY)


FOLDERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link": (_linked, ""),
    "a link to nowhere": (_dangling, ""),
    "a file": (_below_a_file, ""),
    "below a file": (_below_a_file, "below"),
    "writable for a group": (_writable(0o770), ""),
    "writable for all": (_writable(0o1777), ""),
    "of somebody else": (_of_another, ""),
    "below what is somebody else's": (_of_another, "new/below"),
}


@pytest.mark.parametrize(("make", "below"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_that_is_not_ours_alone_is_left_alone(
    pack: str, home: Path, make: Callable[[Path], None], below: str
) -> None:
    if make is _of_another and os.geteuid() != 0:
        pytest.skip("only root gives folders away")
    make(home)
    before = {path: path.lstat() for path in home.parent.rglob("*")}
    corpus = opened(pack, home / below)
    assert isinstance(corpus, Scan)
    assert scanned([pack]) == all_said(corpus, ALWAYS)
    assert {*before} == {*home.parent.rglob("*")}


REFUSED = {
    "a link": "is no folder",
    "a file": "is no folder",
    "writable for a group": "may be written by others",
    "writable for all": "may be written by others",
    "of somebody else": "is somebody else's",
    "below what is somebody else's": "is somebody else's",
}


@pytest.mark.parametrize(("kind", "why"), REFUSED.items(), ids=REFUSED)
def test_it_is_told_why_a_folder_is_left_alone(home: Path, kind: str, why: str) -> None:
    make, below = FOLDERS[kind]
    if make is _of_another and os.geteuid() != 0:
        pytest.skip("only root gives folders away")
    make(home)
    assert cache.refusal(str(home / below)) == f"{home} {why}"


def test_a_folder_of_ours_is_not_refused_nor_is_one_to_be_made(home: Path) -> None:
    home.mkdir(mode=0o700)
    assert cache.refusal(str(home)) is None
    assert cache.refusal(str(home / "new" / "below")) is None


@pytest.mark.parametrize(
    "counted", [cache.clear, lambda home: len(cache.files(home))], ids=["clear", "files"]
)
def test_files_that_another_run_removes_are_passed_over(
    pack: str,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    counted: Callable[[str], int],
) -> None:
    indexed([pack], home)
    (index,) = home.glob("*.index")
    (home / f"{index.name}.1-ab.tmp").write_bytes(b"")
    listing = cache._files  # between the listing and what is done with it

    def and_then_gone(folder: str) -> Iterator[os.DirEntry[str]]:
        for entry in [*listing(folder)]:
            if entry.name.endswith(".tmp"):
                os.unlink(entry.path)
            yield entry

    monkeypatch.setattr(cache, "_files", and_then_gone)
    assert counted(str(home)) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_costs_only_time(pack: str, home: Path) -> None:
    home.mkdir(mode=0o500)
    assert scanned([pack]) == indexed([pack], home)
    assert os.listdir(home) == []


def removed(path: Path) -> Path:
    path.unlink()
    return path


INSTEAD: dict[str, Callable[[Path, Path], Any]] = {
    "a link to a copy": lambda index, copy: removed(index).symlink_to(copy),
    "a link to nothing": lambda index, _: removed(index).symlink_to("nothing"),
    "a folder": lambda index, _: removed(index).mkdir(),
    "a pipe": lambda index, _: os.mkfifo(removed(index), 0o600),
    "a file others may write": lambda index, _: index.chmod(0o620),
    "nothing": lambda index, _: index.write_bytes(b""),
    "zeros": lambda index, _: index.write_bytes(bytes(index.stat().st_size)),
    "garbage": lambda index, _: index.write_bytes(os.urandom(9999)),
    "text": lambda index, _: index.write_text("misca index"),
    "half": lambda index, _: os.truncate(index, index.stat().st_size // 2),
    "more": lambda index, copy: index.write_bytes(copy.read_bytes() + b"x"),
    "another version": lambda index, copy: index.write_bytes(b"misca index 9" + copy.read_bytes()),
    "unreadable": lambda index, _: index.chmod(0),
}


@pytest.mark.parametrize("instead", INSTEAD.values(), ids=INSTEAD)
def test_what_stands_in_place_of_an_index_is_not_read(
    pack: str, home: Path, instead: Callable[[Path, Path], object]
) -> None:
    indexed([pack], home)
    (index,) = home.glob("*.index")
    copy = home.parent / "copy"
    copy.write_bytes(index.read_bytes())
    os.chmod(copy, 0o600)
    inode = copy.stat().st_ino
    instead(index, copy)
    assert scanned([pack]) == indexed([pack], home)
    assert copy.stat().st_ino == inode
    # It is made anew, unless there is what can't be replaced.
    corpus = opened(pack, home)
    assert isinstance(corpus, Scan if index.is_dir() else Indexed)
    assert scanned([pack]) == all_said(corpus, ALWAYS)
    assert not [name for name in os.listdir(home) if name.endswith(".tmp")]


def answers(pack: str, home: Path, asked: Iterable[Request] = ALWAYS) -> list[str]:
    """Return what the command line says, which reads the files where an index is damaged."""
    try:
        return indexed([pack], home, asked)
    except DamagedError:
        forget([pack], {"MISCA_CACHE": str(home)})
        return scanned([pack], asked)


def damaged(data: bytes) -> Iterator[bytes]:
    """Give a file cut short, and with single bytes changed, most of all where it begins or ends."""
    yield from (data[:length] for length in range(0, len(data), 512))
    for at in {*range(0, len(data), 211), *range(0, 36, 5), *range(len(data) - 36, len(data), 5)}:
        yield data[:at] + bytes((data[at] ^ (1 << at % 8),)) + data[at + 1 :]


@pytest.mark.parametrize("ending", ["index", "delta"])
def test_no_damage_changes_an_answer(
    pack: str, home: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(changed, "MOST", 0)
    indexed([pack], home)
    if ending == "delta":
        path = Path(pack) / "3.toml"
        path.write_text(path.read_text().replace("value = 1", "value = 100"))
        indexed([pack], home)
    expected = scanned([pack])
    assert "conflict" in expected[5]
    (file,) = home.glob(f"*.{ending}")
    kept = {path: path.read_bytes() for path in home.glob("v*")}
    for data in damaged(kept[file]):
        file.write_bytes(data)
        assert expected == answers(pack, home)
        # The next run finds nothing damaged, and need not read the files.
        corpus = opened(pack, home)
        assert isinstance(corpus, Indexed)
        assert expected[:1] == all_said(corpus, ALWAYS[:1])
        for path, whole in kept.items():
            path.write_bytes(whole)


def test_the_command_line_reads_the_files_where_an_index_is_damaged(
    pack: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MISCA_CACHE", str(home))
    arguments = ("query", "gaurds", "--json", "--facts", pack)
    assert edge.main(arguments) == 0
    expected = capsys.readouterr()
    (index,) = home.glob("*.index")
    whole = index.read_bytes()
    for at in range(0, len(whole), 601):
        index.write_bytes(whole[:at] + bytes((whole[at] ^ 255,)) + whole[at + 1 :])
        assert edge.main(arguments) == 0
        assert expected == capsys.readouterr()
        index.write_bytes(whole)


CALLS = ("open", "fdopen", "replace", "unlink", "fstat", "lstat", "makedirs", "scandir", "pread")


def is_below(file: str | int, home: Path) -> bool:
    """Return whether a path, or a descriptor, is of a file below a folder."""
    path = os.readlink(f"/proc/self/fd/{file}") if isinstance(file, int) else os.fspath(file)
    return path.startswith(str(home))


def bring(state: str, pack: Path, home: Path, claim: str) -> None:
    """Bring an index into a state; it is removed afterwards."""
    if state != "cold":
        indexed([str(pack)], home, ())
    if state == "changed":
        body = f'claim = "{claim}"\nsource = "herald"\nat = "p"'
        (pack / "3.toml").write_text(record("fact.f3", body))
    if state == "damaged":
        for path in home.glob("v*"):
            path.write_bytes(b"damaged")


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file is open")
@pytest.mark.parametrize("state", ["cold", "changed", "fresh", "damaged"])
@pytest.mark.parametrize("call", CALLS)
def test_whatever_fails_costs_only_time(
    pack: str, home: Path, monkeypatch: pytest.MonkeyPatch, call: str, state: str
) -> None:
    for at in count(step=4 if call == "pread" else 1):
        bring(state, Path(pack), home, f"ferry {at}")
        expected = scanned([pack], ALWAYS[:1])
        plain, left = getattr(os, call), count(-at)

        def fail(*given: Any, plain: Any = plain, left: Any = left, **more: Any) -> Any:
            if is_below(given[0], home) and next(left) == 0:
                raise OSError(28, "No space left on device")
            return plain(*given, **more)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail)
            found = answers(pack, home, ALWAYS[:1])
        assert expected == found
        if home.exists() and call not in ("unlink", "fdopen"):
            assert "tmp" not in names(home)
        assert expected == answers(pack, home, ALWAYS[:1])
        for path in home.glob("*"):
            path.unlink()
        if next(left) <= 0:
            break
    assert at < 200


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_full_disk_leaves_nothing_behind(pack: str, home: Path, size: int) -> None:
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        f"{QUERY}"
    )
    done = run(code, pack, home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "".join(scanned([pack]))
    assert "tmp" not in names(home)
    assert "index" not in names(home)


@pytest.mark.parametrize("limit", [6, 8, 12])
def test_few_open_files_are_enough_or_cost_only_time(pack: str, home: Path, limit: int) -> None:
    code = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({limit}, {limit}))\n"
    for _ in range(2):
        done = run(QUERY.replace("import sys\n", f"import sys\n{IMPORTS}{code}"), pack, home)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "".join(scanned([pack]))


IMPORTS = "import misca_cli.load.reader, misca_cli.search.scan, misca_cli.index.making\n"
QUERY = """
import sys
from tests.index.packs import *
sys.stdout.write("".join(indexed([sys.argv[1]], sys.argv[2])))
"""
ROOT = Path(__file__).parents[2]


def command(code: str, pack: str, home: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", code, pack, str(home))


def run(code: str, pack: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(code, pack, home), check=False, capture_output=True, text=True, cwd=ROOT
    )


def test_many_runs_at_once_build_side_by_side(pack: str, home: Path) -> None:
    expected = "".join(scanned([pack]))
    runs = [
        subprocess.Popen(command(QUERY, pack, home), stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(8)
    ]
    assert [expected] * 8 == [each.communicate(timeout=100)[0] for each in runs]
    assert names(home) in LEFT
    assert isinstance(opened(pack, home), Indexed)


def test_a_build_that_is_killed_leaves_nothing_that_matters(pack: str, home: Path) -> None:
    """Each child is killed as it writes, ever later; `slowly` says when that is."""
    expected = scanned([pack])
    slowly = (
        "import os, signal\n"
        "from misca_cli.index import write, cache\n"
        "left = int(sys.argv[3])\n"
        "def step(plain):\n"
        "    def stepping(*given):\n"
        "        global left\n"
        "        left -= 1\n"
        "        if not left: os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return plain(*given)\n"
        "    return stepping\n"
        "write.Writer._write = step(write.Writer._write)\n"
        "os.replace, os.open = step(os.replace), step(os.open)\n"
    )
    code = QUERY.replace("sys.stdout", f"{slowly}sys.stdout")
    killed = 0
    for left in (1, 5, 20, 33, 60, 10**6):
        done = subprocess.run(
            (*command(code, pack, home), str(left)), check=False, capture_output=True, cwd=ROOT
        )
        killed += done.returncode == -signal.SIGKILL
        assert done.returncode in (0, -signal.SIGKILL)
        assert expected == indexed([pack], home)
        cache.sweep(str(home), time.time() + cache.UNFINISHED_FOR + 60)
        assert names(home) in LEFT
        (index,) = home.glob("*.index")
        index.unlink()
    assert killed >= 3


def test_no_more_is_swept_than_was_given_up_or_is_not_used(home: Path) -> None:
    home.mkdir()
    name, now = "v0.1.1-0123456789abcdef", time.time()
    hours = {
        f"{name}.index": 29 * 24,
        f"{name}.delta": 29 * 24,
        f"{name}.index.1-ab.tmp": 0.9,
        "CACHEDIR.TAG": 9999,
        "video.index": 9999,
        "v1-notes.index": 9999,
        "v1.tmp": 9999,
        "v1-ace.index": 9999,
        "v1-0123456789abcdef.txt": 9999,
        f"x{name}.index": 9999,
        "version-1.delta": 9999,
        "v1-0123456789abcdeg.index": 9999,
        f"{name}.index.bak": 9999,
    }
    swept = {
        "v9-0000000000000000.index": 31 * 24,
        "v0.0.9.1-0123456789abcdef.delta": 31 * 24,
        f"{name}.index.2-ab.tmp": 1.1,
        f"{name}.delta.2-ab.tmp": 1.1,
    }
    for file, age in {**hours, **swept}.items():
        (home / file).write_text("")
        os.utime(home / file, (now - age * 3600, now - age * 3600))
    read = home / "v9-1111111111111111.index"
    read.write_text("")
    os.utime(read, (now - 3600, now - 99 * 24 * 3600))
    (home / "v9-2222222222222222.index").mkdir()
    os.utime(home / "v9-2222222222222222.index", (1, 1))
    cache.sweep(str(home), now)
    assert {*hours, read.name, "v9-2222222222222222.index"} == {*os.listdir(home)}


def test_all_index_files_are_cleared_and_nothing_else(pack: str, home: Path) -> None:
    indexed([pack], home)
    (home / "mine.index").write_text("")
    assert [size > 0 for _, size in cache.files(str(home))] == [True]
    assert cache.clear(str(home)) == 1
    assert cache.files(str(home)) == ()
    assert {*os.listdir(home)} == {"CACHEDIR.TAG", "mine.index"}
    assert cache.clear(str(home / "nowhere")) == 0


def test_an_index_that_is_removed_while_it_is_read_is_read_to_the_end(
    pack: str, home: Path
) -> None:
    corpus = opened(pack, home)
    cache.clear(str(home))
    assert scanned([pack]) == all_said(corpus, ALWAYS)


def test_an_index_that_is_replaced_while_it_is_read_is_read_to_the_end(
    pack: str, home: Path
) -> None:
    expected = scanned([pack])
    corpus = opened(pack, home)
    (Path(pack) / "shared.toml").write_text("")
    assert expected != indexed([pack], home)
    assert expected == all_said(corpus, ALWAYS)


def test_a_run_without_a_use_of_the_cache_writes_nothing(pack: str, home: Path) -> None:
    opening.scan([pack])
    assert not home.exists()
