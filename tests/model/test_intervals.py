"""The network of orders: bounds only narrow, and a contradiction costs one event, not all."""

from hypothesis import given
from hypothesis import strategies as st

from visavis.model.calendar import civil, day_number
from visavis.model.intervals import YEAR, Event, Yearly, narrowed

days = st.integers(690_000, 720_000)
windows = st.one_of(
    st.none(),
    st.just(YEAR),
    st.integers(1, 12).map(lambda m: Yearly(m, 1, m + 2, 28)),
    st.just(Yearly(1, 1, 12, 31, True)),
)


@st.composite
def truths(draw: st.DrawFn) -> tuple[list[int], list[Event], list[tuple[int, int]]]:
    """Days on which events truly happened, what is told of them, and true orders between them."""
    happened = sorted(draw(st.lists(days, min_size=2, max_size=8)))
    told = [Event(day, day) if draw(st.booleans()) else Event() for day in happened]
    pairs = st.tuples(st.integers(0, len(happened) - 1), st.integers(0, len(happened) - 1))
    return happened, told, [(min(p), max(p)) for p in draw(st.lists(pairs, max_size=12)) if p[0] != p[1]]


@given(truths())
def test_true_orders_never_exclude_the_truth(
    case: tuple[list[int], list[Event], list[tuple[int, int]]],
) -> None:
    happened, told, orders = case
    for day, bounds in zip(happened, narrowed(told, orders), strict=True):
        assert bounds is not None
        assert bounds[0] is None or bounds[0] <= day
        assert bounds[1] is None or day <= bounds[1]


@given(
    st.lists(st.builds(Event, st.none(), st.one_of(st.none(), days), windows), min_size=2, max_size=7),
    st.data(),
)
def test_any_network_ends(told: list[Event], data: st.DataObject) -> None:
    place = st.integers(0, len(told) - 1)
    orders = data.draw(st.lists(st.tuples(place, place), max_size=12))
    assert len(narrowed(told, orders)) == len(told)


def test_a_chain_of_lost_years_is_drawn_in_step_by_step() -> None:
    january, october, april = Yearly(1, 1, 1, 31), Yearly(10, 1, 10, 31), Yearly(4, 1, 4, 30)
    told = [Event(days=january), Event(days=october), Event(days=april), Event(latest=day_number(1838, 3, 5))]
    found = narrowed(told, [(0, 1), (1, 2), (2, 3)])
    assert [civil(b[1]) for b in found if b and b[1]] == [
        (1836, 1, 31),
        (1836, 10, 31),
        (1837, 4, 30),
        (1838, 3, 5),
    ]


def test_an_order_that_cannot_be_is_dropped() -> None:
    late, early = day_number(1850, 1, 1), day_number(1840, 1, 1)
    found = narrowed([Event(late, late), Event(early, early)], [(0, 1)])
    assert found.count(None) == 1
