"""Text → terms. Defined once; the index, the query and the passages all use it.

``words`` splits text and folds it, ``labels`` make one term of a whole value,
``analyzers`` turn words into the terms of a field. Importing this package does not
import Whoosh; ``analyzers`` does.
"""

from reelsearch.analysis.folding import fold
from reelsearch.analysis.labels import label_term, name_key, name_tokens
from reelsearch.analysis.words import Part, Word, divide, split_words

__all__ = [
    "Part",
    "Word",
    "divide",
    "fold",
    "label_term",
    "name_key",
    "name_tokens",
    "split_words",
]
