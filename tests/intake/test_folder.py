"""The folder channel."""

from __future__ import annotations

from consult.intake.folder import compile_glob, find_arrivals
from consult.settings.model import SourceSettings

SOURCES = (
    SourceSettings(files="letters/*", channel="letters"),
    SourceSettings(files="**/*.csv", channel="survey"),
)


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"words of {name}", encoding="utf-8")


def test_files_go_to_the_first_source_that_takes_them(tmp_path):
    """In order of path, each once, the rest listed for a person."""
    put(tmp_path, "letters/b.docx", "letters/A.docx", "letters/x.csv", "deep/er/s.CSV", "notes.txt")
    listing = find_arrivals(tmp_path, SOURCES)
    assert [(f.source_key, f.source.channel) for f in listing.arrivals] == [
        ("deep/er/s.CSV", "survey"),
        ("letters/A.docx", "letters"),
        ("letters/b.docx", "letters"),
        ("letters/x.csv", "letters"),
    ]
    assert listing.unmatched == ("notes.txt",)
    arrival = listing.arrivals[1].load()
    assert (arrival.name, arrival.data) == ("A.docx", b"words of letters/A.docx")
    assert arrival.received is not None


def test_half_written_files_wait_and_settings_and_paper_are_left_out(tmp_path):
    """A download in progress is no response, and neither are the consultation's own files."""
    put(
        tmp_path,
        "letters/a.pdf.part",
        "letters/~$b.docx",
        "letters/c.crdownload",
        "letters/.hidden",
        "consultation.toml",
        "paper.pdf",
    )
    listing = find_arrivals(tmp_path, SOURCES, exclude=["paper.pdf"])
    assert listing.arrivals == ()
    assert listing.unmatched == ()
    assert listing.waiting == ("letters/a.pdf.part", "letters/c.crdownload", "letters/~$b.docx")


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    """A link is no way to read another file of the machine."""
    put(tmp_path, "outside.txt", "in/letters/a.txt")
    (tmp_path / "in/letters/b.txt").symlink_to(tmp_path / "outside.txt")
    listing = find_arrivals(tmp_path / "in", SOURCES)
    assert [f.source_key for f in listing.arrivals] == ["letters/a.txt"]


def test_globs():
    """One star stays in its folder, two cross folders, case does not count."""
    for pattern, path, matches in (
        ("*.pdf", "a.pdf", True),
        ("*.pdf", "x/a.pdf", False),
        ("**/*.pdf", "a.pdf", True),
        ("**/*.pdf", "x/y/A.PDF", True),
        ("in/**", "in/x/y.txt", True),
        ("in/**/z.txt", "in/z.txt", True),
        ("a?c.txt", "abc.txt", True),
        ("a?c.txt", "a/c.txt", False),
        ("[ab].txt", "b.txt", True),
        ("[!ab].txt", "b.txt", False),
        ("a[1.txt", "a[1.txt", True),
        ("a+b.txt", "a+b.txt", True),
    ):
        assert bool(compile_glob(pattern).match(path)) is matches, (pattern, path)
