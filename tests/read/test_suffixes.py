from tasks.find.suffixes import ARTICLE_SUFFIXES, is_article_file
from tasks.read.readers import FORMATS


def test_the_walk_looks_at_the_files_of_every_format_and_no_others() -> None:
    suffixes = {suffix for form in FORMATS for suffix in form.suffixes}
    assert suffixes | {".txt", ".zip"} == ARTICLE_SUFFIXES


def test_what_is_packed_counts_by_what_is_packed() -> None:
    packed = ["a.jsonl.gz", "A.TXT.XZ", "b.warc.zst", "c.csv.bz2", "d.zip"]
    assert all(map(is_article_file, packed))
    assert not any(map(is_article_file, ["a.gz", "bild.jpg.gz", "a.txt.gz.gz", "txt", ".gz"]))
