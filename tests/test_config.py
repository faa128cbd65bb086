from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from misca_cli import config

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
