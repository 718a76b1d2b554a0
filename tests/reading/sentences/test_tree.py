"""What rules ask of a word of the parse: what hangs on it, how far it reaches, what it hangs on."""

from __future__ import annotations

import pytest

from whoholds.reading.sentences import Token, Tree
from whoholds.reading.sentences.tree import Word

# "Rebels who fled retook it", with the heads of the words.
_WORDS = (("Rebels", 3), ("who", 2), ("fled", 0), ("retook", 3), ("it", 3))


@pytest.fixture
def tree() -> Tree:
    words, start = [], 0
    for text, head in _WORDS:
        words.append(Word(start, text, " ", "NN", "dep", head))
        start += len(text) + 1
    return Tree(words)


def _texts(tokens: tuple[Token, ...]) -> list[str]:
    return [t.text for t in tokens]


def test_what_hangs_on_a_word(tree: Tree) -> None:
    rebels, _, _, retook, _ = tree
    assert _texts(retook.lefts) == ["Rebels"]
    assert _texts(retook.rights) == ["it"]
    assert _texts(retook.children) == ["Rebels", "it"]
    assert _texts(rebels.subtree) == ["Rebels", "who", "fled"]
    assert _texts(retook.subtree) == [t.text for t in tree]


def test_how_far_a_word_reaches(tree: Tree) -> None:
    rebels, who, fled, retook, it = tree
    assert (rebels.left_edge, rebels.right_edge) == (rebels, fled)
    assert (retook.left_edge, retook.right_edge) == (rebels, it)
    assert (fled.left_edge, who.right_edge) == (who, who)


def test_what_a_word_hangs_on(tree: Tree) -> None:
    rebels, who, _, retook, it = tree
    assert [t.text for t in who.ancestors] == ["fled", "Rebels", "retook"]
    assert rebels.is_ancestor(who)
    assert not who.is_ancestor(rebels)
    assert not retook.is_ancestor(retook)
    assert retook.head is retook
    assert it.nbor(-1) is retook
    with pytest.raises(IndexError):
        rebels.nbor(-1)


def test_the_tokens_from_one_offset_to_another(tree: Tree) -> None:
    assert _texts(tree.between(0, 10)) == ["Rebels", "who"]
    assert tree.between(1, 10) == ()
    assert tree.text == "Rebels who fled retook it "
