"""`misca import`: rows of CSV, TSV and JSON Lines into a pack.

Exit status: 0 all rows came in or were there already, 1 some can't be taken and are kept
beside their file, 2 nothing could be done.
"""

from __future__ import annotations

import gc
import os
import sys

from misca_cli.anchors import is_provable
from misca_cli.checks.joining import refusals
from misca_cli.cli import streams
from misca_cli.cli.options import command_named
from misca_cli.cli.replacing import sweep, write_files
from misca_cli.cli.request import checked
from misca_cli.errors import UsageError
from misca_cli.files import pack_folders, shown_path
from misca_cli.load import read_pack
from misca_cli.model import Pack
from misca_cli.rows.mapping import near_field, read_file, read_pairs
from misca_cli.rows.placing import place
from misca_cli.rows.sheets import format_of, read_sheet
from misca_cli.rows.taking import take
from misca_cli.schema import PLURALS
from misca_cli.text import safe, safe_line
from misca_cli.writing import toml_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from misca_cli.cli.request import Invocation
    from misca_cli.rows.mapping import Said
    from misca_cli.rows.placing import Placed
    from misca_cli.rows.sheets import Sheet
    from misca_cli.rows.taking import Taken

ALL_CAME, SOME_REJECTED = 0, 1
MOST_SHOWN = 10
UNREAD = ("bad-toml", "unreadable")
"""What is wrong with a file of which it is not known what it holds."""
STDIN = "<stdin>"
"""What standard input is called where a file has its name."""
EXAMPLES = 3
"""How many facts a dry run shows in full."""


def run(invocation: Invocation, _: Mapping[str, str]) -> int:
    """Import as a command line asks, and return the exit status. Raises `MiscaError`."""
    gc.disable()  # millions of objects, and no cycle among them
    values = checked(invocation)
    if not invocation.words:
        example = command_named("import").examples[0]
        raise UsageError('"import" needs a file of rows', hint=f"for example: {example}")
    sheets = tuple(_sheet(path, values.get("from")) for path in dict.fromkeys(invocation.words))
    said = _said(values)
    folder: str = values["into"].rstrip(os.sep) or os.sep
    may_make = "known_only" not in values
    pack = _pack(folder)
    taken = take(sheets, said, pack, may_make=may_make, judge=refusals)
    placed = place(taken, folder)
    rejects = dict(_rejects(taken, sheets))
    if "dry_run" in values:
        streams.write(_preview(taken, placed))
    else:
        new_rejects = {path: text for path, text in rejects.items() if not os.path.exists(path)}
        texts = {each.path: each.text for each in placed}
        write_files(new_rejects | _anchors(taken, folder) | texts)
        if os.path.isdir(folder):
            sweep(folder)  # also where nothing was to be written
    streams.complain(safe_line(line) for line in (*_complaints(taken), *_unproved(taken, pack)))
    streams.write(f"{safe_line(_summary(taken, folder, rejects, is_dry='dry_run' in values))}\n")
    return SOME_REJECTED if taken.bad else ALL_CAME


def _sheet(path: str, named: str | None) -> Sheet:
    if path == "-":
        return read_sheet(STDIN, _stdin(), named)
    wanted = named or format_of(path)
    if wanted is None:
        raise UsageError(
            f'"{path}": its name ends in neither .csv, .tsv nor .jsonl', hint="add --from FORMAT"
        )
    with open(path, "rb") as file:
        return read_sheet(path, file.read(), wanted)


def _stdin() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError('"-" reads standard input, and there is none', hint="pipe rows into it")
    return sys.stdin.buffer.read()


def _said(values: Mapping[str, Any]) -> Said:
    typed = read_pairs(values.get("map", ()), values.get("set", ()))
    if "mapping" not in values:
        return typed
    with open(values["mapping"], "rb") as file:
        return read_file(values["mapping"], file.read()).joined(typed)


def _pack(folder: str) -> Pack:
    """Read the pack that rows go into; one that isn't there yet is empty."""
    if not os.path.lexists(folder):
        return Pack(folder=folder, name=os.path.basename(os.path.abspath(folder)))
    if not os.path.isdir(folder):
        raise UsageError(f'--into: "{folder}" is no folder')
    if pack_folders(folder) != (folder,):
        raise UsageError(f'--into: "{folder}" is a folder of packs', hint="name one of them")
    pack, problems = read_pack(folder)
    unread = [str(each) for each in problems if each.rule in UNREAD]
    if unread:
        streams.complain(safe_line(line) for line in _first(unread, "problem"))
        raise UsageError("nothing is imported while a fact file of the pack is broken")
    return pack


def _rejects(taken: Taken, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Give the file beside each sheet that keeps its bad rows, and its text."""
    for sheet in sheets:
        bad = [each.row.raw for each in taken.bad if each.row.file == sheet.path]
        if bad:
            text = "".join((sheet.header, *(_line(raw) for raw in bad)))
            path = f"stdin.{sheet.format}" if sheet.path == STDIN else sheet.path
            yield _reject_file(path, text), text


def _anchors(taken: Taken, folder: str) -> dict[str, str]:
    """Return the file that proves the places of new facts, if any of them came with its proof."""
    proofs = [(fact.source, fact.at, fact.anchor) for fact in taken.facts if fact.anchor]
    if not proofs:
        return {}
    from misca_cli.adding.files import ANCHORS, anchored  # most rows come without
    from misca_cli.export.proof import anchors_toml

    return {os.path.join(folder, ANCHORS): anchors_toml(anchored(proofs, folder))}


def _line(raw: str) -> str:
    return raw if raw.endswith(("\n", "\r")) else f"{raw}\n"


def _reject_file(path: str, text: str) -> str:
    """Return where bad rows are kept: never in place of others, which may not be mended yet."""
    stem, _, ending = path.removesuffix(".gz").rpartition(".")
    stem, ending = (stem, f".{ending}") if stem and os.sep not in ending else (path, "")
    number, found = 2, f"{stem}.rejected{ending}"
    while os.path.lexists(found) and not _holds(found, text):
        number, found = number + 1, f"{stem}.rejected-{number}{ending}"
    return found


def _holds(path: str, text: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == text.encode("utf-8", "surrogateescape")
    except OSError:
        return False


def _preview(taken: Taken, placed: Sequence[Placed]) -> str:
    """Show what would come: the files, and the first facts as they would stand there."""
    files = [
        f"{shown_path(each.path)}: {each.count} added{' (new file)' if each.is_new else ''}"
        for each in placed
        if each.count
    ]
    lines = map(safe_line, _first(files, "file"))
    examples = toml_text({}, taken.facts[:EXAMPLES])
    more = len(taken.facts) - EXAMPLES
    shown = f"\n{safe(examples)}" + (f"\n… and {_count(more, 'more fact')}\n" if more > 0 else "")
    return "".join(f"{line}\n" for line in lines) + (f"{shown}\n" if examples else "")


def _complaints(taken: Taken) -> Iterator[str]:
    bad = [f"{shown_path(e.row.file)}:{e.row.line}: error: {e.message}" for e in taken.bad]
    yield from _first(bad, "bad row")
    for what, kind in taken.guessed.items():
        yield (
            f'misca: the values of "{what}", a new measure, were guessed to be of the kind '
            f'"{kind}" (--set what.value=KIND says otherwise)'
        )
    for kind, plural in PLURALS.items():
        made = [each for of, each in taken.made if of == kind]
        if made:
            named = ", ".join(made[:MOST_SHOWN]) + (" …" if len(made) > MOST_SHOWN else "")
            yield f"misca: new {plural}, known by name alone: {len(made)} ({named})"
    if taken.left_out:
        named = ", ".join(map(_guessed, taken.left_out))
        yield f"misca: columns that no field takes: {named} (--map FIELD=COLUMN takes one)"


def _guessed(column: str) -> str:
    near = near_field(column)
    return f'"{column}"' + (f' (did you mean "{near}"?)' if near else "")


def _unproved(taken: Taken, pack: Pack) -> Iterator[str]:
    """Say how many places could be proved, which is all that `check` has against what came."""
    sources = {**pack.sources, **taken.records.get("source", {})}
    copied = {each for each, source in sources.items() if source.__dict__["copy"]}
    facts = [fact for fact in taken.facts if fact.source in copied and not fact.anchor]
    number = sum(is_provable(fact.at) for fact in facts)
    if number:
        yield f"misca: {_count(number, 'place')} to prove: misca anchors --copies DIR --write"


def _first(lines: Sequence[str], noun: str) -> Iterator[str]:
    yield from lines[:MOST_SHOWN]
    if len(lines) > MOST_SHOWN:
        yield f"… and {_count(len(lines) - MOST_SHOWN, f'more {noun}')}"


def _summary(taken: Taken, folder: str, rejects: Mapping[str, str], *, is_dry: bool) -> str:
    where = shown_path(folder)
    parts = [
        f"{where}: {_count(len(taken.facts), 'fact')} {'would be added' if is_dry else 'added'}"
    ]
    records = sum(map(len, taken.records.values()))
    parts += [f"{_count(records, 'record')} that they name"] if records else []
    parts += [f"{_count(taken.known, 'row')} already there"] if taken.known else []
    if taken.bad:
        kept = " and ".join(map(shown_path, rejects))
        parts.append(
            f"{_count(len(taken.bad), 'row')} rejected ({'to be ' if is_dry else ''}kept in {kept})"
        )
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
