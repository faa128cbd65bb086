from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from misca_cli import config, configuration
from misca_cli.configuration import ConfigurationError

BUILT_IN = (config.builtin_folder(),)


@pytest.mark.parametrize(
    ("given", "environ", "folders"),
    [
        pytest.param((), {}, BUILT_IN, id="nothing said"),
        pytest.param((), {"MISCA_FACTS": ""}, BUILT_IN, id="empty variable"),
        pytest.param((), {"MISCA_FACTS": os.pathsep}, BUILT_IN, id="empty parts only"),
        pytest.param((), {"MISCA_FACTS": "a"}, ("a",), id="variable"),
        pytest.param((), {"MISCA_FACTS": f"b{os.pathsep}{os.pathsep}a"}, ("b", "a"), id="several"),
        pytest.param(("c",), {"MISCA_FACTS": "a"}, ("c",), id="option before variable"),
        pytest.param(["c", "a b"], {}, ("c", "a b"), id="options in their order"),
        pytest.param(("",), {"MISCA_FACTS": "a"}, ("",), id="an empty option is a mistake to tell"),
    ],
)
def test_which_folders_are_read(
    given: Sequence[str], environ: Mapping[str, str], folders: tuple[str, ...]
) -> None:
    assert folders == config.fact_folders(given, environ)


def test_the_built_in_pack_is_there() -> None:
    assert (Path(config.builtin_folder()) / "misca" / "pack.toml").is_file()


@pytest.mark.parametrize("packaged", [True, False], ids=["installed", "checkout"])
def test_where_the_built_in_pack_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, packaged: bool
) -> None:
    package = tmp_path / "src" / "misca_cli"
    expected = package / "facts" if packaged else tmp_path / "facts"
    expected.mkdir(parents=True)
    monkeypatch.setattr(config, "__file__", str(package / "config.py"))
    assert str(expected) == config.builtin_folder()


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "config" / "misca"
    folder.mkdir(parents=True)
    return folder / "config.toml"


WRITTEN = [
    pytest.param('facts = ["/a", "/b c"]\n', ("/a", "/b c"), id="one line"),
    pytest.param('# my packs\nfacts = [\n  "/a",\n  # and\n  "/b",\n]\n', ("/a", "/b"), id="lines"),
    pytest.param('facts=["/a"]', ("/a",), id="close together"),
    pytest.param('facts = ["/a"]\r\n', ("/a",), id="carriage return"),
    pytest.param('facts = ["/a,b", "/#c", "/d]"]', ("/a,b", "/#c", "/d]"), id="odd names"),
    pytest.param('facts = ["/caf\u00e9"]', ("/caf\u00e9",), id="letters"),
    pytest.param("facts = ['/a', \"/b\\\\c\"]", ("/a", "/b\\c"), id="strings of other kinds"),
    pytest.param('facts = ["""/a"""] # mine', ("/a",), id="what is not plain"),
    pytest.param('facts = "/a"', ("/a",), id="one folder"),
    pytest.param("facts = []", (), id="no folder"),
    pytest.param("# facts = ['/a']\n", (), id="comment"),
    pytest.param("", (), id="empty"),
]


@pytest.mark.parametrize(("text", "folders"), WRITTEN)
def test_a_configuration_names_folders(
    environ: dict[str, str], file: Path, text: str, folders: tuple[str, ...]
) -> None:
    file.write_bytes(text.encode())
    expected = (folders, config.CONFIGURATION) if folders else (BUILT_IN, config.BUILT_IN)
    choice = config.choice((), environ)
    assert expected == choice


def test_a_home_stands_for_a_tilde(environ: dict[str, str], file: Path) -> None:
    file.write_text('facts = ["~", "~/packs", "/~"]')
    home = environ["HOME"]
    assert (home, f"{home}/packs", "/~") == config.fact_folders((), environ)


@pytest.mark.parametrize(
    ("given", "variable", "expected"),
    [
        pytest.param(("/o",), "/v", (("/o",), config.OPTION), id="option"),
        pytest.param((), "/v", (("/v",), config.VARIABLE), id="variable"),
        pytest.param((), "", (("/c",), config.CONFIGURATION), id="configuration"),
    ],
)
def test_what_is_nearer_wins(
    environ: dict[str, str], file: Path, given: Sequence[str], variable: str, expected: object
) -> None:
    file.write_text('facts = ["/c"]')
    choice = config.choice(given, {**environ, "MISCA_FACTS": variable})
    assert expected == choice


def test_a_broken_configuration_is_asked_for_nothing_that_is_named(
    environ: dict[str, str], file: Path
) -> None:
    file.write_text("broken")
    assert config.fact_folders(("/a",), environ) == ("/a",)
    assert config.fact_folders((), {**environ, "MISCA_FACTS": "/a"}) == ("/a",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            'facts = [\n  "/a",\n  "b",\n]',
            '3:3: error: facts: "b" is relative (write it from the root or from ~) [bad-folder]',
            id="relative",
        ),
        pytest.param(
            'facts = ["~else/a"]',
            '1:10: error: facts: "~else/a" is relative (write it from the root or from ~) '
            "[bad-folder]",
            id="home of somebody else",
        ),
        pytest.param(
            'facts = ["/a", 1]',
            "1:16: error: facts: what stands here is no folder (expected its path in quotation "
            "marks) [bad-folder]",
            id="number",
        ),
        pytest.param(
            'facts = [""]',
            "1:10: error: facts: what stands here is no folder (expected its path in quotation "
            "marks) [bad-folder]",
            id="empty folder",
        ),
        pytest.param(
            'facts = ["/a\\u0000"]',
            "1:10: error: facts: what stands here is no folder (expected its path in quotation "
            "marks) [bad-folder]",
            id="NUL",
        ),
        pytest.param(
            "facts = 1",
            "1:9: error: facts: what stands here is no folder (expected its path in quotation "
            "marks) [bad-folder]",
            id="no array",
        ),
        pytest.param(
            'facts = ["/a"]\nfact = ["/b"]',
            '2:1: error: fact: "fact" is not known (only facts) [unknown-key]',
            id="unknown key",
        ),
        pytest.param(
            'facts = ["/a"',
            "1:9: error: an array is never closed [bad-toml]",
            id="no TOML",
        ),
        pytest.param(
            'facts = ["/\xe9"]',
            "1:12: error: not UTF-8 (byte 12); save it as UTF-8 [bad-toml]",
            id="not UTF-8",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    environ: dict[str, str], file: Path, text: str, problem: str
) -> None:
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigurationError) as raised:
        config.fact_folders((), environ)
    assert f"{file}:{problem}" == str(raised.value)


def test_without_a_home_there_is_none_to_write(tmp_path: Path, file: Path) -> None:
    file.write_text('facts = ["~/a"]')
    with pytest.raises(ConfigurationError) as raised:
        config.fact_folders((), {"XDG_CONFIG_HOME": str(tmp_path / "config")})
    message = '1:10: error: facts: "~/a" needs a home, and HOME names none [bad-folder]'
    assert f"{file}:{message}" == str(raised.value)


def test_what_is_no_file_is_told(environ: dict[str, str], file: Path) -> None:
    refusal = f"{file}: error: is no regular file of at most 1 MiB [unreadable]"
    os.mkfifo(file)
    with pytest.raises(ConfigurationError) as raised:
        config.fact_folders((), environ)
    assert refusal == str(raised.value)
    file.unlink()
    file.mkdir()
    with pytest.raises(ConfigurationError) as raised:
        config.fact_folders((), environ)
    assert refusal == str(raised.value)
    file.rmdir()
    with file.open("wb") as sparse:
        sparse.truncate((1 << 20) + 1)
    with pytest.raises(ConfigurationError) as raised:
        config.fact_folders((), environ)
    assert refusal == str(raised.value)


def test_a_link_to_nowhere_is_told(environ: dict[str, str], file: Path) -> None:
    file.symlink_to("nowhere")
    with pytest.raises(ConfigurationError) as raised:
        config.fact_folders((), environ)
    assert f"{file}: error: can't be read: No such file or directory [unreadable]" == str(
        raised.value
    )


def test_a_closed_folder_says_nothing_of_a_configuration(
    environ: dict[str, str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: str, *_: object) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", closed)
    assert config.fact_folders((), environ) == BUILT_IN
    file.symlink_to("nowhere")
    with pytest.raises(ConfigurationError) as raised:
        config.fact_folders((), environ)
    assert f"{file}: error: can't be read: Permission denied [unreadable]" == str(raised.value)


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/misca/config.toml"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/misca/config.toml"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "x"}, "/h/.config/misca/config.toml"),
        ("linux", {"HOME": "h"}, None),
        ("linux", {}, None),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/misca/config.toml"),
        ("darwin", {"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/misca/config.toml"),
        ("win32", {"HOME": "/h", "APPDATA": "/x"}, "/x/misca/config.toml"),
        ("win32", {"HOME": "/h"}, None),
    ],
)
def test_where_a_configuration_is(
    monkeypatch: pytest.MonkeyPatch, platform: str, environ: Mapping[str, str], expected: str | None
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert expected == config.config_file(environ)


LIKELY = st.lists(
    st.sampled_from(
        ["facts", "=", "[", "]", '"', '"', "'", ",", "#", "\n", " ", "/a", "\\", "\t", "é"]
    ),
    max_size=25,
).map("".join)


@given(LIKELY | st.text(), st.sampled_from(["", 'facts = ["/a", "/b']))
@example("# it's mine\n", "")
@example('"""a\n# """]', "facts = [")
def test_what_is_read_as_plain_is_what_toml_says(text: str, before: str) -> None:
    written = before + text
    read = configuration._plain(written.encode("utf-8", "surrogatepass"))
    if read is not None:
        assert read == tuple(tomli.loads(written).get("facts", ()))


def test_what_most_write_is_plain() -> None:
    assert configuration._plain(b'# it\'s mine\nfacts = [\n  "~/packs/a",\n]\n') == ("~/packs/a",)
