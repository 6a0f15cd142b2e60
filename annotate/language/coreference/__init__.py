"""Who is meant: surnames, titles, pronouns and short forms, brought to the actor that they stand for."""
