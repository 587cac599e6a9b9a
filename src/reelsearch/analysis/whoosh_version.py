"""Makes sure that ``import whoosh`` is the distribution this package is built on.

Three distributions install a package of that name; the other two are abandoned and
lack what is used here. Imported before anything else of Whoosh is.
"""

from __future__ import annotations

import whoosh

from reelsearch.errors import EngineError

_LOWEST, _BELOW = (3, 54), (4,)


def check_whoosh(found: tuple[int, ...]) -> None:
    """Raises :class:`EngineError` unless *found* is a version of whoosh3 that is known to work."""
    if not _LOWEST <= found < _BELOW:
        version = ".".join(map(str, found))
        raise EngineError(
            f"reelsearch needs the distribution whoosh3, 3.54 or newer; “import whoosh” gives"
            f" {version}, perhaps that of Whoosh or Whoosh-Reloaded. Put it right with:"
            " pip uninstall -y whoosh whoosh-reloaded;"
            " pip install --force-reinstall 'whoosh3>=3.54,<4'"
        )


check_whoosh(whoosh.__version__)
