"""Sleep that stands libfaketime 0.9.10; Python imports this at start because its folder is on PYTHONPATH.

Python 3.11 and later sleep until a moment of the monotonic clock. libfaketime reads that moment as one of the moved
wall clock, and the sleep fails with EINVAL. Waiting on a lock for the same length of time is not touched by it.
"""

import threading
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    threading.Event().wait(seconds)


time.sleep = _sleep
