"""Which words belong to a clause or to a phrase, those that hang on them left out."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from whoholds.reading.claims.clauses import is_verb
from whoholds.reading.sentences import Token, asked_once

_CLAUSAL = frozenset({"relcl", "acl", "appos", "conj", "cc", "advcl", "prep", "parataxis", "preconj", "dep"})


@asked_once
def clause_tokens(head: Token) -> list[Token]:
    """The tokens of a clause: its head's subtree without clauses that stand beside it or hang on its nouns."""
    dropped = {"relcl", "advcl", "parataxis"}
    kept: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in token.children:
            clausal_conj = child.dep_ == "conj" and is_verb(child) and is_verb(token)
            clausal_conj = clausal_conj or (child.dep_ == "ccomp" and child.i < token.i)
            if child.dep_ not in dropped and not clausal_conj:
                stack.append(child)
    return sorted(kept, key=attrgetter("i"))


def core_of(head: Token) -> Iterator[Token]:
    """The head and what stands before it in its phrase, clauses and coordinated parts left out, in text order."""
    for child in head.lefts:
        if child.dep_ not in _CLAUSAL:
            yield from child.subtree
    yield head


def is_inserted(participle: Token) -> bool:
    """Whether commas part a participle from both sides: "Aden, freed in July, is in their hands".

    Or the end of a relative clause, which the parser hangs on the noun: "Qusayr, which fell once, in 2013, was taken".
    """
    first, last, above = participle.left_edge, participle.right_edge, participle.head
    hung = participle.tag_ == "VBN" and participle.dep_ in {"acl", "advcl"}
    hung = hung or (participle.dep_ == "prep" and any(c.dep_ == "relcl" and c.i < first.i for c in above.children))
    if not hung or first.i == 0 or last.i + 1 >= len(last.doc):
        return False
    return first.nbor(-1).text == "," and "," in {last.text, last.nbor(1).text}
