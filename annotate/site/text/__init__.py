"""An article's words on a page: marked, quoted, and said in a reader's words."""
