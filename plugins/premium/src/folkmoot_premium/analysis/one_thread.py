# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""One thread for all reckoning: with two, sums come out in another order, and so in other bits."""

import importlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold numpy's and scikit-learn's libraries to one thread within the block.

    And keep gensim from talking: its log would hold words of the texts.
    """
    from threadpoolctl import threadpool_limits

    logging.getLogger("gensim").setLevel(logging.WARNING)
    for name in ("numpy", "scipy.linalg", "sklearn.cluster", "gensim.models"):
        importlib.import_module(name)  # only what is loaded is held
    with threadpool_limits(1):
        yield
