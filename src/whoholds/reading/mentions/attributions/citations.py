"""Links of a chain that cites: "reported that it fell, citing officials"; "officials cited by the agency said"."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.mentions.attributions.contents import clause_of
from whoholds.reading.mentions.attributions.cues import CueLexicon
from whoholds.reading.mentions.attributions.draft import Draft, Stretch, below, characters, children, first, without
from whoholds.reading.mentions.attributions.source import source_of, source_stretch
from whoholds.reading.mentions.attributions.verbs import verb_group
from whoholds.reading.sentences import Parsed, Token


def citation_drafts(parsed: Parsed, lexicon: CueLexicon) -> Iterator[Draft]:
    """One draft for each verb of citing whose object can speak, or that names who cites a speaker."""
    for token in parsed.doc:
        if token.lower_ not in lexicon.citing:
            continue
        cited = first(c for c in children(token, "dobj") if c.i > token.i)
        if token.dep_ == "advcl" and cited is not None and _can_speak(cited, lexicon):
            content = _cited_content(token)
            source = source_stretch(cited, cue=verb_group(token), content=[])
            yield _written(parsed, source, verb_group(token), content)
        agent = first(children(token, "agent"))
        by_whom = first(children(agent, "pobj")) if agent is not None else None
        if token.dep_ == "acl" and agent is not None and by_whom is not None:
            cue = token.i, agent.i + 1
            source = source_stretch(by_whom, cue=cue, content=[])
            above = token.head.head
            content = without(below(above), (token.i, source[1])) if above.i != token.head.i else []
            yield _written(parsed, source, cue, content)


def _can_speak(cited: Token, lexicon: CueLexicon) -> bool:
    """Whether what is cited is a person, a body or a report rather than a reason."""
    return any(word.lower_ in lexicon.cited for word in (cited, *children(cited, "conj", "appos", "compound")))


def _cited_content(verb: Token) -> list[Stretch]:
    """What the cited one is cited for: the content of the verb above, or all of its clause."""
    said = clause_of(verb.head, source_of(verb.head))
    return [piece for whole in said or [below(verb.head)] for piece in without(whole, below(verb))]


def _written(parsed: Parsed, source: Stretch, cue: Stretch, content: list[Stretch]) -> Draft:
    return Draft(
        (characters(parsed, source),),
        (characters(parsed, cue),),
        tuple(characters(parsed, piece) for piece in content),
        may_quote=False,
    )
