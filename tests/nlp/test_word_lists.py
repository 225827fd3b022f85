"""Word lists stand in files, whatever reads them, and no list stands there for nobody."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tasks.nlp.german.verb_lists import cues
from tasks.nlp.german.wordlists import rows_of, word_class
from tasks.text.article import Article
from tasks.text.parse import parse

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("nlp", "text", "link", "read")
MODULES = [path for room in ROOMS for path in sorted((ROOT / "tasks" / room).rglob("*.py"))]
FOLDERS = ("nlp/german/words", "text/words", "link/words", "read/words")
LISTS = [file for folder in FOLDERS for file in sorted((ROOT / "tasks" / folder).iterdir())]
CLASSES = [name for name, _ in rows_of("word_classes")]

# Two words are one rule's, three are a list.
LIST = 3
Display = (ast.Tuple, ast.List, ast.Set, ast.Dict)


@cache
def german_words() -> frozenset[str]:
    """Words that our own lists hold or the articles in `seeds/` use, in lower case.

    Keys and codes in other columns are no words, nor are endings and single letters.
    """
    classes = (word_class(name) for name in CLASSES if not name.endswith("_ending"))
    words = {word for found in classes for word in found}
    words |= {word for file in LISTS if file.suffix == ".txt" for word in listed(file)}
    words |= {word for row in rows_of("roles") for word in row[:3]}
    words |= {word for _, *columns in rows_of("numbers") for word in columns}
    words |= {word for file in (ROOT / "seeds").rglob("*.txt") for word in used(file)}
    return frozenset(word.lower() for word in {*words, *cues()} if len(word) > 1)


def listed(file: Path) -> list[str]:
    lines = file.read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def used(file: Path) -> list[str]:
    article = parse(file.read_bytes())
    words = article.text.split() if isinstance(article, Article) else []
    return [word.strip(".,:;!?()„“»«") for word in words]


def lists_in(source: str) -> list[list[str]]:
    """The German words of each tuple, list, set, dict or split string with a list of them."""
    return [words for strings in collections(source) if len(words := german(strings)) >= LIST]


def collections(source: str) -> Iterator[list[str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Display):
            yield strings_in(node)
        elif isinstance(node, ast.Attribute) and node.attr in {"split", "splitlines"}:
            yield [word for string in strings_in(node.value) for word in string.split()]


def strings_in(node: ast.AST) -> list[str]:
    """The strings of an expression, without those that a call in it is given."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    within = () if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    return [string for child in within for string in strings_in(child)]


def german(strings: list[str]) -> list[str]:
    return sorted({string for string in strings if string.lower() in german_words()})


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT / "tasks")))
def test_no_module_holds_a_list_of_german_words(module: Path) -> None:
    assert lists_in(module.read_text("utf-8")) == [], "they belong to a file in words/"


@pytest.mark.parametrize(
    "source",
    [
        '_ARTICLES = ("der", "die", "das")',
        '_NUMBERS = {"zwei": 2, "drei": 3, "vier": 4}',
        '_MONTHS = (("Januar", "Jänner"), ("Februar",), ("März",))',
        'def asks(word): return word in {"nicht", "kein", "nie", ","}',
        '_SAID = frozenset("Angaben Auskunft Darstellung".split())',
    ],
)
def test_a_list_is_found_wherever_it_stands(source: str) -> None:
    assert lists_in(source)


@pytest.mark.parametrize(
    "source",
    [
        '_FROM = ("von", "vom")',
        '_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")',
        '_GENDERS = {"Masc": "male", "Fem": "female", "Neut": "unknown"}',
        '"""Der, die, das: the articles."""',
        '_WEEKDAY = re.compile("montag|dienstag|mittwoch")',
    ],
)
def test_pairs_labels_and_patterns_are_no_lists(source: str) -> None:
    assert not lists_in(source)


def names_in_code() -> set[str]:
    nodes = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return {
        string for node in nodes if isinstance(node, ast.Constant) for string in strings_in(node)
    }


def test_every_list_and_every_class_is_asked_for() -> None:
    asked = names_in_code()
    assert [file for file in LISTS if not {file.stem, file.name} & asked] == []
    assert sorted(set(CLASSES) - asked) == []


def test_a_class_stands_once_and_has_each_word_once() -> None:
    assert len(set(CLASSES)) == len(CLASSES)
    for name, words in rows_of("word_classes"):
        assert len(word_class(name)) == len(words.split(" ")), name


def test_classes_of_the_same_words_are_one() -> None:
    assert len({word_class(name) for name in CLASSES}) == len(CLASSES)
