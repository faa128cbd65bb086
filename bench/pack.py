"""Packs on disk: fact files of a thousand facts, and the change of one claim in one of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

FACTS_A_FILE = 1000

Fields = Mapping[str, "str | Iterable[str]"]


def quoted(text: str) -> str:
    """Return a TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else " " for c in escaped) + '"'


def table(kind: str, record_id: str, fields: Fields) -> str:
    """Return one record as a TOML table; empty fields are left out."""
    key = record_id if "." not in record_id else quoted(record_id)
    lines = [f"[{kind}.{key}]"]
    for name, value in fields.items():
        if isinstance(value, str):
            lines += [f"{name} = {quoted(value)}"] if value else []
        elif members := ", ".join(map(quoted, value)):
            lines.append(f"{name} = [{members}]")
    return "\n".join([*lines, "", ""])


def write_header(folder: str, title: str) -> None:
    """Write `pack.toml`, last of all: where it stands, the pack is whole."""
    name = quoted(os.path.basename(os.path.abspath(folder)))
    text = f'name = {name}\ntitle = {quoted(title)}\nversion = "1.0.0"\nlanguage = "en"\n'
    write(os.path.join(folder, "pack.toml"), text)


def write_records(folder: str, plural: str, tables: Iterable[str]) -> None:
    """Write one file of entities, measures, sources or terms."""
    os.makedirs(os.path.join(folder, "facts"), exist_ok=True)
    write(os.path.join(folder, f"{plural}.toml"), "".join(tables))


def write_facts(folder: str, tables: Iterable[str]) -> int:
    """Write fact files of a thousand tables each, and return how many files there are."""
    count = 0
    for count, part in enumerate(_parts(tables), start=1):
        write(fact_file(folder, count - 1), "".join(part))
    return count


def _parts(tables: Iterable[str]) -> Iterator[list[str]]:
    left = iter(tables)
    while part := list(islice(left, FACTS_A_FILE)):
        yield part


def fact_file(folder: str, number: int) -> str:
    """Return the path of a fact file of a pack."""
    return os.path.join(folder, "facts", f"{number:04}.toml")


def write(path: str, text: str) -> None:
    """Replace a file whole."""
    with open(path + "~", "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(path + "~", path)


def overwrite_claim(folder: str, number: int, word: str) -> None:
    """Write a word over the start of a file's first claim; size and time stay as they were."""
    path = fact_file(folder, number)
    times = os.stat(path)
    with open(path, "r+b") as file:
        begin = file.read().index(b'claim = "') + len(b'claim = "')
        file.seek(begin)
        file.write(f"{word} ".encode())
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def change_claim(folder: str, number: int, word: str) -> None:
    """Rewrite a fact file with a word put in front of its first claim."""
    path = fact_file(folder, number)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    write(path, text.replace('claim = "', f'claim = "{word} ', 1))
