from __future__ import annotations

from pathlib import Path

import pytest

from misca_cli.errors import OutputError
from misca_cli.model import Entity, Fact, Ruling
from misca_cli.rows.placing import place
from misca_cli.rows.taking import Taken


def taken(*sources: str) -> Taken:
    facts = tuple(
        Fact(id=f"f{at}", pack="p", file="f.toml", line=1, claim="A.", source=each, at="p1")
        for at, each in enumerate(sources)
    )
    entity = {"entity": {"fr": Entity(id="fr", name="France", kind="country")}}
    return Taken(facts=facts, records=entity, made=(), known=0, bad=(), left_out=())


def placed(taken: Taken, folder: Path) -> dict[str, str]:
    return {
        str(Path(each.path).relative_to(folder)): each.text for each in place(taken, str(folder))
    }


def test_a_new_pack(tmp_path: Path) -> None:
    assert placed(taken("b", "a", "b"), tmp_path / "new") == {
        "pack.toml": 'name = "new"\n',
        "entities.toml": '[entity.fr]\nname = "France"\nkind = "country"\n',
        "a.toml": 'default.source = "a"\n\n[fact.f1]\nclaim = "A."\nat = "p1"\n',
        "b.toml": (
            'default.source = "b"\n\n'
            '[fact.f0]\nclaim = "A."\nat = "p1"\n\n'
            '[fact.f2]\nclaim = "A."\nat = "p1"\n'
        ),
    }


def test_files_keep_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "entities.toml").write_bytes(b"# ours\r\n[entity.x]\r\n")
    (tmp_path / "a.toml").write_text('default.source = "b" # not a\n', "utf-8")

    files = placed(taken("a"), tmp_path)

    assert files == {
        "entities.toml": (
            '# ours\r\n[entity.x]\r\n\r\n[entity.fr]\r\nname = "France"\r\nkind = "country"\r\n'
        ),
        "a.toml": (
            'default.source = "b" # not a\n\n[fact.f0]\nclaim = "A."\nsource = "a"\nat = "p1"\n'
        ),
    }


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(b"\n\n[entity.x]\n", id="blank lines before it"),
        pytest.param(b"[entity.x]\n\n\n", id="and behind it"),
        pytest.param(b"[entity.x]\r\n# ours\nkind = 'x'\n", id="line ends of two kinds"),
        pytest.param(b"# ours\n[entity.x]", id="no line end"),
    ],
)
def test_files_keep_every_byte(held: bytes, tmp_path: Path) -> None:
    (tmp_path / "entities.toml").write_bytes(held)

    text = placed(taken("a"), tmp_path)["entities.toml"]

    assert text.encode("utf-8", "surrogateescape").startswith(held)


def test_new_files_lead_editors_to_the_schema_of_the_pack(tmp_path: Path) -> None:
    (tmp_path / "misca.schema.json").write_text("{}", "utf-8")
    (tmp_path / "entities.toml").write_text("# ours\n", "utf-8")

    files = placed(taken("a"), tmp_path)

    assert {name: text.partition("\n")[0] for name, text in files.items()} == {
        "entities.toml": "# ours",
        "a.toml": "#:schema ./misca.schema.json",
    }


def test_files_that_mean_something_else_are_left_alone(tmp_path: Path) -> None:
    names = [*placed(taken("anchors", "pack", "entities", "x" * 200), tmp_path)]

    assert names == [
        "pack.toml",
        "entities.toml",
        "anchors-facts.toml",
        "entities-facts.toml",
        "pack-facts.toml",
        f"{'x' * 60}.toml",
    ]


def linked(**named: tuple[str, tuple[str, ...]]) -> Taken:
    """Return facts of sources that supersede others."""
    facts = tuple(
        Fact(
            id=each,
            pack="p",
            file="f",
            line=1,
            claim="A.",
            at="p1",
            source=source,
            supersedes=others,
        )
        for each, (source, others) in named.items()
    )
    return taken().replaced(facts=facts, records={})


def test_what_is_named_stands_before_what_names_it(tmp_path: Path) -> None:
    chain = linked(f1=("a", ("f2", "f4")), f2=("b", ("f3", "old")), f3=("c", ()), f4=("a", ()))

    assert [*placed(chain, tmp_path)][1:] == ["c.toml", "b.toml", "a.toml"]


def test_files_that_would_name_one_another_are_one(tmp_path: Path) -> None:
    circle = linked(f1=("b", ("f2",)), f2=("a", ("f3",)), f3=("b", ()), f4=("c", ("f1",)))

    files = placed(circle, tmp_path)

    assert [*files][1:] == ["a.toml", "c.toml"]
    assert files["a.toml"].count("[fact.") == 3
    assert "default.source" not in files["a.toml"]


def test_rulings_come_last(tmp_path: Path) -> None:
    ruling = Ruling(id="r", facts=("f0",), verdict="same", why="W.")
    both = taken("a").replaced(records={"ruling": {"r": ruling}})

    assert [*placed(both, tmp_path)] == ["pack.toml", "a.toml", "rulings.toml"]


def test_long_names_that_begin_alike_share_a_file(tmp_path: Path) -> None:
    first, second = f"{'x' * 60}a", f"{'x' * 60}b"

    files = placed(taken(first, second), tmp_path)

    assert files[f"{'x' * 60}.toml"] == (
        f'[fact.f0]\nclaim = "A."\nsource = "{first}"\nat = "p1"\n\n'
        f'[fact.f1]\nclaim = "A."\nsource = "{second}"\nat = "p1"\n'
    )


def test_a_file_that_can_not_be_added_to(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("fact = {}\n", "utf-8")

    with pytest.raises(OutputError) as caught:
        place(taken("a"), str(tmp_path))

    assert str(caught.value) == (
        f'can\'t add to "{tmp_path}/a.toml": line 3: "fact.f0" or a part of it '
        "is already given above, in line 1"
    )
    assert caught.value.hint == "rename that file, then import again"


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "secret").write_text("", "utf-8")
    (tmp_path / "pack" / "a.toml").symlink_to(tmp_path / "secret")

    with pytest.raises(OutputError):
        place(taken("a"), str(tmp_path / "pack"))
