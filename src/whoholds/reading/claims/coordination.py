"""Which nouns a list joins: those of "A, B and C", not what is excepted, told of again or another clause's subject."""

from __future__ import annotations

from whoholds.reading.claims.clauses import SUBJECTS, children, is_verb
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import Toponym


def coordinated(noun: Token) -> list[Token]:
    """The noun and those joined to it by commas and "and", in text order."""
    found = [noun]
    for joined in children(noun, "conj"):
        if not (is_verb(joined) or _is_excepted(joined) or _opens_clause(joined) or _tells_of(joined)):
            found.extend(coordinated(joined))
    return found


def _tells_of(noun: Token) -> bool:
    """Whether it only tells of the name before, no "and" anywhere: "captured Goma, eastern Congo's largest city"."""
    edge = noun.left_edge
    behind_comma = edge.i > 1 and noun.doc[edge.i - 1].text == "," and noun.tag_ == "NN"
    return behind_comma and noun.doc[edge.i - 2].tag_ == "NNP" and not children(noun.head, "cc") and edge != noun


def _opens_clause(noun: Token) -> bool:
    """Whether a verb without a subject follows the last of a list: "took Homs, and the president fled"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    verb = after.head if after.dep_ in {"aux", "auxpass"} else after
    finite = after.tag_ in {"VBD", "VBZ", "VBP", "MD"} and is_verb(verb) and not noun.is_ancestor(verb)
    return finite and not children(verb, *SUBJECTS)


def opens_clause(parsed: Parsed, name: Toponym) -> bool:
    """Whether a verb behind the name is said of it alone: "overran Tikrit, and Mosul fell"."""
    words = (t for t in parsed.doc if name.start <= parsed.at(t) < name.end)
    return any(t.dep_ in SUBJECTS and t.head.i > t.i for t in words)


def stands_after_but(noun: Token) -> bool:
    """ "All towns but Bunia": what the parser takes for another subject is the exception."""
    edge = noun.left_edge.i
    return edge > 1 and noun.doc[edge - 1].lower_ == "but" and noun.dep_ != "conj"


def is_hyphened(noun: Token) -> bool:
    """Whether the noun is the end of a longer word: "fled cross-border"."""
    return noun.i > 0 and noun.nbor(-1).text in {"-", "–"} and not noun.nbor(-1).whitespace_


def _is_no(noun: Token) -> bool:
    return any(c.lower_ == "no" for c in children(noun, "det"))


def _is_excepted(noun: Token) -> bool:
    """ "All towns but Bunia", "Bama and Banki but not Maiduguri": joined by the grammar, kept apart by the sense."""
    between = {t.lower_ for t in noun.doc[noun.head.i : noun.i]}
    before = {t.lower_ for t in noun.doc[max(noun.left_edge.i - 2, 0) : noun.i]}
    if _is_no(noun) and not _is_no(noun.head):
        return True  # "saw their flags and no soldier"
    return bool(children(noun, "neg")) or "not" in before or ("but" in before and "also" not in between)
