"""All faults that the product declares, for the tests that derive something from them."""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from vindplaats import diagnostics
from vindplaats.diagnostics.fault import Fault

BY_MODULE: Mapping[str, Mapping[str, Fault]] = MappingProxyType({
    module.name: {
        name: value
        for name, value in vars(import_module(f"vindplaats.diagnostics.{module.name}")).items()
        if isinstance(value, Fault)
    }
    for module in pkgutil.iter_modules(diagnostics.__path__)
})  # fmt: skip
"""The declared faults of each module of the package, by their names."""
SUBJECTS = tuple(subject for subject, faults in BY_MODULE.items() if faults)
DECLARED: Mapping[str, Fault] = MappingProxyType({
    f"{subject}.{name}": fault for subject in SUBJECTS for name, fault in BY_MODULE[subject].items()
})  # fmt: skip
"""The same by their whole names, such as ``addresses.EMPTY_SLUG``."""
