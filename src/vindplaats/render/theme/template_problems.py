"""What messages and exceptions of Jinja and Python mean, in Dutch."""

from vindplaats.render.theme.template_syntax import find_meaning

_PROBLEMS: tuple[tuple[str, str], ...] = (
    (r"macro '([^']*)' takes no keyword argument '([^']*)'", "macro '{0}' kent geen argument '{1}'"),
    (r"macro '([^']*)' takes not more than (\d+)", "macro '{0}' krijgt meer dan {1} argumenten"),
    (r"macro '([^']*)' was invoked with two values", "macro '{0}' krijgt tweemaal 'caller'"),
    (r"parameter '([^']*)' was not provided", "argument '{0}' ontbreekt bij de aanroep"),
    (r"unexpected keyword argument '([^']*)'", "argument '{0}' bestaat hier niet"),
    (r"missing \d+ required .*?argument", "er ontbreekt een argument"),
    (r"takes .*positional argument", "er staan te veel argumenten"),
    (r"multiple values for (?:keyword )?argument '([^']*)'", "argument '{0}' staat er tweemaal"),
    (r"object is not callable", "dit is geen functie, dus er horen geen haakjes achter"),
    (r"is not iterable|argument must be iterable", "dit is geen lijst"),
    (r"is not subscriptable", "van deze waarde is geen onderdeel op te vragen"),
    (r"concatenate|unsupported operand", "deze waarden zijn niet samen te voegen (gebruik ~ voor teksten)"),
    (r"not supported between", "deze waarden zijn niet te vergelijken"),
    (r"No filter named|No test named", "dit filter of deze test bestaat niet"),
    (r"items for cycling|one item has to be", "er ontbreken waarden om af te wisselen"),
    (r"extended multiple times", "er staat tweemaal extends"),
    (r"Required block '([^']*)' not found", "blok '{0}' moet hier ingevuld worden"),
    (r"assign attribute on non-namespace", "aan deze waarde is niets toe te kennen"),
    (r"duplicate argument 'l_\d+_(.*)'", "een macro heeft tweemaal het argument '{0}'"),
    (r"too many statically nested blocks", "er staan te veel opdrachten in elkaar"),
    (r"'recursive' marker", "bij for ontbreekt het woord recursive"),
)
"""What a message of Jinja or Python means, by a pattern in it."""
_CLASSES: tuple[tuple[type[Exception], str], ...] = (
    (ZeroDivisionError, "er wordt door nul gedeeld"),
    (RecursionError, "er staat te veel in elkaar, of dit sjabloon roept zichzelf eindeloos op"),
    (TypeError, "een waarde is hier van de verkeerde soort"),
    (ValueError, "een waarde kan hier niet"),
    (LookupError, "dit onderdeel is er niet"),
    (OverflowError, "een getal is te groot"),
    (MemoryError, "dit vraagt te veel geheugen"),
)


def problem_of(message: str, kind: type[Exception]) -> str:
    """Return what is wrong, by the message of an exception or else by its class."""
    by_class = (text for cls, text in _CLASSES if issubclass(kind, cls))
    return find_meaning(message, _PROBLEMS) or next(by_class, "hier gaat iets mis")
