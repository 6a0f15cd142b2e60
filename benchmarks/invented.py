"""Invented reports in any number, the same ones for the same number. Nobody in them exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

BEGINNINGS = ("Bel", "Cor", "Dar", "Es", "Fa", "Gal", "Hor", "Il", "Jor", "Kal", "Lum", "Mer", "Nor", "Or", "Pel")
ENDINGS = ("ado", "ane", "dine", "emar", "evic", "ihan", "ira", "mont", "nova", "oska", "rini", "sen", "tova", "ulos")
_OFFICES = ("Foreign Minister", "President", "Prime Minister", "spokeswoman", "Defence Minister", "Ambassador")
_TOPICS = ("a ferry line", "fishing quotas", "a border crossing", "prisoner lists", "grain transit", "a ceasefire")
_TOWNS = ("Geneva", "Oslo", "Vienna", "Cairo", "Nairobi", "Istanbul", "Jakarta", "Lima")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SENTENCES = (
    "Officials of both sides had worked on the text for weeks, and few in the room expected it to hold.",
    "The talks lasted longer than planned, and the hall was cleared twice while lawyers went over the last page.",
    "Diplomats from three neighbouring states waited in the corridor and were given coffee but no paper.",
    "A first draft had failed in spring when neither government would name the day on which it was to begin.",
)


@dataclass(frozen=True)
class Report:
    """One invented report."""

    title: str
    date: date
    speakers: tuple[str, str]
    """The names of those who are quoted in it."""
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Title and paragraphs, separated by blank lines."""
        return "\n\n".join((self.title, *self.paragraphs))


def reports(count: int, *, people: int = 200) -> Iterator[Report]:
    """``count`` reports of about 250 words, on ``people`` persons in all."""
    chance = random.Random(20250303)
    names = sorted({_name(chance) for _ in range(people)})
    for number in range(count):
        yield _report(chance, names, date(2020, 1, 1) + timedelta(days=number % 1500))


def _name(chance: random.Random) -> str:
    first, last = (chance.choice(BEGINNINGS) + chance.choice(ENDINGS) for _ in range(2))
    return f"{first} {last}"


def _report(chance: random.Random, names: list[str], day: date) -> Report:
    one, other = chance.sample(names, 2)
    office, topic, town = chance.choice(_OFFICES), chance.choice(_TOPICS), chance.choice(_TOWNS)
    weekday = chance.choice(_DAYS)
    surname, other_surname = one.split()[1], other.split()[1]
    paragraphs = [
        f"{office} {one} will meet {other} in {town} on {weekday} for talks on {topic}, the two governments said.",
        f"“We have come a long way on {topic}, and we will not leave {town} without a date,” {surname} said.",
        f"{other} said that the offer was serious, but that {topic} could not be settled in one afternoon.",
        f"“Nobody wants to go back to last year,” {other_surname} told reporters. “We are ready to sign.”",
    ]
    paragraphs += [" ".join(chance.sample(_SENTENCES, 2)) for _ in range(4)]
    paragraphs.append(f"The two had agreed in {chance.choice(_TOWNS)} last month to speak again before {weekday}.")
    title = f"{surname} and {other_surname} to discuss {topic} in {town}"
    return Report(title, day, (one, other), tuple(paragraphs))
