"""What the site's search looks at."""
