"""A made-up ledger, told from a seed: for the demo and for measuring."""

from ledger.story.telling import DEMO, Operation, Phrases, Wish, tell, world

__all__ = ["DEMO", "Operation", "Phrases", "Wish", "tell", "world"]
