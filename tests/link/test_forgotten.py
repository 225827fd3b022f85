from dataclasses import replace

import pytest

from tasks.forgotten.keyed import NOBODY, Forgotten, surname_spans, without_forgotten
from tasks.link.corrections import parse_corrections


def forgetting(*names: str) -> Forgotten:
    keyed = Forgotten(key=b"k" * 32)
    return replace(keyed, names=frozenset(map(keyed.mark_of_name, names)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dr. Xaver Quintenberg sagte", ["Xaver Quintenberg"]),
        ("Xaver\nQuintenbergs Rede", ["Xaver\nQuintenbergs"]),
        ("XAVER QUINTENBERG", ["XAVER QUINTENBERG"]),
        ("die Xaver-Quintenberg-Stiftung", ["Xaver-Quintenberg"]),
        ("Post an xaver.quintenberg@example.org", ["xaver.quintenberg"]),
        ("Xaver Quintenbergsche Zahlen", ["Xaver Quintenbergsche"]),
        ("Anna Quintenberg und Xaver Meier", []),
        ("Xaver. Und dann Quintenberg", []),
    ],
)
def test_a_whole_name_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    forgotten = forgetting("Xaver Quintenberg")
    assert [text[start:end] for start, end in forgotten.name_spans(text)] == found
    assert NOBODY.name_spans(text) == []


def test_a_name_is_looked_for_in_paths_whatever_stands_for_its_spaces() -> None:
    forgotten = forgetting("Ute Müller-Lüdenscheid")
    for path in ("2024/ute-mueller-luedenscheid.txt", "Ute_Müller-Lüdenscheid 3.txt"):
        assert forgotten.is_in_path(path)
    assert not forgotten.is_in_path("2024/ute-mueller.txt")


def test_a_surname_is_found_alone_and_inflected_but_not_in_other_words() -> None:
    text = "Lange sprach. Langes Rede war lang, und langen Beifall gab es; Langeweile nicht."
    found = [text[start:end] for start, end in surname_spans(text, ["lange"])]
    assert found == ["Lange", "Langes"]


def test_another_key_gives_other_marks_and_none_shows_the_name() -> None:
    one, two = Forgotten(key=b"a" * 32), Forgotten(key=b"b" * 32)
    assert one.mark_of_name("Xaver Quintenberg") == one.mark_of_name("xaver QUINTENBERG")
    assert one.mark_of_name("Xaver Quintenberg") != two.mark_of_name("Xaver Quintenberg")
    assert "key=" not in repr(one)


def test_corrections_that_name_somebody_forgotten_are_left_out_and_told_by_line() -> None:
    corrections = parse_corrections(
        b'[[gender]]\nname = "Anna Blum"\ngender = "female"\n\n'
        b'[[merge]]\nnames = ["X. Quintenberg", "Xaver Quintenberg"]\n'
    )
    kept, places = without_forgotten(corrections, forgetting("Xaver Quintenberg"))
    assert [correction.kind for correction in kept] == ["gender"]
    assert places == ("corrections.toml, line 5",)


def test_a_name_of_nobility_is_found_whole() -> None:
    name = "Mechthild Freifrau von und zu Quast"
    forgotten = forgetting(name)
    text = f"Landrätin Dr. {name} schwieg."
    assert [text[start:end] for start, end in forgotten.name_spans(text)] == [name]
