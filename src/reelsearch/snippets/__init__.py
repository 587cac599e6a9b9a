"""A review's text and what was wanted in → the best passages, with spans. No markup."""

from reelsearch.snippets.passages import Chosen, choose_passages, find_passages
from reelsearch.snippets.wanted import Wanted, WantedPhrase, WantedTogether

__all__ = ["Chosen", "Wanted", "WantedPhrase", "WantedTogether", "choose_passages", "find_passages"]
