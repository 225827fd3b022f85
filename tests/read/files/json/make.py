"""Makes the files beside it by the tools themselves, from an article that is invented.

pip install "fundus==0.5.7" "curl_cffi==0.11.4"    # in an environment of its own: it needs lxml 5
python tests/read/files/json/make.py fundus
python tests/read/files/json/make.py trafilatura
"""

# ruff: noqa: E501

import json
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "Fähre nach Süderoog ruht bis zum Herbst"
SUMMARY = "Nach dem Schaden am Antrieb bleibt die »Hilde« im Hafen. Die Insulaner sind verärgert."
SECTIONS = [
    (
        "",
        [
            "Die einzige Autofähre nach Süderoog fährt vorerst nicht mehr. „Vor Oktober wird das nichts“, "
            "sagte Reederin Antje Klöver am Montag in Lüttensiel. Beim Anlegen am Freitag sei eine Welle "
            "gebrochen, das Ersatzteil müsse erst gegossen werden.",
            "Betroffen sind rund 240 Menschen auf der Insel, dazu die Gäste von elf Höfen. Bürgermeister "
            "Jörn Petersen (parteilos) nannte die Lage „mehr als ärgerlich“: Die Kreisverwaltung habe seit "
            "drei Jahren gewusst, dass das Schiff überholt werden müsse.",
        ],
    ),
    (
        "Landrätin verspricht Hilfe",
        [
            "Landrätin Ulrike Wöhrmann wies das zurück. »Wir haben jeden Antrag binnen Wochen beschieden«, "
            "erklärte sie. Der Kreis will nun einen Katamaran chartern, der zweimal am Tag übersetzt; Autos "
            "nimmt er nicht mit.",
            "Für den Milchbauern Hauke Brodersen ist das keine Lösung. „Meine Kühe geben jeden Tag 1.900 "
            "Liter, die trage ich nicht im Rucksack aufs Festland“, sagte er und lachte. Am Mittwoch will "
            "er mit Nachbarn vor dem Kreishaus protestieren.",
        ],
    ),
]
PUBLISHED = datetime(2024, 5, 13, 17, 42, 5, tzinfo=timezone(timedelta(hours=2)))
URL = "https://www.beispielbote.example/inseln/faehre-suederoog-ruht.html"


def fundus() -> str:
    from fundus.parser.data import ArticleBody, ArticleSection, TextSequence
    from fundus.scraping.article import Article

    body = ArticleBody(
        summary=TextSequence([SUMMARY]),
        sections=[
            ArticleSection(TextSequence([head] if head else []), TextSequence(paragraphs))
            for head, paragraphs in SECTIONS
        ],
    )
    article = Article(
        html=None,
        title=TITLE,
        body=body,
        authors=["Merle Jansen", "Tom Öztürk"],
        publishing_date=PUBLISHED,
        topics=["Fähren", "Süderoog"],
        free_access=True,
        images=[],
    )
    crawled = defaultdict(list)
    crawled["Beispielbote"].append(article)
    # As Crawler.crawl(save_to_file=…) writes it.
    return json.dumps(crawled, default=lambda one: one.to_json(), ensure_ascii=False, indent=4)


def trafilatura() -> str:
    from trafilatura import extract

    return str(extract(page(), url=URL, output_format="json", with_metadata=True))


def page() -> str:
    text = "".join(
        (f"<h2>{head}</h2>" if head else "") + "".join(f"<p>{one}</p>" for one in paragraphs)
        for head, paragraphs in SECTIONS
    )
    return f"""<!doctype html><html lang="de"><head><title>{TITLE} | Beispielbote</title>
<meta property="og:site_name" content="Beispielbote"><meta property="og:title" content="{TITLE}">
<meta name="author" content="Merle Jansen; Tom Öztürk"><link rel="canonical" href="{URL}">
<meta property="article:published_time" content="{PUBLISHED.isoformat()}">
<meta property="article:section" content="Inseln"><meta name="keywords" content="Fähren, Süderoog">
<meta name="description" content="{SUMMARY}"></head>
<body><nav>Start Sport</nav><article><h1>{TITLE}</h1><p>{SUMMARY}</p>{text}</article></body></html>"""


if __name__ == "__main__":
    tool = sys.argv[1]
    (HERE / f"{tool}.json").write_text(f"{globals()[tool]()}\n", "utf-8")
