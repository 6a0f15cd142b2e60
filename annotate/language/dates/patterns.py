"""The shapes of English date expressions, as regular expressions made from ``data/time_words.yaml``.

Every rule has a name; the longest match at a place wins, then the rule listed first. What a match means is the subject
of :mod:`annotate.language.dates.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from annotate.language.lexicon import lexicon


def _any(words: Iterable[object]) -> str:
    return "|".join(re.escape(str(word)) for word in sorted(words, key=lambda word: -len(str(word))))


@dataclass(frozen=True)
class _Blocks:
    """What the shapes are put together from: the pattern of one month's name, one weekday's, and so on."""

    month: str
    weekday: str
    day: str
    """The number of a day in its month."""
    year: str
    """From 1500 to 2099."""
    number: str
    """In digits or in words."""
    count: str
    """A number, or "a few" and the like."""
    unit: str
    part: str
    """Of a day."""
    season: str
    relation: str
    """Such as "last", "next" and "the coming"."""
    lead: str
    """The weekday before a date; may be missing."""
    dash: str
    """Also a hyphen."""
    to: str
    """What joins the two ends of a range."""
    whole: str
    """A stretch that has a beginning and an end."""
    clock: str
    """An hour."""
    zone: str
    """A time zone behind an hour; may be missing."""


def _blocks() -> _Blocks:
    words = lexicon("time_words")
    month_names = [m for name in words["months"] for m in (name, name.upper())]
    month = rf"(?:{_any(month_names)})\b\.?"
    weekday = rf"(?:{_any([d for name in words['weekdays'] for d in (name, name.upper())])})\b"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
    year = r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
    numbers = [word for name in words["numbers"] for word in (name, name.capitalize())]
    number = rf"(?:\d{{1,3}}|{_any(numbers)})"
    count = rf"(?:{number}|[Aa]\s+few|[Ss]everal|[Aa]\s+couple\s+of|[Hh]alf\s+a)"
    unit = r"(?:day|week|month|year|fortnight|decade|hour|minute|quarter)s?"
    part = r"(?:morning|afternoon|evening|night)"
    season = rf"(?:{_any(words['seasons'])})"
    relation = (
        r"(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]he\s+coming|[Tt]his\s+coming|[Tt]his\s+past|[Tt]he\s+following"
        r"|[Tt]he\s+previous|[Tt]hat|[Cc]oming)"
    )
    lead = rf"(?:{weekday},?\s+(?:the\s+)?)?"
    dash = r"\s*[-–—]\s*"
    to = rf"(?:\s+(?:to|and|or|through|until|till)\s+|{dash})"
    period = (
        r"(?:(?:this|that|next|last|the|the\s+following)\s+(?:week|month|year|quarter|decade)|the\s+week"
        r"\s+(?:before\s+last|after\s+next))"
    )
    whole = (
        rf"(?:{month}(?:\s+(?:of\s+)?(?:{year}|last\s+year|next\s+year|this\s+year))?|{period}|(?:the\s+)?{season}"
        rf"(?:\s+of)?(?:\s+{year})?|(?:the\s+)?(?:first|second|third|fourth|last|final)\s+quarter|{year})"
    )
    clock = (
        r"(?:(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)?\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?)|(?:[01]\d"
        r"|2[0-3]):[0-5]\d\b|[Nn]oon\b|[Mm]idnight\b|[Mm]idday\b|(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs|hours"
        r"|GMT|UTC)\b|(?:(?<=\n\n)|(?<=^))(?:[01]\d|2[0-3])\.[0-5]\d(?=\s+[A-Z]))"
    )
    zone = r"(?:\s+(?:[A-Z]{2,4}\b|local\s+time\b))?"
    return _Blocks(
        month, weekday, day, year, number, count, unit, part, season, relation, lead, dash, to, whole, clock, zone
    )


def _dates(one: _Blocks) -> dict[str, str]:
    """Days, and from one day or month to another."""
    return {
        "iso": r"\d{4}-\d\d-\d\d\b",
        "slashed": r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])",
        "range_md": (
            rf"{one.lead}(?P<m1>{one.month})\s+(?P<d1>{one.day}){one.to}(?:{one.weekday},?\s+)?(?:(?P<m2>{one.month})\s+)?(?P<d2>{one.day})(?:,?\s+"
            rf"(?P<y>{one.year}))?"
        ),
        "range_dm": (
            rf"{one.lead}(?P<d1>{one.day})(?:\s+(?P<m1>{one.month}))?{one.to}{one.lead}(?P<d2>{one.day})\s+(?P<m2>{one.month})(?:,?\s+(?P<y>{one.year}))?"
        ),
        "range_mm": rf"(?P<m1>{one.month}){one.dash}(?P<m2>{one.month})\s+(?P<y>{one.year})",
        "months_between": (
            rf"(?:(?<=\b[Bb]etween )(?P<m1>{one.month})\s+and|(?<=\b[Ff]rom )(?P<m3>{one.month})"
            rf"\s+(?:to|until|through))\s+"
            rf"(?P<m2>{one.month})(?!\s+\d{{1,2}}\b)(?:,?\s+(?:of\s+)?(?P<y>{one.year}))?"
        ),
        "date_dm": (
            rf"(?P<part>[Tt]he\s+(?:morning|afternoon|evening|night)\s+of\s+)?(?:{one.weekday},?\s+(?:the\s+)?)?"
            rf"(?P<d1>{one.day})\s+(?:of\s+)?(?P<m1>{one.month})(?:,?\s+(?P<y>{one.year})|\s+(?P<yw>last|next|this)\s+year|"
            r"(?P<that>\s+of\s+that\s+year))?"
        ),
        "date_md": (
            rf"(?P<part>[Tt]he\s+(?:morning|afternoon|evening|night)\s+of\s+)?(?:{one.weekday},?\s+)?(?P<m1>{one.month})\s+"
            rf"(?P<d1>{one.day})(?:,?\s+(?P<y>{one.year})|\s+(?P<yw>last|next|this)\s+year|(?P<that>\s+of\s+that\s+year))?"
        ),
        "around_date": (
            rf"(?P<what>[Tt]he\s+(?:week|weekend)\s+of)\s+(?:(?P<m1>{one.month})\s+(?P<d1>{one.day})|(?P<d2>{one.day})\s+"
            rf"(?P<m2>{one.month}))"
        ),
    }


def _parts_of_periods(one: _Blocks) -> dict[str, str]:
    """Parts of months, years and seasons."""
    return {
        "nth_weekday": (
            rf"[Tt]he\s+(?P<n>first|second|third|fourth|last)\s+(?P<what>{one.weekday}|week|weekend)\s+(?:of|in)\s+"
            rf"(?P<m>{one.month})(?:\s+(?P<y>{one.year}))?"
        ),
        "part_of": (
            rf"[Tt]he\s+(?P<n>first|second|last|latter)\s+(?P<what>half|ten\s+days|days)\s+of\s+(?P<m>{one.month}"
            rf"|next\s+month|this\s+month|next\s+year|this\s+year|the\s+year|{one.year})(?:\s+(?P<y>{one.year}))?"
        ),
        "edge": (
            rf"(?:[Tt]he\s+)?(?:very\s+)?(?P<edge>end|start|beginning|middle|close|turn)\s+of\s+(?P<of>{one.whole})"
        ),
        "last_day": (
            rf"[Tt]he\s+(?P<n>last|first)\s+day\s+of\s+(?P<of>{one.month}(?:\s+{one.year})?|the\s+(?:month|year)|this"
            rf"\s+month|next\s+month|this\s+year|{one.year})"
        ),
        "mod": (
            rf"(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|[Ee]arlier|[Ll]ater)(?:\s+in|-|\s)\s*(?P<of>{one.month}(?:\s+(?:of"
            rf"\s+)?{one.year})?|(?:this|next|last)\s+(?:week|month|year)|{one.year}|{one.weekday}|{one.season}(?:\s+{one.year})?)"
        ),
        "year_end": r"[Yy]ear[’']s\s+end\b|[Yy]ear-end\b",
    }


def _weekdays_and_hours(one: _Blocks) -> dict[str, str]:
    """Weekdays, and hours of one."""
    return {
        "weekday_range": (
            rf"(?P<w1>{one.weekday})(?:\s+(?:to|through|until)\s+|{one.dash})(?P<w2>{one.weekday})(?P<of>\s+of\s+(?:next|last|this)"
            r"\s+week)?"
        ),
        "weekday_of": rf"(?P<w>{one.weekday})\s+(?:of\s+)?(?P<of>next|last|this)\s+week\b",
        "weekday_week": rf"(?P<w>{one.weekday})\s+week\b",
        "week_from": (
            rf"(?P<n>{one.number})\s+weeks?\s+(?:from|on)\s+(?P<w>{one.weekday}|today|tomorrow)\b|(?P<n2>{one.number})\s+weeks?"
            r"\s+today\b"
        ),
        "clock_on": (
            rf"(?:(?P<clock>{one.clock}){one.zone}|(?P<hour>{one.number})\s+in\s+the\s+(?P<hp>morning|afternoon|evening)|"
            r"(?P<small>[Tt]he\s+small\s+hours|[Dd]awn|[Dd]aybreak|[Dd]usk))(?:,?\s+(?:on\s+|of\s+)?(?P<w>(?:"
            rf"(?:last|next|this)\s+)?{one.weekday}|today|yesterday|tomorrow|(?P<m1>{one.month})\s+(?P<d1>{one.day})|(?P<d2>{one.day})\s+"
            rf"(?P<m2>{one.month})))?"
        ),
        "weekday": rf"(?:(?P<rel>{one.relation})\s+)?(?P<w>{one.weekday})(?:\s+(?P<part>{one.part})\b)?",
    }


def _by_distance(one: _Blocks) -> dict[str, str]:
    """What is told by its distance from the day of publication, or from another day."""
    words = lexicon("time_words")
    return {
        "today": rf"\b(?P<t>[Tt]oday|[Tt]omorrow|[Yy]esterday|[Tt]onight|TODAY)\b(?:\s+(?P<part>{one.part})\b)?",
        "this_part": (
            r"\b(?P<t>[Tt]his\s+(?:morning|afternoon|evening)|[Ll]ast\s+night|[Ll]ast\s+evening|[Oo]vernight"
            r"(?=[.,;]|\s+(?:on|to|by)\b))\b"
        ),
        "before_yesterday": r"\b[Tt]he\s+day\s+(?:(?P<b>before\s+yesterday)|(?P<a>after\s+tomorrow))\b",
        "week_after": r"\b[Tt]he\s+(?P<u>week|month|year)\s+(?:(?P<b>before\s+last)|(?P<a>after\s+next))\b",
        "month_year": rf"(?P<m>{one.month}),?\s+(?:of\s+)?(?:(?P<y>{one.year})|(?P<yw>last|next|this|that)\s+year)",
        "season": (
            rf"\b(?:(?P<rel>{one.relation}|[Tt]he)\s+)?(?P<s>{one.season})\b(?:(?:\s+of)?\s+(?P<y>{one.year})|\s+of\s+(?P<yw>last|next"
            r"|this)\s+year)?"
        ),
        "quarter": (
            r"\b(?:[Tt]he\s+)?(?P<q>first|second|third|fourth|final|last)[\s-]+quarter"
            rf"\b(?:\s+of\s+(?:(?P<y>{one.year})|(?P<yw>next|this|last|the)\s+year))?"
            rf"|\bQ(?P<qn>[1-4])(?:\s+(?:of\s+)?(?P<y2>{one.year}))?\b"
        ),
        "year_before": (
            r"\b[Tt]he\s+same\s+(?P<u>day|week|month|quarter|period)\s+(?:(?:a|one)\s+year\s+(?:ago|earlier|before)"
            r"|(?:of\s+)?last\s+year)(?![\w-])"
        ),
        "relative": (
            rf"\b(?P<rel>{one.relation}|[Tt]he\s+same)\s+(?P<u>week|month|year|weekend|quarter|{one.month})(?![\w-])"
        ),
        "the_weekend": r"\b(?:[Tt]he|at\s+the)?\s?(?<=[Tt]he )weekend\b",
        "ago": (
            rf"\b(?:(?P<mod>more\s+than|over|about|almost|nearly|less\s+than)\s+)?(?P<n>{one.count})\s+"
            rf"(?P<u>{one.unit})\s+(?P<dir>ago|later|earlier|before(?=[.,;]|$)|hence|from\s+now|from\s+today"
            r"|previously|on(?=[.,;]))(?![\w-])"
        ),
        "adjacent_day": (
            r"\b[Tt]he\s+(?:(?P<next>next|following)|(?P<prev>previous|preceding)|(?P<same>same|very\s+same))"
            r"\s+(?P<u>day|date|evening|morning|afternoon|night|month|week|year)(?![\w-])|\b[Tt]he\s+"
            r"(?P<eve>day\s+before|day\s+earlier|night\s+before)(?=\s*[,.;:]|\s+(?:in|at|that|by|with|was|were"
            r"|had|to)\b)|\b[Tt]he\s+(?P<after>day\s+after)(?=\s*[,.;:])|\b[Tt]hat\s+(?P<that>same\s+day|day"
            r"|month|evening|night|week|year)(?![\w-])"
        ),
        "the_nth": (
            r"\b[Tt]he\s+(?P<d>3[01]|[12]\d|[4-9])(?:st|nd|rd|th)(?P<of>\s+of\s+(?:this|next|last|the)"
            r"\s+month)?(?=\s*[,.;:]|\s+(?:of\s+(?:this|next|last|the)\s+month|in|at|and|after|if|for"
            r"|unless)\b|$)"
        ),
        "in_fortnight": rf"(?<=\bin )(?:a\s+fortnight|{one.number}\s+weeks?[’']\s+time|a\s+week[’']s\s+time)(?![\w-])",
        "decade": r"\b(?P<of>(?:[Tt]he\s+)?(?:(?:early|mid|late)[-\s]+)?)(?P<y>(?:1[5-9]\d|20\d)0)[’']?s\b",
        "holiday": (
            rf"\b(?:{_any([*words['holidays'], 'Orthodox Easter', *words['easter_days']])})(?![\w-])(?:,?\s+"
            rf"(?P<y>{one.year}))?"
        ),
        "the_day": (
            rf"(?:{'|'.join(f'(?<={before} )' for before in words['before_the_day'])})the\s+day"
            r"(?![\w-]|\s+(?:of|that|they|he|she|it)\b)"
        ),
    }


def _others(one: _Blocks) -> dict[str, str]:
    """What comes again and again, lasts, or is only a month or a year."""
    words = lexicon("time_words")
    return {
        "set": (
            rf"\b(?:[Ee]very|[Ee]ach)\s+(?:(?P<other>other|second)\s+|(?P<n>{one.number})\s+)?(?P<w>{one.weekday}|{one.unit}|{one.part})\b"
            rf"|(?P<ws>{_any(words['weekdays'])})s\b"
            rf"|\b(?:[Oo]nce|[Tt]wice|(?:{one.number})\s+times)\s+(?:a|an|each|every|per)\s+(?P<per>{one.unit})\b"
            rf"|\b(?:[Dd]aily|[Ww]eekly|[Ff]ortnightly|[Mm]onthly|[Qq]uarterly|[Aa]nnual(?:ly)?|[Yy]early)\b"
        ),
        "vague": (
            r"\b(?:[Nn]ow|[Vv]ery\s+soon|[Tt]he\s+time\s+being|[Cc]urrently|[Rr]ecently|[Ll]ately|[Tt]he\s+(?:(?:near|immediate|foreseeable|distant)\s+)?future"
            r"|[Tt]he\s+(?:near|long|short|medium)\s+term|[Tt]he\s+(?:recent\s+)?past(?=\s*[.,;:]))(?![\w-])"
        ),
        "duration": (
            rf"\b(?:{one.count})(?P<half>\s+and\s+a\s+half)?(?:[\s-]+(?:or|to)[\s-]+{one.number})?(?:[\s-]+(?:straight|consecutive|full"
            rf"|whole|more|additional|long|trading|working|further))?[\s-]+{one.unit}(?![\w])|\b[Tt]he\s+past\s+{one.unit}(?![\w-])"
            r"|\b(?:[Oo]ver\s+the|[Ii]n\s+recent|[Ff]or)\s+(?:hours|days|weeks|months|years|decades)(?![\w-])"
            r"|\b(?:hours|days|weeks|months|years|decades)(?=-long\b)|\b[Ss]ingle-(?:day|week|month|year)(?![\w])"
        ),
        "month": rf"(?P<m>{one.month})",
        "year": rf"(?P<y>{one.year})",
        "short_year": r"(?:(?<=\bsince )|(?<=\bin )|(?<=\bfrom ))[’'‘](?P<yy>\d\d)(?![\w’'])",
    }


@lru_cache(maxsize=1)
def rules() -> list[tuple[str, re.Pattern[str]]]:
    """Name and pattern of each rule, in order of precedence."""
    one = _blocks()
    shapes = {**_dates(one), **_parts_of_periods(one), **_weekdays_and_hours(one), **_by_distance(one), **_others(one)}
    return [(name, re.compile(r"(?<![\w-])(?:" + shape + ")")) for name, shape in shapes.items()]
