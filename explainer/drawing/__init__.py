"""Figures as plain values: maps and lines of time are laid out here, and templates write them as SVG."""
