"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Machines differ and share cores: an example that takes long is no failure.
settings.register_profile("curator", deadline=None)
settings.load_profile("curator")
