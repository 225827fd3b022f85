"""Invented articles, as exports of all kinds hold them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invented:
    title: str
    paragraphs: tuple[str, ...]
    author: str
    day: str
    section: str
    url: str

    @property
    def html(self) -> str:
        return "\n".join(f"<p>{text}</p>" for text in self.paragraphs)


BRIDGE = Invented(
    "Weserbrücke bleibt bis zum Herbst gesperrt",
    (
        "Altenweser (dpa) - Die alte Weserbrücke bleibt länger gesperrt als geplant. Frühestens im "
        "Oktober sollen wieder Autos über das Bauwerk rollen, wie die Stadt am Freitag mitteilte. "
        "Fußgänger und Radfahrer dürfen den südlichen Steg weiter benutzen.",
        "„Wir haben keine andere Wahl“, sagte Bürgermeisterin Karin Ahlers vor dem Bauausschuss. "
        "Bei einer Prüfung seien Risse in drei der zwölf Träger entdeckt worden. »Sicherheit geht "
        "vor«, betonte sie.",
        "Landrat Jens Ohm rechnet mit Kosten von 4,2 Millionen Euro. Das Geld sei vorhanden, "
        "versicherte er; offen sei nur, ob das Land die zugesagte Hälfte noch in diesem Jahr "
        "überweise. Aus dem Verkehrsministerium hieß es, der Antrag werde „wohlwollend geprüft“.",
        "Die Händler in der Nordstadt klagen über Einbußen. „Jeder dritte Kunde bleibt weg“, sagte "
        "Malte Grüning, der am Brückenkopf eine Buchhandlung führt. Er fordert Busse im "
        "Viertelstundentakt und eine Fähre am Wochenende.",
    ),
    "Anna Reimers",
    "2024-05-03",
    "Lokales",
    "https://weserblatt.example/lokales/bruecke-gesperrt",
)
CLINIC = Invented(
    "Klinikum Hollwedel schließt Geburtsstation",
    (
        "Im Klinikum Hollwedel kommen vom Sommer an keine Kinder mehr zur Welt. Der Aufsichtsrat "
        "beschloss am Dienstagabend, die Geburtsstation zum 30. Juni zu schließen.",
        "Grund sei der Mangel an Hebammen, sagte Geschäftsführer Dr. Torsten Behrens. Von neun "
        "Stellen seien vier unbesetzt: "
        "„So können wir keinen Dienst rund um die Uhr gewährleisten.“",
        "Der Verein „Eltern für Hollwedel“ kündigte Protest an. Seine Sprecherin Öznur Yıldız "
        "nannte den Beschluss "
        "»einen Schlag ins Gesicht der Familien«. Bis zur nächsten Klinik sind es "
        "nun 38 Kilometer – bei Schnee eine Fahrt von einer Stunde.",
    ),
    "Öznur Çelik",
    "2024-02-21",
    "Gesundheit",
    "https://weserblatt.example/gesundheit/geburtsstation",
)
CLUB = Invented(
    "TSV Kernbach verliert das Derby",
    (
        "Der TSV Kernbach hat das Derby gegen den SV Altenweser mit 1:2 verloren. Vor 1.400 "
        "Zuschauern traf Jannik Lüders in der Nachspielzeit zum Sieg der Gäste.",
        "„Das ist bitter, weil wir die bessere Mannschaft waren“, sagte Trainer Uwe Schäfer. Sein "
        "Kollege Piet Röhling sprach von einem »glücklichen, aber nicht unverdienten« Erfolg.",
        "Kernbach bleibt Siebter. Am kommenden Samstag geht es zum Tabellenletzten nach Vossberg; "
        "dort muss Schäfer auf den gesperrten Kapitän Emre Aydın verzichten.",
    ),
    "Lars Böttcher",
    "2024-04-14",
    "Sport",
    "https://weserblatt.example/sport/derby",
)
ALL = (BRIDGE, CLINIC, CLUB)
