"""The grammar of Vietnamese figures: finds them, gives value and unit."""
