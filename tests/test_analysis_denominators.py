import pandas as pd
from miniature import AREA, millions, population

from baophu.analysis.denominators import bases_of, population_of

EARLIER = population({(AREA, 2014): 980_000, (AREA, 2009): 950_000}, "gso_avg_pre2019census")
BOTH = pd.concat([EARLIER, millions(2014, 2019)])


def test_series_revised_after_the_census_comes_first():
    assert population_of(BOTH, AREA, 2014).count == 1_000_000


def test_earlier_series_serves_the_years_before():
    assert population_of(BOTH, AREA, 2009).series == "gso_avg_pre2019census"


def test_population_is_missing_rather_than_borrowed_from_another_year_or_area():
    assert population_of(BOTH, AREA, 2015) is None
    assert population_of(BOTH, "synthetic-south", 2014) is None


def test_census_of_a_day_is_no_population_of_the_year():
    assert population_of(population({(AREA, 2019): 900_000}, "census_2019_0401"), AREA, 2019) is None


def test_every_series_of_the_year_is_given_once():
    assert [base.count for base in bases_of(BOTH, AREA, 2014)] == [1_000_000, 980_000]


def test_two_series_of_one_year_differ_in_the_real_ledger(ledger):
    revised, earlier = bases_of(ledger.population, "can-tho", 2016)
    assert (revised.count, earlier.count) == (1_214_600, 1_257_900)
