"""Names that no two customers share, ids, people: everything that is told of the N-th customer by its number."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from random import Random

from salesctl.core.events import LETTERS
from salesctl.core.team import Person

_PLACES = (
    "苏州 无锡 宁波 东莞 佛山 常州 南通 嘉兴 绍兴 台州 温州 泉州 厦门 青岛 烟台 潍坊 洛阳 长沙 株洲 合肥 "
    "芜湖 武汉 襄阳 成都 绵阳 重庆 西安 宝鸡 天津 大连 沈阳 长春 哈尔滨 石家庄 唐山 南昌 赣州 福州 珠海 中山"
).split()
_FIRST = "华鼎恒盛金瑞安远嘉铭信诚宏泰德润丰盈启航博创新联众合天成"
_SECOND = "信隆达源辉腾翔林峰川宇凯森岳晨阳锐格智维通力邦科元正方圆和"
_TRADES = "精密机械 电子科技 汽车零部件 化工 食品 医疗器械 物流 纺织 包装材料 模具".split()
_HEADS = (
    "Alder Ash Beacon Birch Bridge Cedar Clear Cold Copper Crane Dale East Elm Falcon Fern Field Flint Fox Glen Gold "
    "Gray Green Harbour Haven Hazel High Hill Iron Ivy Kings Lake Lark Long Maple Marsh Mill Moor North Oak Park Pine "
    "Quarry Raven Red River Rock Rose Salt Sand Silver South Spring Star Stone Summer Swan Thorn West White Willow"
).split()
_TAILS = (
    "bank bourne bridge brook bury by croft dale field ford gate ham hurst land ley mere mont more port ridge ton view "
    "ville wick wood worth"
).split()
_LINES = (
    "Precision Castings Electronics Foods Logistics Moulding Textiles Packaging Chemicals Instruments Robotics Pumps "
    "Valves Bearings Tooling Optics Coatings Ceramics Plastics Cables"
).split()
_FORMS = ("Works", "Group", "Industries", "Technologies", "Systems", "Partners")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
_GIVEN = "敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂芳志建文慧宁晨凯欣怡博雪"
_ENGLISH = "Ann Ben Carl Dora Emma Frank Grace Hugh Ida James Kate Leo Mary Nora Oscar Paul Rose Sam Tom Vera".split()
_FAMILIES = (
    "Adams Baker Clark Davies Evans Fisher Green Hall Irwin Jones King Lewis Moore Nash Owen Price Reid Shaw Turner "
    "Wood"
).split()

#: Twelve owners, and somebody for each role of the shipped process.
OWNERS = (
    ("wang.lei", "王磊"), ("zhao.jing", "赵静"), ("chen.hao", "陈浩"), ("liu.yan", "刘燕"), ("sun.wei", "孙伟"),
    ("he.ping", "何萍"), ("nora.zhou", "Nora Zhou"), ("jenny.chen", "Jenny Chen"), ("tom.price", "Tom Price"),
    ("emma.shaw", "Emma Shaw"), ("guo.fei", "郭飞"), ("xu.lan", "徐兰"),
)  # fmt: skip
TEAM = (
    *(Person(id_, name, ("account_manager",)) for id_, name in OWNERS),
    Person("gao.feng", "高峰", ("sales_lead",)),
    Person("tony.lin", "Tony Lin", ("product",)),
    Person("qian.rui", "钱锐", ("product",)),
    Person("kai.zheng", "郑凯", ("technical",)),
    Person("lisa.li", "李丽莎", ("legal",)),
    Person("helen.he", "何海伦", ("finance",)),
    Person("wendy.wu", "吴文迪", ("sales_assistant",)),
    Person("peter.zhao", "赵培德", ("delivery",)),
    Person("ma.jun", "马骏", ("delivery",)),
)


def customer_name(number: int, language: str) -> str:
    """The name of the N-th customer; no two numbers of one language below 300,000 share one."""
    if language == "zh":
        place, first, second, trade = _digits(number, (_PLACES, _FIRST, _SECOND, _TRADES))
        return f"{place}{first}{second}{trade}有限公司"
    head, tail, line, form = _digits(number, (_HEADS, _TAILS, _LINES, _FORMS))
    return f"{head}{tail} {line} {form}"


def person_name(random: Random, language: str) -> str:
    """Somebody at the customer's."""
    if language == "zh":
        return random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, random.choice((1, 2))))
    return f"{random.choice(_ENGLISH)} {random.choice(_FAMILIES)}"


def phone(number: int, place: int) -> str:
    """A telephone number that nobody else has."""
    digits = f"{(number * 3 + place) * 7919 % 10**8:08}"
    return f"13{8 - place}-{digits[:4]}-{digits[4:]}"


def record_id(number: int, seed: int) -> str:
    """The id of the N-th customer: as if drawn, and yet never twice."""
    mixed = ((number + 1) * 0x9E3779B97F + seed * 0x85EBCA6B) % 2**40
    return "".join(LETTERS[mixed >> shift & 31] for shift in range(35, -1, -5))


def _digits(number: int, sets: tuple[Sequence[str], ...]) -> list[str]:
    """One of each set; neighbours in number are no neighbours in name."""
    size = 1
    for one in sets:
        size *= len(one)
    step = next(candidate for candidate in range(int(size * 0.6180339), size) if gcd(candidate, size) == 1)
    left = number * step % size
    found = []
    for one in sets:
        left, place = divmod(left, len(one))
        found.append(one[place])
    return found
