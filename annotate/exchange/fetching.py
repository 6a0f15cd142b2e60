"""Fetching an address: the only thing that touches a network, and only when a person named the address.

Every step of a redirect is checked again: http or https, a public address, and what robots.txt there allows. A name is
looked up once and the very address that was checked is the one connected to, so that a second answer cannot lead
elsewhere. Nothing is read beyond a limit of bytes and of seconds.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import certifi
import httpcore
from protego import Protego

from annotate import __version__
from annotate.corpus.problems import CorpusError, Problem
from annotate.exchange.document import Document, held_document

AGENT = f"Dateline/{__version__}"
"""How it names itself to servers and in robots.txt (there: ``dateline``)."""
MAX_FETCHED_BYTES = 20_000_000
MAX_ROBOTS_BYTES = 500_000
MAX_REDIRECTS = 5
CONNECT_SECONDS = 10.0
READ_SECONDS = 15.0
WHOLE_SECONDS = 60.0
"""For one document, its redirects and robots.txt included."""
PAUSE_SECONDS = 1.0
"""Between two requests to one host; a longer Crawl-delay is kept up to :data:`LONGEST_PAUSE_SECONDS`."""
LONGEST_PAUSE_SECONDS = 30.0

_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolver = Callable[[str, int], Iterable[str]]
"""From a host and a port to its addresses."""


class FetchError(Exception):
    """An address that is not, or may not be, fetched: a code and a message for people."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


def resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host``, as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether ``address`` is one of the open internet, also where it hides another in itself."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


class _Guarded(httpcore.NetworkBackend):
    """Connects only to addresses that were checked."""

    def __init__(self, resolver: Resolver, allowed: Callable[[str], bool]) -> None:
        self._inner = httpcore.SyncBackend()
        self._resolver, self._allowed = resolver, allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = list(self._resolver(host, port))
        except (OSError, UnicodeError):
            raise FetchError("unreachable", f"the host {host!r} is not known") from None
        # One private address among them is enough: which one is taken is not the page's to choose.
        if not addresses or not all(self._allowed(address) for address in addresses):
            raise FetchError("private-address", f"the host {host!r} is not on the open internet")
        return self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise FetchError("private-address", "local sockets are not fetched from")

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


@dataclass
class Fetcher:
    """Fetches documents one after the other, politely."""

    resolver: Resolver = resolve
    allowed: Callable[[str], bool] = is_public
    """Which addresses may be connected to; another than :func:`is_public` is for tests."""
    ports: frozenset[int] | None = frozenset([80, 443, 8080, 8443])
    """None: any; for tests."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, Protego] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Document:
        """The document at ``url``.

        Raises:
            CorpusError: why it was not fetched.
        """
        path = Path(re.sub(r"^\w+://", "", url) or url)
        deadline = self.clock() + WHOLE_SECONDS
        try:
            final, headers, data = self._follow(url, deadline)
        except FetchError as error:
            raise CorpusError([Problem(path, 1, 1, error.code, str(error), error.hint)]) from None
        charset = re.search(r"charset=[\"']?([\w.:-]+)", headers.get("content-type", ""), re.IGNORECASE)
        day = datetime.now(UTC).date().isoformat()
        return held_document(path, data, url=final, retrieved=day, charset=charset[1] if charset else "")

    def _follow(self, url: str, deadline: float) -> tuple[str, dict[str, str], bytes]:
        for _ in range(MAX_REDIRECTS + 1):
            url = self._checked(url)
            self._obey(url, deadline)
            status, headers, data = self._get(url, MAX_FETCHED_BYTES, deadline)
            if status in _REDIRECTS and headers.get("location"):
                url = urljoin(url, headers["location"])
                continue
            if status != 200:
                raise FetchError("unreachable", f"the server answered {status}")
            return url, headers, data
        raise FetchError("redirects", f"the address leads on more than {MAX_REDIRECTS} times")

    def _checked(self, url: str) -> str:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise FetchError("bad-address", f"{url[:100]!r} is no address") from None
        if parts.scheme.lower() not in {"http", "https"} or not host:
            raise FetchError("bad-address", f"{url[:100]!r} is no web address", "only http and https are fetched")
        if parts.username or parts.password:
            raise FetchError("bad-address", "an address with a password in it is not fetched")
        if self.ports is not None and port is not None and port not in self.ports:
            raise FetchError("bad-address", f"the port {port} is none of the web's")
        # Checked here for a clear word, and once more by the connection itself.
        if re.fullmatch(r"[\d.]+|.*:.*", host) and not self.allowed(host):
            raise FetchError("private-address", f"the address {host} is not on the open internet")
        return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", parts.query, ""))

    def _obey(self, url: str, deadline: float) -> None:
        """Keep to the host's robots.txt (RFC 9309), and wait as long as it asks."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = Protego.parse(self._robots_of(site, deadline))
        rules = self._robots[site]
        if not rules.can_fetch(url, AGENT):
            raise FetchError("robots", "the site's robots.txt asks not to fetch this address", "save the page by hand")
        asked = rules.crawl_delay(AGENT) or 0.0
        pause = min(max(PAUSE_SECONDS, asked), LONGEST_PAUSE_SECONDS)
        waited = self.clock() - self._last.get(site, float("-inf"))
        if waited < pause:
            self.sleep(pause - waited)
        self._last[site] = self.clock()

    def _robots_of(self, site: str, deadline: float) -> str:
        url = f"{site}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            status, headers, data = self._get(self._checked(url), MAX_ROBOTS_BYTES, deadline, cut=True)
            if status in _REDIRECTS and headers.get("location"):
                url = urljoin(url, headers["location"])
                continue
            if status >= 500:
                raise FetchError("robots", f"the site's robots.txt cannot be read: the server answered {status}")
            return data.decode("utf-8", "replace") if status == 200 else ""
        return ""

    def _get(self, url: str, limit: int, deadline: float, *, cut: bool = False) -> tuple[int, dict[str, str], bytes]:
        context = ssl.create_default_context(cafile=certifi.where())
        timeout = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS, "pool": CONNECT_SECONDS}
        headers = [("User-Agent", AGENT), ("Accept", "*/*"), ("Accept-Encoding", "identity"), ("Connection", "close")]
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=context, network_backend=_Guarded(self.resolver, self.allowed), retries=0
                ) as pool,
                pool.stream("GET", _ascii(url), headers=headers, extensions={"timeout": timeout}) as response,
            ):
                found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                return response.status, found, self._read(response.iter_stream(), found, limit, deadline, cut=cut)
        except httpcore.TimeoutException:
            raise FetchError("too-slow", "the server did not answer in time") from None
        except ssl.SSLError as error:
            raise FetchError("unreachable", f"the connection is not secure: {error.reason}") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
            raise FetchError("unreachable", f"the server cannot be reached: {error}") from None

    def _read(
        self, chunks: Iterable[bytes], headers: dict[str, str], limit: int, deadline: float, *, cut: bool
    ) -> bytes:
        coding = headers.get("content-encoding", "identity").strip().lower()
        if coding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
            raise FetchError("encoding", f"the server sends what was not asked for: {coding[:40]}")
        unpack = zlib.decompressobj(47) if "gzip" in coding or coding == "deflate" else None
        data = bytearray()
        for chunk in chunks:
            if self.clock() > deadline:
                raise FetchError("too-slow", f"the document took more than {WHOLE_SECONDS:.0f} seconds")
            try:
                data += unpack.decompress(chunk, limit + 1 - len(data)) if unpack is not None else chunk
            except zlib.error:
                raise FetchError("broken", "what the server packed cannot be unpacked") from None
            if len(data) > limit:
                if cut:
                    break
                raise FetchError("too-large", f"the document has more than {limit:,} bytes")
        return bytes(data[:limit])


def _ascii(url: str) -> str:
    """``url`` with everything escaped that a request line cannot hold."""
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    except UnicodeError:
        raise FetchError("bad-address", f"{parts.netloc!r} is no host") from None
    escape = re.compile(r"[^!-~]")
    path, query = (escape.sub(_percent, part) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
