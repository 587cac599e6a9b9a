"""Pages: what they state in JSON-LD or marks, and their article without its surroundings."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reelsearch.review import Origin
from tests.readers.folder import Folder, reviews

ARTICLE = "The city is cold and blue, and the people in it are patient. " * 8


def page(*, data: Any = None, body: str = "", head: str = "", wrap: str = "%s") -> str:
    script = ""
    if data is not None:
        script = f'<script type="application/ld+json">{wrap % json.dumps(data)}</script>'
    return f"<!DOCTYPE html><html><head>{head}{script}</head><body>{body}</body></html>"


FILM = {
    "@type": "Movie",
    "name": "Heat",
    "dateCreated": "1995-12-15",
    "director": [{"@type": "Person", "name": "Michael Mann"}],
    "actor": [{"name": "Al Pacino"}, {"name": "Robert De Niro"}],
    "duration": "PT170M",
    "contentRating": "R",
}
REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Review",
    "itemReviewed": FILM,
    "author": {"@type": "Person", "name": "Jane Roe"},
    "publisher": {"@type": "Organization", "name": "The Reel"},
    "datePublished": "2020-02-03",
    "reviewRating": {"@type": "Rating", "ratingValue": 4, "bestRating": "5"},
    "aggregateRating": {"ratingValue": 9.1, "bestRating": 10},
    "reviewBody": ARTICLE,
}


def with_(**changed: Any) -> dict[str, Any]:
    return {**REVIEW, **changed}


def test_a_review_in_json_ld_states_all(folder: Folder) -> None:
    review = folder.read_one("a.html", page(data=REVIEW, body="<nav>Menu</nav>"))
    assert review.text == ARTICLE.strip()
    assert (review.film, review.year) == ("Heat", 1995)
    assert (review.reviewers, review.publication) == (("Jane Roe",), "The Reel")
    assert (review.director, review.cast) == (("Michael Mann",), ("Al Pacino", "Robert De Niro"))
    assert (review.runtime, review.certificate, review.date) == (170, "R", "2020-02-03")
    assert (review.rating, review.rating_text) == (None, "4/5")
    assert review.origin("film").origin is Origin.GIVEN
    assert review.origin("film").evidence == "itemReviewed.name: Heat"


@pytest.mark.parametrize(
    "wrap",
    [
        "/* <![CDATA[ */ %s /* ]]> */",
        "//<![CDATA[\n%s\n//]]>",
        "<![CDATA[%s]]>",
        "<!-- %s -->",
        " %s ;",
    ],
)
def test_wrappers_around_the_json_are_taken_off(folder: Folder, wrap: str) -> None:
    assert folder.read_one("a.html", page(data=REVIEW, wrap=wrap)).film == "Heat"


@pytest.mark.parametrize(
    "data",
    [
        [REVIEW],
        {"@graph": [{"@type": "WebSite", "name": "The Reel"}, REVIEW]},
        {**FILM, "review": with_(itemReviewed=None)},
        {"@type": "WebPage", "mainEntity": REVIEW},
        {"@graph": [with_(author={"@id": "#a"}), {"@id": "#a", "name": "Jane Roe"}]},
        with_(**{"@type": ["CriticReview"]}),
        with_(**{"@type": "http://schema.org/UserReview"}),
        with_(author=["Jane Roe"]),
        with_(author="Jane Roe"),
    ],
)  # fmt: skip
def test_reviews_are_found_wherever_they_stand(folder: Folder, data: Any) -> None:
    review = folder.read_one("a.html", page(data=data))
    assert (review.film, review.reviewers, review.rating_text) == ("Heat", ("Jane Roe",), "4/5")


def test_several_authors_signed_together(folder: Folder) -> None:
    authors = [{"name": "A. Smith"}, {"name": "B. Jones"}]
    review = folder.read_one("a.html", page(data=with_(author=authors)))
    assert review.reviewer == "A. Smith and B. Jones"


@pytest.mark.parametrize(
    ("rating", "text"),
    [
        ({"ratingValue": "7", "bestRating": 10}, "7/10"),
        ({"ratingValue": 3.5}, "3.5/5"),
        ({"ratingValue": 8}, "8"),
        ({"ratingValue": "B+"}, "B+"),
        ({"ratingValue": "★★★"}, "★★★"),
        ({"ratingValue": 2, "bestRating": 4, "worstRating": -4}, "2"),
        ({}, None),
        (None, None),
    ],
)
def test_ratings_keep_their_scale(folder: Folder, rating: Any, text: str | None) -> None:
    review = folder.read_one("a.html", page(data=with_(reviewRating=rating)))
    assert review.rating_text == text


def test_a_rating_of_all_readers_is_not_the_reviews(folder: Folder) -> None:
    data = {"@type": "Movie", "name": "Heat", "aggregateRating": {"ratingValue": 9}}
    review = folder.read_one("a.html", page(data=data, body=f"<article>{ARTICLE}</article>"))
    assert (review.film, review.rating_text) == ("Heat", None)


def test_entities_and_markup_inside_the_body_become_text(folder: Folder) -> None:
    body = "<p>" + ARTICLE + "</p><p>Q&amp;amp;A &amp;mdash; fin</p>"
    review = folder.read_one("a.html", page(data=with_(reviewBody=body)))
    assert review.text.endswith("\n\nQ&A — fin")


def test_a_teaser_gives_way_to_the_article(folder: Folder) -> None:
    data = with_(reviewBody="A cold one.")
    review = folder.read_one("a.html", page(data=data, body=f"<article><p>{ARTICLE}</p></article>"))
    assert review.text == ARTICLE.strip()
    assert review.film == "Heat"


def test_a_review_without_a_body_has_the_articles_text(folder: Folder) -> None:
    data = {k: v for k, v in REVIEW.items() if k != "reviewBody"}
    review = folder.read_one("a.html", page(data=data, body=f"<main><p>{ARTICLE}</p></main>"))
    assert review.text == ARTICLE.strip()


def test_readers_reviews_on_a_page_are_reviews_of_the_film(folder: Folder) -> None:
    nested = [
        {"@type": "Review", "author": "A", "reviewBody": "One."},
        {"@type": "Review", "author": "B", "reviewBody": "Two."},
    ]
    found = folder.read("a.html", page(data={"@type": "Movie", "name": "Heat", "review": nested}))
    assert [(r.film, r.text, r.location.row) for r in reviews(found)] == [
        ("Heat", "One.", 1),
        ("Heat", "Two.", 2),
    ]


def test_a_review_of_a_book_states_no_film(folder: Folder) -> None:
    data = with_(itemReviewed={"@type": "Book", "name": "Heat 2"})
    assert folder.read_one("a.html", page(data=data)).film is None


def test_broken_json_ld_is_passed_over(folder: Folder) -> None:
    html = page(
        body=f"<article>{ARTICLE}</article>",
        head='<script type="application/ld+json">{"@type": </script>',
    )
    assert folder.read_one("a.html", html).text == ARTICLE.strip()


def test_microdata_is_read(folder: Folder) -> None:
    review = folder.read_one(
        "a.html",
        page(
            body=f"""<div itemscope itemtype="https://schema.org/Review">
            <div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Movie">
              <span itemprop="name">Heat</span><meta itemprop="dateCreated" content="1995-12-15">
              <span itemprop="director" itemscope><b itemprop="name">Michael Mann</b></span></div>
            <span itemprop="author" itemscope><span itemprop="name">Jane Roe</span></span>
            <time itemprop="datePublished" datetime="2020-02-03">3 Feb</time>
            <span itemprop="reviewRating" itemscope><b itemprop="ratingValue">3.5</b>/<i
              itemprop="bestRating">4</i></span>
            <div itemprop="reviewBody"><p>{ARTICLE}</p></div></div>"""
        ),
    )
    assert review.text == ARTICLE.strip()
    assert (review.film, review.year, review.director) == ("Heat", 1995, ("Michael Mann",))
    assert (review.reviewers, review.date) == (("Jane Roe",), "2020-02-03")
    assert review.rating_text == "3.5/4"


def test_marks_belong_to_the_innermost_item(folder: Folder) -> None:
    review = folder.read_one(
        "a.html",
        page(
            body=f"""<div itemscope itemtype="http://schema.org/Review">
            <div itemprop="itemReviewed" itemscope><b itemprop="name">Heat</b>
            <b itemprop="author">The Screenwriter</b></div>
            <div itemprop="reviewBody">{ARTICLE}</div></div>"""
        ),
    )
    assert (review.film, review.reviewers) == ("Heat", ())


@pytest.mark.parametrize(
    "body",
    [
        '<div class="hreview"><span class="item"><span class="fn">Heat</span></span>'
        '<span class="reviewer vcard"><span class="fn">Jane Roe</span></span>'
        '<abbr class="dtreviewed" title="2020-02-03">3 Feb</abbr>'
        '<span class="rating"><span class="value">3</span></span>'
        f'<div class="description">{ARTICLE}</div></div>',
        '<article class="h-review"><a class="p-item h-item"><i class="p-name">Heat</i></a>'
        '<span class="p-author h-card"><b class="p-name">Jane Roe</b></span>'
        '<time class="dt-published" datetime="2020-02-03">3 Feb</time>'
        f'<data class="p-rating" value="3"></data><div class="e-content">{ARTICLE}</div></article>',
    ],
)
def test_microformats_are_read(folder: Folder, body: str) -> None:
    review = folder.read_one("a.html", page(body=body))
    assert review.text == ARTICLE.strip()
    assert (review.film, review.reviewers, review.date, review.rating_text) == (
        "Heat",
        ("Jane Roe",),
        "2020-02-03",
        "3/5",
    )


@pytest.mark.parametrize(
    ("seen", "head"),
    [
        ("<p>Directed by Ada Orr · Iran 1995</p>", "Directed by Ada Orr · Iran 1995"),
        ("<p>★★★★☆ from me</p><p>Home | Films</p>", "★★★★☆ from me"),
        ("<p>Dir: Ada Orr, 1995. Rating: 9/10</p>", "Dir: Ada Orr, 1995. Rating: 9/10"),
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        '<article class="h-review"><a class="p-item">Heat</a>%s'
        '<div class="e-content">%s</div></article>',
        '<div itemscope itemtype="http://schema.org/Review"><b itemprop="itemReviewed">Heat</b>%s'
        '<div itemprop="reviewBody">%s</div></div>',
    ],
)
def test_lines_that_say_what_no_mark_states_head_the_text(
    folder: Folder, around: str, seen: str, head: str
) -> None:
    review = folder.read_one("a.html", page(body=around % (seen, ARTICLE)))
    assert review.text == f"{head}\n\n{ARTICLE.strip()}"


@pytest.mark.parametrize(
    "seen",
    [
        "<p>Rate this: ★★★★★</p>",
        "<p>4.2 stars (128 ratings)</p>",
        "<p>The director of the museum was kind.</p>",
        "<p>By Ada Orr</p>",
    ],
)
def test_other_lines_of_a_marked_review_stay_out_of_its_text(folder: Folder, seen: str) -> None:
    marks = '<a class="p-item">Heat</a><data class="p-rating" value="3"></data>'
    body = (
        f'<article class="h-review">{marks}{seen}<div class="e-content">{ARTICLE}</div></article>'
    )
    review = folder.read_one("a.html", page(body=body))
    assert review.text == ARTICLE.strip()
    assert review.rating_text == "3/5"


@pytest.mark.parametrize("between", ["", "\n<div class='line'>Seen at the Rex</div>\n"])
def test_a_title_that_nothing_holds_with_the_text_heads_it(folder: Folder, between: str) -> None:
    title = "<h1>The Third Floor</h1><h3 class='post-title'>Snow at noon: Heat</h3>"
    body = f"{title}{between}<div class='post-body'>{ARTICLE}</div>"
    text = folder.read_one("a.html", f"<html><body>{body}</body></html>").text
    seen = "Seen at the Rex\n\n" if between else ""
    assert text == f"Snow at noon: Heat\n\n{seen}{ARTICLE.strip()}"


FURNITURE = """<nav>Menu item</nav><header class="masthead">Site name</header>
<div class="sidebar"><p>Related item</p></div><div id="comments"><p>User comment</p></div>
<footer>Footer item</footer><script>var script = 1;</script><style>.style{}</style>
<aside>Aside item</aside><form>Subscribe item</form><!-- hidden comment -->
<p style="display: none">Unseen</p><p hidden>Unseen</p>"""


@pytest.mark.parametrize(
    "body",
    [
        f"{FURNITURE}<article><h1>Heat</h1><p>{ARTICLE}</p></article>",
        f"{FURNITURE}<main><h1>Heat</h1><p>{ARTICLE}</p></main>",
        f"{FURNITURE}<div class='entry-content'><h1>Heat</h1><p>{ARTICLE}</p></div>",
        f"{FURNITURE}<div><div><h1>Heat</h1><p>{ARTICLE}</p></div></div>",
        f"<article><h1>Heat</h1><p>{ARTICLE}</p>{FURNITURE}</article>",
    ],
)
def test_the_article_comes_without_its_surroundings(folder: Folder, body: str) -> None:
    text = folder.read_one("a.html", page(body=body)).text
    assert text == f"Heat\n\n{ARTICLE.strip()}"


def test_comments_longer_than_the_review_are_left_out(folder: Folder) -> None:
    comments = f"<article class='comment'><p>{'Nobody asked you. ' * 200}</p></article>"
    body = (
        "<div class='page comments-open'><article class='post'><header><h1>Heat</h1></header>"
        f"<p>{ARTICLE}</p></article><div id='comments'>{comments}</div></div>"
    )
    assert folder.read_one("a.html", page(body=body)).text == f"Heat\n\n{ARTICLE.strip()}"


def test_a_wrapper_named_after_its_sidebar_stays(folder: Folder) -> None:
    body = f"<div class='with sidebar'><div><p>{ARTICLE}</p></div></div>"
    assert folder.read_one("a.html", page(body=body)).text == ARTICLE.strip()


@pytest.mark.parametrize(
    ("head", "film", "year"),
    [
        ('<meta property="og:title" content="Heat (1995) | The Reel">', "Heat", 1995),
        ('<meta property="og:title" content="A night in the city">', None, None),
        ("<title>Heat (1995)</title>", None, None),
    ],
)
def test_a_title_names_the_film_only_with_its_year(
    folder: Folder, head: str, film: str | None, year: int | None
) -> None:
    review = folder.read_one("a.html", page(head=head, body=f"<p>{ARTICLE}</p>"))
    assert (review.film, review.year) == (film, year)


def test_a_heading_names_the_film_with_its_year(folder: Folder) -> None:
    review = folder.read_one("a.html", page(body=f"<h1>Heat (1995) review</h1><p>{ARTICLE}</p>"))
    assert (review.film, review.year) == ("Heat", 1995)
    assert review.origin("film").evidence == "h1: Heat (1995) review"


def test_metadata_of_the_page_is_stated(folder: Folder) -> None:
    head = (
        '<meta name="author" content="Jane Roe"><meta property="og:site_name" content="The Reel">'
        '<meta property="article:published_time" content="2020-02-03T10:00:00Z">'
    )
    review = folder.read_one("a.html", page(head=head, body=f"<p>{ARTICLE}</p>"))
    assert (review.reviewers, review.publication) == (("Jane Roe",), "The Reel")
    assert review.date == "2020-02-03"


def test_a_declared_encoding_is_used_where_utf8_fails(folder: Folder) -> None:
    html = '<html><head><meta charset="iso-8859-2"></head><body><p>Kieślowski</p></body></html>'
    review = folder.read_one("a.html", html.encode("iso-8859-2"))
    assert "Kieślowski" in review.text
    assert review.warnings == ()


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body><script>x</script></body></html>", "<p> </p>"]
)
def test_a_page_without_text_is_refused(folder: Folder, html: str) -> None:
    assert "holds none" in folder.refuse("a.html", html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300_000,
        "<a><b><div></a>" * 100_000,
        "<select>" + "<option>" * 300_000,
        "".join(f"<x{n}>" for n in range(100_000)),
        "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">",
    ],
)
def test_a_page_made_to_keep_the_parser_busy_is_refused(folder: Folder, html: str) -> None:
    assert "must be such as people write" in folder.refuse("a.html", f"<html>{html}Cold.")
    cell = folder.read_one("a.csv", f"text\n<i>Cold.</i>{html[:900_000]}\n")
    assert cell.text.startswith("Cold.")


def test_honest_large_pages_are_read(folder: Folder) -> None:
    picture = "<img src='data:image/png;base64," + "QUJD" * 100_000 + "'>"
    script = "<script>" + "'<div>'+" * 5_000 + "''</script>"
    html = f"<html><body>{picture}{script}" + f"<p>{ARTICLE}" * 3_000
    assert folder.read_one("a.html", html).text.count("patient") == 3_000 * 8


def test_json_nested_without_end_is_passed_over(folder: Folder) -> None:
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert folder.read_one("a.html", page(head=head, body="<p>Cold.</p>")).text == "Cold."


def test_what_stands_between_headline_and_article_is_of_the_review(folder: Folder) -> None:
    body = f"<main><h1>Heat review</h1><div>★★★★</div><article><p>{ARTICLE}</p></article></main>"
    review = folder.read_one("a.html", page(body=body))
    assert review.text == f"Heat review\n\n★★★★\n\n{ARTICLE.strip()}"


def test_a_line_between_the_headline_and_unmarked_text_heads_it(folder: Folder) -> None:
    head = "<h1>Heat review</h1><div>Posted on May 27, 2022 by Ada Orr</div>"
    body = f"<div>{head}<div><p>{ARTICLE}</p></div></div>"
    review = folder.read_one("a.html", page(body=body))
    assert review.text.startswith("Heat review\n\nPosted on May 27, 2022 by Ada Orr\n\n")
    far = body.replace("Posted", "Posted " * 40)
    assert "Posted" not in folder.read_one("b.html", page(body=far)).text


def test_the_title_of_the_post_wins_over_that_of_the_site(folder: Folder) -> None:
    body = (
        "<div><h1>The Reel (2001)</h1></div>"
        f'<h3 class="post-title">Heat (1995)</h3><div class="post-body"><p>{ARTICLE}</p></div>'
    )
    review = folder.read_one("a.html", page(body=body))
    assert (review.film, review.year) == ("Heat", 1995)


@pytest.mark.parametrize(
    ("times", "date"),
    [
        ('<time datetime="2008-10-31">Friday</time>', "2008-10-31"),
        ('<time datetime="2008-10-31">x</time><time datetime="2009-01-01">y</time>', None),
    ],
)
def test_the_only_time_on_a_page_is_its_date(folder: Folder, times: str, date: str | None) -> None:
    assert folder.read_one("a.html", page(body=f"{times}<p>{ARTICLE}</p>")).date == date


def test_names_in_one_string_are_parted(folder: Folder) -> None:
    film = '{"@type": "Movie", "name": "Heat", "actor": "Ada Orr, Bo Lind"}'
    data = f'{{"@type": "Review", "reviewBody": "Cold.", "itemReviewed": {film}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert folder.read_one("a.html", page(head=head, body="")).cast == ("Ada Orr", "Bo Lind")


def test_a_rating_may_have_a_comma(folder: Folder) -> None:
    data = '{"@type": "Review", "reviewBody": "Cold.", "reviewRating": {"ratingValue": "3,5"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    review = folder.read_one("a.html", page(head=head, body=""))
    assert (review.rating_text, review.rating_scale) == ("3,5/5", None)


@pytest.mark.parametrize(
    ("title", "around", "publication"),
    [
        ("Heat (1995) « Slow Tuesday", "", "Slow Tuesday"),
        ("Heat: a cold film | Slow Tuesday", "", "Slow Tuesday"),
        ("Heat - Slow Tuesday", '<div><a href="/">Slow Tuesday</a></div>', "Slow Tuesday"),
        (
            "The Dial Courant: FILM: Heat",
            "<p>THE DIAL COURANT ONLINE | News</p>",
            "The Dial Courant",
        ),
        ("Heat (1995) - Slow Tuesday Notes", "", "Slow Tuesday Notes"),
        ("Heat (1995) - Ada Orr", "", None),
        ("Heat - Slow Tuesday", "", None),  # a dash stands in titles, too
        ("Slow Tuesday | Heat and Dust", "<h1>Heat and Dust</h1>", None),
        ("Heat review | Film Reviews", "", None),
        ("Heat | Paris (1995)", "", None),
        ("Heat | and so to bed", "", None),
        ("Heat", "", None),
    ],
)
def test_the_site_in_the_title_of_a_page_is_the_publication(
    folder: Folder, title: str, around: str, publication: str | None
) -> None:
    html = (
        f"<html><head><title>{title}</title></head><body>{around}"
        f"<article>{ARTICLE}</article></body></html>"
    )
    assert folder.read_one("a.html", html).publication == publication


def test_who_wrote_is_no_site(folder: Folder) -> None:
    html = (
        "<html><head><title>Heat | Ada Orr</title><meta name='author' content='Ada Orr'></head>"
        f"<body><article>{ARTICLE}</article></body></html>"
    )
    review = folder.read_one("a.html", html)
    assert (review.publication, review.reviewers) == (None, ("Ada Orr",))
