from __future__ import annotations

import gc
import gzip
import os
from pathlib import Path

import pytest

import reelsearch
from reelsearch import indexing
from reelsearch.errors import (
    IndexNotFoundError,
    SettingError,
    SourceNotFoundError,
    UnreadableError,
)
from reelsearch.index_report import Watch
from reelsearch.readers import FoundFile, fingerprint
from reelsearch.reading import Reading, read_reviews
from reelsearch.review import Location, Rejection, Review
from tests.film_folders import counts, list_ids, list_reviews, write_files

KNIFE = "Psycho is a film in which a knife comes through a curtain.\n"
SHARK = "Jaws is a film in which a shark comes through a boat.\n"
CROW = "The Birds is a film in which a crow comes through a roof.\n"


@pytest.fixture
def films(tmp_path: Path) -> Path:
    return write_files(tmp_path / "films", {"knife.txt": KNIFE, "sea/shark.txt": SHARK})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


# What a run reports


def test_new_files_are_added(films: Path, folder: Path) -> None:
    assert counts(reelsearch.index([films], folder)) == {"added": 2}
    assert list_reviews(folder) == {"knife.txt": KNIFE, "sea/shark.txt": SHARK}


def test_files_with_the_same_content_are_unchanged(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    os.utime(films / "knife.txt", (1, 1))
    before = (folder / "reelsearch.json").stat().st_mtime_ns, sorted(os.listdir(folder))
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 2}
    assert before == ((folder / "reelsearch.json").stat().st_mtime_ns, sorted(os.listdir(folder)))


def test_edited_file_is_updated(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    write_files(films, {"knife.txt": CROW})
    assert counts(reelsearch.index([films], folder)) == {"updated": 1, "unchanged": 1}
    assert list_reviews(folder) == {"knife.txt": CROW, "sea/shark.txt": SHARK}


def test_removed_file_is_removed(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    (films / "knife.txt").unlink()
    assert counts(reelsearch.index([films], folder)) == {"removed": 1, "unchanged": 1}
    assert list_reviews(folder) == {"sea/shark.txt": SHARK}


@pytest.mark.parametrize("name", ["a.txt", "z.txt", "sea/knife.txt"])
def test_renamed_file_keeps_its_review(films: Path, folder: Path, name: str) -> None:
    reelsearch.index([films], folder)
    (films / "knife.txt").rename(films / name)
    assert counts(reelsearch.index([films], folder)) == {"added": 1, "removed": 1, "unchanged": 1}
    assert list_reviews(folder) == {name: KNIFE, "sea/shark.txt": SHARK}


def test_files_that_swap_their_contents_keep_both(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    write_files(films, {"knife.txt": SHARK, "sea/shark.txt": KNIFE})
    assert counts(reelsearch.index([films], folder)) == {"updated": 2}
    assert list_reviews(folder) == {"knife.txt": SHARK, "sea/shark.txt": KNIFE}


def test_file_that_moves_to_another_source_keeps_its_review(films: Path, folder: Path) -> None:
    more = write_files(films.parent / "albums", {"crow.txt": CROW})
    reelsearch.index([more, films], folder)
    (films / "knife.txt").rename(more / "knife.txt")
    reelsearch.index([], folder)
    assert set(list_reviews(folder)) == {"crow.txt", "knife.txt", "sea/shark.txt"}


def test_same_review_in_two_files_is_there_once(films: Path, folder: Path) -> None:
    write_files(films, {"copy.txt": KNIFE.replace(" ", "  ")})
    assert counts(reelsearch.index([films], folder)) == {"added": 2, "duplicates": 1}
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 2, "duplicates": 1}
    (films / "copy.txt").unlink()
    reelsearch.index([films], folder)
    assert set(list_reviews(folder)) == {"knife.txt", "sea/shark.txt"}


def test_rows_of_a_table_are_counted_as_reviews(tmp_path: Path, folder: Path) -> None:
    rows = ["film,review", "Psycho,A knife.", "Jaws,A shark.", "The Birds,A crow."]
    films = write_files(tmp_path / "films", {"t.csv": "\n".join(rows[:3])})
    assert counts(reelsearch.index([films], folder)) == {"added": 2}
    write_files(films, {"t.csv": "\n".join(rows)})
    assert counts(reelsearch.index([films], folder)) == {"updated": 2, "added": 1}
    write_files(films, {"t.csv": "\n".join(rows[:2])})
    assert counts(reelsearch.index([films], folder)) == {"updated": 1, "removed": 2}
    assert set(list_reviews(folder)) == {"t.csv#1"}


def test_files_of_other_kinds_are_passed_over(films: Path, folder: Path) -> None:
    write_files(films, {"poster.png": b"\x89PNG", ".hidden.txt": KNIFE})
    assert counts(reelsearch.index([films], folder)) == {"added": 2, "skipped": 1}


def test_bad_file_is_rejected_and_the_rest_goes_on(films: Path, folder: Path) -> None:
    write_files(films, {"broken.zip": b"PK\x03\x04 but no more"})
    report = reelsearch.index([films], folder)
    assert counts(report) == {"added": 2, "rejected": 1}
    assert str(report.rejections[0]).startswith("broken.zip: ")
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 2, "rejected": 1}


def test_only_the_first_thousand_reasons_are_kept(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "MOST_REJECTIONS", 3)
    write_files(films, {f"{n}.zip": b"PK" for n in range(5)})
    report = reelsearch.index([films], folder)
    assert (report.rejected, len(report.rejections)) == (5, 3)


def test_progress_goes_once_over_every_file_of_every_source(films: Path, folder: Path) -> None:
    more = write_files(films.parent / "more", {"crow.txt": CROW, "x.png": b"", "copy.txt": KNIFE})
    reelsearch.index([films], folder)
    write_files(films, {"knife.txt": KNIFE + "And more.\n"})
    calls: list[tuple[float, int, int]] = []
    watch = Watch(on_progress=lambda done, total, reviews: calls.append((done, total, reviews)))
    reelsearch.index([films, more], folder, watch=watch)
    assert [call[:2] for call in calls] == [(n, 5) for n in range(1, 6)]
    assert calls[-1][2] == 4


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_progress_goes_on_within_a_large_file(films: Path, folder: Path, name: str) -> None:
    text = "film,review\n" + "".join(f"Film {n},{n} is its number. {CROW!r}\n" for n in range(9000))
    data = gzip.compress(text.encode(), 1) if name.endswith(".gz") else text.encode()
    table = write_files(films.parent / "table", {name: data}) / name
    shares: list[float] = []
    watch = Watch(on_progress=lambda done, total, reviews: shares.append(done / total))
    reelsearch.index([table], folder, watch=watch)
    within = [share for share in shares if 0 < share < 1]
    assert len(within) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_reviews_of_a_file_are_read_with_what_they_say(films: Path) -> None:
    write_files(films, {"crow.txt": "The Birds (1963)\nDir: Alfred Hitchcock\n\nA crow.\n"})
    file = FoundFile(films / "crow.txt", Location(str(films), "crow.txt"))
    (review,) = read_reviews(file, Reading())
    assert isinstance(review, Review)
    assert (review.film, review.year, review.director) == ("The Birds", 1963, ("Alfred Hitchcock",))
    gone = FoundFile(films / "no.txt", file.location)
    assert isinstance(next(read_reviews(gone, Reading())), Rejection)


def test_themes_are_found_with_the_sentence_that_earned_them(films: Path, folder: Path) -> None:
    said = "A film of vengeance. Her quest for revenge is all she has left of her brother.\n"
    write_files(films, {"kill.txt": f"Kill Bill is a film.\n\n{said}"})
    reelsearch.index([films], folder)
    with reelsearch.open(folder) as searcher:
        for name in ("vengeance", "revenge", "retribution"):
            (hit,) = searcher.search(f"theme:{name}").hits
            assert "vengeance" in hit.review.themes
        start, end = hit.review.theme_evidence["vengeance"]
        assert "vengeance" in hit.review.text[start:end] or "revenge" in hit.review.text[start:end]
        assert searcher.search("theme:vengence").notes


def test_a_file_of_themes_of_ones_own_adds_to_the_built_in_ones(
    films: Path, folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "themes.toml"
    own.write_text('[[theme]]\nname = "sharks"\ngroup = "animals"\nnames = "shark"\n')
    reelsearch.index([films], folder, themes=own)
    with reelsearch.open(folder) as searcher:
        assert [hit.review.path for hit in searcher.search("theme:sharks")] == ["sea/shark.txt"]


def test_a_run_stops_where_more_is_rejected_than_was_allowed(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    write_files(films, {"a.txt": "", "b.txt": "", "crow.txt": CROW})
    with pytest.raises(reelsearch.TooManyErrorsError, match="--max-errors"):
        reelsearch.index([films], folder, settings=reelsearch.Settings(most_errors=1))
    with reelsearch.open(folder) as searcher:
        assert len(searcher) == 2
    allowed = reelsearch.Settings(most_errors=2)
    assert counts(reelsearch.index([films], folder, settings=allowed))["rejected"] == 2


def test_columns_of_a_table_can_be_named(tmp_path: Path, folder: Path) -> None:
    films = write_files(tmp_path / "films", {"t.csv": "what,said\nPsycho,A knife.\n"})
    columns = {"film": "what", "body": "said"}
    assert counts(reelsearch.index([films], folder, columns=columns)) == {"added": 1}
    with reelsearch.open(folder) as searcher:
        assert searcher.search("knife").hits[0].review.film == "Psycho"


# Sources


def test_another_path_adds_and_no_path_refreshes_all(films: Path, folder: Path) -> None:
    more = write_files(films.parent / "more", {"crow.txt": CROW})
    reelsearch.index([films], folder)
    write_files(films, {"knife.txt": KNIFE + "And more.\n"})
    assert counts(reelsearch.index([more], folder)) == {"added": 1}
    assert counts(reelsearch.index([], folder)) == {"updated": 1, "unchanged": 2}
    with reelsearch.open(folder) as searcher:
        assert searcher.stats().sources == (str(films), str(more))


def test_path_inside_a_source_refreshes_that_source(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    write_files(films, {"sea/shark.txt": SHARK + "And more.\n"})
    assert counts(reelsearch.index([films / "sea"], folder)) == {"updated": 1, "unchanged": 1}
    with reelsearch.open(folder) as searcher:
        assert searcher.stats().sources == (str(films),)


def test_path_around_a_source_absorbs_it(films: Path, folder: Path) -> None:
    reelsearch.index([films / "sea", films / "knife.txt"], folder)
    assert counts(reelsearch.index([films], folder)) == {"added": 2, "removed": 2}
    assert set(list_reviews(folder)) == {"knife.txt", "sea/shark.txt"}
    with reelsearch.open(folder) as searcher:
        assert searcher.stats().sources == (str(films),)


@pytest.mark.parametrize("backwards", [False, True])
def test_paths_given_together_are_read_once(films: Path, folder: Path, backwards: bool) -> None:
    paths = [films, films / "sea", films / "knife.txt", films]
    report = reelsearch.index(paths[::-1] if backwards else paths, folder)
    assert counts(report) == {"added": 2}
    with reelsearch.open(folder) as searcher:
        assert searcher.stats().sources == (str(films),)


def test_single_file_is_a_source(films: Path, folder: Path) -> None:
    assert counts(reelsearch.index([films / "knife.txt"], folder)) == {"added": 1}
    assert list_reviews(folder) == {"knife.txt": KNIFE}
    write_files(films, {"knife.txt": CROW})
    assert counts(reelsearch.index([], folder)) == {"updated": 1}


def test_relative_paths_mean_the_same_from_anywhere(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(films.parent)
    reelsearch.index(["films", "./films/../films/"], "index")
    monkeypatch.chdir("/")
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 2}


def test_forgotten_source_goes_with_its_reviews(films: Path, folder: Path) -> None:
    more = write_files(films.parent / "more", {"crow.txt": CROW})
    reelsearch.index([films, more], folder)
    write_files(films, {"knife.txt": KNIFE + "And more.\n"})
    assert counts(reelsearch.index([], folder, forget=[more])) == {"removed": 1}
    assert set(list_reviews(folder)) == {"knife.txt", "sea/shark.txt"}
    assert counts(reelsearch.index([], folder, forget=[films])) == {"removed": 2}
    assert list_reviews(folder) == {}
    with pytest.raises(SettingError, match="none was given"):
        reelsearch.index([], folder)


def test_only_a_source_can_be_forgotten(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    with pytest.raises(SettingError) as caught:
        reelsearch.index([], folder, forget=[films / "sea"])
    assert str(films / "sea") in str(caught.value)
    assert len(list_reviews(folder)) == 2


def test_source_that_is_missing_keeps_its_reviews_and_is_named(films: Path, folder: Path) -> None:
    more = write_files(films.parent / "more", {"crow.txt": CROW})
    reelsearch.index([films, more], folder)
    films.rename(films.parent / "unplugged")
    report = reelsearch.index([], folder)
    assert counts(report) == {"unchanged": 1, "rejected": 1}
    reason = report.rejections[0].reason
    assert str(films) in reason
    assert "Its 2 reviews stay" in reason
    assert f"--forget {films}" in reason
    assert len(list_reviews(folder)) == 3
    (films.parent / "unplugged").rename(films)
    assert counts(reelsearch.index([], folder)) == {"unchanged": 3}
    assert counts(reelsearch.index([], folder, forget=[more])) == {"removed": 1}


def test_rebuild_needs_every_source(films: Path, folder: Path) -> None:
    more = write_files(films.parent / "more", {"crow.txt": CROW})
    reelsearch.index([films, more], folder)
    films.rename(films.parent / "unplugged")
    with pytest.raises(SourceNotFoundError, match="--forget") as caught:
        reelsearch.index([], folder, rebuild=True)
    assert str(films) in str(caught.value)
    assert len(list_reviews(folder)) == 3
    assert counts(reelsearch.index([], folder, rebuild=True, forget=[films])) == {"added": 1}


def test_missing_path_is_an_error_and_makes_no_folder(tmp_path: Path, folder: Path) -> None:
    for paths in ([tmp_path / "no"], [tmp_path / "no", tmp_path / "neither"]):
        with pytest.raises(SourceNotFoundError) as caught:
            reelsearch.index(paths, folder)
        assert str(tmp_path / "no") in str(caught.value)
    assert not folder.exists()


def test_missing_path_beside_a_good_one_is_rejected(films: Path, folder: Path) -> None:
    report = reelsearch.index([films.parent / "no", films], folder)
    assert counts(report) == {"added": 2, "rejected": 1}
    assert str(films.parent / "no") in str(report.rejections[0])
    with reelsearch.open(folder) as searcher:
        assert searcher.stats().sources == (str(films),)


def test_missing_path_inside_a_source_is_rejected(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    with pytest.raises(SourceNotFoundError):
        reelsearch.index([films / "typo.txt"], folder)
    report = reelsearch.index([films / "typo.txt", films / "knife.txt"], folder)
    assert counts(report) == {"unchanged": 2, "rejected": 1}


def test_nothing_to_index_is_an_error_and_makes_no_folder(folder: Path) -> None:
    with pytest.raises(SettingError, match="none was given"):
        reelsearch.index([], folder)
    assert not folder.exists()


def test_index_and_its_reviews_are_kept_apart(films: Path) -> None:
    for path, place in ((films, films), (films / "sea", films), (films / "knife.txt", films)):
        with pytest.raises(SettingError, match="kept apart"):
            reelsearch.index([path], place)
    assert sorted(os.listdir(films)) == ["knife.txt", "sea"]


@pytest.mark.parametrize("place", ["index", "sea/index", "by link/index"])
def test_index_inside_its_source_is_not_read(films: Path, place: str) -> None:
    (films.parent / "by link").symlink_to(films)
    folder = films.parent / place if "link" in place else films / place
    assert counts(reelsearch.index([films], folder)) == {"added": 2}
    write_files(folder, {"notes.txt": CROW})
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 2}


def test_folder_called_as_the_index_begins_is_read(films: Path) -> None:
    write_files(films, {"index of birds/crow.txt": CROW})
    assert counts(reelsearch.index([films], films / "index")) == {"added": 3}


# What cannot be reached


def test_file_that_became_unreadable_keeps_its_reviews(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reelsearch.index([films], folder)

    def refuse(file: FoundFile) -> str:
        if file.path.name == "knife.txt":
            raise UnreadableError("a file must be readable and this one is not")
        return fingerprint(file)

    monkeypatch.setattr(indexing, "fingerprint", refuse)
    report = reelsearch.index([films], folder)
    assert counts(report) == {"unchanged": 2, "rejected": 1}
    assert report.rejections[0].reason.endswith("its reviews from before stay in the index")
    assert len(list_reviews(folder)) == 2


def test_folder_that_cannot_be_listed_keeps_its_reviews(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(films, {"seaside.txt": CROW})
    reelsearch.index([films], folder)
    (films / "seaside.txt").unlink()
    real = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path).name == "sea":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = reelsearch.index([films], folder)
    assert counts(report) == {"unchanged": 2, "rejected": 1, "removed": 1}
    assert set(list_reviews(folder)) == {"knife.txt", "sea/shark.txt"}


# Names of files


@pytest.mark.parametrize(
    "name",
    [
        "a b  c.txt",
        " .txt",
        "two\nlines.txt",
        "tab\tand\x1funit.txt",
        "-rf.txt",
        "--help.txt",
        "élan—“quoted”.txt",
        "映画.txt",
        "e\u0301.txt",
        "$(rm) `x` 'q' \"d\" \\ %s.txt",
        "#1.txt",
        "café/☕.txt",
        "l" * 250 + ".txt",
    ],
)
def test_any_file_name_is_indexed_refreshed_and_removed(
    films: Path, folder: Path, name: str
) -> None:
    write_files(films, {name: CROW})
    assert counts(reelsearch.index([films], folder)) == {"added": 3}
    assert list_reviews(folder)[name] == CROW
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 3}
    (films / name).unlink()
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 2, "removed": 1}


def test_file_name_of_bytes_that_are_no_text_is_indexed(films: Path, folder: Path) -> None:
    odd = os.fsdecode(b"caf\xe9 \xff.txt")
    write_files(films, {odd: CROW})
    assert counts(reelsearch.index([films], folder)) == {"added": 3}
    assert CROW in list_reviews(folder).values()
    assert all(path.encode() for path in list_reviews(folder))
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 3}
    (films / odd).unlink()
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 2, "removed": 1}


def test_source_name_of_bytes_that_are_no_text_is_indexed(tmp_path: Path) -> None:
    odd = write_files(tmp_path / os.fsdecode(b"caf\xe9 \xff"), {"knife.txt": KNIFE})
    folder = tmp_path / os.fsdecode(b"ind\xe9x")
    assert counts(reelsearch.index([odd], folder)) == {"added": 1}
    assert counts(reelsearch.index([], folder)) == {"unchanged": 1}
    assert list_reviews(folder) == {"knife.txt": KNIFE}
    assert counts(reelsearch.index([], folder, forget=[odd])) == {"removed": 1}


def test_long_paths_are_indexed(films: Path, folder: Path) -> None:
    deep = "/".join(["é" * 60] * 12) + "/crow.txt"
    write_files(films, {deep: CROW})
    assert counts(reelsearch.index([films], folder)) == {"added": 3}
    assert counts(reelsearch.index([films], folder)) == {"unchanged": 3}
    assert list_reviews(folder)[deep] == CROW


# Ids


def test_ids_survive_runs_rebuilds_and_moves(films: Path, tmp_path: Path) -> None:
    def ids(folder: Path) -> set[str]:
        return set(list_ids(folder).values())

    reelsearch.index([films], tmp_path / "one")
    first = ids(tmp_path / "one")
    assert all(len(review_id) == 12 and review_id.isalnum() for review_id in first)
    reelsearch.index([], tmp_path / "one", rebuild=True)
    assert ids(tmp_path / "one") == first
    write_files(films, {"knife.txt": KNIFE + "And more.\n"})
    reelsearch.index([], tmp_path / "one")
    assert ids(tmp_path / "one") == first
    moved = tmp_path / "elsewhere" / "films"
    moved.parent.mkdir()
    films.rename(moved)
    reelsearch.index([moved], tmp_path / "two")
    assert ids(tmp_path / "two") == first


def test_sources_of_one_name_with_files_of_one_name_get_different_ids(
    films: Path, folder: Path
) -> None:
    other = write_files(films.parent / "other" / "films", {"knife.txt": CROW})
    reelsearch.index([films], folder)
    before = list_ids(folder)
    reelsearch.index([other], folder)
    after = list_ids(folder)
    assert len(set(after.values())) == 3
    assert before.items() <= after.items()
    reelsearch.index([], folder, rebuild=True)
    assert list_ids(folder) == after


def test_there_is_no_index_before_the_first_run(folder: Path) -> None:
    with pytest.raises(IndexNotFoundError):
        reelsearch.open(folder)


def test_run_leaves_the_collection_of_garbage_as_it_was(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    reelsearch.index([films], folder)
    assert gc.get_threshold() == before
    monkeypatch.setattr(indexing, "walk", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reelsearch.index([films], folder)
    assert gc.get_threshold() == before
