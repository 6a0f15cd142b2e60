"""Full names of people, found again by names that may be other spellings of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from annotate.timeline.actors.names import PersonName, given_names_agree


class FullNames:
    """The few names, of thousands, that are worth a comparison with one."""

    def __init__(self, names: Iterable[PersonName] = ()) -> None:
        self._by_keys: dict[object, list[PersonName]] = defaultdict(list)
        self._by_sound: dict[str, dict[str, list[PersonName]]] = defaultdict(dict)
        """By how they begin, and among these by the first given name: it agrees or not with many at once."""
        for name in names:
            self.add(name)

    def add(self, name: PersonName) -> None:
        """Keep ``name``, a full one that is not here yet."""
        self._by_keys[name.key].append(name)
        self._by_keys[name.sorted_keys].append(name)
        for sound in name.sounds:
            self._by_sound[sound].setdefault(name.given[0], []).append(name)

    def near(self, name: PersonName) -> set[PersonName]:
        """Every name here that may be the same person's as ``name``; none where ``name`` is no full one."""
        if not name.is_full:
            return set()
        near = {*self._by_keys.get(name.key, ()), *self._by_keys.get(name.sorted_keys, ())}
        for sound in name.sounds:
            for given, names in self._by_sound.get(sound, {}).items():
                if given_names_agree(name.given[0], given):
                    near.update(names)
        return near
