"""Results on a terminal, with rich: the only package below ``cli`` that imports it.

Every string from outside goes through ``present.safety`` and into a ``rich.text.Text``,
never into markup.
"""

from reelsearch.present.terminal.consoles import make_console

__all__ = ["make_console"]
