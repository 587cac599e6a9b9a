"""What a person studies in an index beside searching it: each a module, each with its values.

``concordance`` finds every place of a word, ``likeness`` the reviews like one, ``wording``
what a reviewer says more than others do.
"""
