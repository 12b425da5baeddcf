"""Changes around the pages: registries, attachments, site.yaml, templates, other folders, options and the date."""

import os
import re
import shutil
from datetime import date, timedelta

from msgspec.structs import replace

from mutations import pages
from mutations.world import OUTPUTS, World, mutation
from mutations.writing import DAYS, registry_value
from support import REPOSITORY, pdf, png

SITE, HOME = "content/site.yaml", "content/index.md"
REGISTRIES = ("contactpersonen", "opdrachtgevers", "werkvelden")
OWN_TEMPLATES = (
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
EXTENDED = {"base": "hoofd", "project": "inhoud", "index": "index_opening", "werkveld": "index_na"}
"""Templates that extend those of the default theme, each with the block that it fills in."""
EXTRA_TEMPLATES = ("_eigen.html", "_misschien.html", "delen/voet.html", "_nl.html", "projekt.html")
DEPENDENT_LINES = (
    '{% include "_eigen.html" ignore missing %}',
    '{% include "_misschien.html" ignore missing %}',
    '{% include ["_misschien.html", "_eigen.html"] ignore missing %}',
    '{% include "delen/voet.html" ignore missing %}',
    '{% include "_" ~ site.taal ~ ".html" ignore missing %}',
    "{{ site.beschrijving }} {{ site.email }} {{ site.organisatie }}",
    "{{ site.menu|map(attribute='titel')|join(', ') }} {{ site.voet|map(attribute='url')|join(', ') }}",
    "{{ site.extra }} {{ site.voetregels|length }} {{ site.logo.url if site.logo }}",
    "{{ pagina.kruimels|length }} {{ pagina.canoniek }} {{ pagina.wortel }}",
)
"""Template lines that make a page depend on things that it does not depend on with the default theme."""
BROKEN_LINES = (
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
    kind = world.pick(REGISTRIES)
    if not (found := world.pages(kind)):
        return ""
    path = world.pick(found)
    number = world.rng.randint(1, 9)
    first = (pages.field(world.text(path), "naam") or "Iemand").split()[0]
    successor_page = world.pick(found)
    successor = pages.field(world.text(successor_page), "naam") or pages.stem(successor_page)
    common = {"slug": f"{kind[:6]}-{number}"}
    values = {
        "contactpersonen": {
            "naam": f"{first} {world.pick(['Proef', 'Fabel', 'de Wit', 'Raadsel'])}",
            "aliassen": world.pick([f"[{first}]", f"[A. Nders{number}, {first}tje]", "[Imre Denkbeeld]"]),
            "functie": world.pick(["adviseur", "hoofd", "onderzoeker"]),
            "email": f"{first.lower()}{number}@voorbeeld.example",
            "telefoon": f"020-000 00 0{number}",
            "vertrokken_op": world.pick(DAYS),
            "opvolger": successor,
        },
        "opdrachtgevers": {
            "naam": world.pick(["Stichting Zeepaard", "Vereniging Denkbeeld", f"Fonds {number}"]),
            "afkorting": world.pick(["SZ", "VD", f"F{number}"]),
            "aliassen": world.pick(["[Vereniging Denkbeeld]", f"[Fonds {number}, Het Fonds]"]),
            "url": f"https://fonds.example/{number}",
        },
        "werkvelden": {"titel": f"Werkveld {number}", "volgorde": str(number)},
    }[kind]
    name = world.pick([*sorted(values), *sorted(values), *common])
    value = None if name not in {"naam", "titel"} and world.chance(0.3) else (values | common)[name]
    if name == "titel" and world.chance(0.7):
        old = pages.field(world.text(path), "titel") or "?"
        for page in world.pages("projecten", "nieuws"):
            if old in (mentioned := pages.field(world.text(page), "werkveld") or ""):
                world.set_field(page, "werkveld", mentioned.replace(old, value or old))
    return world.set_field(path, name, value)


@mutation(1.5)
def add_to_registry(world: World) -> str:
    kind = world.pick(REGISTRIES)
    wanted = re.split(r"[\[\],]| of ", " , ".join(
        value for field in ("contactpersoon", "opdrachtgever", "werkveld") for value in world.values("projecten", field)
        if REGISTRIES[("contactpersoon", "opdrachtgever", "werkveld").index(field)] == kind
    ))  # fmt: skip
    known = {*world.values(kind, "naam"), *world.values(kind, "titel")}
    unverified = [name.strip() for name in wanted if name.strip() and name.strip() not in known and "/" not in name]
    name = world.pick(unverified) if unverified else f"Nieuw {world.rng.randint(1, 9)}"
    path = f"content/{kind}/{pages.slug(name)}.md"
    if os.path.lexists(world.at(path)) or len(world.pages(kind)) > 7:
        return ""
    world.write(path, pages.page({"titel" if kind == "werkvelden" else "naam": name}, ""))
    return f"{path}: new, {name}"


@mutation(1.5)
def delete_from_registry(world: World) -> str:
    kind = world.pick(REGISTRIES)
    found = world.pages(kind)
    if kind == "werkvelden" and found and world.chance(0.3):
        for path in found:
            world.remove(path)
        return "content/werkvelden: all deleted"
    if len(found) < 2:
        return ""
    path = world.pick(found)
    names = {pages.field(world.text(path), "naam"), pages.field(world.text(path), "titel"), pages.stem(path)}
    if kind == "werkvelden":
        for page in world.pages("projecten", "nieuws"):
            if any(name and name in (pages.field(world.text(page), "werkveld") or "") for name in names):
                replacement = world.pick([p for p in found if p != path])
                world.set_field(page, "werkveld", pages.stem(replacement))
    world.remove(path)
    return f"{path}: deleted"


@mutation(1.5)
def change_photo(world: World) -> str:
    if not (found := world.pages("contactpersonen")):
        return ""
    path = world.pick(found)
    photo = pages.field(world.text(path), "foto")
    if photo and world.chance(0.3):
        return world.set_field(path, "foto", None)
    name = photo or f"{pages.stem(path)}.png"
    at = os.path.normpath(os.path.join(os.path.dirname(path), name))
    world.write(at, _content(world, at, 40))
    return world.set_field(path, "foto", name)


# Attachments


def _content(world: World, path: str, size: int) -> bytes:
    """Return bytes for a file of this name, nine times in ten valid ones.

    Pictures of equal dimensions have equally many bytes.
    """
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
    path = world.pick(world.pages("projecten", "nieuws") or world.pages())
    name = world.pick(pages.BIJLAGEN)
    if not path.endswith("/index.md"):
        name = f"{pages.stem(path)}/{name}" if world.chance(0.3) else name
    at = os.path.normpath(os.path.join(os.path.dirname(path), name))
    if not os.path.lexists(world.at(at)) or world.chance(0.3):
        world.write(at, _content(world, at, world.pick([10, 10, 2000, 70_000])))
    if path.startswith("content/projecten/") and world.chance(0.4):
        return world.set_field(path, "rapport", name)
    return world.set_field(path, "bijlagen", world.pick([name, f"[{name}]"]))


@mutation(4)
def change_attachment(world: World) -> str:
    if not (found := world.attachments()):
        return ""
    path = world.pick(found)
    data = world.data(path)
    how = world.pick(["same size", "same size", "larger", "empty", "gone", "renamed", "as another"])
    if how == "gone":
        world.remove(path)
    elif how == "renamed":
        world.move(path, f"{path.rpartition('.')[0]}-{world.rng.randint(1, 3)}.{path.rpartition('.')[2]}")
    elif how == "as another":
        world.write(path, world.data(world.pick(found)))
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
def remove_attachment_field(world: World) -> str:
    found = [p for p in world.pages("projecten", "nieuws") if pages.field(world.text(p), "bijlagen")]
    return world.set_field(world.pick(found), "bijlagen", None) if found else ""


# The site as a whole


@mutation(3)
def edit_site(world: World) -> str:
    texts = [pages.stem(path) for path in world.pages("paginas")]
    number = world.rng.randint(1, 9)
    lines = dict(line.partition(": ")[::2] for line in world.text(SITE).splitlines() if ": " in line)
    values = {
        "naam": f"Bureau Verzinsel {number}", "organisatie": f"Instituut Denkbeeld {number}",
        "email": f"info{number}@voorbeeld.example", "beschrijving": f"Verzonnen onderzoek {number}.",
        "menu": world.pick(
            ["[projecten, nieuws]", "[reeksen, jaren]", f"[projecten, {', '.join(texts[:2])}]",
             f"[jaren, {{titel: Fonds {number}, url: 'https://fonds.example/'}}, {{titel: Start, url: /}}]"]
        ),
        "voet": world.pick([f"Postbus {number}", f"[Postbus {number}, {{titel: Vis, url: {_address(world)}}}]"]),
        "extra": world.pick(["{a: 1}", "{a: '1'}", f"{{a: [{number}, ja], b: {{c: 2026-01-0{number}}}}}"]),
        "per_pagina": world.pick(["2", "2", "3", "5", "10", "50"]), "base_url": f"https://voorbeeld.example/{number}/",
        "csp": world.pick(["{script-src: https://a.example}", "{frame-ancestors: https://b.example}"]),
        "insluiten": f"[video{number}.example]", "lettertype": world.pick(["Inter", "Literata"]),
        "accent": f"'#{number}a{number}b5c'", "exporten": world.pick(["[]", "bib", "[ris, csl]", "[csl, ris, bib]"]),
    }  # fmt: skip
    name = world.pick(sorted(values))
    if name not in {"naam", "base_url"} and world.chance(0.25):
        lines.pop(name, None)
    else:
        lines[name] = values[name]
    world.write(SITE, "".join(f"{key}: {value}\n" for key, value in lines.items()))
    return f"{SITE}: {name} = {lines.get(name)}"


def _address(world: World) -> str:
    """Return the address of a page of text or a list, nine times in ten one that exists."""
    texts = [f"/{pages.stem(path)}/" for path in world.pages("paginas")]
    return world.pick([*texts, "/projecten/", "/"]) if world.chance(0.9) else "/bestaat-niet/"


@mutation(1)
def set_logo(world: World) -> str:
    name = world.pick(["content/logo.svg", "static/logo.svg", "content/logo.png"])
    size = world.rng.randint(1, 9)
    world.write(name, png(size, 4) if name.endswith("png") else f"<svg viewBox='0 0 {size} 4'/>".encode())
    lines = [line for line in world.text(SITE).splitlines() if not line.startswith("logo")]
    if world.chance(0.8):
        lines.append(f"logo: {name.removeprefix('content/')}")
        lines += [f"logo_donker: {name.removeprefix('content/')}"] if world.chance(0.3) else []
    world.write(SITE, "".join(f"{line}\n" for line in lines))
    return f"{name}: logo"


@mutation(2)
def edit_home(world: World) -> str:
    if os.path.lexists(world.at(HOME)) and world.chance(0.3):
        world.remove(HOME)
        return f"{HOME}: deleted"
    path = world.pick(world.pages())
    front = world.pick(["", "---\nsamenvatting: Kort.\n---\n", f"---\nextra: {{a: {world.rng.randint(1, 9)}}}\n---\n"])
    world.write(HOME, f"{front}{pages.words(world.rng)}\n[lees]({pages.relative(path, HOME)})\n")
    return f"{HOME}: written, with a link to {path}"


@mutation(0.7)
def break_site(world: World) -> str:
    bad = world.pick(["taal: en\n", "menu: [bestaat-niet]\n", "per_pagina: 0\n", "naam: dubbel\n", "x: [\n"])
    world.write(SITE, world.text(SITE) + bad)
    return f"{SITE}: {bad.strip()}"


# Templates and static files


@mutation(3)
def edit_own_template(world: World) -> str:
    name = world.pick(OWN_TEMPLATES)
    path = f"templates/{name}.html"
    if world.at(path).is_file() and world.chance(0.4):
        world.remove(path)
        return f"{path}: deleted"
    text = world.text(path) if world.at(path).is_file() else (REPOSITORY / path).read_text(encoding="utf-8")
    mark = world.pick(
        [*DEPENDENT_LINES, f"<!-- eigen {world.rng.randint(1, 99)} -->", f"<!-- eigen {world.rng.randint(1, 99)} -->"]
    )
    if re.search("<!-- eigen .*? -->", text) and world.chance(0.5):
        text = re.sub("<!-- eigen .*? -->", mark, text)
    elif "</header>" in text:
        text = text.replace("</header>", f"</header>{mark}", 1)
    else:
        text = text.replace("</p>", f"{mark.replace('site.', 'x.site.') if name.startswith('_') else mark}</p>", 1)
    if name.startswith("_") and "{{ x.site" in text:
        text = text.replace("x.site.", "nergens.")  # a partial without `site`: usually an error
    world.write(path, text)
    return f"{path}: {mark}"


@mutation(1.5)
def extend_default_template(world: World) -> str:
    """Extend a template of the default theme in a template of the same name, or of another kind of list."""
    name = world.pick(sorted(EXTENDED))
    path, parent = f"templates/{name}.html", world.pick([f"'standaard/{name}.html'", f"'standaard/' ~ '{name}.html'"])
    mark = world.pick([*DEPENDENT_LINES, f"<!-- eigen {world.rng.randint(1, 99)} -->"])
    world.write(path, f"{{% extends {parent} %}}{{% block {EXTENDED[name]} %}}{{{{ super() }}}}{mark}{{% endblock %}}")
    return f"{path}: extends {parent}: {mark}"


@mutation(1.5)
def write_or_delete_extra_template(world: World) -> str:
    path = f"templates/{world.pick(EXTRA_TEMPLATES)}"
    if world.at(path).is_file() and world.chance(0.4):
        world.remove(path)
        return f"{path}: deleted"
    world.write(path, f"<p>Extra {world.rng.randint(1, 9)}</p>")
    return f"{path}: written"


@mutation(1)
def break_template(world: World) -> str:
    path = f"templates/{world.pick(['base', 'project', 'index', '404'])}.html"
    text = world.text(path) or (REPOSITORY / path).read_text(encoding="utf-8")
    bad = world.pick(BROKEN_LINES)
    place = text.find("</p>")
    world.write(path, f"{text[:place]}{bad}{text[place:]}")
    return f"{path}: {bad}"


@mutation(2)
def write_or_delete_static_file(world: World) -> str:
    found = world.files("static")
    if found and world.chance(0.3):
        path = world.pick(found)
        world.remove(path)
        return f"{path}: deleted"
    path = (
        f"static/{world.pick(['stijl.css', 'eigen.css', 'beeld/logo.svg', 'beeld/diep/x.txt', '.geheim', 'icoon.svg'])}"
    )
    if world.at(path).parent.is_file():
        return ""
    world.write(path, _bytes(world, world.pick([5, 5, 500])))
    return f"{path}: written"


@mutation(1)
def write_or_delete_root_file(world: World) -> str:
    """Write or delete a file of ``wortel/``; some are at an address of something else."""
    found = world.files("wortel")
    if found and world.chance(0.5):
        path = world.pick(found)
        world.remove(path)
        return f"{path}: deleted"
    path = f"wortel/{world.pick(['favicon.ico', '.well-known/security.txt', 'downloads/x.pdf', 'projecten/x.txt'])}"
    if world.chance(0.1):
        path = f"wortel/{world.pick(['index.html', 'projecten', 'zoeken/x', '_headers'])}"
    if world.at(path).is_dir() or world.at(path).parent.is_file():
        return ""
    world.write(path, _bytes(world, world.pick([5, 500])))
    return f"{path}: written"


@mutation(0.7)
def change_theme(world: World) -> str:
    """Change the default theme, as another version of Vindplaats would."""
    if world.theme is not None and world.chance(0.4):
        world.theme = None
        return "the current theme"
    if world.theme is None:
        world.theme = world.root / "thema"
        if not world.theme.is_dir():
            for name in ("templates", "static"):
                shutil.copytree(REPOSITORY / name, world.theme / name)
    path = world.theme / world.pick(
        ["templates/_delen.html", "templates/base.html", "static/stijl.css", "static/nieuw.css"]
    )
    text = path.read_text(encoding="utf-8") if path.is_file() else "nieuw"
    path.write_text(f"{text}\n{{# thema {world.rng.randint(1, 9)} #}} ", encoding="utf-8")
    return f"the theme: {path.name}"


# Options and the day


@mutation(3)
def change_day(world: World) -> str:
    dates = [value for kind in ("projecten", "nieuws", "contactpersonen") for name in
             ("publiceren_op", "verloopt_op", "vertrokken_op") for value in world.values(kind, name)]  # fmt: skip
    days = [date.fromisoformat(value) for value in (*dates, *DAYS) if re.fullmatch(r"\d{4}-\d\d-\d\d", value)]
    day = world.pick(days) + timedelta(world.pick([-1, 0, 0, 1]))
    world.options = replace(world.options, as_of=day.isoformat())
    return f"the date is {day}"


@mutation(2.5)
def change_options(world: World) -> str:
    options = world.options
    name = world.pick(["drafts", "drafts", "base_url", "output", "strict"])
    if name == "drafts":
        world.options = replace(options, drafts=not options.drafts)
    elif name == "strict":
        world.options = replace(options, strict=not options.strict)
    elif name == "base_url":
        world.options = replace(options, base_url=world.pick(["", "https://proef.example/x", "http://anders.example/"]))
    else:
        world.options = replace(options, output=world.pick([OUTPUTS[0], *OUTPUTS]))
    return f"{name} = {getattr(world.options, name)}"


@mutation(0.5)
def make_or_delete_empty_folder(world: World) -> str:
    path = world.pick(["content/projecten/leeg", "content/vreemd", "static/leeg", "content/nieuws/.verborgen"])
    if world.at(path).is_dir():
        shutil.rmtree(world.at(path))
        return f"{path}: deleted"
    world.at(path).mkdir(parents=True)
    return f"{path}: an empty folder"


@mutation(0.5)
def write_stray_file(world: World) -> str:
    path = world.pick(["content/README.md", "content/zwerf.md", "content/projecten/README.md", "content/los.txt"])
    world.write(path, pages.sentence(world.rng))
    return f"{path}: written"


@mutation(0.5)
def set_one_contact_for_all(world: World) -> str:
    """Give all projects the same contact."""
    value = registry_value(world, "contactpersonen", "Imre Denkbeeld")
    for path in world.pages("projecten"):
        world.set_field(path, "contactpersoon", value)
    return f"all projects: contactpersoon = {value}"
