"""Bodies and countries that articles call by a short form which they do not introduce.

Parties are left out: nobody knows them by their full names.
"""

from __future__ import annotations

# Keys: words in lower case, without hyphens.
FULL_NAMES = {
    "adac": "allgemeiner deutscher automobil club",
    "afp": "agence france presse",
    "bafin": "bundesanstalt für finanzdienstleistungsaufsicht",
    "bamf": "bundesamt für migration und flüchtlinge",
    "bdi": "bundesverband der deutschen industrie",
    "bfv": "bundesamt für verfassungsschutz",
    "bgh": "bundesgerichtshof",
    "bka": "bundeskriminalamt",
    "bnd": "bundesnachrichtendienst",
    "bsi": "bundesamt für sicherheit in der informationstechnik",
    "bverfg": "bundesverfassungsgericht",
    "bverwg": "bundesverwaltungsgericht",
    "dfb": "deutscher fußball bund",
    "dfl": "deutsche fußball liga",
    "dgb": "deutscher gewerkschaftsbund",
    "dihk": "deutscher industrie und handelskammertag",
    "diw": "deutsches institut für wirtschaftsforschung",
    "dlr": "deutsches zentrum für luft und raumfahrt",
    "dosb": "deutscher olympischer sportbund",
    "dpa": "deutsche presse agentur",
    "deutsche presseagentur": "deutsche presse agentur",
    "drk": "deutsches rotes kreuz",
    "dwd": "deutscher wetterdienst",
    "egmr": "europäischer gerichtshof für menschenrechte",
    "eu": "europäische union",
    "eu kommission": "europäische kommission",
    "eu parlament": "europäisches parlament",
    "europaparlament": "europäisches parlament",
    "eugh": "europäischer gerichtshof",
    "ezb": "europäische zentralbank",
    "faz": "frankfurter allgemeine zeitung",
    "gdl": "gewerkschaft deutscher lokomotivführer",
    "gew": "gewerkschaft erziehung und wissenschaft",
    "gez": "gebühreneinzugszentrale",
    "iaea": "internationale atomenergieorganisation",
    "ikrk": "internationales komitee vom roten kreuz",
    "ioc": "internationales olympisches komitee",
    "istgh": "internationaler strafgerichtshof",
    "iwf": "internationaler währungsfonds",
    "ndr": "norddeutscher rundfunk",
    "nzz": "neue zürcher zeitung",
    "oecd": "organisation für wirtschaftliche zusammenarbeit und entwicklung",
    "osze": "organisation für sicherheit und zusammenarbeit in europa",
    "rki": "robert koch institut",
    "sz": "süddeutsche zeitung",
    "swr": "südwestrundfunk",
    "thw": "technisches hilfswerk",
    "un": "vereinte nationen",
    "uno": "vereinte nationen",
    "un sicherheitsrat": "sicherheitsrat der vereinten nationen",
    "us": "vereinigte staaten",
    "usa": "vereinigte staaten",
    "vereinigte staaten von amerika": "vereinigte staaten",
    "waz": "westdeutsche allgemeine zeitung",
    "wdr": "westdeutscher rundfunk",
    "who": "weltgesundheitsorganisation",
    "zdf": "zweites deutsches fernsehen",
}  # fmt: skip
# Kinds of bodies before what tells them apart: "OLG München".
KINDS = {
    "ak": "arbeitskreis",
    "fh": "fachhochschule",
    "hwk": "handwerkskammer",
    "ihk": "industrie und handelskammer",
    "lag": "landesarbeitsgericht",
    "lg": "landgericht",
    "lka": "landeskriminalamt",
    "lsg": "landessozialgericht",
    "olg": "oberlandesgericht",
    "ovg": "oberverwaltungsgericht",
    "th": "technische hochschule",
    "tu": "technische universität",
    "uni": "universität",
    "vg": "verwaltungsgericht",
}


def known_as(key: str) -> str:
    """The key of the full name of what everybody knows by its abbreviation; else the same key.

    A key is a name's words in lower case, divided by single blanks and no hyphens.
    """
    full = FULL_NAMES.get(key)
    if full is not None:
        return full
    first, blank, rest = key.partition(" ")
    return f"{KINDS[first]} {rest}" if blank and first in KINDS else key
