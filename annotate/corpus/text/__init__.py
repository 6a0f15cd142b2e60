"""The article's text as numbered passages, and words in files that lead back into it."""
