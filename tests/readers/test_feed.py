"""RSS and Atom: one review an item, and XML that would do harm."""

from __future__ import annotations

import pytest

from tests.readers.folder import Folder, reviews

LETTERBOXD = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:letterboxd="https://letterboxd.com" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Letterboxd - Jane</title>{items}</channel></rss>"""
ITEM = """<item><title>Heat, 1995 - ★★★★½</title>
<pubDate>Wed, 5 Aug 2020 08:40:48 +1200</pubDate>
<letterboxd:watchedDate>2020-08-03</letterboxd:watchedDate><letterboxd:rewatch>No</letterboxd:rewatch>
<letterboxd:filmTitle>Heat</letterboxd:filmTitle><letterboxd:filmYear>1995</letterboxd:filmYear>
<letterboxd:memberRating>4.5</letterboxd:memberRating>
<description><![CDATA[ <p><img src="poster.jpg"/></p>
<p>Cold &amp; blue.</p> <p>Patient.</p> ]]></description>
<dc:creator>Jane Roe</dc:creator></item>"""
DIARY = """<item><letterboxd:filmTitle>Us</letterboxd:filmTitle>
<description><![CDATA[<p>Watched on Monday August 3, 2020.</p>]]></description></item>"""
LIST = "<item><title>Best of 1995</title><description>Ten films.</description></item>"


def rss(item: str, channel: str = "") -> str:
    return f"<rss><channel>{channel}<item>{item}</item></channel></rss>"


def test_a_letterboxd_item_is_a_review(folder: Folder) -> None:
    review = folder.read_one("a.xml", LETTERBOXD.format(items=ITEM))
    assert review.text == "Cold & blue.\n\nPatient."
    assert (review.film, review.year, review.reviewers) == ("Heat", 1995, ("Jane Roe",))
    assert (review.rating, review.rating_text) == (0.9, "4.5")
    assert review.date == "2020-08-05"


def test_lists_and_bare_diary_entries_give_nothing(folder: Folder) -> None:
    found = folder.read("a.rss", LETTERBOXD.format(items=DIARY + LIST + ITEM + DIARY))
    assert [(r.film, r.location.row) for r in reviews(found)] == [("Heat", 3)]
    assert len(found) == 1


def test_the_spoiler_notice_is_not_the_reviewers(folder: Folder) -> None:
    item = ITEM.replace("<p>Cold", "<p><em>This review may contain spoilers.</em></p> <p>Cold")
    assert folder.read_one("a.xml", LETTERBOXD.format(items=item)).text.startswith("Cold")


def test_an_rss_item_states_film_and_author(folder: Folder) -> None:
    review = folder.read_one(
        "a.rss",
        rss(
            "<title>Heat (1995) – review</title><description>A teaser.</description>"
            '<encoded xmlns="http://purl.org/rss/1.0/modules/content/">'
            "&lt;p&gt;All of it.&lt;/p&gt;</encoded>"
            "<author>jane@example.com (Jane Roe)</author>"
            "<pubDate>Wed, 5 Aug 2020 08:40:48 GMT</pubDate>",
            "<title>The Reel</title>",
        ),
    )
    assert review.text == "All of it."
    assert (review.film, review.year, review.reviewers) == ("Heat", 1995, ("Jane Roe",))
    assert (review.publication, review.date) == ("The Reel", "2020-08-05")


def test_a_headline_without_a_year_names_no_film(folder: Folder) -> None:
    item = "<title>A night in the city</title><description>Cold.</description>"
    assert folder.read_one("a.rss", rss(item)).film is None


def test_an_address_alone_is_no_author(folder: Folder) -> None:
    item = "<description>Cold.</description><author>jane@example.com</author>"
    assert folder.read_one("a.rss", rss(item)).reviewers == ()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<content type="html">&lt;p&gt;Cold.&lt;/p&gt;</content>', "Cold."),
        ('<content type="text">a &lt; b</content>', "a < b"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p>'
            "<p>Two &amp; <i>three</i>.</p></div></content>",
            "One.\n\nTwo & three.",
        ),
        ("<summary>Cold.</summary>", "Cold."),
    ],
)
def test_atom_content_comes_in_three_types(folder: Folder, content: str, text: str) -> None:
    review = folder.read_one(
        "a.atom",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Reel</title><entry>'
        "<title>Heat (1995)</title><author><name>Jane Roe</name></author>"
        f"<published>2020-02-03T00:00:00Z</published>{content}</entry></feed>",
    )
    assert review.text == text
    assert (review.film, review.reviewers) == ("Heat", ("Jane Roe",))
    assert (review.date, review.publication) == ("2020-02-03", "The Reel")


def test_items_of_rss_1_stand_beside_the_channel(folder: Folder) -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>The Reel</title></channel><item><title>Heat (1995)</title>"
        "<description>Cold.</description></item></rdf:RDF>"
    )
    assert folder.read_one("a.xml", data).film == "Heat"


def test_what_people_get_wrong_in_xml_is_put_right(folder: Folder) -> None:
    item = "<title>Fast & Furious (2009)</title><description>caf&eacute;&nbsp;noir</description>"
    review = folder.read_one("a.rss", rss(item))
    assert review.film == "Fast & Furious"
    assert review.text == "café\u00a0noir"


def test_an_item_without_text_is_refused_by_row(folder: Folder) -> None:
    assert "no text" in folder.refuse("a.rss", rss("<title>Heat (1995)</title>"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<rss><channel>", "well formed"),
        ("<films><film/></films>", "<films>"),
        ("<rss>" + "<a>" * 5_000, "nested"),
        ("", "well formed"),
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            "<rss><channel><item><description>&b;</description></item></channel></rss>",
            "declare entities",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            "<rss><channel><item><description>&x;</description></item></channel></rss>",
            "declare entities",
        ),
        (
            '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://example.com/p">%p;]><rss/>',
            "declare entities",
        ),
    ],
)
def test_xml_that_is_no_feed_or_would_do_harm_is_refused(
    folder: Folder, data: str, said: str
) -> None:
    assert said in folder.refuse("a.xml", data)


def test_a_doctype_without_entities_is_harmless(folder: Folder) -> None:
    data = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://example.com/rss.dtd">'
    assert folder.read_one("a.xml", data + rss("<description>Cold.</description>")).text == "Cold."


def test_declarations_quoted_in_a_review_are_its_text(folder: Folder) -> None:
    item = "<description><![CDATA[<p>He types &lt;!ENTITY and waits.</p>]]></description>"
    assert folder.read_one("a.xml", rss(item)).text == "He types <!ENTITY and waits."


def test_a_feed_in_utf16_is_read(folder: Folder) -> None:
    data = '<?xml version="1.0" encoding="utf-16"?>' + rss("<description>café</description>")
    assert folder.read_one("a.xml", data.encode("utf-16")).text == "café"


@pytest.mark.parametrize(
    "title", ["Heat review: cold and blue", "Heat (Michael Mann, 1995)", "Heat (1995) ★★★★"]
)
def test_a_headline_that_says_more_is_the_first_line(folder: Folder, title: str) -> None:
    item = f"<title>{title}</title><description>Cold.</description>"
    assert folder.read_one("a.rss", rss(item)).text == f"{title}\n\nCold."


@pytest.mark.parametrize("title", ["Heat (1995)", "Heat (1995) – film review", "My week"])
def test_a_headline_that_says_no_more_is_left_out(folder: Folder, title: str) -> None:
    item = f"<title>{title}</title><description>Cold.</description>"
    assert folder.read_one("a.rss", rss(item)).text == "Cold."


def test_an_author_of_the_feed_wrote_what_nobody_else_signs(folder: Folder) -> None:
    entries = (
        "<entry><title>Us</title><summary>Red.</summary></entry>"
        "<entry><author><name>B. Lind</name></author><summary>Dry.</summary></entry>"
    )
    found = folder.read(
        "a.atom",
        '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>A. Orr</name></author>'
        f"{entries}</feed>",
    )
    assert [review.reviewers for review in reviews(found)] == [("A. Orr",), ("B. Lind",)]


def test_a_headline_alone_is_the_film_if_the_text_names_it(folder: Folder) -> None:
    item = "<title>Ad Astra</title><description>{}</description>"
    named = folder.read_one("a.xml", rss(item.format("In Ad Astra the moon is a mall.")))
    assert named.film == "Ad Astra"
    assert folder.read_one("b.xml", rss(item.format("A trip."))).film is None


def list_posts(*titles: str, last: str) -> str:
    films = "".join(
        f"<item><title>{title}</title><description>Cold. 3/5</description></item>"
        for title in titles
    )
    words = "Ada Orr made this in 1985. Cold."
    post = f"<item><title>{last}</title><description>{words}</description></item>"
    return f"<rss><channel><title>A Blog</title>{films}{post}</channel></rss>"


@pytest.mark.parametrize(
    ("others", "last", "film"),
    [
        (["Heat (1995)", "Ran (Akira Kurosawa, 1985)"], "Smooth Talk", "Smooth Talk"),
        (["Heat (1995)", "Ran (1985)"], "Books of Summer", None),
        (["Heat (1995)", "Ran (1985)"], "What I saw", None),
        (["Heat (1995)", "Ran (1985)"], "Home", None),
        (["Heat (1995)"], "Smooth Talk", None),
        (["Cold days", "Warm days"], "Smooth Talk", None),
    ],
)
def test_a_title_alone_in_a_feed_of_films_is_a_film(
    folder: Folder, others: list[str], last: str, film: str | None
) -> None:
    assert reviews(folder.read("a.xml", list_posts(*others, last=last)))[-1].film == film


def test_a_title_alone_above_words_on_something_else_is_no_film(folder: Folder) -> None:
    xml = list_posts("Heat (1995)", "Ran (1985)", last="Smooth Talk")
    xml = xml.replace("Ada Orr made this in 1985. Cold.", "Nobody comes to tea.")
    assert reviews(folder.read("a.xml", xml))[-1].film is None
