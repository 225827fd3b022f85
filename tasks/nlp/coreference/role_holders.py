"""The persons of an article who may be meant by a role that it gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tasks.nlp.layers.clusters import NameCluster
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.vocabulary import Gender


class Holders:
    """Looks up an article's persons by roles; what is asked again is remembered."""

    def __init__(self, clusters: Iterable[NameCluster]) -> None:
        self._of_stem: defaultdict[str, dict[int, NameCluster]] = defaultdict(dict)
        for cluster in clusters:
            for role in cluster.roles:
                self._of_stem[role.role.stem][cluster.number] = cluster
        self._known: dict[tuple[str, Gender, str | None, bool], dict[int, NameCluster]] = {}

    def surest(self, role: RolePhrase) -> Mapping[int, NameCluster]:
        """By their numbers those who have the very role, or else those who may be meant by it."""
        key = (role.role.stem, role.gender, role.place, role.former)
        found = self._known.get(key)
        if found is None:
            near = [
                cluster
                for stem, clusters in self._of_stem.items()
                if stem.endswith(role.role.stem)
                for cluster in clusters.values()
            ]
            fitting = {one.number: one for one in near if one.may_hold(role)}
            found = {n: one for n, one in fitting.items() if one.holds(role)} or fitting
            self._known[key] = found
        return found
