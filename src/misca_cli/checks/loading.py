"""Rules that hold before any other can: the loader finds these, and the proof of places."""

from __future__ import annotations

from misca_cli.checks.rule import Rule

_LOADED = (
    (
        "unreadable",
        "Refuse a file that can't be read, or that is a link out of its pack.",
        "Make the file readable, or copy it into the pack.",
    ),
    (
        "bad-toml",
        "Refuse a file that is no TOML, or not in UTF-8.",
        "Mend it where the caret stands; text and months need quotation marks.",
    ),
    (
        "duplicate-pack",
        "Leave out a pack that has the name of one that was read before it.",
        "Give it another `name` in its pack.toml.",
    ),
    (
        "duplicate-id",
        (
            "Keep the first of two records with one id, whichever files they are in. Ids that "
            "differ only in case, accents or Unicode form are one id."
        ),
        "Give one of them another id.",
    ),
    (
        "bad-id",
        "Refuse an id that is not of letters, digits and inner `-`, `_` and `.`.",
        "Write another id.",
    ),
    (
        "missing-key",
        "Refuse a record that lacks a key it needs.",
        "Add the key; the message says what it is for.",
    ),
    (
        "missing-source",
        "Refuse a fact that does not say where it was read: no answer goes without a source.",
        "Add `source`, or `default.source` at the top of the file.",
    ),
    (
        "statement-and-by",
        "Refuse a fact that says twice who spoke: by its statement, and by itself.",
        "Drop `by` and `said`, or `statement`.",
    ),
    (
        "unknown-source",
        "Report a source that no table describes.",
        "Correct the id, or add a [source.ID] table.",
    ),
    (
        "unknown-measure",
        "Report a measure that no table describes.",
        "Correct the id, or add a [measure.ID] table.",
    ),
    (
        "unknown-statement",
        "Report a statement that no table describes.",
        "Correct the id, or add a [statement.ID] table.",
    ),
    (
        "unknown-fact",
        "Report a fact that is referred to and not there.",
        "Correct the id, or drop it.",
    ),
    (
        "bad-type",
        "Refuse a value of another type than its key takes.",
        "Write what the message expects.",
    ),
    ("empty-text", "Refuse text that is empty.", "Write something, or drop the key."),
    (
        "bad-choice",
        "Refuse a word that is none of those a key takes.",
        "Take one of those that the message names.",
    ),
    (
        "bad-date",
        "Refuse a date that is not in EDTF (ISO 8601-2), levels 0 and 1, or a set of one day.",
        'Write such as "2013-12", "2013-12-05~" or "[2013-11-26..2013-11-27]".',
    ),
    (
        "bad-figure",
        "Refuse a figure that can't be read.",
        'Write such as "420 soldiers", "~2800 soldiers", "6..12 months" or "+800 soldiers".',
    ),
    (
        "bad-value",
        "Refuse a value that is neither a figure, nor a date, nor an entity.",
        "Add the measure, which says what its values are, or correct the value.",
    ),
    (
        "bad-number",
        "Refuse a number that can't be kept exactly: not finite, or beyond 64 bits.",
        "Write a smaller number, or text in quotation marks.",
    ),
    (
        "bad-tolerance",
        "Refuse a tolerance that is neither a number, nor a percentage, nor a number of days.",
        'Write such as "10%", "50" or "2d".',
    ),
    (
        "bad-duration",
        "Refuse a duration that is no number of days.",
        'Write such as "14d".',
    ),
    (
        "bad-anchor",
        "Refuse an anchor that can't be read: it would prove nothing.",
        "Drop the line, then `misca anchors --copies DIR --write` makes one.",
    ),
)
_WARNED = (
    (
        "shared-id",
        (
            "Report the id of an entity, a source or a statement by which two packs mean "
            "different things: other names, another title, another speaker or day."
        ),
        "Give one of them another id, or read only one of the packs.",
    ),
    (
        "unknown-key",
        "Report a key that is not known, and so left out.",
        "Correct the key; a word of your own may stand in `tags` or `note`.",
    ),
    (
        "expired-ruling",
        (
            "Report a ruling whose facts say something else than when it was made: it decides "
            "nothing until somebody has looked at it again. Every command tells so."
        ),
        "Look at the facts and the ruling, drop `facts_sha256`, then run `misca check --fix`.",
    ),
)
_PROVED = (
    (
        "moved",
        "error",
        "Report a passage that stands elsewhere in the saved copy than the fact says.",
        "Write the place that the message names into `at`, then `misca anchors --write`.",
    ),
    (
        "unreadable-copy",
        "error",
        "Report a saved copy that can't be read.",
        "Make the file readable, or correct `copy`.",
    ),
    (
        "changed-copy",
        "warning",
        "Report a saved copy that has another checksum than is written.",
        "Look at what changed; then write the new checksum into `copy`.",
    ),
    (
        "not-checked",
        "note",
        "Name the sources whose places were not checked, for want of a copy.",
        "Save a copy of the source, and name it in `copy`.",
    ),
)
LOADED = tuple(
    Rule(name=name, severity=severity, says=says, remedy=remedy)
    for severity, rules in (("error", _LOADED), ("warning", _WARNED))
    for name, says, remedy in rules
)
"""What the loader tells."""
PROVED = tuple(
    Rule(name=name, severity=severity, says=says, remedy=remedy)
    for name, severity, says, remedy in _PROVED
)
"""What is told of places beside saved copies."""
