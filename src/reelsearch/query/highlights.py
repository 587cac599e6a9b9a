"""What was asked for in, what the passages are to show of it out: see :class:`Plan`.

Words are shown by their stems, neighbours and compounds as phrases of stems, names by
their folded words. What is asked for only to be left out is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from reelsearch.analysis import Word, name_tokens
from reelsearch.query.clauses import BODY, runs, terms_of
from reelsearch.query.plan import Plan, Sought, SoughtTogether, Vocabulary, weigh

_NAME_WORD = 3.0
"""What each word of a name weighs: about as much as a word that one review in twenty has."""


class Highlights:
    """Notes in *plan* what is to be shown."""

    def __init__(self, vocabulary: Vocabulary, plan: Plan) -> None:
        self._vocabulary = vocabulary
        self._plan = plan
        self._hidden = 0

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Inside this nothing is noted: the clause is negated, or a filter."""
        self._hidden += 1
        try:
            yield
        finally:
            self._hidden -= 1

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is noted now."""
        return bool(self._hidden)

    def seek_words(self, words: Sequence[Word], slop: int = 1, share: float = 1.0) -> None:
        """Show *words* standing together as a phrase; one word wherever it stands.

        They weigh a *share* of what they would by their frequency.
        """
        if self._hidden:
            return
        weight = share * sum(self._weigh_word(word) for word in words)
        for run in runs(BODY, words, slop):
            if len(run) == 1:
                self._plan.stems[run[0]] = weight
            else:
                self._plan.phrases.append(Sought(run, slop, weight))

    def seek_together(self, sought: Iterable[SoughtTogether]) -> None:
        """Show what stands in one sentence or paragraph."""
        if not self._hidden:
            self._plan.together += sought

    def seek_name(self, name: str) -> None:
        """Show a name as it is spelt."""
        tokens = name_tokens(name)
        if tokens and not self._hidden:
            self._plan.names.append(Sought(tokens, 1, _NAME_WORD * len(tokens)))

    def seek_prefix(self, prefix: str) -> None:
        """Show all words that begin with the folded *prefix*."""
        if not self._hidden:
            self._plan.prefixes[prefix] = 1.0

    def _weigh_word(self, word: Word) -> float:
        counts = [self._vocabulary.frequency(BODY.name, term) for term in terms_of(BODY, word)]
        return weigh(self._vocabulary, max(counts))
