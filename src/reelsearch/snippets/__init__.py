"""A review's text and what was wanted in → the best passages, with spans. No markup."""

from reelsearch.snippets.passages import find_passages
from reelsearch.snippets.sentences import split_sentences
from reelsearch.snippets.wanted import Wanted, WantedPhrase

__all__ = ["Wanted", "WantedPhrase", "find_passages", "split_sentences"]
