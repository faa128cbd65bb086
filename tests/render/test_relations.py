from __future__ import annotations

from misca_cli.factbase import factbase
from misca_cli.model import Fact, Pack, Source, Statement
from misca_cli.render.relations import relations


def fact(fact_id: str, *, at: str, statement: str | None) -> Fact:
    return Fact(
        id=fact_id,
        pack="p",
        file="f.toml",
        line=1,
        claim=f"{fact_id}.",
        source="s",
        at=at,
        statement=statement,
    )


def test_facts_of_the_same_statement_are_not_listed_again_at_their_place() -> None:
    facts = (
        fact("this", at="p1", statement="talk"),
        fact("beside", at="p1", statement="talk"),
        fact("elsewhere", at="p2", statement="talk"),
        fact("other", at="p1", statement=None),
    )
    pack = Pack(
        folder="/p",
        name="p",
        facts={each.id: each for each in facts},
        sources={"s": Source(id="s", type="book", title="T")},
        statements={"talk": Statement(id="talk")},
    )

    assert tuple(relations(factbase((pack,)), facts[0], facts)) == (
        ("same statement", ("beside: beside.", "elsewhere: elsewhere.")),
        ("same place", ("other: other.",)),
    )
