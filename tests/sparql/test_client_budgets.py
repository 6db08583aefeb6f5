"""What one client may cost in a minute, and who is exempt; told by a clock of the test."""

from dataclasses import replace

import pytest

from graph.errors import InputError, QueryOverBudget, ServiceBusy
from graph.settings import Settings
from webapp.sparql.budgets import Budgets, OverBudget

STRANGER, OTHER = "203.0.113.7", "203.0.113.8"


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def budgets(clock: Clock, **settings: object) -> Budgets:
    return Budgets(replace(Settings(), **{"client_seconds": 10.0, "client_errors": 3, **settings}), clock)  # type: ignore[arg-type]


def test_a_client_that_used_its_seconds_waits_until_some_came_back(clock: Clock):
    spent = budgets(clock)
    spent.charge(STRANGER, 9.9)
    spent.check(STRANGER)
    spent.charge(STRANGER, 0.2)
    with pytest.raises(OverBudget) as over:
        spent.check(STRANGER)
    assert over.value.status == 429
    clock.now += over.value.retry_after
    spent.check(STRANGER)
    spent.check(OTHER)


def test_failed_queries_have_a_budget_of_their_own(clock: Clock):
    spent = budgets(clock)
    for _ in range(3):
        spent.check(STRANGER)
        spent.charge(STRANGER, 0.0, failed=True)
    with pytest.raises(OverBudget, match="fallidas") as over:
        spent.check(STRANGER)
    clock.now += over.value.retry_after
    spent.check(STRANGER)


def test_a_client_that_asks_evenly_within_its_budget_is_never_refused(clock: Clock):
    spent = budgets(clock)
    for _ in range(600):
        spent.check(STRANGER)
        spent.charge(STRANGER, 0.99)
        clock.now += 6


def test_a_refusal_never_outlasts_the_spending_of_one_long_query(clock: Clock):
    spent = budgets(clock)
    spent.charge(STRANGER, 25.0)
    with pytest.raises(OverBudget) as over:
        spent.check(STRANGER)
    assert 60 <= over.value.retry_after <= 120


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_loopback_is_exempt_by_default(clock: Clock, address: str):
    spent = budgets(clock)
    spent.charge(address, 1e6, failed=True)
    spent.check(address)


def test_loopback_is_a_client_like_any_where_the_setting_says_so(clock: Clock):
    spent = budgets(clock, unlimited_clients="")
    spent.charge("127.0.0.1", 11.0)
    with pytest.raises(OverBudget):
        spent.check("127.0.0.1")


def test_addresses_of_one_ipv6_network_are_one_client(clock: Clock):
    spent = budgets(clock)
    spent.charge("2001:db8:1:2::1", 11.0)
    with pytest.raises(OverBudget):
        spent.check("2001:db8:1:2:ffff::9")
    spent.check("2001:db8:1:3::1")


def test_a_budget_of_zero_is_no_limit(clock: Clock):
    spent = budgets(clock, client_seconds=0.0, client_errors=0)
    spent.charge(STRANGER, 1e6, failed=True)
    spent.check(STRANGER)


def test_what_is_known_of_clients_does_not_grow_without_end(clock: Clock):
    spent = budgets(clock)
    for number in range(12_000):
        spent.charge(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 1.0)
    assert len(spent._clients) <= 10_000


def test_a_network_that_is_none_is_told_with_its_setting(clock: Clock):
    with pytest.raises(InputError, match="ENLACE_UNLIMITED_CLIENTS"):
        budgets(clock, unlimited_clients="localhost")


def test_a_busy_service_is_no_fault_of_who_asks_and_a_long_query_is(clock: Clock):
    spent = budgets(clock, query_seconds=10.0)
    for _ in range(20):
        spent.charge_failure(STRANGER, ServiceBusy("…"), 5.0)
    spent.check(STRANGER)
    spent.charge_failure(STRANGER, QueryOverBudget("…"), 99.0)  # of which it waited 89
    with pytest.raises(OverBudget) as over:
        spent.check(STRANGER)
    assert over.value.retry_after < 20
