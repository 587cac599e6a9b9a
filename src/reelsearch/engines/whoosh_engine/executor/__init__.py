"""The executor: runs Whoosh's query trees over whole columns of the codec's segments."""

from reelsearch.engines.whoosh_engine.executor.searcher import ColumnSearcher, Ranking
from reelsearch.engines.whoosh_engine.executor.uncovered import Uncovered

__all__ = ["ColumnSearcher", "Ranking", "Uncovered"]
