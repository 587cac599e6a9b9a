"""CSV and TSV: columns by the names people use, and rows that are wrong."""

from __future__ import annotations

import csv
import gzip
import io
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelsearch.readers import limits
from reelsearch.review import Origin, Rejection, Review
from tests.readers.folder import Folder, rejections, reviews


def test_a_row_is_a_review_with_what_its_columns_state(folder: Folder) -> None:
    [review] = folder.read(
        "a.csv",
        "Film Title,Year,Critic,Review Text,Score,Published,Outlet,Director,Cast,Runtime,MPAA,"
        "Country\n"
        'Heat,1995,Jane Roe,"Cold, blue.",3.5/5,2020-02-03,The Reel,Michael Mann,'
        '"Al Pacino, Robert De Niro",170 min,R,US\n',
    )
    assert isinstance(review, Review)
    assert review.text == "Cold, blue."
    assert (review.film, review.year, review.reviewers) == ("Heat", 1995, ("Jane Roe",))
    assert (review.rating, review.rating_text) == (None, "3.5/5")
    assert (review.date, review.publication) == ("2020-02-03", "The Reel")
    assert (review.director, review.cast) == (("Michael Mann",), ("Al Pacino", "Robert De Niro"))
    assert (review.runtime, review.certificate, review.country) == (170, "R", ("US",))
    assert review.location.row == 1
    given_by = review.origin("reviewer")
    assert given_by.origin is Origin.GIVEN
    assert given_by.evidence == "Critic: Jane Roe"
    assert given_by.line == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".csv.gz"])
def test_the_delimiter_is_found_whatever_the_suffix(
    folder: Folder, delimiter: str, suffix: str
) -> None:
    text = f'title{delimiter}review\nHeat{delimiter}"Cold{delimiter} blue; patient, all|of it"\n'
    data = gzip.compress(text.encode()) if suffix.endswith(".gz") else text.encode()
    review = folder.read_one(f"a{suffix}", data)
    assert review.film == "Heat"
    assert review.text == f"Cold{delimiter} blue; patient, all|of it"


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("movie", "film"), ("film_title", "film"), ("MovieTitle", "film"), ("Name", "film"),
        ("criticName", "reviewers"), ("User", "reviewers"), ("by", "reviewers"),
        ("author", "reviewers"), ("publisher", "publication"), ("Publication Name", "publication"),
        ("grade", "rating_text"), ("Stars", "rating_text"), ("original_score", "rating_text"),
        ("byline", "reviewers"), ("display_title", "film"), ("overall", "rating_text"),
        ("starring", "cast"), ("Directed By", "director"), ("certificate", "certificate"),
    ],
)  # fmt: skip
def test_columns_are_known_by_the_names_people_use(folder: Folder, column: str, field: str) -> None:
    review = folder.read_one("a.csv", f"{column},review\nSomething,Cold.\n")
    assert getattr(review, field) in ("Something", ("Something",))


@pytest.mark.parametrize(
    "column", ["review_date", "Date Published", "createdAt", "posted_on", "Date Rated", "timestamp"]
)
def test_a_date_is_known_by_many_names(folder: Folder, column: str) -> None:
    assert folder.read_one("a.csv", f"{column},review\n7 May 2012,Cold.\n").date == "2012-05-07"


@pytest.mark.parametrize(
    "column", ["review", "text", "Body", "CONTENT", "quote", "review_text", "reviewBody"]
)
def test_the_text_is_known_by_many_names(folder: Folder, column: str) -> None:
    assert folder.read_one("a.csv", f"title,{column}\nHeat,Cold.\n").text == "Cold."


def test_a_film_column_wins_over_a_headline(folder: Folder) -> None:
    review = folder.read_one("a.csv", "title,film,text\nA cold night,Heat,Blue.\n")
    assert review.film == "Heat"


def test_a_title_with_a_year_behind_it_gives_both(folder: Folder) -> None:
    review = folder.read_one("a.csv", "movie,text\nHeat (1995),Blue.\n")
    assert (review.film, review.year) == ("Heat", 1995)


@pytest.mark.parametrize("title", ["1917", "2046", "9", "It", "Blade Runner 2049", "(500) Days"])
def test_titles_that_look_like_years_stay(folder: Folder, title: str) -> None:
    review = folder.read_one("a.csv", f"movie,text\n{title},Blue.\n")
    assert (review.film, review.year) == (title, None)


def test_the_same_title_of_two_years_is_two_films(folder: Folder) -> None:
    found = folder.read("a.csv", "title,year,text\nSuspiria,1977,Red.\nSuspiria,2018,Grey.\n")
    assert [(r.film, r.year) for r in reviews(found)] == [("Suspiria", 1977), ("Suspiria", 2018)]


def test_a_scale_beside_the_rating_is_joined_to_it(folder: Folder) -> None:
    review = folder.read_one("a.csv", "text,rating,max_rating\nBlue.,7,10\n")
    assert review.rating_text == "7/10"


def test_a_rating_that_is_a_certificate_is_one(folder: Folder) -> None:
    review = folder.read_one("a.csv", "text,rating,score\nBlue.,PG-13,4\n")
    assert (review.certificate, review.rating_text) == ("PG-13", "4")
    review = folder.read_one("b.csv", "text,rating\nBlue.,R\n")
    assert (review.certificate, review.rating_text) == ("R", None)


@pytest.mark.parametrize(
    "day", ["January 1, 2000", "January 1, 1800", "1970-01-01", "1 January 1900", "01/01/2000"]
)
def test_placeholder_days_are_unknown(folder: Folder, day: str) -> None:
    review = folder.read_one("a.csv", f'text,date\nBlue.,"{day}"\n')
    assert review.date is None
    assert "unknown" in review.warnings[0]


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("January 2, 2000", "2000-01-02"),
        ("2000-01-11", "2000-01-11"),
        ("January 11, 2000", "2000-01-11"),
    ],
)
def test_days_near_a_placeholder_stay(folder: Folder, day: str, iso: str) -> None:
    assert folder.read_one("a.csv", f'text,date\nBlue.,"{day}"\n').date == iso


@pytest.mark.parametrize("written", ["1352419200", "1352419200000"])
def test_a_count_of_seconds_is_a_date(folder: Folder, written: str) -> None:
    assert folder.read_one("a.csv", f"text,created\nBlue.,{written}\n").date == "2012-11-09"


def test_what_is_no_date_is_left_out_and_said(folder: Folder) -> None:
    review = folder.read_one("a.csv", "text,date\nBlue.,2016-02-30\n")
    assert review.date is None
    assert "2016-02-30" in review.warnings[0]


def test_one_row_tells_the_order_of_days_and_months_for_all(folder: Folder) -> None:
    found = folder.read("a.csv", "text,date\nA.,03/04/2019\nB.,03/25/2019\n")
    assert [review.date for review in reviews(found)] == ["2019-03-04", "2019-03-25"]
    assert reviews(found)[0].warnings == ()


def test_a_slash_date_that_nothing_settles_is_read_day_first_and_said(folder: Folder) -> None:
    review = folder.read_one("a.csv", "text,date\nA.,03/04/2019\n")
    assert review.date == "2019-04-03"
    assert "day first" in review.warnings[0]


def test_bare_ratings_take_the_scale_of_their_paper(folder: Folder) -> None:
    rows = "A.,8,Dial\nB.,6,Dial\nC.,3.5,Star\nD.,4,Star\nE.,4,Sun\n"
    found = folder.read("a.csv", f"text,rating,paper\n{rows}")
    assert [review.rating_scale for review in reviews(found)] == [10, 10, 5, 5, None]


def test_a_column_of_scales_is_kept(folder: Folder) -> None:
    review = folder.read_one("a.csv", "text,score,out of\nA.,3,4\n")
    assert (review.rating_text, review.rating_scale) == ("3/4", 4)


@pytest.mark.parametrize("nothing", ["", "nan", "NULL", "N/A", "None", "\\N", "-"])
def test_what_programs_write_for_nothing_is_missing(folder: Folder, nothing: str) -> None:
    review = folder.read_one(
        "a.csv", f"film,critic,rating,text\n{nothing},{nothing},{nothing},B.\n"
    )
    assert (review.film, review.reviewers, review.rating_text) == (None, (), None)
    assert review.provenance == {}


def test_impossible_values_are_left_out_with_a_warning(folder: Folder) -> None:
    review = folder.read_one("a.csv", "year,runtime,text\n0,long,Blue.\n")
    assert (review.year, review.runtime) == (None, None)
    assert len(review.warnings) == 2


def test_markup_and_entities_in_cells_become_text(folder: Folder) -> None:
    found = folder.read(
        "a.csv",
        'publisher,review\nStage &amp; Screen,"One.<br /><br />Two &amp; <i>three</i>"\n'
        'X,"a < b & c"\n',
    )
    first, second = reviews(found)
    assert first.publication == "Stage & Screen"
    assert first.text == "One.\n\nTwo & three"
    assert second.text == "a < b & c"


def test_line_breaks_in_cells_stay(folder: Folder) -> None:
    review = folder.read_one("a.csv", 'title,review\r\nHeat,"One.\r\n\r\nTwo."\r\n')
    assert review.text == "One.\n\nTwo."


def test_rows_are_counted_from_one_and_blank_lines_are_none(folder: Folder) -> None:
    found = folder.read("a.csv", "\n\ntitle,review\n\nHeat,Cold.\n\nTenet,\nUs,Red.\n")
    assert [item.location.row for item in found] == [1, 2, 3]
    assert "no text" in rejections(found)[0].reason


def test_rows_of_the_wrong_width_cost_only_themselves(folder: Folder) -> None:
    found = folder.read("a.csv", "title,review\nHeat,Cold, blue\nUs,Red.\nTenet\nIt,Wet.,,\n")
    assert [type(item) for item in found] == [Rejection, Review, Rejection, Review]
    assert "2, and this one has 3" in rejections(found)[0].reason
    assert str(rejections(found)[0].location) == "a.csv#1"


def test_a_table_without_text_says_which_columns_there_are(folder: Folder) -> None:
    reason = folder.refuse("a.csv", "Const,Your Rating,Title\ntt1,8,Heat\n")
    assert "'Const', 'Your Rating', 'Title'" in reason
    assert "--map body=COLUMN" in reason


def test_a_mapped_column_comes_first(folder: Folder) -> None:
    data = "title,review,notes,who\nHeat,short,Long text.,Jane\n"
    found = folder.read("a.csv", data, {"body": "notes", "reviewer": "Who"})
    assert reviews(found)[0].text == "Long text."
    assert reviews(found)[0].reviewers == ("Jane",)


def test_a_mapped_column_must_exist(folder: Folder) -> None:
    [found] = folder.read("a.csv", "title,review\nHeat,Cold.\n", {"body": "prose"})
    assert isinstance(found, Rejection)
    assert "no column 'prose'" in found.reason


def test_an_unclosed_quote_costs_only_its_row(folder: Folder) -> None:
    rows = ['Heat,"Cold', "Us,Red.", 'It,"Wet, and ""deep"""', "Her,Pink."]
    found = folder.read("a.csv", "title,review\n" + "\n".join(rows) + "\n")
    assert [(r.film, r.text) for r in reviews(found)] == [
        ("Heat", '"Cold'),
        ("Us", "Red."),
        ("It", 'Wet, and "deep"'),
        ("Her", "Pink."),
    ]
    assert "not closed" in reviews(found)[0].warnings[0]


def test_an_unclosed_quote_in_the_last_row_is_seen(folder: Folder) -> None:
    found = folder.read("a.csv", 'title,year,review\nUs,2019,Red.\nHeat,1995,"Cold, blue\n')
    assert len(reviews(found)) == 1
    assert "quote" in rejections(found)[0].reason


def test_a_return_in_a_row_of_the_wrong_width_costs_only_that_row(folder: Folder) -> None:
    found = folder.read("a.csv", 'title,review\nHeat,"Cold,\nblue\rgrey, or so",x\nUs,Red.\n')
    assert [r.film for r in reviews(found)] == ["Us"]
    assert len(rejections(found)) == 1


def test_a_cell_of_ten_megabytes_is_refused_and_the_rest_read(folder: Folder) -> None:
    huge = "x" * 10_000_000
    tracemalloc.start()
    found = folder.read("a.csv", f"title,review\nHeat,{huge}\nUs,Red.\n".encode())
    tracemalloc.stop()
    assert [type(item) for item in found] == [Rejection, Review]
    assert f"{limits.LONGEST_LINE:,}" in rejections(found)[0].reason


def test_a_quote_that_swallows_a_long_file_gives_it_back(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LONGEST_RECORD", 1_000)
    rows = "".join(f"Film {n},Cold and blue.\n" for n in range(500))
    found = folder.read("a.csv", f'title,review\nHeat,"open\n{rows}')
    assert len(reviews(found)) == 501


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_tables_come_in_every_encoding(folder: Folder, encoding: str) -> None:
    review = folder.read_one("a.csv", "title,review\nAmélie,“Sweet” – déjà vu.\n".encode(encoding))
    assert (review.film, review.text) == ("Amélie", "“Sweet” – déjà vu.")


def test_one_odd_line_does_not_spoil_the_others(folder: Folder) -> None:
    data = "title,review\nAmélie,Sucré.\n".encode() + b"Am\xe9lie,Sucr\xe9.\n"
    first, second = reviews(folder.read("a.csv", data))
    assert first.text == second.text == "Sucré."
    assert first.warnings == ()
    assert second.warnings == ("not UTF-8; read as Windows-1252",)


def test_lines_of_an_old_macintosh_are_lines(folder: Folder) -> None:
    assert len(reviews(folder.read("a.csv", "title,review\rHeat,Cold.\rUs,Red.\r"))) == 2


def test_a_first_line_for_excel_is_no_header(folder: Folder) -> None:
    assert folder.read_one("a.csv", "sep=;\ntitle;review\nHeat;Cold.\n").film == "Heat"


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"])
def test_a_table_without_a_header_is_refused(folder: Folder, data: str) -> None:
    assert "names its columns" in folder.refuse("a.csv", data)


def test_a_binary_table_is_refused(folder: Folder) -> None:
    assert "not text" in folder.refuse("a.csv", b"PK\x03\x04\0\0")


def test_facts_of_a_film_come_from_the_table_beside(folder: Folder) -> None:
    folder.write(
        "x.movie_info.tsv",
        "id\tsynopsis\trating\tdirector\ttheater_date\truntime\n"
        '7\t"Long ""plot"" text."\tPG-13\tJane Campion|Ann Other\tAug 17, 2012\t104 minutes\n',
    )
    found = folder.read(
        "x.reviews.tsv",
        "id\treview\trating\tcritic\tdate\n7\tDry.\tB+\tA. Smith\tMay 1, 2013\n8\tWet.\t\t\t\n",
    )
    first, second = reviews(found)
    assert first.film is None
    assert (first.year, first.certificate, first.runtime) == (2012, "PG-13", 104)
    assert first.director == ("Jane Campion", "Ann Other")
    assert first.rating_text == "B+"
    assert first.origin("director").evidence == "x.movie_info.tsv director: Jane Campion|Ann Other"
    assert (second.director, second.year, second.reviewers) == ((), None, ())
    assert (
        list(folder.read("x.movie_info.tsv", (folder.path / "x.movie_info.tsv").read_bytes())) == []
    )


def test_titles_come_from_the_table_beside(folder: Folder) -> None:
    folder.write("movies.csv", "id,title,year\n1,Heat,1995\n")
    review = folder.read_one("reviews.csv", "movie_id,review\n1,Cold.\n")
    assert (review.film, review.year) == ("Heat", 1995)


def test_the_number_of_a_review_is_not_the_number_of_a_film(folder: Folder) -> None:
    folder.write("movies.csv", "id,title,director\n1,Heat,Michael Mann\n")
    review = folder.read_one("reviews.csv", "id,title,review\n1,Tenet,Loud.\n")
    assert (review.film, review.director) == ("Tenet", ())


def test_a_table_of_other_reviews_is_no_table_of_films(folder: Folder) -> None:
    folder.write("movies.csv", "movie_id,title,review\n1,Heat,Cold.\n")
    assert folder.read_one("reviews.csv", "movie_id,review\n1,Blue.\n").film is None


def test_a_table_of_films_alone_is_refused_with_its_columns(folder: Folder) -> None:
    assert "'director'" in folder.refuse("x.movie_info.csv", "id,director\n1,Jane Campion\n")


def test_a_long_table_is_read_in_little_memory(folder: Folder) -> None:
    rows = "".join(f"Film {n},{'cold and blue ' * 40}\n" for n in range(5_000))
    file = folder.write("a.csv", "title,review\n" + rows)
    from reelsearch.readers import read
    from reelsearch.settings import DEFAULT

    tracemalloc.start()
    count = sum(1 for _ in read(file, DEFAULT))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 5_000
    assert peak < len(rows) / 2


CELLS = st.text(
    st.characters(
        blacklist_categories=["Cs", "Cc"],
        blacklist_characters="<&\ufeff\u2028\u2029",
        max_codepoint=0x2FFF,
    ),
    min_size=1,
    max_size=40,
).filter(lambda cell: cell.strip("\u200b \u2060") and cell.isalnum())


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_the_csv_module_writes_is_read_back(
    folder: Folder, rows: list[tuple[str, str]], delimiter: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(["title", "review"])
    writer.writerows((f"a {film}", f'the "{text}"{delimiter}\n{text}') for film, text in rows)
    found = reviews(folder.read("a.csv", written.getvalue()))
    assert [r.text for r in found] == [f'the "{text}"{delimiter}\n{text}' for _, text in rows]


def test_a_column_may_say_its_scale(folder: Folder) -> None:
    for column, scale in (("My Rating (out of 10)", 10), ("Score /10", 10), ("Stars (1-5)", 5)):
        review = folder.read_one("a.csv", f"film,review,{column}\nHeat,Cold.,4\n")
        assert (review.rating_text, review.rating_scale) == (f"4/{scale}", scale)


def test_a_cast_may_be_spread_over_numbered_columns(folder: Folder) -> None:
    review = folder.read_one(
        "a.csv",
        "film,review,actor_1_name,actor_2_name,actor_1_likes\nHeat,Cold.,Ada Orr,Bo Lind,7\n",
    )
    assert review.cast == ("Ada Orr", "Bo Lind")


def test_notes_are_the_text_where_nothing_else_is(folder: Folder) -> None:
    assert folder.read_one("a.csv", "Name,Notes\nHeat,Cold.\n").text == "Cold."
    assert folder.read_one("b.csv", "Name,Notes,Review\nHeat,on DVD,Cold.\n").text == "Cold."


def test_a_given_and_a_family_name_are_one_reviewer(folder: Folder) -> None:
    data = "First name,Last name,film,review\nMo,Adeyemi,Heat,Cold.\n,Orr,Us,Red.\n,,Ida,Grey.\n"
    found = reviews(folder.read("a.csv", data))
    assert [review.reviewers for review in found] == [("Mo Adeyemi",), ("Orr",), ()]
    assert found[0].origin("reviewer").evidence == "First name Last name: Mo Adeyemi"
    signed = folder.read_one("b.csv", "First name,Last name,critic,review\nMo,Orr,Bo Lind,Cold.\n")
    assert signed.reviewers == ("Bo Lind",)


def test_a_scale_in_the_name_holds_for_halves(folder: Folder) -> None:
    review = folder.read_one("a.csv", "film,Enjoyment /5,review\nHeat,3½,Cold.\n")
    assert (review.rating_text, review.rating_scale) == ("3½", 5)
    review = folder.read_one("b.csv", "film,Marks out of ten,review\nHeat,11,Cold.\n")
    assert review.rating_text == "11"
