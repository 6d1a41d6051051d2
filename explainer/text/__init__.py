"""Pure functions over text: no Django, no database."""
