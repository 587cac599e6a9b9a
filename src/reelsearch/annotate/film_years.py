"""How the year of a film is written, for the patterns that have one in them."""

YEAR = r"(?:18(?=8[89]|9\d)|19|20(?=[0-2]\d|3[0-5]))\d\d"
"""1888, when the first was shot, to 2035."""
