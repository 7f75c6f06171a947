from .countries import Country, CountryCreate, CountryRead, CountryUpdate
from .cities import City, CityCreate, CityRead
