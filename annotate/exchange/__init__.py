"""Formats in and out, one file each: documents as they came become articles of the corpus."""
