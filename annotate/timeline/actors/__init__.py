"""Who is who in all articles: names as they are compared, their links to the registry, and proposals for it."""
