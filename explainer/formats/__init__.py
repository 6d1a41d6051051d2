"""Dates as readers expect them, where Django's own formats abbreviate."""
