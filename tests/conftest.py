"""What all tests share."""

from __future__ import annotations

import signal

from hypothesis import settings

# Machines differ and share cores: an example that takes long is no failure.
settings.register_profile("curator", deadline=None)
settings.load_profile("curator")

# A shell that runs the tests in the background, or `nohup`, has signals ignored, and what the tests
# start inherits that; but some tests send them.
for _number, _usual in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGHUP, signal.SIG_DFL),
):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _usual)
