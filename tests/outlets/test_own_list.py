"""The user's `outlets.csv`: what it adds, what it takes over, and what is said of a wrong one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.outlets.lists import FILE_NAME, project_outlets, read_outlets
from tasks.outlets.outlet import Outlet
from tasks.outlets.outlets import Outlets
from tasks.outlets.table import OutletsError, parse_table


def read(folder: Path, text: str | bytes) -> Outlets:
    (folder / FILE_NAME).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_outlets(folder)


def listed(outlets: Outlets, name: str) -> Outlet:
    (found,) = [outlet for outlet in outlets.listed if outlet.name == name]
    return found


def test_without_a_file_the_projects_list_counts(tmp_path: Path) -> None:
    assert read_outlets(tmp_path).listed == project_outlets()


@pytest.mark.parametrize(
    "text",
    [
        "name,country,kind,domains,aliases\n"
        "Küstenkurier,DE,paper,kuestenkurier.example;kk.example,KK",
        "name;country;kind;domains;aliases\n"
        'Küstenkurier;de;Paper;"kuestenkurier.example, kk.example";KK\n',
        "\ufeffName;Kind;Country;Aliases;Domains\r\n\r\n# unser Blatt\r\n"
        "Küstenkurier;paper;DE;KK;https://www.kuestenkurier.example/ | kk.example;;\r\n",
        "name\tcountry\tkind\tdomains\taliases\n"
        "Küstenkurier\tDE\tpaper\tkuestenkurier.example;kk.example\tKK",
    ],
)
def test_a_new_outlet_is_found_however_the_file_is_divided(tmp_path: Path, text: str) -> None:
    outlets = read(tmp_path, text)
    domains = ("kuestenkurier.example", "kk.example")
    own = Outlet("Küstenkurier", "DE", "paper", domains, ("KK",), "user")
    assert outlets.listed == (*project_outlets(), own)
    assert outlets.find("kk", None) == own.name
    assert outlets.find(None, "https://lokal.kk.example/1") == own.name


def test_a_row_adds_to_an_outlet_of_the_project(tmp_path: Path) -> None:
    outlets = read(tmp_path, "name;aliases;domains\nder spiegel;SPON;spon.example\n")
    spiegel = listed(outlets, "Der Spiegel")
    assert spiegel == Outlet(
        "Der Spiegel", "DE", "magazine", ("spiegel.de", "spon.example"), ("Spiegel", "SPON"), "user"
    )
    assert len(outlets.listed) == len(project_outlets())


def test_a_row_says_kind_and_country_anew(tmp_path: Path) -> None:
    outlets = read(
        tmp_path, "name;kind;country\nRND;agency;\nRedaktionsNetzwerk Deutschland;agency;AT"
    )
    assert listed(outlets, "RND").kind == "agency"
    changed = listed(outlets, "RedaktionsNetzwerk Deutschland")
    assert (changed.kind, changed.country, changed.aliases) == ("agency", "AT", ())


def test_a_row_takes_domains_and_aliases_over(tmp_path: Path) -> None:
    outlets = read(
        tmp_path,
        "name;country;kind;domains;aliases\n"
        "Welt am Sonntag;DE;paper;;WamS\n"
        "Sächsische Zeitung;;;;SZ\n"
        "Ö1;AT;broadcaster;oe1.orf.at;\n"
        "ZDF;;;;heute\n"
        "Regionalpost;AT;paper;heute.at;\n",
    )
    assert outlets.find("WamS", None) == outlets.find("Welt am Sonntag", None) == "Welt am Sonntag"
    assert outlets.find("SZ", None) == "Sächsische Zeitung"
    assert outlets.find("Sächsische", None) == "Sächsische Zeitung"
    assert outlets.find(None, "https://oe1.orf.at/1") == "Ö1"
    assert outlets.find(None, "https://fm4.orf.at/1") == "ORF"
    assert outlets.find("heute", None) == "ZDF"
    assert outlets.find(None, "https://heute.at/1") == "Regionalpost"
    assert "Welt am Sonntag" not in listed(outlets, "Die Welt").aliases
    assert "SZ" not in listed(outlets, "Süddeutsche Zeitung").aliases
    assert listed(outlets, "Heute").domains == ()


def test_a_name_that_looks_like_an_address_is_found_as_it_is_written(tmp_path: Path) -> None:
    outlets = read(tmp_path, "name;kind;aliases\nkk.example;portal;\nPortal.com;portal;Weser.net\n")
    assert outlets.find("KK.example", None) == "kk.example"
    assert outlets.find("portal.com", None) == outlets.find("weser.net", None) == "Portal.com"
    assert outlets.find("portal.ch", None) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1 has no column 'name'"),
        ("kind;country\npaper;DE", "line 1 has no column 'name'"),
        ("name;name\nA;B", "line 1 has a column twice"),
        (
            "name;domain\nKK;kk.example",
            "line 1: there is no column 'domain'; did you mean 'domains'",
        ),
        ("name;farbe\nKK;rot", "there is no column 'farbe'; its columns are name, country, kind"),
        ("name;kind\nKK;Zeitung", "line 2: 'Zeitung' is no kind of outlet; the kinds are paper,"),
        ("name;kind\nKK;unlisted", "line 2: 'unlisted' is no kind of outlet"),
        ("name;kind\n\nKK;", "line 3: the kind of 'KK' is missing; write one of paper,"),
        ("name;aliases\nSpiegel;SPON", "'Spiegel' is known as 'Der Spiegel'; write that name"),
        ("name;kind\n;paper", "line 2: the name of the outlet is missing"),
        ("name;kind\n…;paper", "line 2: the name of the outlet is missing"),
        ("name;kind;country\nKK;paper;Deutschland", "'Deutschland' is no country"),
        ("name;kind;domains\nKK;paper;kk.example/lokales", "'kk.example/lokales' is no domain"),
        ("name;kind;domains\nKK;paper;Küste", "line 2: 'Küste' is no domain"),
        ("name;kind\nKK;paper;DE", "line 2 has 3 cells for 2 columns"),
        (
            "name;kind;aliases\nKK;paper;\nKurier am Kai;paper;k.k.",
            "line 3: 'k.k.' stands in line 2",
        ),
        (
            "name;kind;domains\nKK;paper;kk.example\n# zwei\nKai;paper;www.kk.example",
            "line 4: domain kk.example stands in line 2 ('KK'), too",
        ),
        ("name;kind\nKK;paper\nkk;paper", "line 3: 'kk' stands in line 2 ('KK'), too"),
        ('name;kind\n"KK;paper\n', "line 2: its quotation marks or cells do not fit"),
        ("name;kind\nKüste;paper".encode("cp1252"), "line 2, is not UTF-8; save it as UTF-8"),
        ("name;kind\nKK;paper".encode("utf-16"), "line 1, is not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    with pytest.raises(OutletsError) as raised:
        read(tmp_path, text)
    sentence = str(raised.value)
    assert sentence.startswith("outlets.csv, line ")
    assert said in sentence
    assert "\n" not in sentence


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(OutletsError, match=r"outlets\.csv cannot be read \(.+\); let the account"):
        read_outlets(tmp_path)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.text(max_size=80).map(lambda text: f"name;kind;aliases\n{text}".encode()),
        st.text(alphabet='aä.;,"|\n#/ ', max_size=60).map(
            lambda text: f"name;kind;domains;aliases\nKK;paper;{text}".encode()
        ),
    )
)
def test_any_file_gives_rows_or_one_sentence(raw: bytes) -> None:
    try:
        rows = parse_table(raw, FILE_NAME)
    except OutletsError as error:
        assert str(error).startswith(FILE_NAME)
        assert len(str(error).splitlines()) == 1
    else:
        assert all(row.name and row.keys[0] for row in rows)
