"""What somebody says of a fact, field by field: first in options, then asked on a terminal."""

from __future__ import annotations

from misca_cli.adding.draft import Draft
from misca_cli.adding.names import UnknownNameError
from misca_cli.adding.typed import NEW, SEVERAL, AnswerError, fact_id, free_id, read, read_figure
from misca_cli.anchors import anchor, is_provable
from misca_cli.cli import asking
from misca_cli.cli.locating import ask_place, found_place, shown_place
from misca_cli.cli.newcomer import ASKED, ask_fields
from misca_cli.errors import UsageError
from misca_cli.load.fields import is_id
from misca_cli.model import Measure
from misca_cli.schema import TABLES
from misca_cli.spelling import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from misca_cli.adding.passages import Passage
    from misca_cli.cli.workplace import Workplace
    from misca_cli.schema import Field

FIELDS = {field.name: field for field in TABLES["fact"]}
NEEDED = tuple(field.name for field in TABLES["fact"] if field.required)
_OFTEN = ("who", "what", "value", "where", "when", "by", "said", "stage")
NAMES = (*_OFTEN, *(name for name in FIELDS if name not in _OFTEN), "id")
"""What may be said of a fact; a measure comes before the value that is read by it."""
_MEASURED = ("who", "what")
"""What a value needs."""


class Interview:
    """What has been said of a fact so far."""

    def __init__(
        self, place: Workplace, values: Mapping[str, Any], wrong: list[UsageError]
    ) -> None:
        """Read what the options say, and note all that is wrong with them."""
        self.fields: dict[str, object] = {}
        self._named: dict[str, dict[str, dict[str, Any]]] = {}
        self._place = place
        self._names = place.names
        self._id: str | None = None
        self._passage: Passage | None = None
        for name in (*FIELDS, "id", "passage"):
            if name in values:
                try:
                    self._take_option(name, values)
                except UsageError as error:
                    wrong.append(error)
        if self._passage and not wrong:
            self.fields["at"] = shown_place(self._passage)

    def _take_option(self, name: str, values: Mapping[str, Any]) -> None:
        if name == "passage":
            self._passage = self._found(values)
            return
        given: str | Sequence[str] = values[name]
        try:
            self._take(name, (given,) if isinstance(given, str) else given)
        except AnswerError as error:
            raise UsageError(f"--{name.replace('_', '-')}: {error}") from error

    def _found(self, values: Mapping[str, Any]) -> Passage:
        if "at" in values:
            message = "finds a place in the copy of --source below --copies, instead of --at"
            raise UsageError(f"--passage: {message}")
        lacking = [f"--{name}" for name in ("source", "copies") if name not in values]
        if lacking:
            raise UsageError(f"--passage: needs {' and '.join(lacking)} to find a place in a copy")
        source = self.fields.get("source")
        copy = self._place.copy(str(source))
        if copy is None:
            raise UsageError(f'--passage: no copy of "{source or values["source"]}" is at hand')
        return found_place(copy, values["passage"])

    def _take(self, name: str, answers: Sequence[str]) -> None:
        """Take what is said of a field. Raises `AnswerError`."""
        if name == "id":
            self._id = self._free(answers[0])
        elif name == "value":
            self.fields[name] = read_figure(answers[0], self._measure(), self._names)
        else:
            self.fields[name] = read("fact", FIELDS[name], answers, self._names)

    def _free(self, text: str) -> str:
        if not is_id(text):
            raise AnswerError(f'"{text}" is not an id (letters, digits, "-", "_" and ".")')
        if self._names.has("fact", text):
            raise AnswerError(f'"{text}" is the id of another fact')
        return text

    def _measure(self) -> Measure | None:
        what = str(self.fields.get("what"))
        made = self._named.get("measure", {}).get(what)
        return Measure(id=what, **{"name": what, **made}) if made else self._known(what)

    def _known(self, what: str) -> Measure | None:
        measure: Measure | None = self._place.pack.measures.get(what)
        return measure

    def draft(self) -> Draft:
        """Return what has been said. Raises `AnswerError` for a place that a copy lacks."""
        named = {
            kind: {each: records[each] for each in records if self._is_named(each)}
            for kind, records in self._named.items()
        }
        return Draft(
            id=self._id or fact_id(self.fields, self._names),
            fields=dict(self.fields),
            named=named,
            anchor=self._anchor(),
        )

    def _anchor(self) -> str | None:
        source, at = str(self.fields["source"]), str(self.fields["at"])
        copy = self._place.copy(source) if is_provable(at) else None
        proof = anchor(copy, at) if copy else None
        if copy and proof is None:
            raise AnswerError(f'the copy of "{source}" has no place "{at}"')
        return proof

    def _is_named(self, record_id: str) -> bool:
        """Tell whether a new record is needed after all: an answer may have been changed."""
        others = [fields for records in self._named.values() for fields in records.values()]
        said = [value for fields in (self.fields, *others) for value in fields.values()]
        return any(record_id == v or (isinstance(v, list) and record_id in v) for v in said)

    def show_similar(self) -> None:
        """Show facts of the pack that say much the same, so that none is told twice."""
        found = self._place.similar(str(self.fields["claim"]))
        if found:
            asking.say(("", "similar facts:"))
        asking.say(f"  {each.id}: {each.claim} ({each.source}, {each.at})" for each in found)

    def ask_more(self, answer: str) -> None:
        """Ask for the fields that an answer names, and for what they need."""
        names = set(answer.replace(",", " ").split())
        if "value" in names:
            names.update(each for each in _MEASURED if each not in self.fields)
        for name in sorted(names - {*NAMES}):
            near = nearest(name, NAMES, most=1)
            guess = f' (did you mean "{near[0]}"?)' if near else ""
            asking.say((f'"{name}" is no field{guess}',))
        for name in NAMES:
            if name in names:
                self.ask(name)

    def ask(self, name: str) -> None:
        """Ask for a field until the answer can be taken; without one, it is left out."""
        copy = self._place.copy(str(self.fields.get("source"))) if name == "at" else None
        if copy:
            self.fields[name] = ask_place(copy)
            return
        field = FIELDS.get(name)
        asking.say(("", f"{name}: {_meaning(field) if field else 'what the fact goes by'}"))
        while not self._answered(name, field):
            pass
        if name == "claim":
            self.show_similar()

    def _answered(self, name: str, field: Field | None) -> bool:
        """Ask once, and tell whether that was an answer."""
        answer = asking.ask(name, choices=self._choices(field) if field else ())
        if not answer and name in NEEDED:
            asking.say((f"a fact needs its {name}",))
            return False
        if not answer:
            self._leave_out(name)
            return True
        try:
            self._take(name, (self._with_new(field, answer) if field else answer,))
        except AnswerError as error:
            asking.say((_told(error, field),))
            return False
        return True

    def _leave_out(self, name: str) -> None:
        if name == "id":
            self._id = None
        self.fields.pop(name, None)

    def _choices(self, field: Field) -> tuple[str, ...]:
        if field.name == "value" and (measure := self._measure()) and measure.value == "entity":
            return self._names.choices("entity")
        return self._names.choices(field.refers) if field.refers else field.choices

    def _with_new(self, field: Field, answer: str) -> str:
        """Return an answer with the ids of what the pack lacks and is to get."""
        if field.refers not in ASKED:
            return answer
        parts = answer.split(";") if field.kind in SEVERAL else [answer]
        ids = (self._id_of(str(field.refers), part.strip()) for part in parts)
        return ";".join(ids)

    def _id_of(self, kind: str, part: str) -> str:
        """Return what is typed, or the id of what is new, once it is asked what that is."""
        if not part.startswith(NEW):
            return part
        name = part.removeprefix(NEW).strip()
        try:
            return self._names.id(kind, name)
        except UnknownNameError:
            fields = ask_fields(kind, name, self._place.pack, self._names)
        record_id = free_id(kind, name, self._names)
        self._named.setdefault(kind, {})[record_id] = fields
        self._names.note(kind, record_id, (name,))
        return record_id


def _told(error: AnswerError, field: Field | None) -> str:
    """Say how to add what a pack lacks as one who answers does, and not as one who edits files."""
    kind = field.refers if field else None
    message = str(error)
    return message.replace(f"add [{kind}.ID]", _adds(kind)) if kind in ASKED else message


def _adds(kind: str | None) -> str:
    return f'"{NEW}NAME" adds a new {kind}'


def _meaning(field: Field) -> str:
    more = [f"; one of {', '.join(field.choices)}"] if field.choices else []
    if field.kind in SEVERAL:
        more.append('; part several by ";"')
    if field.refers in ASKED:
        more.append(f"; Tab completes, {_adds(field.refers)}")
    return field.meaning + "".join(more)
