"""ZIP and tar: members read in place, and each refused one named while the rest is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable

import pytest

from reelsearch.readers import limits, tar_archive
from reelsearch.review import Rejection, Review
from reelsearch.settings import Settings
from tests.readers.folder import Folder, rejections, reviews

Members = dict[str, bytes]


def make_zip(members: Members) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def make_tar(members: Members, *more: tarfile.TarInfo) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
        for info in more:
            tar.addfile(info)
    return data.getvalue()


KINDS: dict[str, Callable[[Members], bytes]] = {
    "a.zip": make_zip,
    "a.tar": make_tar,
    "a.tar.gz": lambda members: gzip.compress(make_tar(members)),
    "a.tgz": lambda members: gzip.compress(make_tar(members)),
    "a.tar.bz2": lambda members: bz2.compress(make_tar(members)),
    "a.tar.xz": lambda members: lzma.compress(make_tar(members)),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_members_of_every_format_are_read_in_place(folder: Folder, kind: str) -> None:
    members = {
        "heat.txt": b"Cold.",
        "b/table.csv": b"title,review\nHeat,Blue.\nUs,Red.\n",
        "b/lines.jsonl.gz": gzip.compress(b'{"text": "Grey."}\n'),
        "page.html": b"<html><body><article><p>Green.</p></article></body></html>",
        "feed.rss": b"<rss><channel><item><description>Pink.</description></item></channel></rss>",
        "post.md": b"---\ntitle: Heat\n---\nBlack.",
        "poster.jpg": b"\xff\xd8\xff",
        ".hidden.txt": b"no",
        "__MACOSX/._heat.txt": b"no",
    }
    found = folder.read(kind, KINDS[kind](members))
    assert rejections(found) == []
    assert {str(r.location): r.text for r in reviews(found)} == {
        f"{kind}/heat.txt": "Cold.",
        f"{kind}/b/table.csv#1": "Blue.",
        f"{kind}/b/table.csv#2": "Red.",
        f"{kind}/b/lines.jsonl.gz#1": "Grey.",
        f"{kind}/page.html": "Green.",
        f"{kind}/feed.rss#1": "Pink.",
        f"{kind}/post.md": "Black.",
    }
    assert {path.name for path in folder.path.iterdir()} == {kind}


@every_kind
@pytest.mark.parametrize(
    "name", ["../out.txt", "/abs.txt", "a/../../out.txt", "C:/out.txt", "..\\out.txt"]
)
def test_names_that_lead_out_are_refused_and_the_rest_read(
    folder: Folder, kind: str, name: str
) -> None:
    found = folder.read(kind, KINDS[kind]({name: b"Evil.", "good.txt": b"Cold."}))
    assert [r.text for r in reviews(found)] == ["Cold."]
    [refused] = rejections(found)
    assert "leads out of it" in refused.reason
    assert refused.location.member is not None


@every_kind
def test_archives_in_archives_are_refused(folder: Folder, kind: str) -> None:
    inner = make_zip({"x.txt": b"Deep."})
    found = folder.read(
        kind, KINDS[kind]({"in.zip": inner, "in.tar.gz": b"x", "in.7z": b"x", "good.txt": b"Cold."})
    )
    assert [r.text for r in reviews(found)] == ["Cold."]
    assert {r.location.member for r in rejections(found)} == {"in.zip", "in.tar.gz", "in.7z"}


@every_kind
@pytest.mark.parametrize("inner", KINDS)
def test_archives_in_archives_are_read_as_deep_as_is_allowed(
    folder: Folder, kind: str, inner: str
) -> None:
    deepest = KINDS[inner]({"heat.txt": b"Cold.", "../out.txt": b"Out."})
    packed = KINDS[kind](
        {f"b/{inner}": KINDS[inner]({inner: deepest, "us.csv": b"review\nRed.\n"})}
    )
    found = folder.read(kind, packed, settings=Settings(deepest_archive=3))
    assert {str(item.location) for item in reviews(found)} == {
        f"{kind}/b/{inner}/{inner}/heat.txt",
        f"{kind}/b/{inner}/us.csv#1",
    }
    (refused,) = rejections(found)
    assert str(refused.location) == f"{kind}/b/{inner}/{inner}/../out.txt"
    (refused,) = rejections(folder.read(kind, packed, settings=Settings(deepest_archive=2)))
    assert str(refused.location) == f"{kind}/b/{inner}/{inner}"
    assert "2 deep" in refused.reason
    assert "--max-depth 3" in refused.reason


@pytest.mark.parametrize("kind", ["a.zip", "a.tar.gz", "a.tar.xz"])
def test_archives_in_one_file_share_what_they_may_unpack_to(
    folder: Folder, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 150_000)
    inner = KINDS[kind]({"heat.txt": b"Cold and blue. " * 4_000})
    packed = make_zip({f"{n}/{kind}": inner for n in range(4)})
    found = folder.read("all.zip", packed, settings=Settings(deepest_archive=2))
    assert len(reviews(found)) == 2
    assert {str(item.location).split("/")[1] for item in rejections(found)} == {"2", "3"}
    assert all("150,000 bytes" in item.reason for item in rejections(found))


def test_archive_of_no_known_kind_is_refused_in_another(folder: Folder) -> None:
    (refused,) = folder.read(
        "a.zip", make_zip({"b.7z": b"7z"}), settings=Settings(deepest_archive=2)
    )
    assert isinstance(refused, Rejection)
    assert "must be ZIP or tar" in refused.reason


@every_kind
def test_a_bad_member_does_not_stop_the_others(folder: Folder, kind: str) -> None:
    found = folder.read(kind, KINDS[kind]({"a.txt": b"\0\0", "b.txt": b"", "c.txt": b"Cold."}))
    assert [r.text for r in reviews(found)] == ["Cold."]
    assert [r.location.member for r in rejections(found)] == ["a.txt", "b.txt"]


@every_kind
def test_companions_are_found_in_the_archive(folder: Folder, kind: str) -> None:
    header = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
    members = {
        "x/reviews.csv": (header + "2021-02-03,Heat,1995,u,4,,Cold.,,\n").encode(),
        "x/profile.csv": b"Date Joined,Username,Given Name,Family Name,Email Address\n"
        b"1,jroe,,,e@x.org\n",
        "y/rt.reviews.tsv": b"id\treview\n1\tBlue.\n",
        "y/rt.info.tsv": b"id\tdirector\n1\tMichael Mann\n",
    }
    found = folder.read(kind, KINDS[kind](members))
    assert rejections(found) == []
    assert [(r.reviewers, r.director) for r in reviews(found)] == [
        (("jroe",), ()),
        ((), ("Michael Mann",)),
    ]


@every_kind
def test_a_name_that_stands_twice_is_read_once(folder: Folder, kind: str) -> None:
    found = folder.read(kind, KINDS[kind]({"a.txt": b"One.", "./a.txt": b"Two."}))
    assert [r.text for r in reviews(found)] == ["One."]
    assert "stands twice" in rejections(found)[0].reason


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a.tar"])
def test_a_bomb_is_stopped_by_its_ratio(
    folder: Folder, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RATIO_COUNTS_FROM", 100_000)
    found = folder.read(kind, KINDS[kind]({"a.txt": b"Cold.", "bomb.txt": b"x" * 5_000_000}))
    assert any("bomb" in item.reason for item in rejections(found))
    assert [r.text for r in reviews(found)] == ["Cold."]


@every_kind
def test_what_unpacks_beyond_the_limit_is_refused(
    folder: Folder, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 30_000)
    prose = b"Cold and blue. " * 1_000
    found = folder.read(kind, KINDS[kind]({"a.txt": prose, "b.txt": prose, "c.txt": prose}))
    if kind == "a.tar":
        assert len(reviews(found)) == 3  # nothing is unpacked
    else:
        assert len(reviews(found)) < 3
        assert "30,000 bytes" in rejections(found)[0].reason


def test_a_gzipped_bomb_is_stopped(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_COUNTS_FROM", 100_000)
    assert "bomb" in folder.refuse("a.txt.gz", gzip.compress(b"x" * 5_000_000))


@every_kind
def test_too_many_members_are_cut(
    folder: Folder, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_MEMBERS", 3)
    found = folder.read(kind, KINDS[kind]({f"{n}.txt": b"Cold." for n in range(5)}))
    assert len(reviews(found)) == 3
    assert "3 members" in rejections(found)[0].reason


def test_a_member_without_a_name_is_passed_over(folder: Folder) -> None:
    # A name ends at the first NUL.
    packed = make_zip({"x": b"", "heat.txt": b"Cold."}).replace(b"x", b"\0")
    assert b"heat.t\0t" in packed
    (review,) = folder.read("a.zip", packed.replace(b"heat.t\0t", b"heat.txt"))
    assert isinstance(review, Review)
    assert review.path == "a.zip/heat.txt"


def test_an_encrypted_member_is_refused(folder: Folder) -> None:
    data = bytearray(make_zip({"a.txt": b"Secret.", "b.txt": b"Cold."}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + at] |= 1
    found = folder.read("a.zip", bytes(data))
    assert "is encrypted; unpack it with its password" in rejections(found)[0].reason
    assert [r.text for r in reviews(found)] == ["Cold."]


def test_a_member_whose_header_is_no_text_is_refused(folder: Folder) -> None:
    data = bytearray(make_zip({"a.txt": b"Grey.", "b.txt": b"Cold."}))
    data[7] |= 0x08  # the first member's own header says that its name is UTF-8
    data[30] = 0xBF
    found = folder.read("a.zip", bytes(data))
    assert "this one is not" in rejections(found)[0].reason
    assert [r.text for r in reviews(found)] == ["Cold."]


def test_links_in_a_zip_are_refused(folder: Folder) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("b.txt", "Cold.")
    found = folder.read("a.zip", data.getvalue())
    assert "link" in rejections(found)[0].reason
    assert [r.text for r in reviews(found)] == ["Cold."]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE]
)
def test_links_and_devices_in_a_tar_are_refused(folder: Folder, kind: bytes) -> None:
    info = tarfile.TarInfo("odd.txt")
    info.type = kind
    info.linkname = "/etc/passwd"
    found = folder.read("a.tar", make_tar({"b.txt": b"Cold."}, info))
    assert [r.location.member for r in rejections(found)] == ["odd.txt"]
    assert [r.text for r in reviews(found)] == ["Cold."]


def test_names_in_utf8_without_the_flag_are_read(folder: Folder) -> None:
    data = make_zip({"am_x_lie.txt": b"Sweet."}).replace(b"am_x_lie", "am_é_li".encode()[:8])
    [review] = reviews(folder.read("a.zip", data))
    assert review.location.member == "am_é_li.txt"


def test_names_that_are_not_utf8_can_be_kept(folder: Folder) -> None:
    data = make_tar({"am_x_lie.txt": b"Sweet."}).replace(b"am_x_lie", b"am_\xe9_lie")
    start = data.index(b"am_")
    header = bytearray(data[start : start + 512])
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    found = folder.read("a.tar", data[:start] + bytes(header) + data[start + 512 :])
    [review] = reviews(found)
    assert review.location.member == "am_\\udce9_lie.txt"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
@pytest.mark.parametrize("data", [b"", b"Just text.", b"PK\x03\x04", b"\x1f\x8b\x08\x00"])
def test_what_is_no_archive_is_refused(folder: Folder, name: str, data: bytes) -> None:
    assert "copy it afresh" in folder.refuse(name, data)


@pytest.mark.parametrize("kind", ["a.tar.gz", "a.tar"])
def test_a_cut_archive_keeps_what_came_before(folder: Folder, kind: str) -> None:
    texts = {f"{n}.txt": (f"{n} cold and blue. " * 3_000).encode() for n in range(6)}
    whole = KINDS[kind](texts)
    found = folder.read(kind, whole[: len(whole) // 2])
    assert isinstance(found[0], Rejection)
    assert 0 < len(reviews(found)) < 6


def test_a_large_member_is_read_without_keeping_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tar_archive, "_KEPT_IN_MEMORY", 1_000)
    lines = b"".join(b'{"text": "Cold, blue and number %d."}\n' % n for n in range(100))
    data = gzip.compress(make_tar({"big.jsonl": lines, "small.txt": b"Red."}))
    assert len(reviews(folder.read("a.tar.gz", data))) == 101


def test_going_back_and_forth_in_a_compressed_archive_has_an_end(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tar_archive, "_KEPT_IN_MEMORY", 0)
    monkeypatch.setattr(tar_archive, "_MOST_REWINDS", 5)
    data = gzip.compress(make_tar({f"{n}.txt": b"Cold and blue." for n in range(20)}))
    found = folder.read("a.tar.gz", data)
    assert 0 < len(reviews(found)) < 20
    assert "front to back" in rejections(found)[0].reason
