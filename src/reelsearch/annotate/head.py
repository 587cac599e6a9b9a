"""The lines above the prose → what they say, and how many they are.

In: the lines of a review. Out: their facts, taken into its :class:`Header`, and how many lines
they use. Every line is told apart from the top down: facts, a line of the page or a kicker, a
stray one, prose. A few lines among them may stay unread, if they are short or lead on to a
line that tells. The title is then the line that most speaks for: a year in brackets, that it
comes again in the prose, that credits stand right below.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reelsearch.annotate.asterisks import are_stars
from reelsearch.annotate.byline import name_paper
from reelsearch.annotate.credits_line import read_leading_rating
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.found_title import Sureness
from reelsearch.annotate.gleaned_line import glean_line, glean_subject
from reelsearch.annotate.head_lines import HeadLines
from reelsearch.annotate.head_names import (
    find_below_name,
    is_above_course,
    is_above_paper,
    is_between_rating_and_date,
    is_buyer,
    is_handle_above_owner,
    is_paper_of_critic,
    is_teacher,
    is_user_above_date,
    is_user_below_rating,
    read_maker,
    read_maker_alone,
    read_maker_inverted,
    read_student,
    take_signer,
)
from reelsearch.annotate.head_title import cut_headline, settle_title, split_bracketed
from reelsearch.annotate.header_facts import Header
from reelsearch.annotate.header_line import Said, read_header_line, runs_on
from reelsearch.annotate.kickers import cut_kicker, is_breadcrumb, is_kicker
from reelsearch.annotate.labels import begins_with_label
from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.lone_title import SURE, find_lone_title
from reelsearch.annotate.mail_headers import read_mail_headers
from reelsearch.annotate.masthead import find_described, find_masthead, name_masthead
from reelsearch.annotate.named_file import WHOLLY, agree
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.page_lines import is_page_line, is_row_of_links
from reelsearch.annotate.parted_line import find_lone_year
from reelsearch.annotate.people import is_lone_name, looks_like_name
from reelsearch.annotate.prose_begin import find_prose, wraps
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import is_name_line, is_user, read_signed_line, speaks_of
from reelsearch.annotate.title_shape import is_title_shaped, may_be_title
from reelsearch.annotate.user_line import is_rank, read_user_line
from reelsearch.annotate.word_lists import read_words
from reelsearch.readers.dates import find_date

_MOST_LINES = 40
_MOST_STRAY = 3
_STRAY_LENGTH = 90
_LONGEST_STANDFIRST = 280
_LONGEST_ALONE = 200  # characters; no name, kicker, title, or line of the page is longer
_LONGEST_BETWEEN = 160
_LEAST_SENTENCE = 6  # words
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."', ",")
_AHEAD = 5
_LEAST_PROSE = 120
_REACH_TO_PROSE = 14
_SHOWN = ("season", "showing", "screening", "next", "tonight", "programme")
_RATED = re.compile(
    r"(?:(?:fresh|rotten) score\. |original )?(?:rat(?:ing|ed)|score): \d", re.IGNORECASE
)
_INITIALS = re.compile(r"[A-Z]\.\s")  # "K. J. Orr"; "L.A. Confidential" is a film
_DATE_BEGINS = 12  # characters: "Published "


def read_head(header: Header, lines: Lines, text: str, named: tuple[str, ...] = ()) -> int:
    """Take the header lines at the top; how many of *lines* they are.

    *named* are the words of the name of the file, which a title often has, too.
    """
    head = HeadLines(lines, text, read_mail_headers(lines), find_prose(lines), named)
    _tell_apart(header, head)
    header.sent = any(said.facts.reviewers for said in head.mail.values())
    if head.names and not header.facts.reviewers:
        place = head.names[0]
        head.strays.remove(place)
        header.take(Facts(reviewers=(lines[place].text,)), lines[place])
    take_signer(header, head)
    if head.titles and header.facts.film is None:
        place, said = max(head.titles, key=lambda title: _weigh_title(head, *title))
        weak = said.sureness < Sureness.BRACKETED and place not in head.credits
        weak = weak and not recurs(said.facts.film or "", head.text, lines[place].end)
        lone = find_lone_title(head) if weak else None
        if lone is None or lone.weight < SURE:
            header.take(Facts(film=said.facts.film), lines[place])
    title = find_lone_title(head) if header.facts.film is None else None
    if title and title.facts.film not in header.facts.reviewers:
        header.take(title.facts, lines[title.place])
        header.title_guess = not title.weight and not lines[title.place].heading
        head.used = max(head.used, title.place + 1)
    return head.used


def _weigh_title(head: HeadLines, place: int, said: Said) -> tuple[int, int, bool, bool, int]:
    """What speaks for a title: its line, that it comes again, and what stands right below."""
    again = recurs(said.facts.film or "", head.text, head.lines[place].end)
    beside = place + 1 in head.signed or place + 1 in head.credits
    return said.sureness, agree(said.facts.film or "", head.named), again, beside, -place


def _tell_apart(header: Header, head: HeadLines) -> None:
    """Tell the lines apart down to the prose, and take what they say."""
    lines = head.lines
    stray = 0
    waiting: str | None = None
    masthead = find_masthead(lines)
    prose = head.prose
    for place in range(min(len(lines), _MOST_LINES)):
        line = lines[place]
        if place == masthead:
            header.take(Facts(publication=name_masthead(line.text)), line)
            head.used = place + 1
            continue
        if place == 1 and masthead == 0 and find_described(lines) == 0:
            date = find_date(line.text)
            header.take(Facts(date=date[0] if date else None), line)
            head.used = place + 1
            continue
        if place and lines[place - 1].number < line.number - 1:
            waiting = None
        said = _read_line(head, place, waiting)
        if said is None:
            stray += 1
            passes = _is_stray(line, head.following(place)) or is_user_above_date(head, place)
            passes = passes or is_between_rating_and_date(head, place)
            passes = passes and stray <= _MOST_STRAY
            passes = passes or (place < prose and not _reads_as_prose(line.text))
            if not passes and not _leads_on(head, place, prose):
                break
            if _is_name_above_date(head, place):
                head.names.append(place)
                head.signed.add(place)
            waiting = None
            head.strays.append(place)
            continue
        if place - 1 in head.strays and said.facts.reviewers == (lines[place - 1].text,):
            head.strays.remove(place - 1)
        said = _settle_reviewed(said, head, place)
        head.note(place, said.facts)
        if said.sureness:
            head.titles.append((place, said))
            said = Said(_without_film(said.facts), waiting=said.waiting)
        if are_stars(lines, place) and header.facts.rating is None:
            said = Said(Facts(rating=parse_rating(line.text), rating_text=line.text))
        header.take(said.facts, line)
        waiting = said.waiting
        head.used, stray = place + 1, 0


def _read_line(head: HeadLines, place: int, waiting: str | None) -> Said | None:
    """What the line at *place* says; None if it is not understood."""
    if (mailed := head.mail.get(place)) is not None:
        return (glean_subject(head, place) if mailed.facts.is_empty() else None) or mailed
    lines, line = head.lines, head.lines[place]
    if len(line.text) > _LONGEST_ALONE:  # prose, or what a sentence or a label says
        return _read_announced(head, place) or read_header_line(
            line, head.following(place), waiting, head=True, first=place == 0
        )
    above = lines[place - 1] if place else None
    beside = above is not None and above.number == line.number - 1
    # "@adaorr", and below it "Ada Orr", who signs
    wrote = Facts() if is_handle_above_owner(head, place) else None
    if wrote := wrote or read_user_line(line.text, above.text if above and beside else None):
        return Said(wrote)
    if beside and place - 1 in head.names and is_paper_of_critic(head, place - 1):
        return Said(Facts(publication=name_paper(line.text)))
    if is_kicker(line.text):
        head.kickers.add(place)
        return Said(Facts())
    if _is_of_page(lines, place) or is_breadcrumb(line.text) or is_row_of_links(line.evidence):
        return Said(Facts())
    if said := _read_lone_year(lines, place) or read_maker(head, place):
        return said
    if said := read_maker_alone(head, place) or read_student(head, place):
        return said
    if said := read_maker_inverted(head, place):
        return said
    said = _read_announced(head, place)
    if said is None and place and waiting is None:
        said = head.read_ahead(place)
    elif said is None:
        following = head.following(place)
        said = read_header_line(line, following, waiting, head=True, first=place == 0)
    said = said or glean_line(head, place, waiting)
    if said is None and (title := _find_announced(line)):
        head.announced[place] = title
        return Said(Facts())
    return _read_signed(head, place, said)


def _read_announced(head: HeadLines, place: int) -> Said | None:
    """What follows a kicker and a colon: "This week: Heat, directed by Ada Orr"."""
    line = head.lines[place]
    behind = cut_kicker(line.text)
    if behind == line.text or begins_with_label(line.text):
        return None
    kicker = line.text[: -len(behind)].lower()
    line = replace(line, text=behind)
    said = read_header_line(line, head.following(place), None, head=True, first=False)
    if said and said.facts.date and any(map(kicker.__contains__, _SHOWN)):
        said.facts.date = None  # of the showing
    return said


def _find_announced(line: Line) -> str | None:
    """The title that stands alone behind a kicker and a colon."""
    behind = cut_kicker(line.text)
    return behind if behind != line.text and may_be_title(behind) else None


def _read_signed(head: HeadLines, place: int, said: Said | None) -> Said | None:
    """*said*, or what a line below the title says that has a name, a date, a rating alone."""
    line = head.lines[place]
    if len(line.text) > _STRAY_LENGTH or (said and (said.sureness or said.waiting)):
        return said
    if said and (said.facts.reviewers or not said.facts.date):
        return said
    facts, sure = read_signed_line(line.text) or (Facts(), False)
    if facts.date is None or (said and not facts.reviewers):
        return said
    name = line.text.partition(",")[0]
    above_all = place <= 1 and not head.titles and facts.reviewers == (name,)
    if not sure and above_all and line.text.isupper():  # "METRO WEEKEND, MAY 19, 2021"
        return Said(Facts(publication=name_paper(name), date=facts.date))
    if not place and not (facts.reviewers and all(map(is_user, facts.reviewers))):
        return said
    if not sure and not all(_may_sign(name, head.text, line) for name in facts.reviewers):
        return said
    return Said(facts)


def _may_sign(name: str, text: str, line: Line) -> bool:
    """Whether *name* is a person's, or a forum's user's, of whom the text speaks nowhere else."""
    user = " " not in name and not name.istitle()
    return (is_name_line(name) or user) and not speaks_of(text, name, line.end)


def _is_of_page(lines: Lines, place: int) -> bool:
    """Whether the line is the page's; a word alone, which may be a title, beside another such."""
    text = lines[place].text
    if not (is_page_line(text) or is_page_line(lines[place].evidence)) or find_date(text):
        return False
    if " " in text:
        return True
    beside = (at for at in (place - 1, place + 1) if 0 <= at < len(lines))
    return any(is_page_line(lines[at].text) for at in beside)


def _read_lone_year(lines: Lines, place: int) -> Said | None:
    """The year alone below a line that may be the title: "M", and below it "1931"."""
    if not place or not may_be_title(lines[place - 1].text):
        return None
    year = find_lone_year(lines[place].text)
    return Said(Facts(year=year)) if year else None


def _leads_on(head: HeadLines, place: int, prose: int) -> bool:
    """Whether a line that is not understood leads on to one that tells, above the *prose*."""
    lines, line = head.lines, head.lines[place]
    if len(line.text) > _LONGEST_STANDFIRST or place + 1 >= len(lines):
        return False
    if wraps(line, lines[place + 1]):
        return False
    for at in range(place + 1, max(prose, min(len(lines), place + 1 + _AHEAD))):
        below = lines[at]
        user = read_user_line(below.text, lines[at - 1].text)
        said = head.mail.get(at) or (Said(user) if user else _read_announced(head, at))
        said = said or head.read_ahead(at) or (read_maker(head, at) if at == 1 else None)
        if said is not None and _is_telling(head, place, at, said):
            # Else it is all the prose there is, and the credits are at the foot.
            behind = range(at + 1, min(len(lines), at + _REACH_TO_PROSE))
            longest = max((lines.end(each) - lines.start(each) for each in behind), default=0)
            return longest > max(_LEAST_PROSE, len(line.text))
        if len(below.text) > _LONGEST_BETWEEN or wraps(below, head.following(at)):
            return False
    return False


def _is_telling(head: HeadLines, place: int, at: int, said: Said) -> bool:
    """Whether what the line *at* says shows that the prose has not begun at *place*."""
    facts = said.facts
    below = head.lines[at].text
    if at == place + 1 and not said.sureness and len(below) <= _STRAY_LENGTH * 2:
        telling = begins_with_label(below) or not facts.is_empty()
        if telling and (head.used or facts.reviewers):
            return True
    if (
        said.sureness == Sureness.BRACKETED
        or (facts.film and facts.year)
        or facts.director
        or facts.cast
        or facts.reviewers
    ):
        return True
    above = head.lines[at - 1].text
    return facts.date is not None and (is_lone_name(above) or is_user(above))


def _is_name_above_date(head: HeadLines, place: int) -> bool:
    """Whether a name alone stands right above the date: who wrote, if the text has it nowhere
    else."""
    line, following = head.lines[place], find_below_name(head, place)
    if agree(line.text, head.named) == WHOLLY:
        return False  # the file is called so: it is the title
    if is_user_above_date(head, place):
        return True
    if is_buyer(head, place) or is_user_below_rating(head, place):
        return True
    if is_above_course(head, place) or is_between_rating_and_date(head, place):
        return not speaks_of(head.text, line.text, line.end)
    if following is None and (head.titles or head.strays) and is_above_paper(head, place):
        return not speaks_of(head.text, line.text, line.end)
    if following is None:
        return False
    below = following.text
    words = line.text.split()
    if is_teacher(line.text) and is_above_course(head, 0):
        return False
    if len(below) > 60 or not (2 <= len(words) <= 4 or is_user(line.text)):
        return False
    if not read_words("not_names.txt").isdisjoint(word.lower() for word in words):
        return False
    titled = any(said.sureness > Sureness.ALONE for _, said in head.titles)
    if line.text.isupper() and not (titled and is_name_line(line.text)):
        return False
    found = find_date(below)
    dated = found is not None and found[1] <= _DATE_BEGINS and "-" in found[0]
    rated = read_leading_rating(below) is not None or _RATED.match(below) is not None
    # Above a rating a title stands as often; the name is below one, or below a site's line.
    below_title = bool(head.titles or head.strays)
    below_title = below_title or (place > 0 and _is_of_page(head.lines, place - 1))
    below_title = below_title or _INITIALS.match(line.text) is not None
    if not dated and not (rated and below_title):
        return False
    named = is_lone_name(line.text) or is_user(line.text)
    return named and not speaks_of(head.text, line.text, line.end)


def _settle_reviewed(said: Said, head: HeadLines, place: int) -> Said:
    """The title of a headline as far as it comes again; "Review: Jane Doe" under a title is a
    byline, if that name never comes again."""
    film = said.facts.film or ""
    line, text = head.lines[place], head.text
    if said.sureness == Sureness.BRACKETED and ("’" in film or "'" in film):
        split_bracketed(said.facts, text, line.end)
    if said.sureness not in (Sureness.REVIEWED, Sureness.ALONE) or recurs(film, text, line.end):
        return said
    settled = settle_title(film, text, line.end)
    if settled.film != film:
        said.facts.film = None
        said.facts.absorb(settled)
    elif said.sureness == Sureness.REVIEWED:
        said.facts.film = cut_headline(film, text, line.end)
    film = said.facts.film or ""
    if said.sureness != Sureness.REVIEWED or not place or len(film.split()) < 2:
        return said
    if "review" not in line.text.lower() or not line.text.endswith(f": {film}"):
        return said
    if not looks_like_name(film):
        return said
    if not may_be_title(head.lines[0].text) or recurs(film, text, line.end):
        return said
    return Said(Facts(reviewers=(film,)))


def _without_film(facts: Facts) -> Facts:
    return Facts(**{name: getattr(facts, name) for name in Facts.__slots__ if name != "film"})


def _reads_as_prose(text: str) -> bool:
    """Whether *text* is a sentence, or longer than what stands in a head."""
    if len(text) > _LONGEST_BETWEEN:
        return True
    return text.endswith(_SENTENCE_ENDS) and len(text.split()) >= _LEAST_SENTENCE


def _is_stray(line: Line, following: Line | None) -> bool:
    """Whether *line* may stand among header lines without being understood."""
    if is_user(line.text) or (following and " " not in line.text and is_rank(following.text)):
        return True
    if len(line.text) > _STRAY_LENGTH or line.text[:1].islower():
        return False
    ends = line.text.endswith((".", "!", "?", ",", "”", "…"))
    if ends and not is_title_shaped(line.text):
        return False
    return not runs_on(line, following)
