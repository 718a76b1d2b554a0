"""The network computed here gives what spaCy's own computation gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import Model, Relu, use_ops

from whoholds.reading.sentences import vectors
from whoholds.reading.sentences.parse import DEFAULT_PIPELINE, open_parser
from whoholds.reading.sentences.vectors import quicken, read_network

SENTENCES = [
    "Rebels of the north took the town on Monday .",
    "Fallen .",
    "Rebels of the north left it again , a doctor said , and nobody knows who holds the bridge now .",
]


@pytest.fixture(scope="module")
def network() -> Model[Any, Any]:
    with use_ops("numpy", use_blis=False):
        pipeline: Any = spacy.load(DEFAULT_PIPELINE)
    model: Model[Any, Any] = pipeline.get_pipe("tok2vec").model
    return model


def _docs() -> list[Doc]:
    vocab = open_parser().pipeline.vocab
    return [*(Doc(vocab, words=text.split()) for text in SENTENCES), Doc(vocab, words=[])]


def test_vectors_are_those_of_spacy(network: Model[Any, Any]) -> None:
    ours = read_network(network)
    assert ours is not None
    for mine, theirs in zip(ours.of(_docs()), network.predict(_docs()), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-4)


def test_what_is_kept_of_a_word_depends_on_nothing_read_before(network: Model[Any, Any]) -> None:
    first, second = read_network(network), read_network(network)
    assert first is not None
    assert second is not None
    docs = _docs()
    for doc in reversed(docs):
        second.of([doc])
    for mine, other in zip(first.of(docs), second.of(docs), strict=True):
        assert np.array_equal(mine, other)


def test_words_are_forgotten_when_there_are_too_many(network: Model[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_network(network)
    monkeypatch.setattr(vectors, "MOST_WORDS", 25)
    small = read_network(network)
    assert whole is not None
    assert small is not None
    for doc in _docs():
        assert np.array_equal(whole.of([doc])[0], small.of([doc])[0])


def test_a_network_built_otherwise_is_left_alone() -> None:
    assert read_network(Relu(4, 4)) is None
    assert not quicken(spacy.blank("en"))
