"""What each word means in its sentence, in numbers: spaCy's own network, computed at half the cost.

The network (`Tok2Vec`: hashed features of a word, then layers that look at its neighbours) and its weights are
spaCy's. What a word brings without its neighbours is kept for the next sentence with that word; each layer's products
are taken in an order that numpy does at once. A word is computed alone, so that what is kept for it depends on nothing
else that was read before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model
    from thinc.types import Floats2d

    Floats = NDArray[np.float32]
    Network = Model[list[Doc], list[Floats2d]]

MOST_WORDS = 50_000
"""Words kept, 20 MB; when there are more, keeping starts anew."""

_PARTS = ("expand_window", "maxout", "layernorm", "dropout")  # of a layer that we know how to compute
_VARIANCE_FLOOR = 1e-8  # as in thinc's layer norm


@dataclass(frozen=True, slots=True)
class _Layer:
    """A word and its two neighbours, weighed; the best of each group of pieces; scaled. Grain: one layer."""

    weights: Floats  # of three words' features, by piece and feature
    bias: Floats
    gain: Floats
    shift: Floats

    def add_to(self, words: Floats, seen: Floats) -> None:
        """Add what the neighbours tell of each word to it, in place; `seen` is room for three words a word."""
        width = words.shape[1]
        seen[1:, :width] = words[:-1]
        seen[:, width : 2 * width] = words
        seen[:-1, 2 * width :] = words[1:]
        pieces = seen @ self.weights
        pieces += self.bias
        best = pieces[:, :width].copy()
        for start in range(width, pieces.shape[1], width):
            np.maximum(best, pieces[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(_VARIANCE_FLOOR)
        best *= (np.float32(1) / np.sqrt(variance))[:, np.newaxis]
        best *= self.gain
        best += self.shift
        words += best


class Vectors:
    """A pipeline's network and what it has been asked of words so far. Grain: one pipeline."""

    def __init__(self, embed: Network, layers: Sequence[_Layer], *, pad: int, width: int) -> None:
        """A network that has met no word yet; `pad` empty words keep one sentence from seeing into the next."""
        self.embed, self.layers, self.pad, self.width = embed, layers, pad, width
        self._rows: dict[tuple[int, int], int] = {}  # where a word's features stand
        self._features: Floats = np.empty((MOST_WORDS, width), dtype=np.float32)

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of each sentence's words: a row a word."""
        count = sum(len(doc) for doc in docs)
        if len(self._rows) + count > MOST_WORDS:
            self._rows.clear()
        words = np.zeros((count + self.pad * (len(docs) + 1), self.width), dtype=np.float32)
        starts = list(accumulate((len(doc) + self.pad for doc in docs), initial=self.pad))
        spans = [slice(start, start + len(doc)) for start, doc in zip(starts, docs, strict=False)]
        for span, doc in zip(spans, docs, strict=True):
            words[span] = self._features[self._rows_of(doc)]
        seen = np.zeros((len(words), 3 * self.width), dtype=np.float32)
        for layer in self.layers:
            layer.add_to(words, seen)
        return [words[span] for span in spans]

    def _rows_of(self, doc: Doc) -> list[int]:
        """Where the features of a sentence's words stand; those of new words are asked for."""
        keys = [(word, space) for word, space in doc.to_array(["ORTH", "SPACY"]).tolist()]
        return [self._rows[key] if key in self._rows else self._ask(doc, i, key) for i, key in enumerate(keys)]

    def _ask(self, doc: Doc, i: int, key: tuple[int, int]) -> int:
        """Ask the network for what a word brings without its neighbours, alone."""
        from spacy.tokens import Doc as NewDoc

        alone = NewDoc(doc.vocab, words=[doc[i].text], spaces=[bool(doc[i].whitespace_)])
        row = self._rows[key] = len(self._rows)
        self._features[row] = np.asarray(self.embed.predict([alone])[0])
        return row


def quicken(pipeline: Language) -> bool:
    """Let a pipeline take its words' vectors from here, if its network is built as spaCy's small ones are.

    Returns:
        Whether it is; if not, the pipeline is left as it was.
    """
    if "tok2vec" not in pipeline.pipe_names:
        return False
    component: Any = pipeline.get_pipe("tok2vec")
    vectors = read_network(component.model)
    if vectors is None:
        return False
    from thinc.api import Model as NewModel

    component.model = NewModel("quick_tok2vec", _forward(vectors), dims={"nO": vectors.width})
    return True


def read_network(model: Network) -> Vectors | None:
    """The weights of a `Tok2Vec` in the order that numpy wants; None if it isn't built of layers known here."""
    if not (model.has_ref("embed") and model.has_ref("encode")):
        return None
    encode = model.get_ref("encode")
    nodes = list(encode.walk(order="dfs_pre"))
    counts = Counter(node.name for node in nodes if not node.layers)
    added = sum(node.name.startswith("residual(") and len(node.layers) == 1 for node in nodes)
    windows = {node.attrs["window_size"] for node in nodes if node.name == "expand_window"}
    depth = counts["maxout"]
    known = counts == Counter(dict.fromkeys(_PARTS, depth)) and added == depth and windows == {1}
    if not known or "pad" not in encode.attrs:
        return None
    mixing, norms = ([n for n in nodes if n.name == name] for name in ("maxout", "layernorm"))
    layers = tuple(_layer(mix, norm) for mix, norm in zip(mixing, norms, strict=True))
    return Vectors(model.get_ref("embed"), layers, pad=encode.attrs["pad"], width=encode.get_dim("nO"))


def _layer(mix: Model[Any, Any], norm: Model[Any, Any]) -> _Layer:
    weights, bias, gain, shift = (
        np.asarray(n.get_param(p)) for n, p in ((mix, "W"), (mix, "b"), (norm, "G"), (norm, "b"))
    )
    features, pieces, seen = weights.shape
    by_piece = weights.transpose(1, 0, 2).reshape(pieces * features, seen)
    return _Layer(np.ascontiguousarray(by_piece.T), bias.T.reshape(-1), gain, shift)


def _forward(vectors: Vectors) -> Callable[..., tuple[list[Floats], Callable[[object], object]]]:
    """The network's answer in the form that a pipeline asks for."""

    def forward(
        _network: object, docs: Sequence[Doc], *, is_train: bool
    ) -> tuple[list[Floats], Callable[[object], object]]:
        if is_train:
            raise NotImplementedError("these vectors are read from, not trained")
        return vectors.of(docs), lambda gradient: gradient

    return forward
