"""Which sides a claim's phrases name, and who must have gained when the words leave it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from whoholds.reading.claims.actor_phrases import ActorPhrase
from whoholds.reading.claims.attribution import Voice
from whoholds.reading.claims.gainers import fights_here
from whoholds.reading.claims.just_taken import took_it
from whoholds.reading.claims.pronouns import goes_on_from, is_of_speaker, may_stand_for, resolve_pronoun
from whoholds.reading.claims.scene import Draft, Scene
from whoholds.reading.lexicon import load_lexicon, remembered
from whoholds.reading.lexicon.roles import open_roles
from whoholds.records import ActorMention, ClaimActor, Sentence, Span
from whoholds.terms import ActorKind, ActorRole, EventType, Polarity


def parties_of(
    phrases: Sequence[ActorPhrase], role: ActorRole, scene: Scene, voice: Voice, drafts: Sequence[Draft]
) -> tuple[list[ClaimActor], bool]:
    """The actors that phrases name, and whether one stayed open.

    Returns:
        One a phrase that names a known actor, a role noun, a state or a pronoun with a clear antecedent. Phrases that
        name nobody who could hold ground give nothing.
    """
    found: list[ClaimActor] = []
    is_open = False
    for phrase in phrases:
        mention = phrase.mention
        own = _partners(phrase, role, scene) or _own_men(phrase, voice, role, scene)
        if own is not None:
            found.append(own)
            continue
        if _are_of_unknown(phrase, scene, voice):
            is_open = True
            continue
        if phrase.is_pronoun:
            meant = _asked_about(phrase, scene) or _had_it(phrase, scene, drafts)
            if meant is not None:
                found.append(replace(meant, role=role))
                continue
            mention = _named_just_before(phrase, scene) or resolve_pronoun(
                phrase.span.text, goes_on_from(phrase.span, scene), _acting(scene), speaker_side=voice.side
            )
            party = _speaker(phrase, mention, voice, role, scene) or _other(phrase, mention, voice, scene, drafts)
            if party is not None:
                found.append(replace(party, role=role))
                continue
            unclear = mention is not None and is_of_speaker(phrase.span, mention, voice.sources)
            if mention is not None and (unclear or _is_nobody_told_of(phrase, mention, scene, drafts)):
                mention = None  # "Theirs, since September"
            is_open = is_open or mention is None
        actor = _from_mention(phrase, mention, role) if mention else _state(phrase, role, scene)
        if actor is not None and not any(a.name == actor.name and a.side == actor.side for a in found):
            found.append(actor)
    return found, is_open


def _are_of_unknown(phrase: ActorPhrase, scene: Scene, voice: Voice) -> bool:
    """Whether they are "his men" of a speaker whose side isn't known."""
    words = scene.report.text[max(phrase.span.start - 4, 0) : phrase.span.end].lower()
    unknown = bool(voice.sources) and voice.side is None and voice.sources[-1].end <= phrase.span.start
    return unknown and not phrase.is_pronoun and re.match(r"(?:his|her) |.{0,4}\b(?:his|her) ", words) is not None


def _acting(scene: Scene) -> list[ActorMention]:
    """The mentions but those that only tell whose ground or friends some are: "the last government position"."""
    known, text = load_lexicon("territory"), scene.report.text
    ground = {noun for words in ("facilities", "settlements", "terrain") for noun in known[words]}
    behind = ((m, re.match(r"\s(\w+)", text[m.end : m.end + 20])) for m in scene.actors)
    acting = (m for m, word in behind if word is None or word[1] not in ground)
    return [m for m in acting if not _FOR.search(text, max(m.start - _PREFIX, 0), m.start)]  # "a pro-regime channel"


_FOR, _PREFIX = re.compile(r"\b(?:pro|anti)[-–]\Z", re.IGNORECASE), 5


def _partners(phrase: ActorPhrase, role: ActorRole, scene: Scene) -> ClaimActor | None:
    """The state that friends are called by: "our Chadian partners" are Chad's, not ours."""
    first, *rest = phrase.span.text.split() if not phrase.is_pronoun else [""]
    words = rest if first.lower() in {"our", "their", "its", "his", "the"} else [first, *rest]
    if not words[1:] or words[-1].lower() not in load_lexicon("territory")["partners"]:
        return None
    state = scene.index.state_named(" ".join(words[:-1]), scene.report.published)
    span = phrase.span
    if state is None:
        return None
    return ClaimActor(role, state.name, state.actor_id, state.side, state.kind, span.text, span.start, span.end)


def _own_men(phrase: ActorPhrase, voice: Voice, role: ActorRole, scene: Scene) -> ClaimActor | None:
    """ "Our boys" in somebody's mouth: of the side of whoever speaks."""
    span, text = phrase.span, scene.report.text
    words = text[max(span.start - 6, 0) : span.end].lower()
    praised = role is ActorRole.SIDE and not set(span.text.lower().split()).isdisjoint(
        load_lexicon("voices")["praised"]
    )
    is_own = "our " in (words[2:6], span.text[:4].lower()) or _of_speaker(words, span, scene, voice)
    is_own = is_own or (praised and phrase.mention is None)
    if phrase.is_pronoun or not is_own or voice.side is None:
        return None
    named = phrase.mention is not None and phrase.mention.side is not None and not phrase.mention.is_role
    if named or (phrase.mention is not None and phrase.mention.side == voice.side):
        return None  # known already, and better: "their peshmerga"
    return replace(implied(voice.side, role, scene), text=span.text, start=span.start, end=span.end)


def _of_speaker(words: str, span: Span, scene: Scene, voice: Voice) -> bool:
    """Whether "his men", "its troops" are the men of whoever speaks: nobody else is named since."""
    source = next((s for s in reversed(voice.sources) if s.side), None)
    if source is None or not _HIS.search(words):
        return False
    if source.end > span.start:  # "Their men were still in the city, said the spokesman": nobody is named before them
        opening = max(s.start for s in scene.sentences if s.start <= span.start)
        return not any(opening <= m.start and m.end <= span.start for m in scene.actors)
    return not any(source.end <= m.start and m.end <= span.start for m in scene.actors)


_HIS = re.compile(r"^(?:.{0,6}\b)?(?:his|her|its|their) ")


def _speaker(
    phrase: ActorPhrase, mention: ActorMention | None, voice: Voice, role: ActorRole, scene: Scene
) -> ClaimActor | None:
    """The source's own side, where a pronoun in its reported words has nobody nearer to stand for."""
    fitting = (s for s in reversed(voice.sources) if s.side and may_stand_for(phrase.span.text, s.text or s.name))
    source = next(fitting, None)
    if source is None or source.side is None or phrase.span.start < source.end:
        return None
    if mention is not None and (mention.start >= source.start or not fights_here(source.side, scene)):
        return None  # of what "British intelligence" says is theirs nothing is Britain's
    if mention is not None and voice.is_direct and phrase.span.text.lower() not in _FIRST_PERSON:
        return None  # who speaks for himself doesn't say "they"
    side = implied(source.side, role, scene)
    return replace(side, text=phrase.span.text, start=phrase.span.start, end=phrase.span.end)


def _other(
    phrase: ActorPhrase, mention: ActorMention | None, voice: Voice, scene: Scene, drafts: Sequence[Draft]
) -> ClaimActor | None:
    """The other party, where "they" would else be the speaker or nobody: the last claim's, or the only challenger."""
    if phrase.span.text.lower() not in {"they", "them", "their", "theirs"}:
        return None
    if mention is not None and (voice.side is None or mention.side != voice.side or not voice.is_direct):
        return None
    last = next((a for d in reversed(drafts) for a in d.sides if a.side != voice.side or a.side is None), None)
    if last is not None:
        return replace(last, text=phrase.span.text, start=phrase.span.start, end=phrase.span.end)
    enemy = _only_enemy(voice, scene) if voice.is_direct else None
    if enemy is not None:
        party = implied(enemy, ActorRole.SIDE, scene)
        return replace(party, text=phrase.span.text, start=phrase.span.start, end=phrase.span.end)
    own = scene.index.government_of(scene.country, scene.report.published)
    rebels = [m for m in scene.actors if m.kind in _CHALLENGERS and (m.side is None or m.side not in {own, voice.side})]
    if len({m.side or m.name.lower() for m in rebels}) != 1:
        return None
    return _from_mention(phrase, rebels[0], ActorRole.SIDE)


def _only_enemy(voice: Voice, scene: Scene) -> str | None:
    """Whom whoever speaks fights there, where it is one side only: "they" in a party's mouth are not its own."""
    if voice.side is None:
        return None
    against = scene.index.opponents_of(voice.side, scene.country, scene.report.published)
    return against[0] if len(against) == 1 else None


def _is_nobody_told_of(phrase: ActorPhrase, mention: ActorMention, scene: Scene, drafts: Sequence[Draft]) -> bool:
    """Whether a bare "Theirs" would be a state's that nothing is claimed for: soldiers who ran are named too."""
    span, text = phrase.span, scene.report.text
    opens = any(s.start <= span.start <= s.start + 1 for s in scene.sentences)
    if span.text != "Theirs" or not opens or text[span.end : span.end + 1] not in {",", ".", ";"}:
        return False
    gained = {a.side for d in drafts if d.event is not EventType.WITHDRAWAL for a in d.sides}
    return mention.kind is ActorKind.STATE_FORCES and mention.side not in gained


_CHALLENGERS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
_FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "my", "me"})


def _asked_about(phrase: ActorPhrase, scene: Scene) -> ClaimActor | None:
    """Whom "they" of an answer means: the only party of the question. "Are the rebels in Tripoli?" "They hold it."."""
    here = max((i for i, s in enumerate(scene.sentences) if s.start <= phrase.span.start), default=0)
    speaker = scene.sentences[here].speaker if scene.sentences else None
    if phrase.span.text.lower() != "they" or speaker is None:
        return None
    first = next(i for i in range(here, -1, -1) if i == 0 or _speaks(scene.sentences[i - 1]) != speaker.text)
    asker = _speaks(scene.sentences[first - 1]) if first else None
    turn = list(takewhile(lambda s: _speaks(s) == asker, reversed(scene.sentences[:first]))) if asker else []
    if not turn or not turn[0].text.rstrip("\"”’' ").endswith("?"):
        return None
    said = [m for m in scene.actors if m.kind is not ActorKind.CIVILIANS]
    since = any(scene.sentences[first].start <= m.start < phrase.span.start for m in said)
    asked = [m for m in said if turn[-1].start <= m.start < turn[0].end]
    one = len({m.side or m.name for m in asked}) == 1 and not since
    return _from_mention(phrase, asked[0], ActorRole.SIDE) if one else None


def _speaks(sentence: Sentence) -> str | None:
    return sentence.speaker.text if sentence.speaker is not None else None


def _had_it(phrase: ActorPhrase, scene: Scene, drafts: Sequence[Draft]) -> ClaimActor | None:
    """Whose "theirs" is in a talk: whoever the same speaker said last to have a place."""
    sentence = max((s for s in scene.sentences if s.start <= phrase.span.start), key=lambda s: s.start, default=None)
    label = sentence.speaker.text if sentence is not None and sentence.speaker is not None else None
    if phrase.span.text.lower().split()[-1:] != ["theirs"]:
        return None
    if label is None:
        return took_it(phrase, sentence, scene, drafts)
    own = (d for d in reversed(drafts) if (s := d.parsed.sentence.speaker) is not None and s.text == label)
    told = (d for d in own if d.event is not EventType.WITHDRAWAL and d.factuality.polarity is Polarity.AFFIRMED)
    last = next((a for d in told for a in d.sides), None)
    return replace(last, text=phrase.span.text, start=phrase.span.start, end=phrase.span.end) if last else None


def _named_just_before(phrase: ActorPhrase, scene: Scene) -> ActorMention | None:
    """The actor named last before the pronoun in its own sentence: "besieged by the rebels, never under their rule"."""
    start = max((s.start for s in scene.sentences if s.start <= phrase.span.start), default=0)
    word, at = phrase.span.text, goes_on_from(phrase.span, scene)
    before = [m for m in _acting(scene) if start <= m.start and m.end <= at]
    fitting = [m for m in before if m.kind is not ActorKind.CIVILIANS and may_stand_for(word, m.text)]
    if not fitting or word.lower() in _FIRST_PERSON:
        return None
    last = fitting[-1]
    if not last.text.lower().startswith("the same"):
        return last
    earlier = [m for m in scene.actors if m.end <= last.start and m.kind in _CHALLENGERS]
    return earlier[-1] if earlier else None


def _opens(scene: Scene, start: int, at: int, words: int) -> bool:
    """Whether nothing but an adverb or a day stands before a word in its sentence: "On the same day they"."""
    lead = scene.report.text[start:at]
    return len(lead.split()) <= words or (len(lead) <= _DAY and _ends_in_day(scene, at))


def _ends_in_day(scene: Scene, at: int) -> bool:
    """Whether a time stands right before a word."""
    near = (t for t in scene.times if at - _GAP <= t.end <= at)
    return any(scene.report.text[t.end : at].strip(", ").lower() in {"", "the", "our"} for t in near)


_DAY, _GAP = 40, 6  # characters: "In the course of the second of February ", and ", the "


def go_on(phrase: ActorPhrase, scene: Scene) -> ActorPhrase:
    """The phrase for who takes something, "they" being who acted in the sentence before, not whom they did it to.

    "The army beat the rebels off. They then took the hill."
    """
    at = max((i for i, s in enumerate(scene.sentences) if s.start <= phrase.span.start), default=0)
    here = scene.sentences[at]
    before = scene.sentences[at - 1] if at else here
    opens = _opens(scene, here.start, phrase.span.start, _ADVERBS)
    if phrase.span.text.lower() not in {"they", "it"} or not opens or not at or before.paragraph != here.paragraph:
        return phrase
    first = next((m for m in scene.actors if before.start <= m.start < before.end), None)
    if first is None or first.side is None or first.kind is ActorKind.CIVILIANS:
        return phrase
    lead = scene.report.text[before.start : first.start].lower().removesuffix("the ").split()
    spoken = any(q.source is not None and q.source.start <= first.start < q.source.end for q in scene.quoted)
    opening = not lead or lead[-1].endswith(",") or lead[-1][:1].isdigit() or _ends_in_day(scene, first.start)
    acts = opening and _opens(scene, before.start, first.start, _LEAD) and not spoken
    acts = acts and may_stand_for(phrase.span.text, first.text)
    return ActorPhrase(Span(first.start, first.end, first.text), first, is_whole=True) if acts else phrase


def who_had_last(phrases: Sequence[ActorPhrase], scene: Scene, drafts: Sequence[Draft]) -> ClaimActor | None:
    """Who holds something, "They" being who was said right before to hold or to have taken another place."""
    they = phrases[0].span if len(phrases) == 1 and phrases[0].span.text == "They" else None
    here = max((i for i, s in enumerate(scene.sentences) if they and s.start <= they.start), default=0)
    if they is None or not here:
        return None
    before, sentence = scene.sentences[here - 1], scene.sentences[here]
    told = [d for d in drafts if d.parsed.sentence.start == before.start and d.event is not EventType.WITHDRAWAL]
    if not told or before.paragraph != sentence.paragraph or sentence.speaker is not None:
        return None
    sure = told[-1].factuality.polarity is Polarity.AFFIRMED and len(told[-1].sides) == 1
    return replace(told[-1].sides[0], text=they.text, start=they.start, end=they.end) if sure else None


_ADVERBS = 2  # words before "they": "On Monday they", "Later they"
_LEAD = 6  # words before the subject: "On the 5th of May,"


def _from_mention(phrase: ActorPhrase, mention: ActorMention, role: ActorRole) -> ClaimActor:
    # What a pronoun stands for says more than the pronoun.
    span = Span(mention.start, mention.end, mention.text) if phrase.is_pronoun else phrase.span
    overlaps = mention.start < span.end and span.start < mention.end
    if overlaps and not (span.start <= mention.start and mention.end <= span.end):
        span = Span(mention.start, mention.end, mention.text)
    name = mention.name if mention.side else _called(mention.name)
    return ClaimActor(role, name, mention.actor_id, mention.side, mention.kind, span.text, span.start, span.end)


def _called(words: str) -> str:
    """A role noun in the plural, as "rebel-held" means rebels."""
    plural = f"{words}s"
    nouns = open_roles().nouns
    return plural if words in nouns and plural in nouns else words


def as_written(phrase: ActorPhrase, role: ActorRole) -> ClaimActor:
    """The actor that words name which no list knows; "rebel-held" names rebels."""
    span = phrase.span
    name = span.text if span.text[:1].isupper() or span.text.endswith("s") else f"{span.text}s"
    return ClaimActor(role, name, None, None, ActorKind.UNKNOWN, span.text, span.start, span.end)


def _state(phrase: ActorPhrase, role: ActorRole, scene: Scene) -> ClaimActor | None:
    """A government named by its country or capital: "Moscow", "Ukraine"."""
    if phrase.is_pronoun:
        return None
    actor = scene.index.state_named(phrase.span.text, scene.report.published)
    if actor is None:
        return None
    span = phrase.span
    return ClaimActor(role, actor.name, actor.actor_id, actor.side, actor.kind, span.text, span.start, span.end)


def opponent_named(
    scene: Scene, sentence: Sentence, sides: Sequence[ClaimActor], voice: Voice, at: int
) -> ClaimActor | None:
    """Who else the sentence names, against whom a side must have gained: "took it in clashes with the militants".

    Helpers ("backed by", "together with") and whoever speaks lost nothing; the nearest after the trigger comes first.
    """
    helpers = _helpers()
    spoken = [(s.start, s.end) for s in voice.sources]
    spoken += [(q.source.start, q.source.end) for q in scene.quoted if q.source is not None]
    own = [(a.start, a.end) for a in sides if a.start is not None and a.end is not None]
    names = {a.side or a.name.lower() for a in sides}
    fitting: list[ActorMention] = []
    for mention in scene.actors:
        if not sentence.start <= mention.start < sentence.end or (mention.side or mention.name.lower()) in names:
            continue
        taken = any(start < mention.end and mention.start < end for start, end in (*spoken, *own))
        before = scene.report.text[max(mention.start - 40, sentence.start) : mention.start]
        taken = taken or any(_are_together(mention, start, end, scene.report.text) for start, end in own)
        taken = taken or before.lower().endswith((" their ", " its "))  # "from their military positions"
        taken = taken or _FOR.search(before) is not None
        compound = scene.report.text[mention.end : mention.end + 1] in {"-", "–"}  # "rebel-held"
        compound = compound or mention.start <= at < mention.end  # "raised the Russian flag"
        compound = compound or scene.report.text[mention.end : mention.end + 2] == ": "  # "Border guards: they took it"
        taken = taken or compound or mention.kind is ActorKind.CIVILIANS or _is_bystander(mention, sides, scene)
        if not taken and not helpers.search(before):
            fitting.append(mention)
    fitting.sort(key=lambda m: (m.start < at, abs(m.start - at)))
    best = next(iter(fitting), None)
    if best is None:
        return None
    return ClaimActor(ActorRole.FROM, best.name, best.actor_id, best.side, best.kind, best.text, best.start, best.end)


def _is_bystander(mention: ActorMention, sides: Sequence[ClaimActor], scene: Scene) -> bool:
    """Whether it is a state that fights none of the sides that day: "France sent troops, and the army is back"."""
    if mention.side is None or scene.index.country_of(mention.side) is None or any(a.side is None for a in sides):
        return False
    day = scene.report.published
    return not any(mention.side in scene.index.opponents_of(a.side or "", None, day) for a in sides)


def _are_together(mention: ActorMention, start: int, end: int, text: str) -> bool:
    """Whether only "and" or a comma parts the actor from another: "soldiers and militiamen" gained side by side."""
    between = text[mention.end : start] if mention.end <= start else text[end : mention.start]
    return _JOINED.fullmatch(between) is not None


_JOINED = re.compile(r",?\s+(?:and|with|alongside|of)\s+(?:the\s+|their\s+)?|,\s+(?:the\s+)?")


@remembered
def _helpers() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) for p in load_lexicon("territory")["helpers"])
    return re.compile(rf"\b(?:{phrases})\W+(?:the\s+|an?\s+)?(?:\w+\s+){{0,3}}$", re.IGNORECASE)


def implied(side: str, role: ActorRole, scene: Scene) -> ClaimActor:
    """A side that the words leave out, as an actor without a span."""
    state = scene.index.country_of(side) is not None
    kind = ActorKind.STATE_FORCES if state else ActorKind.UNKNOWN
    actor_id = scene.index.actor_of(side)
    return ClaimActor(role, scene.index.name_of(side), actor_id, side, kind, None, None, None)
