from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from misca_cli.index.layout import FOOTER, IDENTITY, MAGIC, DamagedError, Reader
from misca_cli.index.write import SHORT, Writer

keys = st.text(st.sampled_from("ab\n东\U0001f600 \ud800"), max_size=6).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
values = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([SHORT - 1, SHORT, SHORT + 1, 9000]).map(lambda size: b"^=>" * (size // 3 + 1)),
    st.sampled_from([SHORT, SHORT + 1]).map(bytes),
)
tables = st.one_of(
    st.dictionaries(keys, values, max_size=60),
    # Rows for more than two levels of blocks: keys as long as most of a block.
    st.integers(1, 40).map(
        lambda count: {b"k%04d" % at + b"x" * 1500: b"%d" % at for at in range(count)}
    ),
)


def written(path: Path, table: dict[bytes, bytes]) -> bytes:
    """Write a file, and return the identity it was given."""
    with path.open("wb") as file:
        writer = Writer(file)
        return writer.finish((key, writer.cell(table[key])) for key in sorted(table))


def opened(path: Path) -> Reader:
    return Reader(os.open(path, os.O_RDONLY))


@given(tables, st.lists(keys, min_size=1), st.data())
@settings(max_examples=150)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    table: dict[bytes, bytes],
    asked: list[bytes],
    data: st.DataObject,
) -> None:
    path = tmp_path_factory.mktemp("layout") / "file"
    identity = written(path, table)
    reader = opened(path)
    assert identity == reader.identity
    for key in (*asked, *table):
        assert table.get(key) == reader.get(key)
        assert reader.get(key + b"\xfe") is None
    bounds = [*asked, *table, b"", b"\xff"]
    first, last = data.draw(st.sampled_from(bounds)), data.draw(st.sampled_from(bounds))
    expected = [(key, table[key]) for key in sorted(table) if first <= key < last]
    assert expected == list(reader.rows(first, last))


def test_rows_fill_several_levels_of_blocks(tmp_path: Path) -> None:
    table = {b"%05d" % number: b"%d" % number * 20 for number in range(30_000)}
    written(tmp_path / "file", table)
    reader = opened(tmp_path / "file")
    assert list(table.items()) == list(reader.rows(b"", b"\xff"))
    assert list(table.items())[777:20_001] == list(reader.rows(b"00777", b"20001"))
    assert [table[key] for key in table if key.endswith(b"9")] == [
        reader.get(key) for key in table if key.endswith(b"9")
    ]
    seen: list[bytes] = []
    fresh = opened(tmp_path / "file")
    fresh._read = lambda start, length: seen.append(b"") or Reader._read(fresh, start, length)  # type: ignore[method-assign,func-returns-value]
    assert fresh.get(b"29999") == b"29999" * 20
    assert len(seen) == 3  # one block on each level


def test_two_files_of_the_same_rows_have_identities_of_their_own(tmp_path: Path) -> None:
    table = {b"k": b"v"}
    first, second = written(tmp_path / "a", table), written(tmp_path / "b", table)
    assert (len(first), len(second)) == (IDENTITY, IDENTITY)
    assert first != second


TABLE = {b"long": b"\0" * (SHORT + 1), **{b"key%d" % at: b"%d" % at for at in range(9)}}


def is_refused(descriptor: int) -> bool:
    """Return whether a file is seen to be damaged; what is read of it is right anyway."""
    try:
        reader = Reader(os.dup(descriptor))
        found = [reader.get(key) for key in TABLE]
        rows = dict(reader.rows(b"", b"\xff"))
    except DamagedError:
        return True
    assert found == list(TABLE.values())
    assert rows == TABLE
    return False


def test_any_changed_byte_is_seen_before_it_is_used(tmp_path: Path) -> None:
    written(tmp_path / "file", TABLE)
    whole = (tmp_path / "file").read_bytes()
    descriptor = os.open(tmp_path / "file", os.O_RDWR)
    missed = []
    for at, byte in enumerate(whole):
        for changed in (byte ^ 1, byte ^ 0x80, byte ^ 0xFF):
            os.pwrite(descriptor, bytes((changed,)), at)
            missed += [] if is_refused(descriptor) else [(at, byte, changed)]
        os.pwrite(descriptor, bytes((byte,)), at)
    assert missed == []
    assert not is_refused(descriptor)
    os.close(descriptor)


def test_a_file_cut_short_or_overwritten_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "file", TABLE)
    whole = (tmp_path / "file").read_bytes()
    descriptor = os.open(tmp_path / "file", os.O_RDWR)
    for data in (whole + b"\0", whole * 2, bytes(len(whole)), whole[::-1], b"x" * 10_000):
        os.pwrite(descriptor, data, 0)
        os.ftruncate(descriptor, len(data))
        assert is_refused(descriptor)
    os.pwrite(descriptor, whole, 0)
    for length in range(len(whole) - 1, -1, -1):
        os.ftruncate(descriptor, length)
        assert is_refused(descriptor)
    os.close(descriptor)


def test_another_release_or_order_of_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    written(path, {b"k": b"v"})
    path.write_bytes(MAGIC.replace(b"index", b"INDEX") + path.read_bytes()[len(MAGIC) :])
    with pytest.raises(DamagedError, match=r"^no index of this version$"):
        opened(path)


def test_a_file_that_can_not_be_read_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "file"
    written(path, {b"k": b"v"})
    reader = opened(path)
    path.write_bytes(path.read_bytes()[: FOOTER + 1])
    with pytest.raises(DamagedError, match=r"^the index ends too early$"):
        reader.get(b"k")
    os.close(reader._descriptor)
    reader._descriptor = os.open(tmp_path, os.O_RDONLY)
    with pytest.raises(DamagedError, match=r"^the index can't be read: Is a directory$"):
        reader.get(b"k")


def test_a_reader_closes_its_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    written(path, {})
    descriptors = [os.open(path, os.O_RDONLY) for _ in range(2)]
    reader = Reader(descriptors[0])
    del reader
    path.write_bytes(b"")
    with pytest.raises(DamagedError):
        Reader(descriptors[1])
    for descriptor in descriptors:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


def test_places_of_blocks_reach_beyond_four_gigabytes() -> None:
    class Far(io.BytesIO):
        """A file of which only the end is kept."""

    file = Far()
    writer = Writer(file)
    writer._at = (1 << 32) + 5
    place = writer.block(b"far")
    assert int.from_bytes(place[:6], "little") == (1 << 32) + 5
