"""One sound document of each kind that can be imported, made here; invented reports of invented people."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from annotate import load
from annotate.exchange.exported import Publication
from annotate.exporting import export

TITLE = "Ministers agree on a ferry"
LEAD = (
    "The ferry between the two harbours runs again from Monday, the ministers of both countries agreed in the evening."
)
SAID = "“We have waited a whole winter for this,” Transport Minister Ana Prado said after the meeting at the quay."
MORE = "A joint commission is to meet on 12 March to settle who pays for the northern pier and its lighthouse keeper."


def page(*paragraphs: str, title: str = TITLE, head: str = "") -> str:
    """A web page with a frame around its article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs or (LEAD, SAID, MORE))
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>{title} - The Quay</title>'
        f'<meta property="og:site_name" content="The Quay"><meta property="og:title" content="{title}">'
        '<meta property="article:published_time" content="2025-03-03T19:30:00-05:00">'
        '<meta name="author" content="Tom Reed"><link rel="canonical" href="https://quay.example/ferry">'
        f"{head}</head><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>Imprint and terms</footer></body></html>"
    )


def rss(*items: str) -> str:
    """An RSS feed."""
    body = "".join(items) or item()
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Quay</title><link>https://quay.example/</link><description>News</description>{body}</channel></rss>"
    )


def item(title: str = TITLE, link: str = "https://quay.example/ferry", *, whole: bool = True) -> str:
    """An entry of an RSS feed, with its article or only announcing it."""
    content = f"<content:encoded><![CDATA[<p>{LEAD}</p><p>{SAID}</p><p>{MORE}</p>]]></content:encoded>" if whole else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><author>Tom Reed</author>"
        f"<pubDate>Mon, 03 Mar 2025 19:30:00 -0500</pubDate><description>In short.</description>{content}</item>"
    )


def atom() -> str:
    """An Atom feed of one entry."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>'
        "<id>urn:quay</id><updated>2025-03-04T00:30:00Z</updated><entry><id>urn:quay:1</id>"
        f'<title>{TITLE}</title><link href="https://quay.example/ferry"/><updated>2025-03-04T00:30:00Z</updated>'
        "<published>2025-03-03T19:30:00-05:00</published>"
        f'<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{SAID}&lt;/p&gt;</content></entry></feed>'
    )


def table() -> str:
    """A table of two articles."""
    return (
        "Headline,Published,Publisher,Text,Section\n"
        f'{TITLE},2025-03-03,The Quay,"{LEAD}\n\n{SAID}",Harbour\n'
        f'Pier paid for,12 March 2025,The Quay,"{MORE}",Harbour\n'
    )


def json_lines() -> str:
    """Two articles as JSON Lines."""
    rows = [
        {"title": TITLE, "date": "2025-03-03T19:30:00-05:00", "text": f"{LEAD}\n\n{SAID}", "section": "Harbour"},
        {"headline": "Pier paid for", "published": "2025-03-12", "body": f"{MORE}\n\n*In short.*"},
    ]
    return "".join(json.dumps(row) + "\n" for row in rows)


def timeline_sheet() -> str:
    """A TimelineJS spreadsheet: a title slide, a day, and a span of months."""
    return (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
        "Media Caption,Media Thumbnail,Type,Group,Background\n"
        ",,,,,,,,,The ferry,How it came back,,,,,title,,\n"
        "2025,3,3,,,,,,,Ministers agree on a ferry,<p>In the <b>evening</b>.</p>,https://quay.example/a.jpg,The Quay,,,,,\n"
        "2025,3,,,2025,5,,,,The pier is built,,,,,,,,\n"
    )


def word() -> bytes:
    """A Word document with a title, a heading and a list."""
    made = docx.Document()
    made.add_paragraph(TITLE, style="Title")
    made.add_paragraph("By Tom Reed")
    made.add_paragraph("3 March 2025")
    made.add_paragraph(LEAD)
    made.add_heading("What was said", level=1)
    made.add_paragraph(SAID)
    made.add_paragraph(MORE, style="List Bullet")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A PDF of one page with a line of text each."""
    shown = lines or (
        TITLE,
        "3 March 2025",
        "The ferry runs again from Monday, both ministers agreed.",
        "Nobody asked.",
    )
    text = "BT /F1 12 Tf 14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in shown) + " ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text.encode("latin-1")),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, inner in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    xref = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % xref
    return bytes(out)


def web_archive(*pages: tuple[str, str], packed: bool = True) -> bytes:
    """A WARC of pages (address and HTML)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, html in pages or (("https://quay.example/ferry", page()),):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(html.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2025-03-05T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def plain() -> str:
    """Plain text."""
    return f"{TITLE}\ndate: 2025-03-03\n\n{LEAD}\n\n{SAID}\n\n{MORE}\n"


def markdown() -> str:
    """Markdown with front matter."""
    return f"---\ntitle: {TITLE}\ndate: 2025-03-03\n---\n\n{LEAD}\n\n## What was said\n\n{SAID}\n"


def exported(name: str) -> bytes:
    """What a small annotated corpus is exported as."""
    corpus = load(Path(__file__).parent.parent / "site" / "fixtures" / "corpus")
    (file,) = export(name, corpus, Publication())
    return file.data


SAMPLES: Mapping[str, Callable[[], str | bytes]] = {
    "ferry.txt": plain,
    "ferry.md": markdown,
    "ferry.html": page,
    "ferry.rss": rss,
    "ferry.atom": atom,
    "ferry.csv": table,
    "ferry.jsonl": json_lines,
    "sheet.csv": timeline_sheet,
    "ferry.docx": word,
    "ferry.pdf": pdf,
    "ferry.warc.gz": web_archive,
    "ferry.warc": lambda: web_archive(packed=False),
}

EXPORTED: Mapping[str, str] = {"corpus.jsonl": "jsonl", "annotations.jsonld": "w3c"}
"""By the name of the file, the format of what was exported and can come back."""
"""By the name of the file, a sound document of each kind."""


def sample(name: str) -> bytes:
    """The bytes of a sound document."""
    content = exported(EXPORTED[name]) if name in EXPORTED else SAMPLES[name]()
    return content.encode() if isinstance(content, str) else content
