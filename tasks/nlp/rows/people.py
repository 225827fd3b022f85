"""Whom and what an article speaks of, and who speaks: entities, mentions, roles, speakers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from tasks.nlp.layers.blocks import plain_on
from tasks.nlp.layers.chains import CHAINS, REFERENTS, ChainMention, Referent
from tasks.nlp.layers.clusters import CLUSTERS, NameCluster
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import ROLE_PHRASES, RolePhrase
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rows import ArticleEntity, ArticleRole, ArticleSpeaker, Mention, RoleMention
from tasks.nlp.layers.speakers import SPEAKERS, Speaker
from tasks.nlp.layers.vocabulary import MentionKind, PhraseKind
from tasks.nlp.naming.things import surface_of
from tasks.nlp.phrases.ages import age_of
from tasks.nlp.phrases.titles import says_something, title_of
from tasks.nlp.speakers.confidence import confidence_of
from tasks.text.ids import make_id

_KINDS: dict[PhraseKind, MentionKind] = {"name": "name", "nominal": "nominal"}


@dataclass(frozen=True, slots=True)
class People:
    """Rows of one article, each kind in the order of the text."""

    article_entities: tuple[ArticleEntity, ...]
    article_roles: tuple[ArticleRole, ...]
    role_mentions: tuple[RoleMention, ...]
    mentions: tuple[Mention, ...]
    article_speakers: tuple[ArticleSpeaker, ...]


def people_of(
    article_id: str,
    doc: Doc,
    quotations: Sequence[Quotation],
    quote_ids: Sequence[str],
    *,
    published_on: date | None,
) -> People:
    """Rows for one doc that the whole line has read, with its quotations and their identifiers."""
    return _Reader(article_id, doc, published_on).people(quotations, quote_ids)


def speakers_of(doc: Doc) -> list[tuple[Speaker, NameCluster | None]]:
    """Speakers of all quotations, each with its names, if the article gives any."""
    named = _named(CLUSTERS.read(doc), REFERENTS.read(doc))
    speakers = SPEAKERS.read(doc)
    return [(one, None if one.chain is None else named.get(one.chain)) for one in speakers]


def _named(
    clusters: Sequence[NameCluster], referents: Sequence[Referent]
) -> dict[int, NameCluster]:
    """The clusters of names by their chains."""
    pairs = zip(clusters, referents, strict=True)
    return {one.chain: cluster for cluster, one in pairs if one.chain is not None}


class _Reader:
    """Reads one doc."""

    def __init__(self, article_id: str, doc: Doc, published_on: date | None) -> None:
        self._article_id = article_id
        self._doc = doc
        self._plain = plain_on(doc)
        self._text, self._ents = self._plain.text, names_of(doc)
        self._published_on = published_on
        self._roles = ROLE_PHRASES.read(doc)
        self._clusters = CLUSTERS.read(doc)
        self._referents = REFERENTS.read(doc)
        self._cluster_of = {name: one for one in self._clusters for name in one.names}
        self._chains = CHAINS.read(doc)
        self._starts = [sentence.start for sentence in doc.sents] or [0]

    def people(self, quotations: Sequence[Quotation], quote_ids: Sequence[str]) -> People:
        named = _named(self._clusters, self._referents)
        entities = self._entities()
        mentions = {
            (number, position): self._mention(mention, entities[named[number].number])
            for number, chain in enumerate(self._chains)
            if number in named
            for position, mention in enumerate(chain)
        }
        speakers = SPEAKERS.read(self._doc)
        held = {role for speaker in speakers if (role := speaker.role) is not None}
        known = {mention.head for number in named for mention in self._chains[number]}
        role_mentions = {
            number: self._role_mention(role)
            for number, role in enumerate(self._roles)
            if number in held or self._may_be_known(role, known)
        }
        rows = {row.mention_id: row for row in mentions.values()}
        return People(
            article_entities=tuple(entities.values()),
            article_roles=tuple(self._article_roles(entities, mentions)),
            role_mentions=tuple({m.mention_id: m for m in role_mentions.values()}.values()),
            mentions=tuple(sorted(rows.values(), key=lambda m: (m.start_char, -m.end_char))),
            article_speakers=tuple(
                self._speakers(
                    speakers,
                    quote_ids,
                    mentions,
                    role_mentions,
                    [quotation.confidence for quotation in quotations],
                )
            ),
        )

    def _entities(self) -> dict[int, ArticleEntity]:
        """One row a cluster, by the cluster's number."""
        used: dict[tuple[str, str], int] = {}
        found = {}
        for cluster, referent in zip(self._clusters, self._referents, strict=True):
            number = used.setdefault((cluster.label, cluster.name), 0)
            used[cluster.label, cluster.name] += 1
            parts = (self._article_id, cluster.label, cluster.name, *([number] if number else []))
            found[cluster.number] = ArticleEntity(
                article_entity_id=make_id("article_entity", *parts),
                article_id=self._article_id,
                name=cluster.name,
                label=cluster.label,
                gender=referent.gender,
                gender_source=referent.source,
                is_full=cluster.full,
                birth_year=self._birth_year(cluster),
            )
        return found

    def _birth_year(self, cluster: NameCluster) -> int | None:
        if cluster.label != "PER" or self._published_on is None:
            return None
        for name in cluster.names:
            ent = self._ents[name]
            age = age_of(self._text, ent.start_char, ent.end_char)
            if age is not None:
                return self._published_on.year - age.years
        return None

    def _mention(self, mention: ChainMention, entity: ArticleEntity) -> Mention:
        if mention.name is not None:
            span = self._ents[mention.name]
            start, words = span.start_char, surface_of(span)
        else:
            span = self._doc[mention.first : mention.end]
            start, words = span.start_char, span.text
        start, end = self._plain.place(start, start + len(words))
        kind = _KINDS.get(mention.kind, "pronoun")
        parts = (self._article_id, start, end, entity.label)
        return Mention(
            mention_id=make_id("mention", *parts, *([] if kind == "name" else [kind])),
            article_id=self._article_id,
            article_entity_id=entity.article_entity_id,
            start_char=start,
            end_char=end,
            surface=self._plain.stored[start:end],
            label=entity.label,
            kind=kind,
            sentence_number=self._sentence(span.start),
        )

    def _article_roles(
        self, entities: dict[int, ArticleEntity], mentions: dict[tuple[int, int], Mention]
    ) -> Iterator[ArticleRole]:
        """Each role that a name is given, once an entity, with the mention that is given it."""
        of_name = {
            mention.name: mentions[number, position]
            for number, chain in enumerate(self._chains)
            for position, mention in enumerate(chain)
            if mention.name is not None and (number, position) in mentions
        }
        genders = {
            cluster.number: referent.gender
            for cluster, referent in zip(self._clusters, self._referents, strict=True)
        }
        seen = set()
        for role in self._roles:
            for name in role.entities:
                cluster = self._cluster_of.get(name)
                if cluster is None or name not in of_name or cluster.label != "PER":
                    continue
                key = (cluster.number, role.role.stem, role.place)
                if role.former or key in seen or not says_something(role):
                    continue
                seen.add(key)
                yield ArticleRole(
                    article_entity_id=entities[cluster.number].article_entity_id,
                    article_id=self._article_id,
                    role=role.role.stem,
                    place=role.place,
                    surface=title_of(self._doc, role, genders[cluster.number]),
                    mention_id=of_name[name].mention_id,
                )

    def _may_be_known(self, role: RolePhrase, known: set[int]) -> bool:
        """Whether a phrase without a name could mean somebody whom other articles name.

        `known` are the heads of what has a name in this one.
        """
        return role.lacks_name and role.place is not None and role.last not in known

    def _role_mention(self, role: RolePhrase) -> RoleMention:
        span = self._doc[role.start : role.end]
        start, end = self._plain.place(span.start_char, span.end_char)
        parts = (self._article_id, start, end, "PER", "nominal")
        return RoleMention(
            mention_id=make_id("mention", *parts),
            article_id=self._article_id,
            start_char=start,
            end_char=end,
            surface=self._plain.stored[start:end],
            sentence_number=self._sentence(span.start),
            role=role.role.stem,
            place=role.place,
            gender=role.gender,
        )

    def _speakers(
        self,
        speakers: Sequence[Speaker],
        quote_ids: Sequence[str],
        mentions: dict[tuple[int, int], Mention],
        role_mentions: dict[int, RoleMention],
        confidences: Sequence[float],
    ) -> Iterator[ArticleSpeaker]:
        seen = set()
        for speaker in speakers:
            quote_id = quote_ids[speaker.quotation]
            if speaker.chain is not None:
                mention = mentions[speaker.chain, speaker.mention]
                mention_id, entity_id = mention.mention_id, mention.article_entity_id
                thing = mention.label != "PER"
            elif speaker.role is not None:
                mention_id, entity_id = role_mentions[speaker.role].mention_id, None
                thing = False
            else:
                continue
            if (quote_id, entity_id or mention_id) not in seen:
                seen.add((quote_id, entity_id or mention_id))
                confidence = speaker.likely
                if confidence is None:
                    confidence = confidence_of(
                        speaker.method,
                        quotation=confidences[speaker.quotation],
                        mention=speaker.sure,
                        thing=thing,
                    )
                yield ArticleSpeaker(
                    quote_id, mention_id, entity_id, speaker.method, speaker.evidence, confidence
                )

    def _sentence(self, token: int) -> int:
        return max(0, bisect_right(self._starts, token) - 1)
