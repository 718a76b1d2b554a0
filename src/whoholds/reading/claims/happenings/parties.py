"""Who takes part in a happening: named parties, pronouns, unnamed groups, civilians, people by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.reading.claims.actor_phrases import ActorPhrase, read_actors
from whoholds.reading.claims.attribution import Voice
from whoholds.reading.claims.clauses import (
    children,
    is_passive,
    objects,
    obliques,
    shared_objects,
    subjects,
    surface_subjects,
)
from whoholds.reading.claims.coordination import coordinated
from whoholds.reading.claims.parties import as_written, parties_of
from whoholds.reading.claims.place_phrases import covering
from whoholds.reading.claims.scene import Scene
from whoholds.reading.lexicon import load_lexicon
from whoholds.reading.mentions.happenings import Happening, HappeningLexicon
from whoholds.reading.sentences import Parsed, Token
from whoholds.records import ClaimActor
from whoholds.terms import ActorKind, ActorRole, CasualtyOutcome

_NOMINAL = {"possessive": ("poss",), "compound": ("compound", "amod", "nmod")}
STATE_KINDS = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})
GROUP_KINDS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
ARMED_KINDS = STATE_KINDS | GROUP_KINDS


def heads_in(happening: Happening, slot: str, lexicon: HappeningLexicon) -> list[Token]:
    """The heads of the phrases that stand in a slot of the trigger."""
    word = happening.word
    if not happening.is_noun:
        return _verb_heads(word, slot)
    if slot in _NOMINAL:
        inner = [c for t in {happening.first, word} for c in children(t, *_NOMINAL[slot])]
        return [c for c in inner if not happening.first.i <= c.i <= word.i]
    if slot == "governor":
        return _governors(word, lexicon)
    if slot in {"subject", "object"}:
        return []
    if slot == "survivor":
        return _survivors(word, lexicon)
    return obliques(word, (slot,)) or _beside(word, slot)


def _verb_heads(verb: Token, slot: str) -> list[Token]:
    if slot in {"subject", "object"} and (harmed := _reduced_subject(verb)) is not None:
        return [harmed] if slot == "object" else []
    if slot == "subject":
        if (accused := _accused(verb)) is not None:
            return [accused]
        return (subjects(verb) or _behind_agent(verb)) if is_passive(verb) else surface_subjects(verb)
    if slot == "object":
        return objects(verb) or shared_objects(verb)
    if slot == "whom":
        let = children(verb, "ccomp", "xcomp")
        return [s for c in let for s in children(c, "nsubj")] or objects(verb)
    if slot in {*_NOMINAL, "governor"}:
        return []
    return obliques(verb, (slot,))


def _behind_agent(verb: Token) -> list[Token]:
    """Who did it where the parser hung it on the noun before: "taken away in sweeps by soldiers"."""
    hung = [o for p in children(verb, "prep") for noun in children(p, "pobj") for o in children(noun, "prep", "agent")]
    return [o for p in hung if p.lower_ == "by" for o in children(p, "pobj")]


def _reduced_subject(verb: Token) -> Token | None:
    """Whom a passive without its auxiliary, or behind a preposition, was done to.

    "In six people being killed and one wounded": the second participle looks like a verb of its own subject.
    """
    befallen = load_lexicon("happenings")["counting"]["befallen"]
    if verb.lower_ not in befallen or verb.tag_ not in {"VBN", "VBD"} or children(verb, "dobj", "agent"):
        return None
    own = children(verb, "nsubj")
    if own and verb.dep_ == "conj" and verb.head.lower_ in befallen:
        return own[-1]
    being = [c for c in children(verb, "auxpass") if c.lower_ == "being"]
    before = verb.doc[being[0].i - 1] if being and being[0].i and not children(verb, "nsubjpass") else None
    return before if before is not None and before.dep_ == "pobj" else None


def _accused(verb: Token) -> Token | None:
    """Who is said to have done it: "accused the army of using gas"."""
    above = verb.head.head
    if (
        verb.dep_ != "pcomp"
        or verb.head.lower_ != "of"
        or above.lower_ not in load_lexicon("happenings")["accusing"]["forms"]
    ):
        return None
    return next(iter(children(above, "dobj", "nsubjpass")), None)


def _governors(noun: Token, lexicon: HappeningLexicon) -> list[Token]:
    """Who lets the happening happen: "rebels carried out an attack"; "troops killed two in a raid" tells none."""
    above = noun
    for _ in range(4):
        above = above.head
        if above.tag_.startswith("VB"):
            return subjects(above) if above.lower_ in lexicon.light else _blamed(noun, above)
    return []


def _blamed(noun: Token, verb: Token) -> list[Token]:
    """Who is said to have done it: "the killing was blamed on rebels", "rebels are blamed for the killing"."""
    accusing = load_lexicon("happenings")["accusing"]
    if verb.lower_ not in accusing["blaming"]:
        return []
    if noun.dep_ in {"nsubjpass", "dobj"}:
        return obliques(verb, accusing["blamed_on"])
    ways = noun.dep_ == "pobj" and noun.head.lower_ in accusing["blamed_for"]
    return children(verb, "dobj") or children(verb, "nsubjpass") if ways else []


_HARMED = frozenset({CasualtyOutcome.KILLED, CasualtyOutcome.WOUNDED})


def told_behind(happening: Happening) -> list[Token]:
    """Who does what is told behind for how people came to harm: "were killed when gunmen fell on them"."""
    if happening.is_noun and happening.entry.outcome is None:
        return []
    clauses = children(happening.word, "advcl", "ccomp") + children(happening.word.head, "advcl")
    behind = [c for c in clauses if c.i > happening.word.i]
    return [s for c in behind if any(w.lower_ in _WHEN for w in c.lefts) for s in children(c, "nsubj")]


_WHEN = frozenset({"when", "after", "as", "since"})


def _survivors(fight: Token, lexicon: HappeningLexicon) -> list[Token]:
    """Who goes on after a fight with somebody: "the rebels withdrew after clashes with the army"; not who "died"."""
    after = fight.head
    verb = after.head
    behind = fight.dep_ == "pobj" and after.lower_ in {"after", "following"} and verb.tag_.startswith("VB")
    is_hurt = any(entry.outcome in _HARMED for entry in lexicon.verbs.get(verb.lower_, ()))
    return surface_subjects(verb) if behind and not is_hurt and obliques(fight, ("with", "against")) else []


def _beside(noun: Token, slot: str) -> list[Token]:
    """What that preposition brings where the parser hung it on the verb: "carried out an attack on the post"."""
    verb = noun.head
    hung = noun.dep_ == "dobj" or (noun.dep_ == "nsubj" and slot == "between")  # "fighting broke out between ..."
    after = [p for p in children(verb, "prep", "agent") if p.i > noun.i and p.lower_ == slot] if hung else []
    return [o for p in after for o in children(p, "pobj")]


@dataclass(frozen=True, slots=True)
class Casting:
    """What it takes to tell who a phrase means. Grain: one sentence and voice."""

    parsed: Parsed
    scene: Scene
    voice: Voice
    lexicon: HappeningLexicon

    def read(self, heads: Sequence[Token], role: ActorRole) -> list[ClaimActor]:
        """The actors of phrases: those known, those a pronoun stands for, else people as the words name them."""
        found: dict[tuple[str, str | None], ClaimActor] = {}
        for head in heads:
            for noun in coordinated(head):
                for phrase in self._phrases(noun)[:1]:
                    for actor in _party(phrase, _counted(noun, self.lexicon), role, self):
                        found.setdefault((actor.name, actor.side), actor)
        return list(found.values())

    def _phrases(self, noun: Token) -> list[ActorPhrase]:
        found = read_actors([noun], self.parsed, self.scene.actors, self.scene.toponyms)
        if not found and noun.tag_.startswith(("NN", "JJ", "CD")) and kind_of(noun, self.lexicon) is not None:
            return [ActorPhrase(self.parsed.span(noun, noun), None)]  # "thousands took to the streets"
        return found


def _counted(noun: Token, lexicon: HappeningLexicon) -> Token:
    """Who they are where the head says how many: "hundreds of farmers", "several of the rebels"."""
    if (
        noun.lower_ not in lexicon.people["crowds"]
        and noun.lower_ not in load_lexicon("happenings")["counting"]["amounts"]
    ):
        return noun
    of = [o for p in children(noun, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    return of[0] if of else noun


def _party(phrase: ActorPhrase, noun: Token, role: ActorRole, cast: Casting) -> list[ClaimActor]:
    parsed, scene, lexicon = cast.parsed, cast.scene, cast.lexicon
    at = parsed.at(noun)
    if any(t.start <= at < t.end for t in scene.times):
        return []
    known, _ = parties_of([phrase], role, scene, cast.voice, ())
    if _is_against(phrase, scene):
        known = []  # "anti-Taliban fighter Massoud"
    kind = kind_of(noun, lexicon)
    if phrase.is_pronoun and noun.tag_ in _COMMON and kind is ActorKind.CIVILIANS:
        phrase, known = ActorPhrase(parsed.span(noun, noun), None), []  # "her two sons" are not who she is
    if known and (phrase.is_whole or phrase.is_pronoun or phrase.mention is None or _is_force(noun, lexicon)):
        return known
    if phrase.is_pronoun:
        return []
    if known:  # "a Taliban leader", "Taliban commander Mullah Noor": theirs, as written
        name = phrase.span.text if noun.tag_.startswith("NNP") else known[0].name
        return [replace(known[0], name=name, text=phrase.span.text, start=phrase.span.start, end=phrase.span.end)]
    place = covering(scene.toponyms, parsed.at(noun), parsed.at(noun) + len(noun))
    if place is not None and kind is None:
        return []
    if kind is None and not (noun.tag_.startswith("NNP") or (noun.text.isupper() and len(noun) > 1)):
        return []  # "ABVP" may be tagged as a common noun
    return [replace(as_written(phrase, role), name=phrase.span.text, kind=kind or ActorKind.UNKNOWN)]


_COMMON = frozenset({"NN", "NNS"})


def _is_against(phrase: ActorPhrase, scene: Scene) -> bool:
    mention = phrase.mention
    before = scene.report.text[max(mention.start - 5, 0) : mention.start].lower() if mention is not None else ""
    own = mention.text.lower() if mention is not None else ""
    return before.endswith(("anti-", "anti ", "ex-")) or own.startswith(("anti-", "anti "))


def _is_force(noun: Token, lexicon: HappeningLexicon) -> bool:
    return kind_of(noun, lexicon) is None


def _is_civil(noun: Token, lexicon: HappeningLexicon) -> bool:
    """Whether the words about it say that he bears no arms: "a village chief", "members of an election commission"."""
    of = [o for p in children(noun, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    about = [c for n in (noun, *of) for c in children(n, "compound", "amod", "nmod")]
    return any(c.lower_ in lexicon.people["civil"] for c in (*about, *of))


def _is_disguised(noun: Token, lexicon: HappeningLexicon) -> bool:
    """Whether the words beside it say that they bear arms or hide who they are: "masked men", "men in uniform"."""
    ways = [p for p in children(noun, "prep") if p.lower_ in {"in", "with", "wearing"}]
    worn = [o for way in (*ways, *children(noun, "acl")) for o in children(way, "pobj", "dobj")]
    beside = (*children(noun, "amod", "compound", "nmod"), *worn)
    return any(c.lower_ in lexicon.people["disguised"] for c in beside)


def _is_striking(noun: Token, lexicon: HappeningLexicon) -> bool:
    """Whether the words beside it say that they protest: "striking miners", "students marching on the palace"."""
    word, people = noun.lower_, lexicon.people
    is_listed = word in people["civilians"] or word in people["crowds"]
    return is_listed and any(c.lower_ in people["striking"] for c in children(noun, "amod", "acl"))


def kind_of(noun: Token, lexicon: HappeningLexicon) -> ActorKind | None:
    """What sort of people a noun names; None: no list knows it."""
    word, people = noun.lower_, lexicon.people
    if word in people["officials"] or (word in people["armed"] and _is_civil(noun, lexicon)):
        return ActorKind.CIVILIANS
    if word in people["protesters"] or word in people["gatherings"] or _is_striking(noun, lexicon):
        return ActorKind.PROTESTERS
    if word in people["rioters"]:
        return ActorKind.RIOTERS
    if word in people["armed"] or word in people["posts"]:
        return ActorKind.UNKNOWN
    if word in people["strangers"] and _is_disguised(noun, lexicon):
        return ActorKind.POLITICAL_MILITIA
    if any(word in people[name] for name in ("civilians", "crowds", "peoples")) or noun.text in people["civilians"]:
        return ActorKind.CIVILIANS
    return None
