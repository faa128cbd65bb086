"""JSON text ↔ plain values, without the cost of importing `json`.

`json` imports `re`, which takes as long as a query may take to answer. The C functions below
it do the reading and the quoting, as they do for `json`; the text is the same, byte by byte.
Which values a document holds is its writer's business.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

    Scan = Callable[[str, int], tuple[Any, int]]
    Write = Callable[[object], str]
    Plain = Callable[[Any], object]
    """From a value that JSON lacks to what is written in its place."""

_WHITE_SPACE = " \t\n\r"
_NESTED = (dict, list, tuple)


def loads(text: str) -> Any:
    """Read a JSON document. Raises `ValueError`, also for NaN, Infinity and endless nesting."""
    text = text.strip(_WHITE_SPACE)
    try:
        value, end = _scan(text, 0)
    except (StopIteration, RecursionError) as error:
        raise ValueError("no JSON, or nested too deeply") from error
    if end != len(text):
        raise ValueError(f"more than one JSON value: the first ends at {end}")
    return value


def dumps(value: object, *, indent: int | None = None) -> str:
    """Write dicts with text keys, lists, tuples, text, numbers, bools and None in ASCII.

    Lone surrogates are kept, as escapes. Raises `TypeError` for other values and `ValueError`
    for a float that is not finite.
    """
    return _on_one_line(value) if indent is None else _on_lines(value, "\n", " " * indent)


def compact(value: object) -> str:
    """Write the same without the spaces after commas and colons."""
    return _without_spaces(value)


def compactly(plain: Plain) -> Write:
    """Return what writes as `compact` does, and values that JSON lacks as `plain` makes them."""
    return _writer((",", ":"), plain)


def _on_lines(value: object, margin: str, step: str) -> str:
    if not value or not isinstance(value, _NESTED):
        return _on_one_line(value)
    inner = margin + step
    # Most values are texts or nothing, and a call for each would take longer than writing it.
    if isinstance(value, dict):
        rows = [
            f"{_quoted(key)}: {_quoted(each)}"
            if isinstance(each, str)
            else f"{_quoted(key)}: {'null' if each is None else _on_lines(each, inner, step)}"
            for key, each in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(rows)}{margin}}}"
    return f"[{inner}{f',{inner}'.join([_on_lines(each, inner, step) for each in value])}{margin}]"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _refuse_value(value: object) -> NoReturn:
    raise TypeError(f"JSON has no {type(value).__name__}")


class _Reading:
    """What the C scanner wants to know, as a `json.JSONDecoder` tells it."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = staticmethod(_refuse_constant)


try:
    from _json import encode_basestring_ascii as _quoted
    from _json import make_encoder, make_scanner

    _scan: Scan = make_scanner(_Reading())  # type: ignore[arg-type]  # any object with these names

    def _writer(separators: tuple[str, str], plain: Plain = _refuse_value) -> Write:
        item, key = separators
        chunks = make_encoder(None, plain, _quoted, None, key, item, False, False, False)
        return lambda value: "".join(chunks(value, 0))

except ImportError:  # a Python whose `json` is made otherwise
    from json import JSONDecoder, JSONEncoder
    from json.encoder import encode_basestring_ascii as _quoted

    _scan = JSONDecoder(parse_constant=_refuse_constant).raw_decode

    def _writer(separators: tuple[str, str], plain: Plain = _refuse_value) -> Write:
        return JSONEncoder(default=plain, allow_nan=False, separators=separators).encode


_on_one_line = _writer((", ", ": "))
_without_spaces = _writer((",", ":"))
