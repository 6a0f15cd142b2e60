"""Dateline: a folder of articles becomes an annotated corpus and a cross-linked diplomatic timeline."""

__version__ = "0.1.0"
