"""Which date an expression means, read against the day of publication and the clause that it stands in."""
