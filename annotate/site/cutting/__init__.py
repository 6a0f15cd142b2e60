"""Long lists cut into pages."""
