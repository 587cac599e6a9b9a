"""Queries that are no questions: what they are, and what is typed."""

from __future__ import annotations

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ANSWERED = {
    "very common words": "the of and to in is it",
    "one word again and again": "kitchen " * 490,
    "one long word": "k" * 3_990,
    "many misspelt words": " ".join(f"kitche{a}{b}" for a in LETTERS for b in LETTERS)[:3_990],
    "misspelt words between words": " ".join(f"kitche{a}{b} the" for a in LETTERS for b in LETTERS)[
        :3_990
    ],
    "words written together": " ".join(f"kitchenfight{a}" for a in LETTERS) + " thefilmofthe" * 150,
    "every letter": " ".join(LETTERS),
    "every prefix": " ".join(f"{letter}*" for letter in LETTERS),
    "a prefix of nearly all": "a*",
    "everything": "*",
    "nothing but not": "NOT *",
    "an emoji and a word": "🎬 kitchen",
    "right to left": "سينما فيلم",
    "an override of the direction": "\u202enehctik\u202c kitchen",
    "marks upon marks": "k̵̢͈i̶t̷c̸h̵e̴n̶",
    "zeros": "\x00kitchen\x00",
    "half a character": "\ud800 kitchen",
    "words without spaces": "千と千尋の神隠し",
    "fractions": "½" * 100,
    "a statement": "'; DROP TABLE reviews; --",
    "an expression": "(a+)+$",
    "a format": "%s%n{0}",
    "a very loose phrase": '"the of"~99999999',
    "every name": "smith jones brown taylor wilson davies evans thomas johnson roberts",
    "initials": "j k l m n o p q r s",
}
REFUSED = {
    "ten thousand characters": "kitchen " * 1_250,
    "no bracket to close": "(kitchen",
    "no bracket to open": "kitchen)",
    "deep brackets": "(" * 300,
    "no quote to close": '"kitchen',
    "an empty phrase": '""',
    "empty brackets": "()",
    "NOT alone": "NOT",
    "AND alone": "AND",
    "OR at the beginning": "OR kitchen",
    "a field alone": "film:",
    "a range of nothing": "[ TO ]",
    "nothing": "",
    "white space": " \n\t ",
}
EMPTY = ["?!... ---", ".", "🎬🍿", "-", ":", "\\", "'''"]
