"""The numbers by which reviews are ranked. docs/ranking.md has what each of them is worth.

A plain word scores by BM25F: BM25 of the weighted sum of all searched fields, which is an
index field of its own (``schema.SEARCHED_FIELD``; Robertson, Zaragoza and Taylor 2004,
"Simple BM25 extension to multiple weighted fields"). How soon a word's repetitions no
longer count is the engine's affair; the weights of the fields are in ``schema``. What is
here is added to that.
"""

from __future__ import annotations

from typing import NamedTuple


class Ranking(NamedTuple):
    """What is added to the scores of the words; 0 switches a rule off."""

    all_words: float = 300.0
    """What each word adds to a review that has them all. It is more than a word can score
    (idf ≤ 15 for a million reviews, times k1 + 1 = 2.5) together with what is below, so that
    all the words always beat some of them."""

    asking: float = 0.25
    """What a word that only asks ("what", "does", "anyone") scores beside the others: so much of
    BM25F. Such words are frequent in questions and rare in texts, so that their idf says
    nothing. 0 takes them for words like others."""

    next_to: float = 0.2
    """What two neighbouring words of the query add where they are neighbours in the text or in
    a name as well: so much of the sum of their idfs."""

    near: float = 0.2
    """The same where they stand within ``near_slop`` positions of each other in the text, in
    either order: the ordered and unordered pairs of Metzler and Croft 2005, "A Markov random
    field model for term dependencies"."""

    near_slop: int = 4
    """In positions."""

    phrase: float = 0.5
    """What three or more words add where they stand in the text just as they were typed, for
    who remembers a phrase: so much of the sum of their idfs."""

    whole_title: float = 4.0
    """What a film gains whose whole title was typed, times the idf of the title."""

    synonym: float = 0.3
    """What another word for the same scores (``query.synonyms``): so much of BM25F."""


DEFAULT = Ranking()
