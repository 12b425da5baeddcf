"""What changes around the pages: registries, attachments, site.yaml, templates, static files, options, the day."""

import os
import re
import shutil
from datetime import date, timedelta

from msgspec.structs import replace

from mutations import pages
from mutations.world import OUTPUTS, World, mutation
from mutations.writing import DAYS, named
from support import REPOSITORY, pdf, png

SITE = "content/site.yaml"
REGISTRIES = ("contactpersonen", "opdrachtgevers", "werkvelden")
OWN = (
    "base",
    "home",
    "project",
    "nieuwsbericht",
    "index",
    "overzicht",
    "pagina",
    "404",
    "redirect",
    "_delen",
    "_paginering",
)
EXTRA = ("_eigen.html", "_misschien.html", "delen/voet.html", "_nl.html", "projekt.html")
TRAPS = (
    '{% include "_eigen.html" ignore missing %}',
    '{% include "_misschien.html" ignore missing %}',
    '{% include ["_misschien.html", "_eigen.html"] ignore missing %}',
    '{% include "delen/voet.html" ignore missing %}',
    '{% include "_" ~ site.taal ~ ".html" ignore missing %}',
    "{{ site.beschrijving }} {{ site.email }} {{ site.organisatie }}",
    "{{ site.menu|map(attribute='titel')|join(', ') }} {{ site.voet|map(attribute='url')|join(', ') }}",
    "{{ pagina.kruimels|length }} {{ pagina.canoniek }} {{ pagina.wortel }}",
)
"""Lines that make a page depend on what the default theme has it not depend on."""
FAULTS = (
    "{% if %}",
    '{% include "weg.html" %}',
    "{{ nergens }}",
    "{{ site.nergens }}",
    "{% endblock %}",
    "{{ 1 / 0 }}",
)


# Registries


@mutation(6)
def edit_registry(world: World) -> str:
    kind = world.one(REGISTRIES)
    if not (found := world.pages(kind)):
        return ""
    path = world.one(found)
    number = world.rng.randint(1, 9)
    first = (pages.field(world.text(path), "naam") or "Iemand").split()[0]
    other = world.one(found)
    successor = pages.field(world.text(other), "naam") or pages.stem(other)
    common = {"slug": f"{kind[:6]}-{number}"}
    values = {
        "contactpersonen": {
            "naam": f"{first} {world.one(['Proef', 'Fabel', 'de Wit', 'Raadsel'])}",
            "aliassen": world.one([f"[{first}]", f"[A. Nders{number}, {first}tje]", "[Imre Denkbeeld]"]),
            "functie": world.one(["adviseur", "hoofd", "onderzoeker"]),
            "email": f"{first.lower()}{number}@voorbeeld.example",
            "telefoon": f"020-000 00 0{number}",
            "vertrokken_op": world.one(DAYS),
            "opvolger": successor,
        },
        "opdrachtgevers": {
            "naam": world.one(["Stichting Zeepaard", "Vereniging Denkbeeld", f"Fonds {number}"]),
            "afkorting": world.one(["SZ", "VD", f"F{number}"]),
            "aliassen": world.one(["[Vereniging Denkbeeld]", f"[Fonds {number}, Het Fonds]"]),
            "url": f"https://fonds.example/{number}",
        },
        "werkvelden": {"titel": f"Werkveld {number}", "volgorde": str(number)},
    }[kind]
    name = world.one([*sorted(values), *sorted(values), *common])
    value = None if name not in {"naam", "titel"} and world.chance(0.3) else (values | common)[name]
    if name == "titel" and world.chance(0.7):
        old = pages.field(world.text(path), "titel") or "?"
        for page in world.pages("projecten", "nieuws"):
            if old in (mentioned := pages.field(world.text(page), "werkveld") or ""):
                world.put(page, "werkveld", mentioned.replace(old, value or old))
    return world.put(path, name, value)


@mutation(1.5)
def add_to_registry(world: World) -> str:
    kind = world.one(REGISTRIES)
    wanted = re.split(r"[\[\],]| of ", " , ".join(
        value for field in ("contactpersoon", "opdrachtgever", "werkveld") for value in world.values("projecten", field)
        if REGISTRIES[("contactpersoon", "opdrachtgever", "werkveld").index(field)] == kind
    ))  # fmt: skip
    known = {*world.values(kind, "naam"), *world.values(kind, "titel")}
    unverified = [name.strip() for name in wanted if name.strip() and name.strip() not in known and "/" not in name]
    name = world.one(unverified) if unverified else f"Nieuw {world.rng.randint(1, 9)}"
    path = f"content/{kind}/{pages.slug(name)}.md"
    if os.path.lexists(world.at(path)) or len(world.pages(kind)) > 7:
        return ""
    world.write(path, pages.page({"titel" if kind == "werkvelden" else "naam": name}, ""))
    return f"{path}: new, {name}"


@mutation(1.5)
def delete_from_registry(world: World) -> str:
    kind = world.one(REGISTRIES)
    found = world.pages(kind)
    if kind == "werkvelden" and found and world.chance(0.3):
        for path in found:
            world.remove(path)
        return "content/werkvelden: all deleted"
    if len(found) < 2:
        return ""
    path = world.one(found)
    names = {pages.field(world.text(path), "naam"), pages.field(world.text(path), "titel"), pages.stem(path)}
    if kind == "werkvelden":
        for page in world.pages("projecten", "nieuws"):
            if any(name and name in (pages.field(world.text(page), "werkveld") or "") for name in names):
                other = world.one([p for p in found if p != path])
                world.put(page, "werkveld", pages.stem(other))
    world.remove(path)
    return f"{path}: deleted"


@mutation(1.5)
def change_photo(world: World) -> str:
    if not (found := world.pages("contactpersonen")):
        return ""
    path = world.one(found)
    photo = pages.field(world.text(path), "foto")
    if photo and world.chance(0.3):
        return world.put(path, "foto", None)
    name = photo or f"{pages.stem(path)}.png"
    at = os.path.normpath(os.path.join(os.path.dirname(path), name))
    world.write(at, _content(world, at, 40))
    return world.put(path, "foto", name)


# Attachments


def _content(world: World, path: str, size: int) -> bytes:
    """What a file of that name would hold, most often; pictures of one size have as many bytes as each other."""
    rng = world.rng
    if world.chance(0.9):
        if path.endswith(".png"):
            return png(rng.choice([3, 3, 7]), rng.choice([2, 2, 5]), (rng.randrange(256), rng.randrange(256), 0))
        if path.endswith(".svg"):
            return f"<svg width='{rng.randint(1, 9)}' height='{rng.randint(1, 9)}'/>".encode()
        if path.endswith(".pdf") and size > 0:
            return pdf(rng.randint(1, 3), tagged=world.chance(0.5)) + _bytes(world, size)
    return _bytes(world, size)


def _bytes(world: World, size: int) -> bytes:
    return b"%PDF verzonnen " + bytes(world.rng.choices(b"abcdefgh\n", k=size))


@mutation(3)
def add_attachment(world: World) -> str:
    path = world.one(world.pages("projecten", "nieuws") or world.pages())
    name = world.one(pages.BIJLAGEN)
    if not path.endswith("/index.md"):
        name = f"{pages.stem(path)}/{name}" if world.chance(0.3) else name
    at = os.path.normpath(os.path.join(os.path.dirname(path), name))
    if not os.path.lexists(world.at(at)) or world.chance(0.3):
        world.write(at, _content(world, at, world.one([10, 10, 2000, 70_000])))
    if path.startswith("content/projecten/") and world.chance(0.4):
        return world.put(path, "rapport", name)
    return world.put(path, "bijlagen", world.one([name, f"[{name}]"]))


@mutation(4)
def change_attachment(world: World) -> str:
    if not (found := world.attachments()):
        return ""
    path = world.one(found)
    data = world.data(path)
    how = world.one(["same size", "same size", "larger", "empty", "gone", "renamed", "as another"])
    if how == "gone":
        world.remove(path)
    elif how == "renamed":
        world.move(path, f"{path.rpartition('.')[0]}-{world.rng.randint(1, 3)}.{path.rpartition('.')[2]}")
    elif how == "as another":
        world.write(path, world.data(world.one(found)))
    else:
        size = {"same size": len(data) - 15, "larger": len(data) + 1500, "empty": -15}[how]
        data = _bytes(world, size)[: size + 15] if size > 0 else b"x" * (size + 15)
        world.write(path, _content(world, path, size) if path.endswith((".png", ".svg", ".pdf")) and size > 0 else data)
    if how in {"gone", "renamed"} and world.chance(0.8):
        for page in world.pages():
            text = fresh = pages.without_links(world.text(page), os.path.basename(path))
            for name in ("rapport", "bijlagen", "foto"):
                if os.path.basename(path) in (pages.field(fresh, name) or ""):
                    fresh = pages.with_field(fresh, name, None)
            if fresh != world.text(page):
                world.write(page, fresh)
            del text
    return f"{path}: {how}"


@mutation(1)
def name_no_attachment(world: World) -> str:
    found = [p for p in world.pages("projecten", "nieuws") if pages.field(world.text(p), "bijlagen")]
    return world.put(world.one(found), "bijlagen", None) if found else ""


# The site as a whole


@mutation(3)
def edit_site(world: World) -> str:
    texts = [pages.stem(path) for path in world.pages("paginas")]
    number = world.rng.randint(1, 9)
    lines = dict(line.partition(": ")[::2] for line in world.text(SITE).splitlines() if ": " in line)
    values = {
        "naam": f"Bureau Verzinsel {number}", "organisatie": f"Instituut Denkbeeld {number}",
        "email": f"info{number}@voorbeeld.example", "beschrijving": f"Verzonnen onderzoek {number}.",
        "menu": world.one(["[projecten, nieuws]", "[reeksen, jaren]", f"[projecten, {', '.join(texts[:2])}]"]),
        "per_pagina": world.one(["2", "2", "3", "5", "10", "50"]), "base_url": f"https://voorbeeld.example/{number}/",
        "accent": f"'#{number}a{number}b5c'",
    }  # fmt: skip
    name = world.one(sorted(values))
    if name not in {"naam", "base_url"} and world.chance(0.25):
        lines.pop(name, None)
    else:
        lines[name] = values[name]
    world.write(SITE, "".join(f"{key}: {value}\n" for key, value in lines.items()))
    return f"{SITE}: {name} = {lines.get(name)}"


@mutation(0.7)
def break_site(world: World) -> str:
    bad = world.one(["taal: en\n", "menu: [bestaat-niet]\n", "per_pagina: 0\n", "naam: dubbel\n", "x: [\n"])
    world.write(SITE, world.text(SITE) + bad)
    return f"{SITE}: {bad.strip()}"


# Templates and static files


@mutation(3)
def own_template(world: World) -> str:
    name = world.one(OWN)
    path = f"templates/{name}.html"
    if world.at(path).is_file() and world.chance(0.4):
        world.remove(path)
        return f"{path}: deleted"
    text = world.text(path) if world.at(path).is_file() else (REPOSITORY / path).read_text(encoding="utf-8")
    mark = world.one(
        [*TRAPS, f"<!-- eigen {world.rng.randint(1, 99)} -->", f"<!-- eigen {world.rng.randint(1, 99)} -->"]
    )
    if re.search("<!-- eigen .*? -->", text) and world.chance(0.5):
        text = re.sub("<!-- eigen .*? -->", mark, text)
    elif "</header>" in text:
        text = text.replace("</header>", f"</header>{mark}", 1)
    else:
        text = text.replace("</p>", f"{mark.replace('site.', 'x.site.') if name.startswith('_') else mark}</p>", 1)
    if name.startswith("_") and "{{ x.site" in text:
        text = text.replace("x.site.", "nergens.")  # a part that has no site: a fault, most often
    world.write(path, text)
    return f"{path}: {mark}"


@mutation(1.5)
def extra_template(world: World) -> str:
    path = f"templates/{world.one(EXTRA)}"
    if world.at(path).is_file() and world.chance(0.4):
        world.remove(path)
        return f"{path}: deleted"
    world.write(path, f"<p>Extra {world.rng.randint(1, 9)}</p>")
    return f"{path}: written"


@mutation(1)
def break_template(world: World) -> str:
    path = f"templates/{world.one(['base', 'project', 'index', '404'])}.html"
    text = world.text(path) or (REPOSITORY / path).read_text(encoding="utf-8")
    bad = world.one(FAULTS)
    place = text.find("</p>")
    world.write(path, f"{text[:place]}{bad}{text[place:]}")
    return f"{path}: {bad}"


@mutation(2)
def static_file(world: World) -> str:
    found = world.files("static")
    if found and world.chance(0.3):
        path = world.one(found)
        world.remove(path)
        return f"{path}: deleted"
    path = (
        f"static/{world.one(['stijl.css', 'eigen.css', 'beeld/logo.svg', 'beeld/diep/x.txt', '.geheim', 'icoon.svg'])}"
    )
    if world.at(path).parent.is_file():
        return ""
    world.write(path, _bytes(world, world.one([5, 5, 500])))
    return f"{path}: written"


@mutation(0.7)
def other_theme(world: World) -> str:
    """As with another version of Vindplaats."""
    if world.theme is not None and world.chance(0.4):
        world.theme = None
        return "the theme of now"
    if world.theme is None:
        world.theme = world.root / "thema"
        if not world.theme.is_dir():
            for name in ("templates", "static"):
                shutil.copytree(REPOSITORY / name, world.theme / name)
    path = world.theme / world.one(
        ["templates/_delen.html", "templates/base.html", "static/stijl.css", "static/nieuw.css"]
    )
    text = path.read_text(encoding="utf-8") if path.is_file() else "nieuw"
    path.write_text(f"{text}\n{{# thema {world.rng.randint(1, 9)} #}} ", encoding="utf-8")
    return f"the theme: {path.name}"


# Options and the day


@mutation(3)
def other_day(world: World) -> str:
    dates = [value for kind in ("projecten", "nieuws", "contactpersonen") for name in
             ("publiceren_op", "verloopt_op", "vertrokken_op") for value in world.values(kind, name)]  # fmt: skip
    days = [date.fromisoformat(value) for value in (*dates, *DAYS) if re.fullmatch(r"\d{4}-\d\d-\d\d", value)]
    day = world.one(days) + timedelta(world.one([-1, 0, 0, 1]))
    world.asked = replace(world.asked, as_of=day.isoformat())
    return f"the day is {day}"


@mutation(2.5)
def other_options(world: World) -> str:
    asked = world.asked
    name = world.one(["drafts", "drafts", "base_url", "output", "strict"])
    if name == "drafts":
        world.asked = replace(asked, drafts=not asked.drafts)
    elif name == "strict":
        world.asked = replace(asked, strict=not asked.strict)
    elif name == "base_url":
        world.asked = replace(asked, base_url=world.one(["", "https://proef.example/x", "http://anders.example/"]))
    else:
        world.asked = replace(asked, output=world.one([OUTPUTS[0], *OUTPUTS]))
    return f"{name} = {getattr(world.asked, name)}"


@mutation(0.5)
def odd_folder(world: World) -> str:
    path = world.one(["content/projecten/leeg", "content/vreemd", "static/leeg", "content/nieuws/.verborgen"])
    if world.at(path).is_dir():
        shutil.rmtree(world.at(path))
        return f"{path}: deleted"
    world.at(path).mkdir(parents=True)
    return f"{path}: an empty folder"


@mutation(0.5)
def readme_or_stray(world: World) -> str:
    path = world.one(["content/README.md", "content/zwerf.md", "content/projecten/README.md", "content/los.txt"])
    world.write(path, pages.sentence(world.rng))
    return f"{path}: written"


@mutation(0.5)
def everybody_else(world: World) -> str:
    """One contact for many pages."""
    value = named(world, "contactpersonen", "Imre Denkbeeld")
    for path in world.pages("projecten"):
        world.put(path, "contactpersoon", value)
    return f"all projects: contactpersoon = {value}"
