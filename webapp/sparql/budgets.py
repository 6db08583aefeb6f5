"""What one client may cost in a minute: seconds of engines, and failed queries. Counted by address, in this process.

A client's spending fades evenly over a minute, so that there is no moment at which all clients come back. Addresses of
one IPv6 network (/64) are one client. Source of the status: RFC 6585, section 4.
"""

import ipaddress
import threading
import time
from collections.abc import Callable
from functools import lru_cache

from cachetools import LRUCache

from graph.errors import EnlaceError, InputError, QueryError, ServiceBusy
from graph.settings import Settings

MINUTE = 60.0
MOST_CLIENTS = 10_000

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class OverBudget(QueryError):
    """A client that asked for too much in the last minute. `retry_after` is in seconds."""

    status = 429
    title = "Demasiadas consultas en un minuto"

    def __init__(self, message: str, retry_after: int):
        self.retry_after = retry_after
        super().__init__(message)


def networks(text: str, name: str) -> tuple[Network, ...]:
    """The networks of a setting (`10.0.0.0/8 ::1`). Raises InputError naming the setting."""
    try:
        return tuple(ipaddress.ip_network(one, strict=False) for one in text.split())
    except ValueError as error:
        raise InputError(
            f"ENLACE_{name.upper()}: {error}; escriba redes como 10.0.0.0/8, separadas por espacios"
        ) from None


def within(address: str, known: tuple[Network, ...]) -> bool:
    """Whether `address` is of one of the networks; what is no address is of none."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped:
        one = one.ipv4_mapped
    return any(one in network for network in known)


class _Spending:
    """Seconds and errors of one client, as of `at`."""

    __slots__ = ("at", "errors", "seconds")

    def __init__(self, at: float):
        self.at, self.seconds, self.errors = at, 0.0, 0.0


class Budgets:
    """Budgets of all clients; safe to use from many threads. now: a clock, in seconds."""

    def __init__(self, settings: Settings, now: Callable[[], float] = time.monotonic):
        self._seconds, self._errors = settings.client_seconds, float(settings.client_errors)
        self._longest = settings.query_seconds
        self._unlimited = networks(settings.unlimited_clients, "unlimited_clients")
        self._now, self._lock = now, threading.Lock()
        self._clients: LRUCache[str, _Spending] = LRUCache(MOST_CLIENTS)
        self._key = lru_cache(MOST_CLIENTS)(self._named)

    def _named(self, client: str) -> str:
        """The name under which a client's spending is kept; "" for one without limits."""
        if within(client, self._unlimited):
            return ""
        try:
            address = ipaddress.ip_address(client)
        except ValueError:
            return client or "?"
        return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else client

    def check(self, client: str) -> None:
        """Raises OverBudget when `client` spent what it may; it says how long until there is some again."""
        key = self._key(client)
        if not key:
            return
        with self._lock:
            found = self._faded(key)
            seconds, errors = found.seconds, found.errors
        if self._errors and errors >= self._errors:
            raise self._over(f"más de {self._errors:g} consultas fallidas en un minuto", errors, self._errors)
        if self._seconds and seconds >= self._seconds:
            raise self._over(f"más de {self._seconds:g} segundos de consultas en un minuto", seconds, self._seconds)

    def charge_failure(self, client: str, error: EnlaceError, seconds: float) -> None:
        """Note a question of `client` that failed after `seconds`. That the service was busy is no fault of theirs."""
        if not isinstance(error, ServiceBusy):
            self.charge(client, min(seconds, self._longest), failed=True)

    def charge(self, client: str, seconds: float, failed: bool = False) -> None:
        """Note what a question of `client` took."""
        key = self._key(client)
        if key:
            with self._lock:
                found = self._faded(key)
                found.seconds += seconds
                found.errors += failed

    def _faded(self, key: str) -> _Spending:
        """The spending of a client now: the part of a minute that passed took the same part of the budget off it."""
        now = self._now()
        found = self._clients.get(key)
        if found is None:
            found = self._clients[key] = _Spending(now)
        part = (now - found.at) / MINUTE
        found.seconds = max(0.0, found.seconds - part * self._seconds)
        found.errors = max(0.0, found.errors - part * self._errors)
        found.at = now
        return found

    @staticmethod
    def _over(what: str, spent: float, budget: float) -> OverBudget:
        wait = max(1, round(MINUTE * (spent - 0.9 * budget) / budget))
        return OverBudget(f"desde su dirección llegaron {what}; espere {wait} segundos y pruebe de nuevo", wait)
