"""Keeps what was reckoned, by the store's stamp: nothing is computed twice for the same data.

A new stamp makes the old copies unreachable, so nothing can be stale by accident; they leave as
new ones come in.
"""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from dashboard.store._runs import stamp

P = ParamSpec("P")
R = TypeVar("R")
MOST = 512  # results; a page's contents are some tens of kilobytes

_results: "OrderedDict[Hashable, object]" = OrderedDict()
_lock = threading.Lock()


def kept(
    function: Callable[Concatenate[Connection, P], R],
) -> Callable[Concatenate[Connection, P], R]:
    """Decorate `function(db, …)`: its result is kept for the store's stamp and the arguments.

    The arguments must be hashable; a result must not be changed by who receives it. What depends
    on the day must take the day as an argument.
    """

    @functools.wraps(function)
    def lookup(db: Connection, /, *args: P.args, **kwargs: P.kwargs) -> R:
        named = tuple(sorted(kwargs.items()))
        key = (function.__module__, function.__qualname__, str(db.engine.url), stamp(db))
        whole = (*key, args, named)
        with _lock:
            if whole in _results:
                _results.move_to_end(whole)
                return _results[whole]  # type: ignore[return-value]
        result = function(db, *args, **kwargs)
        with _lock:
            _results[whole] = result
            while len(_results) > MOST:
                _results.popitem(last=False)
        return result

    return lookup
