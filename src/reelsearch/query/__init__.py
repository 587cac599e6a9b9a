"""From what was typed to the tree that an engine runs."""
