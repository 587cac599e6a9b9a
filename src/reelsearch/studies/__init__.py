"""What a person studies in an index beside searching it: each a module, each a value of its own.

``concordance`` finds every place of a word.
"""
