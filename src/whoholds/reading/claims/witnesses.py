"""Sources that no cue introduces: the subject of "found", "denied that", "repulsed"."""

from __future__ import annotations

from whoholds.reading.claims.attribution import Voice
from whoholds.reading.claims.clauses import antecedent, subjects
from whoholds.reading.claims.scene import Scene
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ClaimSource


def witness(scene: Scene, parsed: Parsed, verb: Token) -> Voice | None:
    """The verb's subject as a source; None for a pronoun or no subject."""
    heads = [h for h in map(antecedent, subjects(verb)) if h.tag_ not in {"PRP", "EX"}]
    if not heads:
        return None
    tokens = [t for t in heads[0].subtree if t.dep_ not in {"relcl"}]
    span = parsed.span(tokens[0], heads[0]) if tokens else parsed.span(heads[0], heads[0])
    reading = scene.read_source(span.text)
    return Voice((ClaimSource(span.text, span.text, reading.kind, reading.side, None, span.start, span.end),))
