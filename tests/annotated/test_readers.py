"""Each reader on a corpus of a few lines."""

import gzip
from pathlib import Path

import pytest

from annotated import germeval, mobie, redewiedergabe, speeches
from annotated.formats import json_lines, word_rows
from annotated.quotations import WordQuotation

PROSE = """#columns\ttok\tnormtok\tlemma\tpos\trfpos\tsentstart\tstwr\tframe\tspeaker\tintexpr\tnote
#sample\tprobe_1
&quot;\t-\t-\t-\tSYM\tyes\tdirect.speech.1\t-\t-\t-\t-
Geh\t-\t-\t-\tVIMP.Sg\tno\tdirect.speech.1|reported.thought speech.2\t-\t-\t-\t-
sagte\t-\t-\t-\tVFIN.Full.3.Sg.Past.Ind\tyes\t-\tframe.1\t-\tint.1\t-
er\t-\t-\t-\tPRO\tno\t-\tframe.1\tspeaker.1\t-\t-
"""
SPEECH = """{"id": "1", "sentences": [["Er", "sagt", ":"], ["Nein", "."]], "events": [
{"message": [[1, 0], [1, 1]], "source": [[0, 0]], "cue": [[0, 1]]}, {"message": []}]}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("entities", "quotes"):
        (tmp_path / name).mkdir()
    return tmp_path


def pack(path: Path, text: str) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def test_a_shorter_line_ends_a_sentence_and_a_comment_does_not(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.gz", "a\tO\n# b\tO\nc\tO\n\n\nd\tO\n")
    assert list(word_rows(path, 2)) == [[["a", "O"], ["c", "O"]], [["d", "O"]]]
    assert [len(rows) for rows in word_rows(path, 2, comment=None)] == [3, 1]


def test_a_line_of_json_is_a_row(tmp_path: Path) -> None:
    assert list(json_lines(pack(tmp_path / "a.gz", '{"a": 1}\n{"a": 2}\n'))) == [{"a": 1}, {"a": 2}]


def test_derived_and_partial_names_of_germeval_are_none(folder: Path) -> None:
    text = "#\tquelle\n1\tDuden\tB-OTH\tO\n2\tdeutsche\tB-LOCderiv\tO\n"
    pack(folder / "entities" / "germeval2014-test.tsv.gz", text)
    [sentence] = germeval.sentences(folder, held_back=False)
    assert (sentence.words, sentence.labels) == (("Duden", "deutsche"), ("B-MISC", "O"))


def test_a_word_of_mobie_may_be_a_hash_and_a_documents_head_is_none(folder: Path) -> None:
    text = "-DOCSTART- -1- O O\n\n#\tNN\tO\tO\nBonn\tNE\tO\tB-location-city\n\n"
    for part in ("train", "dev", "test"):
        pack(folder / "entities" / f"mobie-{part}.conll.gz", text if part == "dev" else "")
    [sentence] = mobie.sentences(folder)
    assert (sentence.words, sentence.labels) == (("#", "Bonn"), ("O", "B-LOC"))


def test_prose_has_moods_and_quotations_of_our_types(folder: Path) -> None:
    pack(folder / "quotes" / "redewiedergabe-main.tsv.gz", PROSE)
    [sample] = redewiedergabe.samples(folder)
    assert sample.name == "probe_1"
    assert [sentence.forms for sentence in sample.sentences] == [('"', "Geh"), ("sagte", "er")]
    assert [sentence.moods for sentence in sample.sentences] == [(None, None), ("Ind", None)]
    roles = {"addressee": (), "cue": ((2, 3),), "frame": ((2, 4),), "speaker": ((3, 4),)}
    first, second = sample.quotations
    assert first == WordQuotation("direct", "speech", ((0, 2),), roles)
    assert (second.type, second.medium) == ("reported", "speech_thought")


def test_what_is_said_in_a_speech_has_no_type(folder: Path) -> None:
    pack(folder / "quotes" / "speeches-train.jsonl.gz", SPEECH.replace("\n", "") + "\n")
    pack(folder / "quotes" / "speeches-dev.jsonl.gz", "")
    [speech] = speeches.speeches(folder)
    roles = {"addressee": (), "cue": ((1, 2),), "frame": (), "speaker": ((0, 1),)}
    assert speech.quotations == (WordQuotation(None, None, ((3, 5),), roles),)
