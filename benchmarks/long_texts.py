"""Texts of any length that are slow to read if anything is: lists, marks, crumbs, one sentence.

All are invented, the same for the same length, and German enough to be taken for an article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

_OPENING = (
    "Der Rat der Stadt tagte am Montag, und die Mitglieder sprachen über die neue Brücke.\n\n"
)
_SYLLABLES = (
    "ba", "be", "bo", "da", "do", "fa", "fe", "ga", "go", "ha", "he", "ka", "ko", "la", "le", "lo",
    "ma", "me", "mo", "na", "ne", "pa", "ra", "re", "ro", "sa", "se", "ta", "te", "to", "wa", "we",
)  # fmt: skip
_GIVEN = ("Anna", "Jonas", "Maria", "Peter", "Lena", "Karl", "Ida", "Omar", "Sergej", "Yasmin")
_ROLES = ("Minister", "Ministerin", "Sprecher", "Bürgermeisterin", "Trainer", "Staatsanwalt")
_MARKS = (("„", "“"), ("“", "”"), ('"', '"'), ("»", "«"), ("«", "»"), ("‚", "‘"), ("›", "‹"))


def text_of(family: str, characters: int) -> str:
    """A text of a family, cut to this many characters."""
    text, length = [_OPENING], len(_OPENING)
    for part in FAMILIES[family]():
        text.append(part)
        length += len(part)
        if length >= characters:
            break
    return "".join(text)[:characters]


def surname(number: int) -> str:
    """A name of three syllables or more, another one for each number."""
    found, rest = "", number
    while rest or len(found) < 6:
        rest, syllable = divmod(rest, len(_SYLLABLES))
        found += _SYLLABLES[syllable]
    return found.capitalize()


def _full(number: int) -> str:
    return f"{_GIVEN[number % len(_GIVEN)]} {surname(number)}"


def _repeated(*parts: str) -> Callable[[], Iterator[str]]:
    def repeat() -> Iterator[str]:
        while True:
            yield from parts

    return repeat


def _counted(form: Callable[[int], str]) -> Callable[[], Iterator[str]]:
    return lambda: map(form, count())


def _marked(number: int) -> str:
    opening, closing = _MARKS[number % len(_MARKS)]
    return f"{opening}Wir bauen die Brücke {number}{closing}, sagte {_full(number % 7)}. "


def _nested(number: int) -> str:
    return f"Der Rat (der Stadt ({surname(number)} [am Ufer {{der Elbe}}])) tagte. "


FAMILIES: dict[str, Callable[[], Iterator[str]]] = {
    "different names": _counted(lambda n: f"{_full(n)}, "),
    "signatories": _counted(lambda n: f"{_full(n)}, Verband {surname(n + 9)}\n\n"),
    "names of one surname": _counted(lambda n: f"{surname(n)} Müller, "),
    "names of one given name": _counted(lambda n: f"Anna {surname(n)} sprach. "),
    "names in -s": _counted(lambda n: f"Anna {surname(n)}s Plan gefiel {surname(n + 1)}s Rat. "),
    "surnames alone": _counted(lambda n: f"Herr {surname(n)} kam, Anna {surname(n)} ging. "),
    "one name": _repeated("Angela Müller kam. "),
    "one surname": _repeated("Angela Müller kam. ", "Müller ging. ", "Peter Müller blieb. "),
    "roles": _counted(lambda n: f"{_ROLES[n % len(_ROLES)]} {surname(n)} sprach mit dem Rat. "),
    "roles without names": _repeated("Der Minister sprach. ", "Die Sprecherin der Stadt schwieg. "),
    "ministries": _counted(lambda n: f"Das Ministerium für {surname(n)} teilte das mit. "),
    "bodies": _counted(lambda n: f"Die {surname(n)} GmbH klagte. Das Unternehmen schwieg. "),
    "abbreviations": _counted(lambda n: f"Der Verband {surname(n)} Nord ({surname(n)[0]}N) kam. "),
    "short forms": _repeated("z. B. ", "d. h. ", "Dr. ", "u. a. ", "Nr. 5 ", "die SPD "),
    "quotations": _counted(lambda n: f"„Wir bauen das“, sagte {_full(n)}. "),
    "quotations in turn": _repeated("„Wir bauen das.“ ", "„Nein.“ ", "„Doch!“ "),
    "indirect": _counted(lambda n: f"Die Brücke werde gebaut, sagte {_full(n)}. Sie sei gut. "),
    "sources": _counted(lambda n: f"Laut einem Bericht von {surname(n)} war es der Verband. "),
    "marks of all kinds": _counted(_marked),
    "opening marks": _repeated("„Er kam. ", "»Sie ging. "),
    "closing marks": _repeated("Er kam“, sagte sie. ", "Sie ging«, sagte er. "),
    "marks alone": _repeated("„ ", "“ ", '" ', "‚ ", "‘ "),
    "nested marks": _repeated("„Er: ‚So »war« es‘, sagte sie“. "),
    "typewriter marks": _repeated('"Gut", sagte er. '),
    "letters": _repeated("A. ", "b. ", "C! ", "d? "),
    "one letter a sentence": _repeated("x.\n"),
    "one-word paragraphs": _counted(lambda n: f"{surname(n)}\n\n"),
    "short paragraphs": _counted(lambda n: f"Anna {surname(n)} kam am Montag.\n\n"),
    "interview": _counted(lambda n: f"Frage: War es so?\n\n{surname(n % 3)}: Ja, das war so.\n\n"),
    "slashes": _repeated("/" * 999 + " "),
    "slashes and words": _repeated("und/oder/" * 200 + " "),
    "dots": _repeated("..." * 300 + " "),
    "hyphens": _repeated("Nord-" * 300 + "Rat "),
    "dashes": _repeated("– ", "— ", "- "),
    "commas": _repeated("Äpfel, Birnen, "),
    "one sentence": _counted(lambda n: f"und {surname(n)} ging mit dem Rat in die Stadt "),
    "clauses": _repeated("der Mann, der sagte, dass "),
    "brackets": _counted(_nested),
    "brackets alone": _repeated("(", "[", " a "),
    "pronouns": _repeated("Er sah sie, und sie sah ihn. ", "Sie gab ihm ihr Buch. "),
    "said": _repeated("sagte "),
    "that he said": _repeated("Er sagte, dass sie sagte, er habe gesagt. "),
    "digits": _counted(lambda n: f"{n} "),
    "numbers in points": _repeated("1." * 300 + " "),
    "ages": _counted(lambda n: f"{_full(n)} ({20 + n % 60}) kam, der {20 + n % 60}-Jährige ging. "),
    "capitals": _counted(lambda n: f"{surname(n).upper()} {surname(n + 1).upper()} "),
    "umlauts": _repeated("Über Ärger öffnet Übermütiges Äußeres. "),
    "combining": _repeated("Ja\u0308ger hu\u0308ten A\u0308rger. "),
    "marks on one letter": _repeated("a" + "\u0308" * 900 + " "),
    "invisible": _repeated("Mer\u00adkel\u200b kam\u2060. "),
    "hidden blanks": _repeated("\u200b", "\u00a0", "\u2009", "a "),
    "blanks": _repeated(" " * 500 + "Rat"),
    "empty lines": _repeated("\n" * 500 + "Der Rat kam."),
    "addresses": _counted(lambda n: f"https://www.{surname(n)}.de/a/b/c?d={n} "),
    "emoji": _repeated("😀👍🏽", " "),
    "long words": _repeated("Donau" * 60 + " "),
    # With others between them, or they are taken for another language.
    "made-up words": _counted(
        lambda n: f"das Wort {surname(n * 7919).lower()} ist nicht bekannt, "
    ),
    "prose": _counted(
        lambda n: (
            f"Am Montag sagte die Ministerin {_full(n % 40)} in Kiel, der Plan werde geprüft. Sie "
            f"lobte den Verband {surname(n % 60)}. „Wir haben gewartet“, sagte sie dem Sender. "
            + ("\n\n" if n % 3 == 2 else "")
        )
    ),
}
