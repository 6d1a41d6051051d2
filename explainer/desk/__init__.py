"""The newsroom's own screens, inside Django admin."""
