"""What `--help` and a bare `misca` say: plain text, examples first, under 80 columns."""

from __future__ import annotations

import click

from misca_cli.cli.options import all_commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ABOUT = """\
misca answers with facts you can stand behind: who said it, when, about which
day, in which source and where in it.
"""
USAGE = "Usage: misca COMMAND [ARGUMENT...] [OPTION...]"
MORE = """\
Wrong letters, missing accents and other languages do no harm. A phrase needs
quotation marks inside the shell's own: misca query '"security council"'.
Leave out a word with not:word; narrow with who:france, by:hollande or
value:1000..

Facts come from --facts DIR, else from the folders in MISCA_FACTS, else from
those that your configuration names (see misca paths), else from the pack that
misca brings along.

Exit status: 0 found, or done; 1 nothing found, or something wrong in what was
checked, proved or imported; 2 could not do what was asked, wholly or in part;
130 interrupted. "misca COMMAND --help" lists a command's options.
"""


WORDS = (
    ("french troops", "facts that say so, in these or related words, letters wrong or not"),
    ("'\"security council\"'", "the very phrase"),
    ("not:sanctions", "what does not say so"),
    ("who:france", "by an id or a name; also what: where: by: involves: source:"),
    ("stage:announced", "by another field; also act: tag: when:2013-11.. value:1000.."),
    ("before 6 december", "a period, in English or French"),
    ("more than 2,000", "a figure; also about 400, two thousand, $40m"),
)
"""What may be typed for words, and what it selects."""
_NARROWEST = 50
"""Columns that click writes at least."""
_NARROW = 60
"""Columns below which what a name means stands under it."""


def short_usage() -> tuple[str, ...]:
    """Return the lines that answer a bare `misca`."""
    width = max(len(command.name) for command in all_commands())
    commands = (f"  {command.name:{width}}  {command.answers}" for command in all_commands())
    return (USAGE, *commands, '"misca --help" says more')


class _Formatter(click.HelpFormatter):
    """Keeps to a terminal that is narrower than click takes any for."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        super().__init__(indent_increment, width, max_width)
        if self.width <= _NARROWEST:
            from misca_cli.cli.terminal import columns  # few terminals are so narrow

            self.width = columns() or self.width

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names with what they mean: beside them, or below where that is too narrow."""
        if self.width >= _NARROW:
            super().write_dl(rows, col_max, col_spacing)
            return
        for name, meaning in rows:
            self.write_text(name)
            with self.indentation(), self.indentation():
                self.write_text(meaning)


class _Context(click.Context):
    formatter_class = _Formatter


def _filled(text: str, width: int) -> str:
    """Return paragraphs as they are written, or filled anew where the terminal is too narrow."""
    if max(map(len, text.splitlines())) <= width:
        return text
    from textwrap import fill  # few terminals are

    paragraphs = (fill(part, width, break_long_words=False) for part in text.split("\n\n"))
    return "\n\n".join(paragraphs) + "\n" * text.endswith("\n")


class Program(click.Group):
    """The `misca` command itself: its help begins with what it does, and examples."""

    context_class = _Context

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help."""
        formatter.write(_filled(ABOUT, formatter.width))
        # Of the others, that with which people begin a pack of their own.
        shown = (c for c in all_commands() if c.module is None or c.name in ("init", "check"))
        _write_examples(formatter, [command.examples[0] for command in shown])
        formatter.write(f"\n{_filled(USAGE, formatter.width)}\n")
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.answers) for command in all_commands()])
        # Past click.Group's own method, which would list the commands once more.
        click.Command.format_options(self, ctx, formatter)
        formatter.write(f"\n{_filled(MORE, formatter.width)}")


class Subcommand(click.Command):
    """A command whose help ends with examples."""

    context_class = _Context
    examples: Sequence[str] = ()
    takes_words = False

    def format_epilog(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write what words select, and the examples."""
        if self.takes_words:
            with formatter.section("Words"):
                formatter.write_dl(WORDS)
        _write_examples(formatter, self.examples)


def _write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    with formatter.section("Examples" if len(examples) > 1 else "Example"):
        formatter.write("".join(f"  {example}\n" for example in examples))
