"""What git leaves of a conflict, and what only looks like it."""

import pytest

from vindplaats.read.notations.merge_conflicts import find_conflicts

HEAD = "---\ntitel: x\n---\n"
CONFLICT = "<<<<<<< HEAD\nVeertig.\n=======\nVijftig.\n>>>>>>> tak\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (HEAD + CONFLICT, (4,)),
        (HEAD + CONFLICT + "\nTekst\n\n" + CONFLICT, (4, 12)),
        (HEAD + "<<<<<<< HEAD\na\n||||||| 1a2b3c\nb\n=======\nc\n>>>>>>> tak\n", (4,)),
        ("---\n<<<<<<< HEAD\ntitel: x\n=======\ntitel: y\n>>>>>>> tak\n---\n", (2,)),
        (CONFLICT + HEAD, (1,)),
        (HEAD + "a\n=======\nb\n>>>>>>> tak\n", (7,)),
        (HEAD + "<<<<<<< HEAD\na\n", (4,)),
        (HEAD + "<<<<<<<\na\n=======\n>>>>>>>\n", (4,)),
        (HEAD + "||||||| merged common ancestors\na\n", (4,)),
        (HEAD + "- a\n" + CONFLICT, (5,)),
        (HEAD + "<<<<<<< HEAD\n```\na\n=======\n```\nb\n>>>>>>> tak\n```\n" + CONFLICT, (4, 12)),
        (HEAD + "```\ncode\n```\n" + CONFLICT, (7,)),
        (HEAD + "- ```\n  code\n  ```\n" + CONFLICT, (7,)),
        (HEAD + "```\nnooit gesloten\n" + CONFLICT, (6,)),
        ("---\ntekst: |\n```\n---\n" + CONFLICT, (5,)),
    ],
)
def test_every_conflict_is_found_at_its_first_line(text: str, lines: tuple[int, ...]) -> None:
    assert find_conflicts(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Kop\n=======\n",
        HEAD + "```\n" + CONFLICT + "```\n",
        HEAD + "~~~~ text\n" + CONFLICT + "~~~\n~~~~\n",
        HEAD + "1. a\n\n   ```diff\n" + CONFLICT + "   ```\n",
        HEAD + "tekst met <<<<<<< HEAD erin\n",
        HEAD + "<<<<<<<< acht\n>>>>>>>> acht\n",
        HEAD + "|||||||\n||||||| a | b |\n",
        HEAD + "    <<<<<<< HEAD\n",
    ],
)
def test_other_texts_have_no_conflicts(text: str) -> None:
    assert find_conflicts(text) == ()
