"""Sites told of without a name or a verb: "the rebels took the airport, the army the port"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoholds.reading.claims.elisions import as_side
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.sentences import Parsed
from whoholds.records import Span
from whoholds.terms import EventType, PlaceRole, Polarity

_CHANGES = frozenset({EventType.TAKEOVER, EventType.HOLDING})


def gapped_sites(scene: Scene, parsed: Parsed, told: Sequence[Draft]) -> Iterator[Draft]:
    """The claims of parties that a sentence gives a site of the place just told of, and no verb.

    Args:
        scene: the report.
        parsed: the sentence.
        told: the drafts read from it.

    Returns:
        A draft a party, like the last one before but for the party and the part of the place.
    """
    before = told[-1] if told else None
    at = [p for p in before.places if p.role is PlaceRole.AT] if before is not None else []
    if before is None or before.event not in _CHANGES or before.factuality.polarity is Polarity.NEGATED:
        return
    if not at or any(p.part is None for p in at) or len({p.place_id for p in at}) > 1:
        return
    text, base = parsed.sentence.text, parsed.sentence.start
    for actor in scene.actors:
        if not before.start < actor.start < parsed.sentence.end or actor.side is None:
            continue
        opens, site = _JOINT.search(text[: actor.start - base]), _site().match(text, actor.end - base)
        if opens is None or site is None or any(a.side == actor.side for a in before.sides):
            continue
        sites = [site, *([also] if (also := _and_site().match(text, site.end())) is not None else [])]
        start, end = base + site.start("site"), base + sites[-1].end("site")
        places = tuple(
            replace(at[0], text=s["site"], start=base + s.start("site"), end=base + s.end("site"), part=s["site"])
            for s in sites
        )
        whole = Span(actor.start, end, text[actor.start - base : end - base])
        yield replace(
            before, parsed=parsed, places=places, sides=(as_side(actor),), lost=(),
            evidence=whole, trigger=Span(start, end, site["site"]), count=None, divides=False, could_be=(),
        )  # fmt: skip


_JOINT = re.compile(r"[,;] (?:and |while |but )?(?:the )?$| (?:and|while) (?:the )?$")


@remembered
def _site() -> re.Pattern[str]:
    """A site behind a party, and the end of the clause behind the site."""
    return re.compile(rf" (?:the|its|their) {_noun()}")


@remembered
def _and_site() -> re.Pattern[str]:
    """A second site joined to the first."""
    return re.compile(rf" and (?:the|its|their) {_noun()}")


def _noun() -> str:
    words = load_lexicon("territory")
    nouns = "|".join(map(re.escape, sorted({*words["facilities"], *words["parts"]}, key=len, reverse=True)))
    return rf"(?P<site>(?:[a-z]+ ){{0,2}}?(?:{nouns}))(?=\s*(?:[.,;]|$| and ))"
