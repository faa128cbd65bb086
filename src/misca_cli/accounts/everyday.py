"""The units that facts are mostly told in, in exact numbers.

pint knows them too, and a test holds each row against it; but it takes many times as long to
start as reading a pack does. What is of different sizes in different places is left to it.
"""

from __future__ import annotations

from decimal import Decimal

_ROWS = {
    "length": {
        "mm millimetre millimetres millimeter millimeters": "1/1000",
        "cm centimetre centimetres centimeter centimeters": "1/100",
        "m metre metres meter meters": "1",
        "km kilometre kilometres kilometer kilometers": "1000",
        "in inch inches": "127/5000",
        "ft foot feet": "381/1250",
        "yd yard yards": "1143/1250",
        "mi mile miles": "201168/125",
        "nmi": "1852",
    },
    "area": {
        "cm²": "1/10000",
        "m²|sq m|square metre|square metres|square meter|square meters": "1",
        "ha hectare hectares": "10000",
        "km²|sq km|square km|square kilometre|square kilometres": "1000000",
        "square kilometer|square kilometers": "1000000",
        "ft²|sq ft|square foot|square feet": "145161/1562500",
        "mi²|sq mi|square mile|square miles": "40468564224/15625",
        # Of the land survey, whose foot is 1200/3937 metres.
        "acre acres": "62726400000/15499969",
    },
    "mass": {
        "mg milligram milligrams": "1/1000000",
        "g gram grams": "1/1000",
        "kg kilogram kilograms": "1",
        "t tonne tonnes": "1000",
        "kilotonne kilotonnes": "1000000",
        "megatonne megatonnes Mt": "1000000000",
        "oz": "45359237/1600000000",
        "lb lbs pound pounds": "45359237/100000000",
        "stone stones": "317514659/50000000",
    },
    "volume": {
        "ml mL millilitre millilitres milliliter milliliters": "1/1000",
        "cl centilitre centilitres centiliter centiliters": "1/100",
        "l L litre litres liter liters": "1",
        "hl hectolitre hectolitres hectoliter hectoliters": "100",
        "m³|cubic metre|cubic metres|cubic meter|cubic meters": "1000",
    },
    "time": {
        "s sec second seconds": "1",
        "min minute minutes": "60",
        "h hr hrs hour hours": "3600",
        "d day days": "86400",
        "week weeks": "604800",
        "fortnight fortnights": "1209600",
        "month months": "2629800",
        "yr yrs year years": "31557600",
        "century centuries": "3155760000",
        "millennium millennia": "31557600000",
    },
    "speed": {
        "m/s|metres per second|meters per second": "1",
        "km/h|kph|kilometres per hour|kilometers per hour": "5/18",
        "mph|miles per hour": "1397/3125",
        "kn|kt|knot|knots": "463/900",
    },
    "energy": {
        "J joule joules": "1",
        "kJ kilojoule kilojoules": "1000",
        "MJ megajoule megajoules": "1000000",
        "GJ gigajoule gigajoules": "1000000000",
        "kWh": "3600000",
        "MWh": "3600000000",
        "GWh": "3600000000000",
        "TWh": "3600000000000000",
    },
    "power": {
        "W watt watts": "1",
        "kW kilowatt kilowatts": "1000",
        "MW megawatt megawatts": "1000000",
        "GW gigawatt gigawatts": "1000000000",
    },
    "data": {
        "bit bits": "1/8",
        "byte bytes": "1",
        "kB kilobyte kilobytes": "1000",
        "MB megabyte megabytes": "1000000",
        "GB gigabyte gigabytes": "1000000000",
        "TB terabyte terabytes": "1000000000000",
    },
}
"""By dimension: how units are written, and how much of the dimension one of them is."""


def _sizes() -> dict[str, tuple[str, int, int]]:
    sizes = {}
    for dimension, rows in _ROWS.items():
        for written, size in rows.items():
            over, _, under = size.partition("/")
            for unit in written.split("|" if "|" in written else None):
                sizes[unit] = dimension, int(over), int(under or 1)
    return sizes


EVERYDAY = _sizes()
"""By unit: its dimension, and the fraction of it that one is."""


def factor(unit: str, target: str) -> Decimal | None:
    """Return how many of one unit of every day make one of another, None where none do."""
    dimension, over, under = EVERYDAY[unit]
    other, target_over, target_under = EVERYDAY[target]
    if dimension != other:
        return None
    return Decimal(over * target_under) / Decimal(under * target_over)
