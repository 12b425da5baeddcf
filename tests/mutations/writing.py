"""Changes that editors make to pages: words, links, fields and files."""

import os
import posixpath
import re
import unicodedata

from mutations import pages
from mutations.world import World, mutation

DAYS = ("2026-11-20", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-27", "2026-12-01", "2027-01-01")
TIMED_KINDS = ("projecten", "nieuws")


def spellings(world: World, kind: str) -> list[str]:
    """Return every spelling that resolves to an entry of a registry."""
    found = []
    for path in world.pages(kind):
        text, own = world.text(path), pages.stem(path)
        name = pages.field(text, "naam") or pages.field(text, "titel") or own
        found += [name, name, own, f"{kind}/{own}", name.upper()]
        found += [alias.strip() for alias in (pages.field(text, "aliassen") or "").strip("[]").split(",") if alias]
        found += [short] if (short := pages.field(text, "afkorting")) else []
    return found


def registry_value(world: World, kind: str, unknown: str) -> str:
    """Return a field value that names one or two entries of a registry, or sometimes ``unknown``."""
    names = spellings(world, kind)
    if not names or world.chance(0.12 if kind != "werkvelden" else 0.02):
        return unknown
    if world.chance(0.25):
        return f"[{world.pick(names)}, {world.pick(names)}]"
    if kind == "contactpersonen" and world.chance(0.2):
        return f"{world.pick(names)} of {world.pick(names)}"
    return world.pick(names)


def address(world: World, path: str) -> str:
    """Return the address of a page. It can be wrong: collisions and invalid slugs are not considered."""
    kind = path.split("/")[1]
    slug = pages.field(world.text(path), "slug") or pages.slug(pages.stem(path))
    return f"/{slug}/" if kind == "paginas" else f"/{kind}/{slug}/"


# Words


@mutation(4)
def edit_sentence(world: World) -> str:
    path = world.pick(world.pages())
    parts = pages.paragraphs(world.text(path))
    fresh = pages.sentence(world.rng)
    if parts and world.chance(0.7):
        place = world.rng.randrange(len(parts))
        sentences = parts[place].split(". ")
        sentences[world.rng.randrange(len(sentences))] = fresh.rstrip(".")
        parts[place] = ". ".join(sentences)
    else:
        parts.insert(world.rng.randint(0, len(parts)), fresh)
    world.edit(path, lambda text: pages.with_paragraphs(text, parts[-6:]))
    return f"{path}: a sentence"


@mutation(4)
def edit_of_the_same_size(world: World) -> str:
    path = world.pick(world.pages())
    text = world.text(path)
    places = [m.start() for m in re.finditer(r"\d|(?<=[a-z])[aeiou](?=[a-z])", pages.body(text))]
    if not places:
        return ""
    place = len(text) - len(pages.body(text)) + world.pick(places)
    replacement = world.pick("0123456789" if text[place].isdigit() else "aeiou")
    world.write(path, text[:place] + replacement + text[place + 1 :])
    return f"{path}: {text[place]} -> {replacement}"


@mutation(1)
def delete_words(world: World) -> str:
    path = world.pick(world.pages())
    parts = pages.paragraphs(world.text(path))
    world.edit(path, lambda text: pages.with_paragraphs(text, parts[: world.rng.randint(0, len(parts))]))
    return f"{path}: fewer paragraphs"


@mutation(2)
def edit_heading(world: World) -> str:
    path = world.pick(world.pages())
    parts = pages.paragraphs(world.text(path))
    heading = f"## {world.pick(pages.KOPPEN)}"
    places = [n for n, part in enumerate(parts) if part.startswith("## ")]
    if places and world.chance(0.6):
        place = world.pick(places)
        parts[place : place + 1] = [heading] if world.chance(0.6) else []
    else:
        parts.insert(world.rng.randint(0, len(parts)), heading)
    world.edit(path, lambda text: pages.with_paragraphs(text, parts))
    return f"{path}: {heading}"


@mutation(5)
def add_link(world: World) -> str:
    path = world.pick(world.pages())
    target = world.pick(world.pages())
    anchors = pages.headings(world.text(target))
    kind = world.pick(["page", "page", "anchor", "path", "file", "image", "index", "away"])
    files = [f for f in world.attachments() if kind != "image" or f.endswith((".png", ".svg"))]
    if kind in {"file", "image"} and not files:
        return ""
    if kind == "anchor" and anchors:
        link = f"[een stuk]({pages.relative(target, path)}#{world.pick(anchors)})"
    elif kind == "path":
        link = f"[die pagina]({address(world, target)})"
    elif kind == "file":
        link = f"[het bestand]({pages.relative(world.pick(files), path)})"
    elif kind == "image":
        link = f"![een afbeelding]({pages.relative(world.pick(files), path)})"
    elif kind == "index":
        link = f"[alles](/{world.pick(['projecten', 'nieuws', 'werkvelden', 'jaren', 'reeksen', 'publicaties'])}/)"
    elif kind == "away":
        link = f"[elders](https://elders.example/{world.rng.randint(1, 9)})"
    else:
        link = f"[de pagina]({pages.relative(target, path)})"
    return _append_link(world, path, link)


@mutation(3)
def add_link_in_another_form(world: World) -> str:
    """Link to a heading by GitHub's id, to a static file, or to a page by its whole address on the site."""
    path = world.pick(world.pages())
    target = world.pick(world.pages())
    match world.pick(["github", "static", "own"]):
        case "github" if anchors := pages.github_ids(world.text(target)):
            link = f"[een kop]({pages.relative(target, path)}#{world.pick(anchors)})"
        case "static" if files := [f for f in world.files("static") if "/." not in f]:
            link = f"[een los bestand](/{world.pick(files)})"
        case "own" if root := re.search(r"^base_url: (\S+)", world.text("content/site.yaml"), re.MULTILINE):
            link = f"[heel adres]({root[1]}{address(world, target).lstrip('/')})"
        case _:
            return ""
    return _append_link(world, path, link)


def _append_link(world: World, path: str, link: str) -> str:
    parts = [*pages.paragraphs(world.text(path)), f"Lees ook {link}."]
    world.edit(path, lambda text: pages.with_paragraphs(text, parts[-6:]))
    return f"{path}: {link}"


@mutation(3)
def add_video_or_frame(world: World) -> str:
    """Show a video, give it captions or take them away, or link to a host that `site.yaml` may name in `insluiten`.

    A link is a frame if it is alone in its paragraph and has HTTPS. Some are in drafts that lack fields.
    """
    path, number = world.pick(world.pages()), world.rng.randint(1, 3)
    film = posixpath.join(posixpath.dirname(path), f"film{number}.mp4")
    captions = f"{film.removesuffix('.mp4')}{world.pick(['', '.en'])}.vtt"
    match world.pick(["video", "captions", "frame", "host"]):
        case "captions" if captions in world.files("content"):
            world.remove(captions)
            return f"{captions}: gone"
        case "captions":
            world.write(captions, b"WEBVTT\n")
            return captions
        case "video":
            world.write(film, b"\0\0\0\x18ftypmp4" + bytes([number]))
            part = f"![Een film](film{number}.mp4)"
        case "frame":
            part = f"[Een kader]({world.pick(['https', 'http'])}://video{number}.example/)"
            if world.chance(0.3):
                path = f"content/projecten/klad-{number}.md"
                world.write(path, pages.page({"titel": f"Klad {number}", "concept": "true"}, ""))
        case _:
            lines = [line for line in world.text("content/site.yaml").splitlines() if not line.startswith("insluiten")]
            world.write("content/site.yaml", "\n".join([*lines, f"insluiten: [video{number}.example]", ""]))
            return f"insluiten: {number}"
    parts = [*pages.paragraphs(world.text(path)), part]
    world.edit(path, lambda text: pages.with_paragraphs(text, parts[-6:]))
    return f"{path}: {part}"


@mutation(2)
def edit_words_beside_frame(world: World) -> str:
    """Write words beside a link that is alone in its paragraph, or take them away."""
    if not (found := [path for path in world.pages() if "[Een kader]" in world.text(path)]):
        return ""
    path = world.pick(found)
    parts = pages.paragraphs(world.text(path))
    place = world.pick([n for n, part in enumerate(parts) if "[Een kader]" in part])
    words = " is te zien."
    part = parts[place]
    parts[place] = part.removesuffix(words) if part.endswith(words) else f"{part}{words}"
    world.edit(path, lambda text: pages.with_paragraphs(text, parts))
    return f"{path}: {parts[place]}"


@mutation(1)
def remove_links(world: World) -> str:
    path = world.pick(world.pages())
    world.edit(path, lambda text: pages.joined(pages.front(text), pages.without_links(pages.body(text))))
    return f"{path}: no links"


# Fields


@mutation(2)
def set_title(world: World) -> str:
    path = world.pick(world.pages("projecten", "nieuws", "paginas", "werkvelden"))
    return world.set_field(path, "titel", pages.quoted(pages.title(world.rng)))


@mutation(8)
def set_field(world: World) -> str:
    path = world.pick(world.pages("projecten") or world.pages())
    rng = world.rng
    values = {
        "samenvatting": pages.quoted(pages.sentence(rng)),
        "jaar": str(rng.randint(2015, 2026)),
        "werkveld": registry_value(world, "werkvelden", "Luchtkastelen"),
        "opdrachtgever": world.pick(["[]", *[registry_value(world, "opdrachtgevers", "Vereniging Denkbeeld")] * 4]),
        "contactpersoon": registry_value(world, "contactpersonen", "Imre Denkbeeld"),
        "reeks": world.pick(["Peiling", "peiling", "Monitor Fabelstad", "Monitor-Fabelstad", "Monitor Fabelstat"]),
        "partners": world.pick(["Bond van Voorbeelden", "[Instituut Verzinsel, Raad voor Raadsels]"]),
        "auteurs": world.pick(['["Vries, Jan de", "Proef, Anna"]', "Jan de Vries", "[Vereniging Denkbeeld, J. Bos]"]),
        "trefwoorden": world.pick(["[tuin, buurt]", "water"]),
        "publicatiedatum": f"20{rng.randint(18, 26)}-03-0{rng.randint(1, 9)}",
        "links": f"[{{titel: Verslag, url: 'https://verslag.example/{rng.randint(1, 9)}'}}]",
        "taal": world.pick(["en", "de", "nl"]),
        "isbn": f"978-{rng.randint(1, 3)}",
        "doi": f"10.1234/{rng.randint(1, 3)}",
        "rapportnummer": str(rng.randint(1, 3)),
        "extra": world.pick(["{a: 1}", "{a: '1'}", f"{{a: {{b: [{rng.randint(1, 9)}, ja]}}}}"]),
    }
    name = world.pick(sorted(values))
    required = name in {"jaar", "werkveld", "opdrachtgever", "contactpersoon"}
    return world.set_field(path, name, None if not required and world.chance(0.3) else values[name])


@mutation(3)
def set_field_of_news(world: World) -> str:
    if not (found := world.pages("nieuws")):
        return ""
    projects = [pages.stem(path) for path in world.pages("projecten")]
    values = {
        "project": world.pick(projects) if projects else None,
        "datum": f"20{world.rng.randint(18, 26)}-0{world.rng.randint(1, 9)}-15",
        "contactpersoon": registry_value(world, "contactpersonen", "Imre Denkbeeld"),
        "werkveld": registry_value(world, "werkvelden", "Luchtkastelen"),
        "samenvatting": pages.quoted(pages.sentence(world.rng)),
        "taal": "en",
    }
    name = world.pick([*sorted(values), "project", "project"])
    return world.set_field(world.pick(found), name, None if name != "datum" and world.chance(0.3) else values[name])


@mutation(3)
def set_publication(world: World) -> str:
    path = world.pick(world.pages(*TIMED_KINDS) or world.pages())
    name = world.pick(["concept", "publiceren_op", "verloopt_op"])
    value = world.pick(["true", "true", "false"]) if name == "concept" else world.pick(DAYS)
    return world.set_field(path, name, None if world.chance(0.4) else value)


@mutation(3)
def set_address(world: World) -> str:
    path = world.pick(world.pages(*TIMED_KINDS) or world.pages())
    old = f"/oud/{world.rng.randint(1, 9)}/"
    if world.chance(0.5):
        aliases = world.pick(
            [old, f"[{old}, /nieuws/vroeger-{world.rng.randint(1, 3)}/]", "/oud.html", "/diep/in/de/map/"]
        )
        return world.set_field(path, "aliassen", None if world.chance(0.3) else aliases)
    return world.set_field(path, "slug", None if world.chance(0.4) else f"adres-{world.rng.randint(1, 20)}")


# Doubles


@mutation(2)
def make_double(world: World) -> str:
    if not (found := world.pages("projecten")):
        return ""
    path, number = world.pick(found), world.rng.randint(1, 99)
    text = pages.with_field(pages.with_field(world.text(path), "slug", None), "aliassen", None)
    if world.chance(0.5):
        to = f"content/projecten/{pages.stem(path)[:20]}-dubbel-{number}.md"
    else:
        to = f"content/nieuws/dubbel-{number}.md"
        fields = {"titel": pages.field(text, "titel") or "x", "datum": "2024-05-01"}
        text = pages.page(fields, pages.body(text))
    if (
        posixpath.dirname(to) != posixpath.dirname(path)
        or pages.field(text, "bijlagen")
        or pages.field(text, "rapport")
    ):
        text = pages.without_links(text)
        for name in ("bijlagen", "rapport"):
            text = pages.with_field(text, name, None)
    world.write(to, text)
    return f"{to}: usually an exact double of {path}"


@mutation(2.5)
def break_or_mend_double(world: World) -> str:
    found = [path for path in world.pages(*TIMED_KINDS) if "dubbel" in path]
    if not found:
        return ""
    apart = [path for path in found if "-apart" in path]
    path, more = world.pick(apart if apart and world.chance(0.5) else found), "\n\nDit is geen dubbel.\n"
    text = world.text(path)
    world.write(path, text.removesuffix(more) + "\n" if text.endswith(more) else text.rstrip() + more)
    return f"{path}: no longer a double, or one again"


@mutation(1.5)
def give_news_the_words_of_studies(world: World) -> str:
    """Write news with the words of a project, another project like it, and one of another year, called ``apart``.

    The words of the last decide whether the news is merged into the others, without any change in these.
    """
    if not (found := world.pages("projecten")):
        return ""
    path, number = world.pick(found), world.rng.randint(1, 3)
    text = pages.without_links(world.text(path))
    for name in ("slug", "aliassen", "bijlagen", "rapport"):
        text = pages.with_field(text, name, None)
    fields = {"titel": pages.field(text, "titel") or "x", "datum": "2024-05-01"}
    for name in ("x", "y"):
        world.write(f"content/nieuws/dubbel-{number}{name}.md", pages.page(fields, pages.body(text)))
    world.write(f"content/projecten/dubbel-{number}.md", text)
    year = str(world.rng.randint(2015, 2026))
    world.write(f"content/projecten/dubbel-{number}-apart.md", pages.with_field(text, "jaar", year))
    return f"content/nieuws/dubbel-{number}: the words of {path}, also with the year {year}"


@mutation(1.5)
def make_variant(world: World) -> str:
    if not (found := world.pages("projecten")):
        return ""
    path, to = world.pick(found), f"content/nieuws/variant-{world.rng.randint(1, 9)}.md"
    text = world.text(path)
    parts = [pages.without_links(part) for part in pages.paragraphs(text)]
    parts.append(f"Zie [de studie]({pages.relative(path, to)}).")
    fields = {"titel": pages.quoted(pages.title(world.rng)), "datum": "2025-05-01"}
    if world.chance(0.4):
        fields["project"] = pages.stem(path)
    world.write(to, pages.with_paragraphs(pages.page(fields, ""), parts))
    return f"{to}: a variant of {path}"


@mutation(1)
def declare_no_double(world: World) -> str:
    path, double = (
        world.pick(world.pages(*TIMED_KINDS) or world.pages()),
        world.pick(world.pages(*TIMED_KINDS) or world.pages()),
    )
    value = f"{double.split('/')[1]}/{pages.stem(double)}"
    return world.set_field(path, "geen_dubbel_van", None if world.chance(0.3) else value)


# Adding, deleting and moving pages


@mutation(2)
def add_page(world: World) -> str:
    rng, titel = world.rng, pages.title(world.rng)
    name = f"{pages.slug(titel)}-{rng.randint(10, 99)}"
    kind = world.pick(["projecten", "projecten", "nieuws", "paginas"])
    if len(world.pages(*TIMED_KINDS)) > 18:
        return ""
    to = f"content/{kind}/{world.pick([f'{name}.md', f'{name}/index.md', f'2020/{name}.md'])}"
    if kind == "projecten":
        names = [spellings(world, register) for register in ("contactpersonen", "werkvelden", "opdrachtgevers")]
        text = pages.project(rng, titel, *names)
    elif kind == "nieuws":
        text = pages.news(rng, titel)
    else:
        fields = {"titel": pages.quoted(titel), "volgorde": str(rng.randint(1, 9))}
        text = pages.page(fields, pages.words(rng, 1))
    world.write(to, text)
    return f"{to}: new"


@mutation(2.5)
def delete_page(world: World) -> str:
    found = world.pages(*TIMED_KINDS, "paginas")
    if not found or (len(found) < 9 and world.chance(0.6)):
        return ""
    path = world.pick(found)
    link_change = _remove_references(world, path) if world.chance(0.8) else "links unchanged"
    world.remove(path)
    return f"{path}: deleted, {link_change}"


def _remove_references(world: World, path: str) -> str:
    """Remove links and fields that refer to a page."""
    own, url = pages.stem(path), address(world, path)
    for page in world.pages():
        text = world.text(page)
        fresh = pages.without_links(pages.without_links(text, pages.relative(path, page)), url)
        for name in ("project", "geen_dubbel_van"):
            if (pages.field(fresh, name) or "").endswith(own):
                fresh = pages.with_field(fresh, name, None)
        if fresh != text:
            world.write(page, fresh)
    return "links updated"


@mutation(4)
def move_page(world: World) -> str:
    path = world.pick(world.pages(*TIMED_KINDS, "paginas") or world.pages())
    kind, own = path.split("/")[1], pages.stem(path)
    folder = posixpath.dirname(path)
    how = world.pick(["name", "case", "bundle", "folder", "kind", "accent", "double name"])
    to = {
        "name": f"{folder}/{own}-{world.rng.randint(1, 9)}.md"[-90:],
        "case": f"{folder}/{own.capitalize() if own.islower() else own.lower()}.md",
        "bundle": f"content/{kind}/{own}.md" if path.endswith("/index.md") else f"content/{kind}/{own}/index.md",
        "folder": f"content/{kind}/{world.pick(['2019', 'oud/ouder'])}/{own}.md",
        "kind": f"content/{'nieuws' if kind == 'projecten' else 'projecten'}/{own}.md",
        "accent": f"{folder}/{unicodedata.normalize(world.pick(['NFC', 'NFD']), 'Café-één')}.md",
        "double name": f"content/{kind}/ook/{pages.stem(world.pick(world.pages(kind)))}.md",
    }[how]
    if how == "name":
        to = f"{folder}/{pages.slug(own)[:30]}-{world.rng.randint(1, 9)}.md"
    if to == path or os.path.lexists(world.at(to)):
        return ""
    link_change = "links unchanged"
    if world.chance(0.8):
        link_change = _redirect(world, path, to)
    world.move(path, to)
    if how == "kind":
        _convert_fields(world, to)
    return f"{path} -> {to} ({how}), {link_change}"


def _redirect(world: World, path: str, to: str) -> str:
    """Point links and fields to the new path of a page, and remove its own links and attachments."""
    for page in world.pages():
        text = fresh = world.text(page)
        fresh = fresh.replace(f"]({pages.relative(path, page)}", f"]({pages.relative(to, page)}")
        if pages.field(fresh, "project") == pages.stem(path):
            fresh = pages.with_field(fresh, "project", pages.stem(to))
        if page == path:
            fresh = pages.without_links(fresh)
            for name in ("bijlagen", "rapport"):
                fresh = pages.with_field(fresh, name, None)
        if fresh != text:
            world.write(page, fresh)
    return "links updated"


def _convert_fields(world: World, path: str) -> None:
    """Replace the fields of a page that moved to another kind by fields of that kind."""
    text = world.text(path)
    titel = pages.field(text, "titel") or "Zonder"
    if path.startswith("content/nieuws/"):
        world.write(path, pages.page({"titel": titel, "datum": "2023-03-03"}, pages.body(text)))
    else:
        names = [spellings(world, register) for register in ("contactpersonen", "werkvelden", "opdrachtgevers")]
        made = pages.project(world.rng, titel.strip("'"), *names)
        world.write(path, pages.joined(pages.front(made), pages.body(text)))


@mutation(2)
def restore_page(world: World) -> str:
    if not world.history:
        return ""
    past = world.pick(world.history)
    path = world.pick(sorted(past))
    world.write(path, past[path].data)
    return f"{path}: restored"


@mutation(2)
def swap_pages(world: World) -> str:
    found = world.pages(world.pick(["projecten", "nieuws", "contactpersonen", "werkvelden"]))
    if len(found) < 2:
        return ""
    first, second = world.rng.sample(found, 2)
    if world.chance(0.5):
        aside = world.at(first).with_name("opzij~")
        world.at(first).rename(aside)
        world.at(second).rename(world.at(first))
        aside.rename(world.at(second))
        return f"{first} <-> {second}: files"
    first_data, second_data = world.data(first), world.data(second)
    world.write(first, second_data)
    world.write(second, first_data)
    return f"{first} <-> {second}: contents"


@mutation(2.5)
def make_mistake(world: World) -> str:
    path = world.pick(world.pages())
    text, how = world.text(path), world.rng.randrange(16)
    name, value = {
        0: ("jaaar", "2020"), 1: ("titel", None), 2: ("naam", None), 3: ("titel", "a: b: c"), 4: ("slug", "Niet Goed!"),
        5: ("publiceren_op", "gisteren"), 6: ("bijlagen", "weg.pdf"), 7: ("project", "bestaat-niet"),
        8: ("contactpersoon", None), 9: ("opvolger", "Niemand Nooit"), 10: ("titel", "[een, twee]"),
    }.get(how, ("", None))  # fmt: skip
    if name:
        return world.set_field(path, name, value)
    bad = {
        11: text.replace("\n---\n", "\n", 1),
        12: f"{text}\n[kapot](bestaat-niet.md)\n",
        13: f"{text}\n![van elders](https://elders.example/x.png)\n",
        14: f"{text}\n# Een te grote kop\n",
    }.get(how)
    world.write(path, text.encode()[:-1] + b"\xff\x00\n" if bad is None else bad)
    return f"{path}: mistake {how}"
