"""What the stages before know of one report, together with whatever the claims read so far have settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from whoholds.reading.claims.arguments import Arguments
from whoholds.reading.claims.attribution import Quoted, SourceReading, Voice
from whoholds.reading.claims.factuality import Factuality
from whoholds.reading.sentences import Parsed
from whoholds.records import (
    ActorMention,
    ClaimActor,
    ClaimPlace,
    ClaimTime,
    Quantity,
    Report,
    Sentence,
    Span,
    TimeMention,
    Toponym,
)
from whoholds.reference.actors import ActorIndex
from whoholds.terms import EventType, Fighting

# Claims are read in blocks of so many sentences, and look so many sentences back and on for what they mean.
BLOCK, REACH = 40, 80


@dataclass(frozen=True, slots=True)
class Scene:
    """One report with all its mentions. Grain: one report."""

    report: Report
    sentences: Sequence[Sentence]
    toponyms: Sequence[Toponym]  # resolved, in text order
    actors: Sequence[ActorMention]  # resolved, in text order
    times: Sequence[TimeMention]
    quantities: Sequence[Quantity]
    quoted: Sequence[Quoted]
    index: ActorIndex
    country: str | None
    publisher_side: str | None
    read_source: Callable[[str], SourceReading]
    topics: Mapping[int, tuple[Toponym, ...]]  # by a sentence's start, the places its entry is headed with

    def around(self, block: int) -> Scene:
        """The scene as far as sentences of the block can mean it, so that reading takes time as the text is long."""
        if len(self.sentences) <= BLOCK + REACH:
            return self
        near = self.sentences[max(block * BLOCK - REACH, 0) : (block + 1) * BLOCK + REACH]
        start, end = near[0].start, near[-1].end
        return replace(
            self,
            sentences=near,
            toponyms=[t for t in self.toponyms if start <= t.start < end],
            actors=[a for a in self.actors if start <= a.start < end],
            times=[t for t in self.times if start <= t.start < end],
            quantities=[q for q in self.quantities if start <= q.start < end],
            quoted=[q for q in self.quoted if any(c.start < end and start < c.end for c in q.attribution.content)],
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim being put together: everything found, nothing printed yet. Grain: one trigger."""

    parsed: Parsed
    arguments: Arguments
    factuality: Factuality
    voice: Voice
    event: EventType
    places: tuple[ClaimPlace, ...]
    sides: tuple[ClaimActor, ...]
    lost: tuple[ClaimActor, ...]
    when: ClaimTime
    fighting: Fighting
    count: Quantity | None = None
    is_over: bool = False  # told as past and ended: "was in rebel hands for three days"
    evidence: Span | None = None  # when it isn't the trigger's own clause
    trigger: Span | None = None  # when it isn't the trigger's own word
    could_be: tuple[str, ...] = ()  # the sides any of which may have gained, if the words leave out which
    divides: bool = False  # its count is a part of the claim's before

    @property
    def start(self) -> int:
        """Where the trigger stands in the report."""
        if self.trigger is not None:
            return self.trigger.start
        return self.parsed.at(self.arguments.trigger.word)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One trigger in one voice, and the claims before it: what a claim is put together from."""

    scene: Scene
    parsed: Parsed
    arguments: Arguments
    voice: Voice
    drafts: Sequence[Draft]

    @property
    def at(self) -> int:
        """Where the trigger stands in the report."""
        return self.parsed.at(self.arguments.trigger.word)
