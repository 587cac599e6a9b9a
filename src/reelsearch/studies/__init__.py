"""What a person studies in an index beside searching it: each a module, each with its values.

``concordance`` finds every place of a word, ``likeness`` the reviews like one.
"""
