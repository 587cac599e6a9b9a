"""HTML: a saved page, with one review or several.

In: a ``.html`` or ``.htm`` file. Out: the reviews that the page states (JSON-LD, else
microdata, hReview or h-review), else one review with the text of its article. Film and
year are taken from the page's title only where it reads ``Film (2017)``; a headline that
announces a review is the first line of the text. Nothing is
fetched and no script runs. Refuses: pages without text.
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits, linked_data, microdata
from reelsearch.readers.base import Content, Options, Read, at_row
from reelsearch.readers.clean import clean_text, is_blank
from reelsearch.readers.content import read_whole
from reelsearch.readers.decode import decode
from reelsearch.readers.main_text import find_main_text
from reelsearch.readers.markup import strip_markup
from reelsearch.readers.markup_guard import find_danger
from reelsearch.readers.page_facts import list_headlines, state_page
from reelsearch.readers.record import Stated, build_review
from reelsearch.readers.values import announces_film

SUFFIXES: Final = (".html", ".htm", ".xhtml")

Statement = dict[str, Stated]

_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_:-]{2,40})", re.I
)
_OTHER_CHARSET = re.compile(
    r"(?:iso-8859-(?!1\Z)[0-9]{1,2}|windows-125[013-8]|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb2312"
    r"|gbk|gb18030|big5)\Z"
)
_MUCH_SHORTER: Final = 0.6
_HEADLINE_WITHIN: Final = 1_000


def read(content: Content, options: Options) -> Read:
    """The reviews of the page.

    Raises UnreadableError if it is too large, not text, or has no text to read.
    """
    decoded = _decode_page(read_whole(content, options.settings.largest_file))
    html, warnings = decoded
    if danger := find_danger(html):
        raise UnreadableError(
            f"a page must be such as people write and of this one {danger}; "
            "paste the review into a .txt file"
        )
    page = LexborHTMLParser(html)
    objects = [
        item
        for script in page.css("script[type*='ld+json' i]")[: limits.MOST_COLUMNS]
        for item in linked_data.decode_linked_data(script.text() or "")
    ]
    reviews = linked_data.find_reviews(objects) or microdata.find_reviews(page)
    meta = state_page(page)
    if sum("body" in review for review in reviews) > 1:
        # The page's own review may stand among its readers', its text only in the article.
        silent = [review for review in reviews if "body" not in review]
        for row, review in enumerate(reviews[: limits.MOST_REVIEWS_IN_PAGE], 1):
            body = review.pop("body", None)
            text = strip_markup(body.text_whole) if body else ""
            if len(silent) == 1 and review is silent[0]:
                text = find_main_text(page)
            yield build_review(text, at_row(content.location, row), review, warnings)
        return
    stated = _choose(reviews)
    body = stated.pop("body", None)
    if not stated:
        stated = linked_data.find_article(objects)
        stated.pop("body", None)
    text = _choose_text(strip_markup(body.text_whole) if body else "", find_main_text(page))
    cleaned, _ = clean_text(text)
    if is_blank(cleaned):
        raise UnreadableError(
            "a page holds a review's text and this one holds none; save the whole page, "
            "or paste the review into a .txt file"
        )
    if "film" not in meta | stated and (headline := _find_headline(page, cleaned)):
        text = f"{headline}\n\n{text}"
    yield build_review(text, content.location, meta | stated, warnings)


def _choose(reviews: list[Statement]) -> Statement:
    """The review with the most to say; what it leaves out is not taken from others."""
    most: Statement = max(reviews, key=len, default={})
    return dict(most)


def _choose_text(body: str, article: str) -> str:
    """The stated body, unless it is a teaser of the article on the page."""
    return body if body and len(body) >= len(article) * _MUCH_SHORTER else article or body


def _find_headline(page: LexborHTMLParser, text: str) -> str | None:
    """A headline that announces a review, if *text*, the page's article, lacks it."""
    begin = " ".join(text[:_HEADLINE_WITHIN].split())
    for _, value in list_headlines(page):
        if announces_film(value):
            return None if value in begin else value
    return None


def _decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    decoded = decode(data)
    declared = _CHARSET.search(data[:4_096])
    name = declared[1].decode("ascii").lower() if declared else ""
    # UTF-8 that decodes is UTF-8 whatever the page says; what does not is what it says.
    if not decoded.warnings or not _OTHER_CHARSET.match(name):
        return decoded.text, decoded.warnings
    try:
        return data.decode(name), ()
    except (LookupError, UnicodeDecodeError):
        return decoded.text, decoded.warnings
