"""A text as words and sentences: tokens, what the trained pipeline says of them, verbs and the groups they stand in."""
