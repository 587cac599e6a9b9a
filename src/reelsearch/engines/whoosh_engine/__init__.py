"""The engine on one machine: Whoosh, in a folder."""

from reelsearch.engines.whoosh_engine.engine import WhooshEngine, open_writer

__all__ = ["WhooshEngine", "open_writer"]
